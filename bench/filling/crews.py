"""The people of the made-up cases: one in every role for each district."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directive.roles import Role
from shared.people.models import Member, Post
from shared.people.signing_in import hash_password
from shared.places.models import Unit
from shared.places.starting import DISTRICTS

PASSWORD = "bench-only-password"  # noqa: S105 (made-up people of a benchmark)
ROLES = (
    Role.SERGEANT,
    Role.WATCH_LIEUTENANT,
    Role.SUPERVISOR,
    Role.MEMBER,
    Role.EXECUTIVE_OFFICER,
    Role.OFFICER,
    Role.COMMANDER,
)
IN_A_UNIT = frozenset([Role.WATCH_LIEUTENANT, Role.SUPERVISOR, Role.MEMBER])


@dataclass(frozen=True, slots=True)
class Crew:
    """Who acts in a district."""

    district: str
    unit: int
    ids: dict[Role, int]


def crews(session: Session) -> list[Crew]:
    """A crew for each district; made on the first fill, found again after that."""
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    hashed, found = hash_password(PASSWORD), []
    for code, _name in DISTRICTS:
        crew = Crew(code, units[f"{code}-W2"], {})
        for role in ROLES:
            crew.ids[role] = _member(session, crew, role, hashed)
        found.append(crew)
    return found


def star_of(district: str, role: Role) -> str:
    return f"bench-{district}-{role.value}"[:32]


def _member(session: Session, crew: Crew, role: Role, hashed: str) -> int:
    star = star_of(crew.district, role)
    if found := session.scalar(select(Member.id).where(Member.star == star)):
        return found
    member = Member(star=star, name=star, rank="", password_hash=hashed, is_active=True, failures=0)
    session.add(member)
    session.flush()
    session.add(
        Post(
            member_id=member.id,
            role=role.value,
            district=None if role in IN_A_UNIT else crew.district,
            unit_id=crew.unit if role in IN_A_UNIT else None,
            from_on=date(2020, 1, 1),
        )
    )
    return member.id
