"""VI.B.1: which concerns may be one problem with this one. Only ever shown: a person decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.orm import Session

from shared.concerns.categories import Category
from shared.concerns.grouping import suggest
from shared.concerns.grouping.reports import Report, Suggestion
from shared.concerns.grouping.settings import Reach, Settings
from shared.concerns.held import masked
from shared.concerns.models import Concern, DifferentProblem
from shared.concerns.states import FINAL, IN_INTAKE, State
from shared.places.cells import cells_within

MOST_READ = 1_200
"""The latest so many of the squares around are read; the nearest of them are compared."""

A_YEAR = Reach(days=365)
SURELY = 0.5
"""From this score on a closed one is called the same problem without asking anybody."""
MOST_CLOSED = 50

TOLD = (
    Concern.id,
    Concern.primary_id,
    Concern.submitted_at,
    Concern.category,
    Concern.address,
    Concern.place,
    Concern.latitude,
    Concern.longitude,
    Concern.text,
    Concern.screening,
    Concern.language,
    Concern.state,
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A group that may be the same problem, by its primary concern; `score` is 0 to 1."""

    primary: Concern
    size: int
    score: float
    reasons: tuple[str, ...]
    is_preselected: bool


def likely_same(session: Session, concern: Concern) -> list[Likely]:
    """At most three groups, best first; never one that a member called a different problem."""
    found = []
    for each in _shown(session, concern, _settings(session)):
        primary = session.get_one(Concern, int(each.id))
        size = 1 + len(primary.followers)
        found.append(Likely(primary, size, each.score, each.reasons, each.preselected))
    return found


def came_back(session: Session, concern: Concern) -> list[Concern]:
    """A chronic place: the problems like this one that were closed here and came back.

    Primary concerns closed within the year before this one was submitted, the latest first.
    """
    settings = Settings(reach=A_YEAR, shown_from=SURELY, most_shown=MOST_CLOSED)
    shown = _shown(session, concern, settings)
    return list(
        session.scalars(
            select(Concern)
            .where(
                Concern.id.in_([int(each.id) for each in shown]),
                Concern.state == State.CLOSED,
                Concern.closed_at < concern.submitted_at,
            )
            .order_by(Concern.closed_at.desc())
        )
    )


def similar_to(session: Session, arriving: Concern) -> int | None:
    """On arrival, the primary concern of the group it is most like."""
    shown = _shown(session, arriving, _settings(session))
    return int(shown[0].id) if shown else None


def compare_anew(session: Session, moved: Concern, was_in: str | None) -> None:
    """The hint of one whose place was corrected, and of those in its old district that name it."""
    moved.similar_to_id = similar_to(session, moved)
    hinted = session.scalars(
        select(Concern).where(
            Concern.district == was_in,
            Concern.state.in_(IN_INTAKE),
            Concern.similar_to_id == moved.id,
        )
    ).all()
    for other in hinted:
        # Not through the case: whoever has it open did not see it move.
        session.execute(
            update(Concern)
            .where(Concern.id == other.id)
            .values(similar_to_id=similar_to(session, other))
        )


def _shown(session: Session, concern: Concern, settings: Settings) -> list[Suggestion]:
    """What the grouping says of those around, without reading a text where nobody is around."""
    near = [_report(row) for row in _near(session, concern, settings)]
    if not near:
        return []
    different = _different(session, concern) if concern.id else ()
    return suggest(_report(concern), near, settings=settings, different=different)


def _settings(session: Session) -> Settings:
    """The usual reach, and that of each category which has its own (II.E.2)."""
    usual = Reach()
    own = session.execute(
        select(Category.code, Category.reach_metres, Category.reach_days).where(
            or_(Category.reach_metres.is_not(None), Category.reach_days.is_not(None))
        )
    )
    return Settings(
        reach_by_category={
            code: Reach(metres or usual.metres, days or usual.days) for code, metres, days in own
        }
    )


def _near(session: Session, concern: Concern, settings: Settings) -> Collection[Row]:  # type: ignore[type-arg]
    """Those of the district around it, open or recently closed, before it or after it."""
    if concern.latitude is None or concern.longitude is None or concern.district is None:
        return ()
    furthest = settings.furthest()
    longest = timedelta(days=furthest.days)
    return session.execute(
        select(*TOLD)
        .where(
            Concern.cell.in_(cells_within(concern.latitude, concern.longitude, furthest.metres)),
            Concern.submitted_at.between(
                concern.submitted_at - longest, concern.submitted_at + longest
            ),
            Concern.district == concern.district,
            Concern.state != State.NOT_ACCEPTED,
            *_others(concern),
        )
        .order_by(Concern.submitted_at.desc())
        .limit(MOST_READ)
    ).all()


def _others(concern: Concern) -> tuple[ColumnElement[bool], ...]:
    """Neither itself nor those that follow it; one that is arriving has no id."""
    if concern.id is None:
        return ()
    leads = or_(Concern.primary_id.is_(None), Concern.primary_id != concern.id)
    return Concern.id != concern.id, leads


def _report(told: Concern | Row) -> Report:  # type: ignore[type-arg]
    """As the grouping reads it; of a held text only what is not masked."""
    held = told.screening.get("outcome") == "hold"
    return Report(
        str(told.id),
        told.submitted_at,
        told.category,
        told.address or told.place,
        told.latitude,
        told.longitude,
        masked(told.text, told.screening["findings"]) if held else told.text,
        told.language,
        str(told.primary_id or told.id),
        told.state not in FINAL,
    )


def _different(session: Session, concern: Concern) -> set[str]:
    """The ids of those that a member called a different problem, from either side."""
    pairs = session.execute(
        select(DifferentProblem.concern_id, DifferentProblem.other_id).where(
            or_(DifferentProblem.concern_id == concern.id, DifferentProblem.other_id == concern.id)
        )
    )
    return {str(one) for pair in pairs for one in pair} - {str(concern.id)}


def remember_different(session: Session, pair: DifferentProblem) -> None:
    """Once for two concerns, whichever of them it was said of."""
    one, other = pair.concern_id, pair.other_id
    known = select(DifferentProblem.id).where(
        or_(
            and_(DifferentProblem.concern_id == one, DifferentProblem.other_id == other),
            and_(DifferentProblem.concern_id == other, DifferentProblem.other_id == one),
        )
    )
    if session.scalar(known) is None:
        session.add(pair)
