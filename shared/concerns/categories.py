"""What a concern can be about; these rows are where an installation starts, the table decides."""

from dataclasses import dataclass

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.database import Base


class Category(Base):
    """A kind of concern, as residents and members choose it."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    label_es: Mapped[str] = mapped_column(String(80))
    label_pl: Mapped[str] = mapped_column(String(80))
    hint: Mapped[str] = mapped_column(String(200), default="")
    is_building: Mapped[bool] = mapped_column(default=False)  # VII.B.2.a
    suggests: Mapped[str] = mapped_column(String(12))  # watch, tactical or a unit code
    position: Mapped[int]
    # VI.B.1: how far and how long ago another may be that is the same problem; the usual if empty.
    reach_metres: Mapped[float | None]
    reach_days: Mapped[float | None]
    is_active: Mapped[bool] = mapped_column(default=True)


@dataclass(frozen=True, slots=True)
class Starting:
    code: str
    label: str
    label_es: str
    label_pl: str
    hint: str
    suggests: str
    is_building: bool = False


# fmt: off
STARTING = (
    Starting("NARCOTICS", "Drug sales or use", "Venta o consumo de drogas", "Sprzedaż lub zażywanie narkotyków", "Selling from a corner, a car or a house", "189"),
    Starting("GANG_LOITERING", "Gang activity or loitering", "Pandillas o grupos que merodean", "Gangi lub wystawanie grup", "Groups who take over a corner or frighten people", "tactical"),
    Starting("PROSTITUTION", "Prostitution", "Prostitución", "Prostytucja", "Soliciting on the street or at a motel", "192"),
    Starting("GAMBLING", "Gambling", "Juegos de apuestas", "Hazard", "Dice, cards or machines for money", "192"),
    Starting("PUBLIC_DRINKING", "Drinking in public", "Beber en la calle", "Picie alkoholu w miejscach publicznych", "On the sidewalk, in a park, outside a store", "watch"),
    Starting("NOISE", "Noise", "Ruido", "Hałas", "Music, parties, car stereos, fireworks", "watch"),
    Starting("VANDALISM_GRAFFITI", "Vandalism or gang graffiti", "Vandalismo o grafiti de pandillas", "Wandalizm lub graffiti gangów", "Damage that keeps coming back", "tactical"),
    Starting("THEFT_CAR_BREAKIN", "Thefts and car break-ins", "Robos y vidrios rotos de autos", "Kradzieże i włamania do samochodów", "A pattern on your block, not a single theft", "tactical"),
    Starting("SPEEDING_DRAG_RACING", "Speeding or drag racing", "Exceso de velocidad o carreras", "Przekraczanie prędkości lub wyścigi", "Which street, and when", "145"),
    Starting("TRAFFIC_SCHOOL_CROSSING", "Traffic danger near a school or crossing", "Peligro de tráfico junto a escuela o cruce", "Niebezpieczny ruch przy szkole lub przejściu", "Drivers who do not stop", "145"),
    Starting("PARKING_ABANDONED_VEHICLE", "Parking trouble or suspicious vehicles", "Estacionamiento o vehículos sospechosos", "Parkowanie lub podejrzane pojazdy", "Cars used for crime, lived in, or left", "watch"),
    Starting("PROBLEM_BUILDING_LIQUOR", "Problem building or business", "Edificio o negocio problemático", "Uciążliwy budynek lub lokal", "A drug house, a bar or store with constant trouble", "241", True),
    Starting("VACANT_BUILDING", "Vacant or open building", "Edificio vacío o abierto", "Pusty lub otwarty budynek", "People go in, it is not boarded up", "241", True),
    Starting("ILLEGAL_VENDING", "Selling without a license", "Venta sin licencia", "Sprzedaż bez zezwolenia", "Loose cigarettes, stolen goods, street sales", "watch"),
    Starting("QUALITY_OF_LIFE_LITTER", "Dumping, litter and disorder", "Basura y desorden", "Śmieci i nieporządek", "People who dump, camp or foul a place", "watch"),
    Starting("SUSPICIOUS_ACTIVITY", "Suspicious activity", "Actividad sospechosa", "Podejrzane zachowania", "Something keeps happening and seems wrong", "watch"),
    Starting("OTHER", "Something else", "Otra cosa", "Coś innego", "None of these fits", "watch"),
)
# fmt: on
