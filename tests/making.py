"""Dull defaults for tests: a district with a person in every role, and a concern to move about."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.intake import Placed, Receipt, Told, submit
from shared.directive.roles import Role
from shared.people.models import Member, Post
from shared.places.models import Unit

PASSWORD = "correct horse battery"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
NOON = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # a Tuesday noon in Chicago
HERE = Placed(
    "3151 W Harrison St",
    address="3151 W Harrison St",
    latitude=41.8735,
    longitude=-87.7056,
    precision="address",
    district="011",
    sector="113",
    beat="1134",
)


class Clock:
    """The application's clock in tests; it stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


@dataclass
class District:
    """Who holds what in a district; each member's star is made of the district and the role."""

    code: str
    stars: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)


IN_DISTRICT = {
    "officer": Role.OFFICER,
    "sergeant": Role.SERGEANT,
    "sergeant_2": Role.SERGEANT,
    "sector_sergeant": Role.SECTOR_SERGEANT,
    "station": Role.STATION_SUPERVISOR,
    "xo": Role.EXECUTIVE_OFFICER,
    "commander": Role.COMMANDER,
}
IN_UNIT = {
    "lieutenant": (Role.WATCH_LIEUTENANT, "W2"),
    "supervisor": (Role.SUPERVISOR, "W2"),
    "supervisor_2": (Role.SUPERVISOR, "W2"),
    "member": (Role.MEMBER, "W2"),
    "member_2": (Role.MEMBER, "W2"),
    "tactical": (Role.TACTICAL_LIEUTENANT, "TAC"),
    "tactical_supervisor": (Role.SUPERVISOR, "TAC"),
    "tactical_member": (Role.MEMBER, "TAC"),
    "buildings": (Role.COMMANDING_OFFICER, "241"),
    "buildings_supervisor": (Role.SUPERVISOR, "241"),
    "buildings_member": (Role.MEMBER, "241"),
}
IN_CITY = {
    "deputy_chief": Role.DEPUTY_CHIEF,
    "auditor": Role.AUDITOR,
    "chief": Role.CHIEF,
    "help_desk": Role.HELP_DESK,
    "administrator": Role.ADMINISTRATOR,
}


def make_member(session: Session, star: str, **but: Any) -> Member:
    member = Member(
        **{
            "star": star,
            "name": star.replace("-", " ").title(),
            "rank": "",
            "is_sworn": True,
            "is_trained_on_311": False,
            "is_active": True,
            "password_hash": PASSWORD_HASH,
            "failures": 0,
        }
        | but
    )
    session.add(member)
    session.flush()
    return member


def make_post(session: Session, member: Member, role: Role, **but: Any) -> Post:
    post = Post(**{"member_id": member.id, "role": role.value, "from_on": date(2020, 1, 1)} | but)
    session.add(post)
    session.flush()
    return post


def make_district(session: Session, code: str = "011") -> District:
    """Everybody in the district, in its second watch and tactical team, in 241 and downtown."""
    made = District(code)
    codes = {row.code: row.id for row in session.scalars(select(Unit))}
    made.units = {
        name: codes.get(f"{code}-{name}") or codes[name]
        for name in ("W1", "W2", "W3", "TAC", "241", "189", "193")
    }
    posts: dict[str, tuple[Role, dict[str, Any]]] = {
        **{name: (role, {"district": code}) for name, role in IN_DISTRICT.items()},
        **{name: (role, {"unit_id": made.units[u]}) for name, (role, u) in IN_UNIT.items()},
        **{name: (role, {}) for name, role in IN_CITY.items()},
    }
    for name, (role, where) in posts.items():
        member = make_member(session, f"{code}-{name}")
        make_post(session, member, role, **where)
        made.stars[name], made.ids[name] = member.star, member.id
    return made


def make_told(**but: Any) -> Told:
    told: dict[str, Any] = {
        "category": "GANG_LOITERING",
        "text": "A group stands on the corner every evening and shouts at people who pass.",
        "where": HERE,
        "emergency_ruled_out": True,
    }
    return Told(**told | but)


def make_concern(session: Session, now: datetime = NOON, **but: Any) -> Receipt:
    """A concern as a resident submits it; committed."""
    receipt = submit(session, make_told(**but), uuid4().hex, now)
    session.commit()
    return receipt
