"""What can be chosen in a work order's forms."""

from sqlalchemy import select

from shared.concerns.choices import holders
from shared.directive.roles import Role
from shared.people.models import Post
from shared.places.models import Unit
from shared.workflow.refusals import Choice
from shared.workflow.table import Attempt

# District personnel to whom a work order can be given (V.C.3, V.D.3).
INVESTIGATORS = (Role.MEMBER, Role.OFFICER, Role.SUPERVISOR, Role.SECTOR_SERGEANT)


def investigators(attempt: Attempt) -> list[Choice]:
    """Members of the district and of its watches and tactical unit, by name."""
    district = attempt.case.district
    of_district = select(Unit.id).where(Unit.district == district)
    return holders(
        attempt,
        None,
        Post.role.in_([role.value for role in INVESTIGATORS]),
        (Post.district == district) | Post.unit_id.in_(of_district),
    )


def units(attempt: Attempt) -> list[Choice]:
    """Every unit of the Department that can be asked for help (V.B)."""
    listed = attempt.session.scalars(
        select(Unit).where(Unit.is_active).order_by(Unit.district.is_not(None), Unit.code)
    )
    return [Choice(unit.id, unit.title) for unit in listed]


def unanswered(attempt: Attempt) -> list[Choice]:
    return [
        Choice(each.id, each.unit.title, each.what[:80])
        for each in attempt.case.supports
        if each.answered_at is None
    ]
