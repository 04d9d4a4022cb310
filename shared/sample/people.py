"""A person in every role of two demonstration districts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directive.roles import Role
from shared.people.models import Member, Post
from shared.people.signing_in import hash_password
from shared.places.models import Unit

PASSWORD = "sample-only-password"  # noqa: S105 (people who do not exist; shown on the sign-in page)
DISTRICTS = ("011", "019")


@dataclass(frozen=True, slots=True)
class Person:
    """`place` is a district's suffix of a unit, a unit's code, or empty for the district itself."""

    star: str
    rank: str
    name: str
    role: Role
    place: str = ""
    watch: int | None = None


# fmt: off
DISTRICT_PEOPLE = {
    "011": (
        Person("1101", "Officer", "Marisol Vega", Role.OFFICER),
        Person("1102", "Sergeant", "Denise Okafor", Role.SERGEANT, watch=2),
        Person("1103", "Sergeant", "Paul Wisniewski", Role.SERGEANT, watch=3),
        Person("1104", "Sergeant", "Andre Tolbert", Role.SECTOR_SERGEANT),
        Person("1105", "Captain", "Ruth Lindqvist", Role.STATION_SUPERVISOR),
        Person("1106", "Lieutenant", "Harold Kane", Role.WATCH_LIEUTENANT, "W2", 2),
        Person("1107", "Lieutenant", "Ines Marquez", Role.WATCH_LIEUTENANT, "W3", 3),
        Person("1108", "Lieutenant", "Samir Haddad", Role.TACTICAL_LIEUTENANT, "TAC"),
        Person("1109", "Sergeant", "Carla Ortiz", Role.SUPERVISOR, "W2", 2),
        Person("1110", "Sergeant", "Tom Breslin", Role.SUPERVISOR, "W3", 3),
        Person("1111", "Sergeant", "Yolanda Price", Role.SUPERVISOR, "TAC"),
        Person("1112", "Officer", "Kevin Marsh", Role.MEMBER, "W2", 2),
        Person("1113", "Officer", "Lena Dubois", Role.MEMBER, "W2", 2),
        Person("1114", "Officer", "Jerome Banks", Role.MEMBER, "W3", 3),
        Person("1115", "Officer", "Aisha Grant", Role.MEMBER, "TAC"),
        Person("1116", "Officer", "Piotr Nowak", Role.MEMBER, "TAC"),
        Person("1117", "Captain", "Gloria Reyes", Role.EXECUTIVE_OFFICER),
        Person("1118", "Commander", "William Ashe", Role.COMMANDER),
    ),
    "019": (
        Person("1901", "Officer", "Dana Kim", Role.OFFICER),
        Person("1902", "Sergeant", "Luis Arroyo", Role.SERGEANT, watch=2),
        Person("1905", "Captain", "Nora Quinn", Role.STATION_SUPERVISOR),
        Person("1906", "Lieutenant", "Greg Sobczak", Role.WATCH_LIEUTENANT, "W2", 2),
        Person("1908", "Lieutenant", "Monique Hall", Role.TACTICAL_LIEUTENANT, "TAC"),
        Person("1909", "Sergeant", "Ben Farrow", Role.SUPERVISOR, "W2", 2),
        Person("1911", "Sergeant", "Rita Chavez", Role.SUPERVISOR, "TAC"),
        Person("1912", "Officer", "Sean Doyle", Role.MEMBER, "W2", 2),
        Person("1915", "Officer", "Mei Lin", Role.MEMBER, "TAC"),
        Person("1917", "Captain", "Edward Stone", Role.EXECUTIVE_OFFICER),
        Person("1918", "Commander", "Patricia Moore", Role.COMMANDER),
    ),
}
CITY_PEOPLE = (
    Person("2401", "Lieutenant", "Frank Deluca", Role.COMMANDING_OFFICER, "241"),
    Person("2402", "Sergeant", "Olga Petrov", Role.SUPERVISOR, "241"),
    Person("2403", "Officer", "Chris Bell", Role.MEMBER, "241"),
    Person("1891", "Commander", "Teresa Boyd", Role.COMMANDING_OFFICER, "189"),
    Person("1892", "Sergeant", "Omar Siddiqui", Role.SUPERVISOR, "189"),
    Person("1893", "Officer", "Jill Novak", Role.MEMBER, "189"),
    Person("9001", "Deputy Chief", "Alma Whitfield", Role.DEPUTY_CHIEF),
    Person("9002", "Ms.", "Joan Pierce", Role.AUDITOR),
    Person("9003", "Chief", "Robert Hale", Role.CHIEF),
    Person("9004", "Mr.", "Ted Novotny", Role.HELP_DESK),
    Person("9005", "Ms.", "Irene Cole", Role.ADMINISTRATOR),
)
# fmt: on
CIVILIANS = {Role.AUDITOR, Role.HELP_DESK, Role.ADMINISTRATOR}
TRAINED_ON_311 = {Role.SERGEANT, Role.OFFICER}
FROM = date(2020, 1, 1)


def everybody() -> list[tuple[str | None, Person]]:
    """Each person with the district, if the post is in one."""
    in_districts = [(code, who) for code in DISTRICTS for who in DISTRICT_PEOPLE[code]]
    return [*in_districts, *((None, who) for who in CITY_PEOPLE)]


def add_people(session: Session) -> None:
    hashed = hash_password(PASSWORD)
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    for district, who in everybody():
        member = Member(
            star=who.star,
            name=who.name,
            rank=who.rank,
            is_sworn=who.role not in CIVILIANS,
            is_trained_on_311=who.role in TRAINED_ON_311,
            is_active=True,
            password_hash=hashed,
            failures=0,
        )
        session.add(member)
        session.flush()
        unit = f"{district}-{who.place}" if district and who.place else who.place
        session.add(
            Post(
                member_id=member.id,
                role=who.role.value,
                district=None if who.place else district,
                unit_id=units[unit] if unit else None,
                watch=who.watch,
                from_on=FROM,
            )
        )
