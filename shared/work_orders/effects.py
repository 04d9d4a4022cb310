"""What follows when a work order is moved."""

from datetime import datetime

from shared.city311.outgoing import NewUpdate
from shared.city311.sending import queue_update
from shared.concerns.inputs import CorrectPlace, Reasoned
from shared.concerns.placing import district_of, sector_of
from shared.directive import clocks
from shared.directive.clauses import Clause
from shared.directive.roles import HEADS, Role
from shared.notices.telling import tell
from shared.work_orders import inputs
from shared.work_orders.models import Explanation, Extension, Support, WorkOrder
from shared.work_orders.states import State
from shared.workflow.table import Attempt, keeps

KIND = "work_order"


def _about(order: WorkOrder) -> tuple[str, int, str]:
    return KIND, order.id, order.reference


def _tell_member(attempt: Attempt, kind: str, clause: Clause, text: str) -> None:
    order: WorkOrder = attempt.case
    if order.member_id is not None:
        tell(
            attempt.session,
            kind,
            clause,
            text,
            attempt.now,
            case=_about(order),
            member_id=order.member_id,
        )


def _tell_post(attempt: Attempt, kind: str, clause: Clause, text: str, role: Role) -> None:
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=_about(attempt.case),
        role=role,
        district=attempt.case.district,
    )


def move_place(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, CorrectPlace)
    attempt.notes["was_beat"] = order.beat
    order.beat, order.sector = given.beat, sector_of(given.beat)
    order.district, order.is_near_boundary = district_of(given.beat), False


@keeps(Clause.V_D_2_A)
def generate_work_order(attempt: Attempt) -> None:
    order: WorkOrder = attempt.case
    order.opened_at, order.opened_by_id = attempt.now, attempt.actor.member_id
    order.attention_at = attempt.now


@keeps(Clause.V_C_3_A)
def give_to_member(attempt: Attempt) -> None:
    """Seven days from the first assignment; giving it to somebody else does not begin them anew."""
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Assign)
    if order.member_id not in (None, given.member):
        _tell_former_member(attempt)
    order.member_id = given.member
    if order.assigned_at is None:
        order.assigned_at = attempt.now
        order.due_at = order.first_due_at = clocks.work_order_due(attempt.now)
    order.attention_at = order.due_at
    _tell_member(attempt, "investigate", Clause.V_D_3, given.instructions or order.text)


def _tell_former_member(attempt: Attempt) -> None:
    """In words alone: the work order is out of their reach from now on."""
    order: WorkOrder = attempt.case
    text = f"{order.number} was given to another member."
    at, member = attempt.now, order.member_id
    tell(attempt.session, "given_on", Clause.V_D_3, text, at, member_id=member)


@keeps(Clause.V_E_1)
def write_explanation(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Explain)
    _not_needed(attempt, "explained meanwhile")
    order.explanations.append(
        Explanation(
            text=given.explanation,
            acted_at=given.acted_at,
            written_at=attempt.now,
            member_id=attempt.actor.member_id,
        )
    )
    order.explained_at = order.attention_at = attempt.now
    if order.due_at is not None and attempt.now > order.due_at:
        order.missed_due_at = order.missed_due_at or order.due_at


# -- More time


def whose_decision(attempt: Attempt) -> State:
    """V.D.5: the first is the sergeant's; V.D.5.b: any further one the commander's."""
    return State.FURTHER_ASKED if attempt.case.extensions else State.EXTENSION_ASKED


def where_it_stood(attempt: Attempt) -> State:
    stood: State | None = attempt.case.stood
    return stood or State.ASSIGNED


@keeps(Clause.V_E_2)
def ask_for_time(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.AskExtension)
    order.stood, order.attention_at = order.state, attempt.now
    order.asked.append(
        Extension(
            is_further=order.extensions > 0,
            reason=given.reason,
            asked_at=attempt.now,
            asked_by_id=attempt.actor.member_id,
            is_approved=False,
        )
    )
    if order.extensions:
        _tell_post(attempt, "further_extension", Clause.V_D_5_B, given.reason, Role.COMMANDER)


def _not_needed(attempt: Attempt, why: str) -> None:
    """What was asked for and not decided is not decided later, on work that is over."""
    if pending := attempt.case.pending():
        pending.decided_at, pending.because = attempt.now, f"Not needed: {why}."


def _decide(attempt: Attempt, *, is_approved: bool, because: str) -> Extension:
    pending: Extension | None = attempt.case.pending()
    assert pending is not None
    pending.decided_at, pending.decided_by_id = attempt.now, attempt.actor.member_id
    pending.is_approved, pending.because = is_approved, because
    return pending


