"""What can be chosen in a concern's forms."""

from enum import StrEnum

from sqlalchemy import select

from shared.concerns.categories import Category
from shared.concerns.models import Concern
from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.people.models import Member, Post
from shared.places.models import TROUBLED_BUILDINGS, Unit
from shared.workflow.refusals import Choice
from shared.workflow.table import Attempt


class Because(StrEnum):
    """Why a concern is not accepted."""

    INDECENT = "indecent"
    NOT_POLICE = "not_police"
    CITY_SERVICE = "city_service"
    TOO_LITTLE = "too_little"
    ALREADY_KNOWN = "already_known"
    OUTSIDE = "outside"
    EMERGENCY = "emergency"


BECAUSE = {
    Because.INDECENT: "Lewd, obscene or derogatory content (VI.A.2)",
    Because.NOT_POLICE: "Not a matter of crime or disorder",
    Because.CITY_SERVICE: "A City service: belongs to 311",
    Because.TOO_LITTLE: "Too little to go on",
    Because.ALREADY_KNOWN: "The same person told this before",
    Because.OUTSIDE: "Outside the City of Chicago",
    Because.EMERGENCY: "Immediate danger: OEMC was told (II.B)",
}


class Outcome(StrEnum):
    """How an investigation ended."""

    RESOLVED = "resolved"
    ACTION_TAKEN = "action_taken"
    ARREST = "arrest"
    CITY_SERVICE = "city_service"
    NOT_FOUND = "not_found"


OUTCOMES = {
    Outcome.RESOLVED: "The problem was resolved",
    Outcome.ACTION_TAKEN: "Action was taken; attention continues",
    Outcome.ARREST: "There was an arrest or a citation",
    Outcome.CITY_SERVICE: "Another City agency was brought in",
    Outcome.NOT_FOUND: "The problem was looked for and not found",
}


def reasons(_attempt: Attempt) -> list[Choice]:
    return [Choice(reason.value, words) for reason, words in BECAUSE.items()]


def outcomes(_attempt: Attempt) -> list[Choice]:
    return [Choice(outcome.value, words) for outcome, words in OUTCOMES.items()]


def categories(attempt: Attempt) -> list[Choice]:
    listed = attempt.session.scalars(
        select(Category).where(Category.is_active).order_by(Category.position)
    )
    return [Choice(category.code, category.label, category.hint) for category in listed]


def units(attempt: Attempt) -> list[Choice]:
    """The unit list as this concern may use it; the proposed unit first (VII.B.2.b)."""
    concern: Concern = attempt.case
    listed = attempt.session.scalars(
        select(Unit)
        .where(
            Unit.is_active,
            (Unit.district == concern.district) | Unit.district.is_(None),
            *([Unit.code == TROUBLED_BUILDINGS] if concern.is_building else []),
        )
        .order_by(Unit.district.is_(None), Unit.code)
    ).all()
    proposed = proposed_unit(attempt)
    ordered = sorted(listed, key=lambda unit: unit.id != proposed)
    return [
        Choice(unit.id, unit.title, "Proposed" if unit.id == proposed else "") for unit in ordered
    ]


def proposed_unit(attempt: Attempt) -> int | None:
    """The unit the category points to, within the concern's district where it is a watch's."""
    concern: Concern = attempt.case
    category = attempt.session.get(Category, concern.category)
    wanted = TROUBLED_BUILDINGS if concern.is_building else category and category.suggests
    return attempt.session.scalar(
        select(Unit.id)
        .where(
            Unit.is_active,
            ((Unit.kind == wanted) & (Unit.district == concern.district)) | (Unit.code == wanted),
        )
        .order_by(Unit.code)
    )


def district_units(attempt: Attempt) -> list[Choice]:
    """The watches and the tactical unit of the district, between which disputes arise."""
    listed = attempt.session.scalars(
        select(Unit)
        .where(Unit.is_active, Unit.district == attempt.case.district)
        .order_by(Unit.code)
    )
    return [Choice(unit.id, unit.title) for unit in listed]


def assisting_units(attempt: Attempt) -> list[Choice]:
    return [
        Choice(part.unit_id, part.unit.title)
        for part in attempt.case.active_parts()
        if not part.is_responsible
    ]


def supervisors(attempt: Attempt) -> list[Choice]:
    return holders(attempt, Role.SUPERVISOR, Post.unit_id == attempt.case.unit_id)


def unit_members(attempt: Attempt) -> list[Choice]:
    return holders(attempt, Role.MEMBER, Post.unit_id == attempt.case.unit_id)


def acting_members(attempt: Attempt) -> list[Choice]:
    """The unit's members, and who was designated here and has left the unit since."""
    today = unit_members(attempt)
    there = {choice.value for choice in today}
    left = {held.member_id: held.member for held in attempt.case.assigned}
    return today + [
        Choice(member.id, _named(member.rank, member.name, member.star), "Has left the unit")
        for member_id, member in left.items()
        if member_id not in there
    ]


def sworn_members(attempt: Attempt) -> list[Choice]:
    """Sworn members of the district, any of whom can be sent to a preliminary investigation."""
    in_district = select(Unit.id).where(Unit.district == attempt.case.district)
    return holders(
        attempt,
        None,
        (Post.district == attempt.case.district) | Post.unit_id.in_(in_district),
        Member.is_sworn,
    )


def holders(attempt: Attempt, role: Role | None, *where: object) -> list[Choice]:
    """Active members holding such a post today, by name."""
    day = attempt.now.astimezone(CHICAGO).date()
    listed = attempt.session.execute(
        select(Member.id, Member.rank, Member.name, Member.star)
        .join(Post, Post.member_id == Member.id)
        .where(
            Member.is_active,
            Post.held_on(day),
            *([Post.role == role.value] if role else []),
            *where,  # type: ignore[arg-type]
        )
        .distinct()
        .order_by(Member.name)
    )
    return [Choice(row.id, _named(row.rank, row.name, row.star)) for row in listed]


def _named(rank: str, name: str, star: str) -> str:
    return f"{rank} {name} #{star}".strip()
