"""What superiors and auditors read: tours of duty kept, and who looked at what."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Annotated

from flask import Response, abort
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns import queries
from shared.concerns.models import Concern
from shared.concerns.numbers import digits, grouped
from shared.concerns.overrules import overrules
from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.history.access import Look
from shared.people.models import Member
from shared.people.tours import duties
from shared.reports.models import IssuedReport
from shared.service_requests.models import Purged, ServiceRequest
from shared.web.access import open_to
from shared.web.requests import now, reading
from shared.work_orders.models import WorkOrder
from staff.blueprint import Day, In, Out, answer, staff
from staff.sign_in import actor

# A purged form's number is kept: the log still speaks of it.
RECORDS = (
    ("concern", Concern.id, Concern.control_number),
    ("service_request", ServiceRequest.id, ServiceRequest.reference),
    ("service_request", Purged.case_id, Purged.reference),
    ("work_order", WorkOrder.id, WorkOrder.city_number),
    ("report", IssuedReport.id, IssuedReport.title),
)


class DutyOut(Out):
    member: str
    role: str
    place: str
    watch: int
    starts_at: datetime
    ends_at: datetime
    clause: str
    standing: str
    first_at: datetime | None


class DutiesOut(Out):
    district: str
    day: date
    duties: list[DutyOut]


class DutiesIn(In):
    district: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    day: Day | None = None


class LookOut(Out):
    at: datetime
    member: str
    number: str
    what: str
    reason: str | None


class LooksOut(Out):
    looks: list[LookOut]
    next: int | None


class LooksIn(In):
    """By record, by member, or all; `before` pages back."""

    control_number: str = ""
    star: str = ""
    before: int | None = None


class OverruleOut(Out):
    """Of the concerns a rule of the screening held: how many a sergeant took up, and not."""

    rule: str
    version: str
    held: int
    accepted: int
    not_accepted: int


class OverrulesOut(Out):
    since: datetime
    overrules: list[OverruleOut]


class OverrulesIn(In):
    days: Annotated[int, Field(ge=1, le=3660)] = 365


@staff.get("/api/tours", responses={200: DutiesOut})
@open_to(Role.EXECUTIVE_OFFICER, Role.COMMANDER, Role.DEPUTY_CHIEF, Role.AUDITOR)
def tours_of_duty(query: DutiesIn) -> Response:
    """Who opened their queue in which watch of a day, and who did not."""
    member = actor()
    whole_city = member.roles & {Role.DEPUTY_CHIEF, Role.AUDITOR}
    mine = member.districts(Role.EXECUTIVE_OFFICER) | member.districts(Role.COMMANDER)
    if not whole_city and query.district not in mine:
        abort(404)
    day = query.day or now().astimezone(CHICAGO).date()
    return answer(
        DutiesOut(
            district=query.district,
            day=day,
            duties=[
                DutyOut(
                    member=duty.member,
                    role=duty.role.label,
                    place=duty.place,
                    watch=duty.watch.number,
                    starts_at=duty.watch.starts_at,
                    ends_at=duty.watch.ends_at,
                    clause=duty.clause.number,
                    standing=duty.standing(now()),
                    first_at=duty.first_at,
                )
                for duty in duties(reading(), query.district, day)
            ],
        )
    )


@staff.get("/api/access-log", responses={200: LooksOut})
@open_to(Role.DEPUTY_CHIEF, Role.AUDITOR)
def access_log(query: LooksIn) -> Response:
    """Every reading of a record, newest first (VI.C)."""
    session = reading()
    wanted = (
        select(Look, Member.rank, Member.name)
        .join(Member, Member.id == Look.member_id)
        .order_by(Look.id.desc())
        .limit(101)
    )
    if query.control_number:
        found = queries.find(session, actor(), digits(query.control_number)) or abort(404)
        wanted = wanted.where(Look.case_kind == "concern", Look.case_id == found.id)
    if query.star:
        wanted = wanted.where(Member.star == query.star)
    if query.before:
        wanted = wanted.where(Look.id < query.before)
    rows = session.execute(wanted).all()
    named = names_of_records(session, [look for look, _, _ in rows])
    return answer(
        LooksOut(
            looks=[
                LookOut(
                    at=look.at,
                    member=f"{rank} {name}".strip(),
                    number=record(look, named.get((look.case_kind, look.case_id))),
                    what=look.what,
                    reason=look.reason,
                )
                for look, rank, name in rows[:100]
            ],
            next=rows[99][0].id if len(rows) > 100 else None,
        )
    )


def names_of_records(session: Session, looks: Iterable[Look]) -> dict[tuple[str, int], str]:
    """What members call each record that was read: its number, or a report's title."""
    ids: dict[str, set[int]] = {}
    for look in looks:
        ids.setdefault(look.case_kind, set()).add(look.case_id)
    named = {}
    for kind, case_id, name in RECORDS:
        wanted = select(case_id, name).where(case_id.in_(ids.get(kind, ())))
        named.update({(kind, found): shown for found, shown in session.execute(wanted)})
    return named


def record(look: Look, name: str | None) -> str:
    if look.case_kind == "concern" and name:
        return grouped(name)
    if look.case_kind == "work_order" and name:
        return f"SRSWO {name}"
    # A report that was only counted is no record of its own: the reason has its name.
    return name or look.case_kind.replace("_", " ").capitalize()


@staff.get("/api/screening/overrules", responses={200: OverrulesOut})
@open_to(Role.DEPUTY_CHIEF, Role.AUDITOR)
def screening_overrules(query: OverrulesIn) -> Response:
    """Where the screening held what a sergeant accepted (VI.A.2)."""
    since = now() - timedelta(days=query.days)
    return answer(
        OverrulesOut(
            since=since,
            overrules=[OverruleOut(**asdict(each)) for each in overrules(reading(), since)],
        )
    )
