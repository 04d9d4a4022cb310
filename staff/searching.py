"""What can be looked for, kind by kind, and by what (III.A, III.C.5)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns import lifecycle as concern_lifecycle
from shared.concerns.states import State as ConcernState
from shared.people.actors import MemberActor
from shared.people.reach import EVERYTHING, Reach
from shared.places.models import District
from shared.places.patrol_areas import PatrolArea
from shared.service_requests import lifecycle as form_lifecycle
from shared.service_requests.states import State as FormState
from shared.service_requests.types import ServiceType
from shared.web.access import open_to
from shared.web.requests import reading
from shared.work_orders import lifecycle as work_order_lifecycle
from shared.work_orders.states import State as WorkOrderState
from staff.blueprint import Out, answer, staff
from staff.cases import ChoiceOut
from staff.concern_rows import category_labels
from staff.sign_in import actor
from staff.words import labelled

States = type[ConcernState] | type[FormState] | type[WorkOrderState]


class SearchFieldOut(Out):
    """Without choices it is typed."""

    name: str
    label: str
    choices: list[ChoiceOut]
    max_length: int


class SearchKindOut(Out):
    """`kind` is where rows of it are asked for; `none` is said when nothing was found."""

    kind: str
    label: str
    none: str
    fields: list[SearchFieldOut]


class SearchFormOut(Out):
    kinds: list[SearchKindOut]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    label: str
    reach: Reach
    words: str
    none: str
    states: States
    more: Callable[[Session], Iterator[SearchFieldOut]]
    has_area: bool = True  # is followed from the area down to the beat (III.A)


def _categories(session: Session) -> Iterator[SearchFieldOut]:
    yield _chosen("category", "Category", category_labels(session))


def _services(session: Session) -> Iterator[SearchFieldOut]:
    listed = session.execute(
        select(ServiceType.code, ServiceType.name)
        .where(ServiceType.is_police.is_(False), ServiceType.is_immediate.is_(False))
        .order_by(ServiceType.position)
    )
    yield _chosen("service", "Service", {each.code: each.name for each in listed})
    yield from _late(session)


def _late(_session: Session) -> Iterator[SearchFieldOut]:
    yield _chosen("late", "In time or late", {"true": "Late now"})


KINDS = (
    Kind(
        "concerns",
        "Community concerns",
        concern_lifecycle.REACH,
        "Control number or words",
        "Nothing within your reach fits. Words are looked for in the last year.",
        ConcernState,
        _categories,
        has_area=False,
    ),
    Kind(
        "service-requests",
        "City Service Requests",
        form_lifecycle.REACH,
        "Form number, 311 number or words",
        "No form within your reach fits.",
        FormState,
        _services,
    ),
    Kind(
        "work-orders",
        "Police-related requests from 311",
        work_order_lifecycle.REACH,
        "Service Request Number or words",
        "Nothing within your reach fits. The last year is looked through.",
        WorkOrderState,
        _late,
    ),
)


@staff.get("/api/search-form", responses={200: SearchFormOut})
@open_to(*{role for kind in KINDS for role in kind.reach})
def search_form() -> Response:
    """What this member can look for, and by what."""
    session, member = reading(), actor()
    return answer(
        SearchFormOut(
            kinds=[
                SearchKindOut(
                    kind=kind.name,
                    label=kind.label,
                    none=kind.none,
                    fields=list(_fields(session, member, kind)),
                )
                for kind in KINDS
                if member.roles & set(kind.reach)
            ]
        )
    )


def _fields(session: Session, member: MemberActor, kind: Kind) -> Iterator[SearchFieldOut]:
    yield _typed("q", kind.words, 100)
    yield _chosen("state", "State", {state.value: state.label for state in kind.states})
    yield from kind.more(session)
    if kind.has_area and _sees_everything(member, kind):
        yield _chosen("area", "Area", _areas(session))
        yield _chosen("district", "District", _districts(session))
    if kind.has_area:
        yield _typed("sector", "Sector", 4)
    yield _typed("beat", "Beat", 4)


def _sees_everything(member: MemberActor, kind: Kind) -> bool:
    return any(kind.reach[role] is EVERYTHING for role in member.roles & set(kind.reach))


def _areas(session: Session) -> dict[str, str]:
    listed = session.scalars(select(PatrolArea.area).distinct().order_by(PatrolArea.area))
    return {area: f"Area {area}" for area in listed}


def _districts(session: Session) -> dict[str, str]:
    listed = session.execute(select(District.code, District.name).order_by(District.code))
    return {each.code: f"{each.code}, {each.name}" for each in listed}


def _typed(name: str, label: str, most: int) -> SearchFieldOut:
    return SearchFieldOut(name=name, label=label, choices=[], max_length=most)


def _chosen(name: str, label: str, words: dict[str, str]) -> SearchFieldOut:
    return SearchFieldOut(name=name, label=label, choices=labelled(words), max_length=100)
