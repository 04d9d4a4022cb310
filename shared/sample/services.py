"""City Service Requests and police-related requests, made by the real engine like the concerns."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.city311.models import CityRequest
from shared.concerns.intake import Placed
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.people.tours import watch_at
from shared.reports.lifecycle import LIFECYCLE as REPORTS
from shared.reports.models import IssuedReport
from shared.sample.people import DISTRICTS
from shared.sample.play import Cast
from shared.service_requests import from_311 as forms_311
from shared.service_requests.inputs import Confirmed
from shared.service_requests.intake import Need, Where, file
from shared.service_requests.lifecycle import LIFECYCLE as FORMS
from shared.service_requests.models import ServiceRequest
from shared.work_orders import fetching, sheets
from shared.work_orders import from_311 as orders_311
from shared.work_orders.choices import investigators
from shared.work_orders.lifecycle import LIFECYCLE as ORDERS
from shared.work_orders.models import WorkOrder
from shared.workflow import engine
from shared.workflow.table import Attempt

NEEDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("GRAFF", "Red and black paint over the side wall of the store.", {"SURFACE": "BRICK"}),
    ("STLGT", "The light at the corner has been out for a week.", {"LAMPS": "ONE"}),
    ("ALGHT", "The alley is dark behind the garages; people meet there.", {"LAMPS": "SEVERAL"}),
    ("VACBL", "The back door stands open and children go in.", {"OPEN": "YES"}),
    ("FLYDP", "Tires and a sofa were dumped behind the lot again.", {"KINDS": ["TIRES"]}),
    ("SANIT", "The bins behind the restaurant overflow every weekend.", {"KINDS": ["GARBAGE"]}),
)
CARS = ({"PLATE": "AB12345", "MAKE": "Ford Focus", "COLOR": "BLUE", "DAYS": "14"},)
CALLS = (
    "Men sell something from a grey van every evening.",
    "Cars race on this block every night after ten.",
    "People drink in front of the closed store and shout at women.",
    "Somebody sleeps in a car with broken windows beside the school.",
    "Dice games on the corner from the afternoon on.",
)
EXPLAINED = "Two evenings of foot patrol; those present were spoken with and sent on their way."
Step = Callable[["Office", Any, datetime], None]


class Office:
    """The community policing office of a district, at work on what it is asked."""

    def __init__(self, session: Session, now: datetime, random: Random, district: str) -> None:
        self.session, self.now, self.random, self.district = session, now, random, district
        self.cast = Cast(session, now)
        self.sergeant = self.cast.holder(Role.SERGEANT, district)
        self.officer = self.cast.holder(Role.OFFICER, district)
        self.commander = self.cast.holder(Role.COMMANDER, district)
        self.numbers = iter(range(26_000_001 + int(district) * 10_000, 99_000_000))

    def next_number(self) -> str:
        return f"SR26-{next(self.numbers):08}"

    def play(self, case: Any, at: datetime, steps: Sequence[Step]) -> None:
        for step in steps:
            at += timedelta(hours=self.random.uniform(3, 40))
            if at >= self.now:
                break
            step(self, case, at)
        self.session.commit()

    # -- Forms CPD-21.208

    def form(self, where: Placed, at: datetime, story: str) -> None:
        is_vehicle = self.random.random() < 0.2
        service, details, answers = self.random.choice(NEEDS)
        need = Need(
            service="ABVEH" if is_vehicle else service,
            details="A car without a sticker that has not moved." if is_vehicle else details,
            where=Where(
                where.place, "", where.address, where.latitude, where.longitude, where.beat
            ),
            answers={} if is_vehicle else answers,
            vehicles=CARS if is_vehicle else (),
            asker_name="Zofia Łęcka" if self.random.random() < 0.5 else None,
            asker_contact="312-555-0142",
            confirmed=Confirmed(
                emergency_ruled_out=True, is_city_service=True, is_another_need=True
            ),
        )
        key = f"sample {self.random.getrandbits(64)}"
        for form in file(self.session, self.officer, need, key, at):
            self.play(form, at, FORM_STORIES[story])

    def on_form(self, form: ServiceRequest, action: str, at: datetime, **given: Any) -> None:
        self._act(FORMS, form, self._filer(action), action, at, given)

    def _filer(self, action: str) -> MemberActor:
        return self.officer if action in ("withdraw", "resubmit", "tell_asker") else self.sergeant

    def review(self, form: ServiceRequest, at: datetime) -> None:
        self.on_form(form, "review", at)

    def send_back(self, form: ServiceRequest, at: datetime) -> None:
        self.on_form(form, "return", at, reason="Say how it can be reached from the alley.")

    def withdraw(self, form: ServiceRequest, at: datetime) -> None:
        self.on_form(form, "withdraw", at, reason="The owner has done it in the meantime.")

    def enter(self, form: ServiceRequest, at: datetime) -> None:
        """Telephoned through: the number is written on the form (IV.C.2)."""
        self.on_form(form, "write_number", at, city_number=self.next_number())
        self._told(form, at + timedelta(hours=1), "open", None)

    def queue(self, form: ServiceRequest, at: datetime) -> None:
        """Sent by the application itself; the worker brings it to 311."""
        self.on_form(form, "enter", at)

    def done(self, form: ServiceRequest, at: datetime) -> None:
        self._told(form, at, "closed", "Completed by the crew.")

    def tell(self, form: ServiceRequest, at: datetime) -> None:
        if form.asker_name:
            self.on_form(form, "tell_asker", at, what="The City has done it. Thank you.")

    def _told(self, form: ServiceRequest, at: datetime, status: str, notes: str | None) -> None:
        assert form.city_number
        told = _row(form.city_number, form.service, form.filed_at, at, status, notes)
        forms_311.status_changed(self.session, form.id, told, at)

    # -- Police Miscellaneous requests and their SRSWOs

    def order(self, where: Placed, at: datetime, story: str) -> None:
        told = CityRequest.model_validate(
            {
                "service_request_id": self.next_number(),
                "status": "open",
                "service_code": "PMISC",
                "description": self.random.choice(CALLS),
                "address": where.address or where.place,
                "lat": where.latitude,
                "long": where.longitude,
                "requested_datetime": (at - timedelta(hours=2)).isoformat(),
                "extended_attributes": {"police_district": self.district},
            }
        )
        _kind, order_id = orders_311.received(self.session, told, at)
        order = self.session.get_one(WorkOrder, order_id)
        self.play(order, at, ORDER_STORIES[story] if order.beat else ())

    def on_order(
        self, order: WorkOrder, action: str, at: datetime, by: MemberActor, **given: Any
    ) -> None:
        self._act(ORDERS, order, by, action, at, given)

    def open(self, order: WorkOrder, at: datetime) -> None:
        self.on_order(order, "open", at, self.officer)

    def assign(self, order: WorkOrder, at: datetime) -> None:
        choices = investigators(Attempt(order, self.sergeant, at, self.session))
        chosen = self.random.choice(choices).value
        self.on_order(order, "assign", at, self.sergeant, member=chosen)

    def explain(self, order: WorkOrder, at: datetime) -> None:
        self.on_order(
            order,
            "submit",
            at,
            self._member(order),
            acted_at=at - timedelta(hours=2),
            explanation=EXPLAINED,
        )

    def return_order(self, order: WorkOrder, at: datetime) -> None:
        reason = "Nobody spoke with the neighbors who called."
        self.on_order(order, "return", at, self.sergeant, reason=reason)

    def accept(self, order: WorkOrder, at: datetime) -> None:
        words = "Patrols were held; those present were sent on their way."
        self.on_order(order, "accept", at, self.sergeant, disposition=words)

    def ask_time(self, order: WorkOrder, at: datetime) -> None:
        reason = "The owner of the van is being looked for."
        self.on_order(order, "ask_extension", at, self._member(order), reason=reason)

    def ask_help(self, order: WorkOrder, at: datetime) -> None:
        unit = self.cast.units["189"]
        self.on_order(
            order,
            "ask_support",
            at,
            self.sergeant,
            unit=unit,
            what="Watch the van on two evenings.",
        )

    def close(self, order: WorkOrder, at: datetime) -> None:
        """311 has closed it after a telephone call; the sergeant follows."""
        told = _row(order.city_number, "PMISC", order.requested_at, at, "closed", "Police went.")
        orders_311.status_changed(self.session, order.id, told, at)
        after = at + timedelta(hours=1)
        why = "The officer who went has reported it sufficient."
        self.on_order(order, "close_with_311", after, self.sergeant, reason=why)

    def tour(self) -> None:
        """311 was read in this tour, and the Query Report went to the executive officer."""
        fetching.fetched(self.session, self.district, self.officer.id, self.now)
        watch = watch_at(self.session, self.district, self.now)
        sheets.issue(self.session, self.district, watch, self.officer.id, self.now)
        self.session.commit()

    def _member(self, order: WorkOrder) -> MemberActor:
        return next(actor for actor in self.cast.actors if actor.id == order.member_id)

    def _act(
        self, table: Any, case: Any, by: MemberActor, action: str, at: datetime, given: Any
    ) -> None:
        inputs = table.asks(action).model_validate(given)
        engine.perform(table, action, Attempt(case, by, at, self.session, inputs))
        self.session.flush()


def _row(
    number: str, service: str, asked: datetime, at: datetime, status: str, notes: str | None
) -> CityRequest:
    return CityRequest.model_validate(
        {
            "service_request_id": number,
            "status": status,
            "service_code": service,
            "requested_datetime": asked.isoformat(),
            "updated_datetime": at.isoformat(),
            "status_notes": notes,
        }
    )


_ENTERED: Sequence[Step] = (Office.review, Office.enter)
FORM_STORIES: dict[str, Sequence[Step]] = {
    "filed": (),
    "returned": (Office.send_back,),
    "withdrawn": (Office.withdraw,),
    "ready": (Office.review,),
    "sending": (Office.review, Office.queue),
    "entered": _ENTERED,
    "untold": (*_ENTERED, Office.done),
    "told": (*_ENTERED, Office.done, Office.tell),
}
_ASSIGNED: Sequence[Step] = (Office.open, Office.assign)
_ANSWERED: Sequence[Step] = (*_ASSIGNED, Office.explain)
ORDER_STORIES: dict[str, Sequence[Step]] = {
    "new": (),
    "opened": (Office.open,),
    "assigned": _ASSIGNED,
    "helped": (*_ASSIGNED, Office.ask_help),
    "more time": (*_ASSIGNED, Office.ask_time),
    "answered": _ANSWERED,
    "returned": (*_ANSWERED, Office.return_order),
    "to enter": (*_ANSWERED, Office.accept),
    "closed": (*_ASSIGNED, Office.close),
}
# How often each is told, and from how many to how many days ago.
FORM_WEIGHTS = {
    "told": (20, 40, 220),
    "untold": (4, 12, 30),
    "entered": (6, 5, 60),
    "sending": (2, 4, 5),
    "ready": (3, 2, 4),
    "returned": (3, 3, 8),
    "withdrawn": (1, 5, 20),
    "filed": (5, 0, 1),
}
ORDER_WEIGHTS = {
    "closed": (18, 12, 120),
    "new": (3, 0, 0.4),
    "opened": (2, 2, 3),
    "assigned": (5, 4, 9),
    "helped": (2, 5, 8),
    "more time": (2, 5, 6),
    "answered": (3, 6, 8),
    "returned": (2, 7, 9),
    "to enter": (2, 8, 10),
}


def add_services(
    session: Session, now: datetime, random: Random, somewhere: Callable[[str], Placed]
) -> None:
    """Of each district, forms and work orders in every state. Commits as it goes."""
    for district in DISTRICTS:
        office = Office(session, now, random, district)
        for weights, tell in ((FORM_WEIGHTS, office.form), (ORDER_WEIGHTS, office.order)):
            for story, (many, least, most) in weights.items():
                for _ in range(many):
                    at = now - timedelta(days=random.uniform(least, most))
                    tell(_on_a_beat(somewhere, district), at, story)
        office.tour()


def _on_a_beat(somewhere: Callable[[str], Placed], district: str) -> Placed:
    """A form must have its beat; not every made-up address lies on one."""
    while (where := somewhere(district)).beat is None:
        pass
    return where


def decide_on_reports(session: Session, now: datetime) -> None:
    """The commanders approve what is older; the last quarter's Status Reports wait for them."""
    cast = Cast(session, now)
    waiting = session.scalars(
        select(IssuedReport)
        .where(IssuedReport.kind == "csr_status", IssuedReport.district.in_(DISTRICTS))
        .order_by(IssuedReport.period)
    ).all()
    last = max((report.period for report in waiting), default="")
    for report in waiting:
        if report.period < last:
            commander = cast.holder(Role.COMMANDER, report.district)
            engine.perform(REPORTS, "approve", Attempt(report, commander, now, session))
    session.commit()