@keeps(Clause.V_D_5, Clause.V_C_3_B)
def extend(attempt: Attempt) -> None:
    """Fifteen days from the approval. The reason goes to 311 with it, by whoever may enter it."""
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Decide)
    extension = _decide(attempt, is_approved=True, because=given.note)
    assert order.due_at is not None
    if attempt.now > order.due_at:
        order.missed_due_at = order.missed_due_at or order.due_at
    attempt.notes["was_due_at"] = order.due_at.isoformat()
    order.due_at = extension.due_at = clocks.work_order_extended_due(attempt.now)
    attempt.notes["due_at"] = order.due_at.isoformat()
    order.attention_at, order.extensions = order.due_at, order.extensions + 1
    if attempt.actor.is_trained_on_311:
        enter_reasons(attempt)
    _tell_member(attempt, "extended", Clause.V_D_5, given.note or extension.reason)


def refuse_time(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, Reasoned)
    _decide(attempt, is_approved=False, because=given.reason)
    order.attention_at = order.due_at or attempt.now
    _tell_member(attempt, "not_extended", Clause.V_D_5, given.reason)


@keeps(Clause.V_D_5_A)
def enter_reasons(attempt: Attempt) -> None:
    order: WorkOrder = attempt.case
    for extension in order.unentered():
        extension.sent_as = _enter(attempt, f"More time is needed: {extension.reason}", "OPEN")


def _enter(attempt: Attempt, text: str, status: str) -> str:
    """Queue an update for 311 in this transaction; its reference."""
    order: WorkOrder = attempt.case
    order.entries += 1
    update = NewUpdate(
        reference=f"SRSWO {order.reference[:40]} No. {order.entries}",
        service_request_id=order.city_number,
        status="CLOSED" if status == "CLOSED" else "OPEN",
        description=text,
        updated_at=attempt.now,
    )
    queue_update(attempt.session, case_kind=KIND, case_id=order.id, update=update, now=attempt.now)
    return update.reference


def reason_arrived(attempt: Attempt) -> None:
    _extension_of(attempt).entered_at = attempt.now


def reason_refused(attempt: Attempt) -> None:
    """Back among those to be entered, with 311's words in the history."""
    _extension_of(attempt).sent_as = None


def _extension_of(attempt: Attempt) -> Extension:
    """The one whose reason this answer of 311's is about."""
    order: WorkOrder = attempt.case
    reference = attempt.notes["reference"]
    return next(each for each in order.asked if each.sent_as == reference)


# -- Review and 311


@keeps(Clause.V_D_4_B)
def return_to_member(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, Reasoned)
    order.returned_at, order.returned_because = attempt.now, given.reason
    order.attention_at = order.due_at or attempt.now
    _tell_member(attempt, "returned", Clause.V_D_4_B, given.reason)


@keeps(Clause.V_D_4_A)
def find_sufficient(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Sufficient | inputs.Disposition)
    order.accepted_at = order.attention_at = attempt.now
    order.disposition = given.disposition or order.explanations[-1].text[:3_900]


@keeps(Clause.III_C_3)
def enter_disposition(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Disposition)
    order.disposition, order.not_taken_because = given.disposition, None
    order.attention_at = attempt.now
    order.sent_as = _enter(attempt, given.disposition, "CLOSED")


def disposition_refused(attempt: Attempt) -> None:
    order: WorkOrder = attempt.case
    order.not_taken_because, order.attention_at = attempt.notes["why"], attempt.now


def close(attempt: Attempt) -> None:
    attempt.case.closed_at = attempt.now
    _not_needed(attempt, "closed meanwhile")


def reopen(attempt: Attempt) -> None:
    """Opened in 311 again: the work begins again, with a new assignment and its seven days."""
    order: WorkOrder = attempt.case
    attempt.notes["was_closed_at"] = order.closed_at.isoformat() if order.closed_at else None
    order.closed_at = order.accepted_at = order.explained_at = order.sent_as = None
    order.member_id = order.assigned_at = order.due_at = order.first_due_at = None
    order.missed_due_at = None
    order.extensions, order.attention_at = 0, attempt.now
    order.returned_at, order.returned_because = attempt.now, "Opened in 311 again."


@keeps(Clause.III_C_5)
def keep_status(attempt: Attempt) -> None:
    order, told = attempt.case, attempt.notes
    order.city_status, order.city_notes = told["status"], told.get("says")
    order.city_as_of = datetime.fromisoformat(told["as_of"])
    order.is_duplicate, order.parent_number = told.get("duplicate", False), told.get("parent")


# -- CPD-21.224


@keeps(Clause.V_B)
def ask_support(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.AskSupport)
    order.supports.append(
        Support(
            unit_id=given.unit,
            what=given.what,
            asked_at=attempt.now,
            asked_by_id=attempt.actor.member_id,
        )
    )
    for role in sorted(HEADS):
        tell(
            attempt.session,
            "support_asked",
            Clause.V_B,
            given.what,
            attempt.now,
            case=_about(order),
            role=role,
            unit_id=given.unit,
        )


@keeps(Clause.V_B)
def answer_support(attempt: Attempt) -> None:
    order, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.AnswerSupport)
    support = next(each for each in order.supports if each.id == given.support)
    support.answer, support.answered_by = given.answer, given.answered_by
    support.answered_at, support.recorded_by_id = attempt.now, attempt.actor.member_id
    _tell_member(attempt, "support_answered", Clause.V_B, given.answer)
