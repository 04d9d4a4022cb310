"""What follows when a form is moved."""

from datetime import datetime

from sqlalchemy import select

from shared.city311.outgoing import NewRequest
from shared.city311.reconciling import doubled_of
from shared.city311.sending import queue_post
from shared.city311.syncing import forgotten, linked
from shared.concerns.placing import district_of, sector_of
from shared.directive import clocks
from shared.directive.clauses import Clause
from shared.directive.roles import Role
from shared.notices.telling import tell
from shared.places.cells import cell_of
from shared.service_requests import inputs
from shared.service_requests.addresses import addressed
from shared.service_requests.models import ServiceRequest
from shared.service_requests.questions import Answers, clean, plate_of, questions
from shared.service_requests.states import State
from shared.service_requests.types import ServiceType
from shared.workflow.record import Entry
from shared.workflow.table import Attempt, keeps

KIND = "service_request"


def _about(form: ServiceRequest) -> tuple[str, int, str]:
    return KIND, form.id, form.reference


def _tell_originator(attempt: Attempt, kind: str, clause: Clause, text: str) -> None:
    form: ServiceRequest = attempt.case
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=_about(form),
        member_id=form.originator_id,
    )


def _tell_post(
    attempt: Attempt, kind: str, clause: Clause, text: str, role: Role, district: str | None
) -> None:
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=_about(attempt.case),
        role=role,
        district=district,
    )


# -- The form and its review


@keeps(Clause.IV_A_2)
def to_community_policing_office(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    form.submitted_at = attempt.now
    form.returned_because = None
    form.attention_at = clocks.form_review_due(attempt.now)


def put_right(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Resubmit)
    _put_place_right(attempt, given)
    form.details = given.details
    _change_service(attempt, given.service, given.answers)


def _put_place_right(attempt: Attempt, given: inputs.Resubmit) -> None:
    """A new point counts as given; where only the words are new, the old point is not theirs."""
    form: ServiceRequest = attempt.case
    point = given.latitude, given.longitude
    is_new_point = None not in point and point != (form.latitude, form.longitude)
    is_elsewhere = given.place != form.place
    found = addressed(attempt.session, given.place) if is_elsewhere and not is_new_point else None
    if found is not None:
        _stands_at(form, found.address, found.latitude, found.longitude)
    elif None not in point:
        _stands_at(form, given.place, given.latitude, given.longitude)
    elif is_elsewhere:
        _stands_at(form, None, None, None)
    form.place = given.place
    beat = given.beat
    if found is not None and beat in (None, form.beat):
        beat = found.beat
    if beat:
        form.beat = beat
        form.sector, form.district = sector_of(beat), district_of(beat)


def _stands_at(
    form: ServiceRequest, address: str | None, latitude: float | None, longitude: float | None
) -> None:
    form.address, form.latitude, form.longitude = address, latitude, longitude
    is_known = latitude is not None and longitude is not None
    form.cell = cell_of(latitude, longitude) if is_known else None  # type: ignore[arg-type]


@keeps(Clause.IV_C_1)
def categorize(attempt: Attempt) -> None:
    given = attempt.inputs
    assert isinstance(given, inputs.Categorize)
    attempt.notes["was_service"] = attempt.case.service
    _change_service(attempt, given.service, given.answers)


def _change_service(attempt: Attempt, code: str, answers: Answers) -> None:
    form: ServiceRequest = attempt.case
    form.service = code
    form.type = attempt.session.get_one(ServiceType, code)
    form.answers = clean(answers)
    form.plate = plate_of(form.answers)


def reviewed(attempt: Attempt) -> None:
    attempt.case.reviewed_at = attempt.case.attention_at = attempt.now


@keeps(Clause.IV_C_6)
def return_to_originator(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Reasoned)
    form.returned_because, form.attention_at = given.reason, attempt.now
    _tell_originator(attempt, "form_returned", Clause.IV_C_6, given.reason)


def withdraw(attempt: Attempt) -> None:
    attempt.case.ended_at = attempt.now
    _news_for_asker(attempt)


# -- 311


@keeps(Clause.III_C_1, Clause.IV_C_2)
def send_to_311(attempt: Attempt) -> None:
    """An outbox row in this transaction; the number comes later, by itself."""
    form: ServiceRequest = attempt.case
    form.tries += 1
    form.not_taken_because = None
    form.entered_by_id = attempt.actor.member_id
    form.attention_at = attempt.now
    queue_post(
        attempt.session,
        case_kind=KIND,
        case_id=form.id,
        request=request_of(form),
        now=attempt.now,
    )


def request_of(form: ServiceRequest) -> NewRequest:
    """The form as 311 takes it. The member's and the community member's names stay here."""
    assert form.latitude is not None
    assert form.longitude is not None
    answers = {question.code: question for question in questions(form.type)}
    return NewRequest(
        reference=f"CPD-21.208 No. {form.reference}",
        service_code=form.service,
        lat=form.latitude,
        long=form.longitude,
        address=form.address or form.place,
        description=form.details,
        attributes={code: value for code, value in form.answers.items() if code in answers},
    )


@keeps(Clause.IV_C_2)
def record_number(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    _entered(attempt, attempt.notes["city_number"])
    form.is_number_typed, form.is_number_verified = False, True


@keeps(Clause.IV_C_2)
def write_number(attempt: Attempt) -> None:
    """311 was asked by telephone while it was down; the number counts, and is checked later."""
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Number)
    form.entered_by_id = attempt.actor.member_id
    form.is_number_typed, form.is_number_verified = True, False
    _entered(attempt, given.city_number)
    linked(attempt.session, given.city_number, form.service, (KIND, form.id))


def _entered(attempt: Attempt, number: str) -> None:
    form: ServiceRequest = attempt.case
    form.city_number, form.city_status = number, "open"
    form.entered_at, form.late_reported_at = attempt.now, None
    form.due_at = form.attention_at = form.type.due(attempt.now)
    _news_for_asker(attempt)


def keep_refusal(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    form.not_taken_because, form.attention_at = attempt.notes["why"], attempt.now
    text = f"311 did not take the form: {form.not_taken_because}"
    _tell_post(attempt, "not_taken_by_311", Clause.IV_C_2, text, Role.SERGEANT, form.district)


@keeps(Clause.IV_C_2)
def take_number_away(attempt: Attempt) -> None:
    """311 was found to have no such number: the form was never entered."""
    form: ServiceRequest = attempt.case
    given = attempt.inputs
    assert isinstance(given, inputs.Reasoned)
    assert form.city_number is not None
    attempt.notes["city_number"] = form.city_number
    forgotten(attempt.session, form.city_number, (KIND, form.id))
    form.city_number = form.city_status = form.entered_at = form.due_at = None
    form.is_number_typed = False
    form.not_taken_because = f"The 311 number written down was wrong: {given.reason}"
    form.attention_at, form.to_tell_since = attempt.now, None


def settle_double(attempt: Attempt) -> None:
    """Somebody dealt with the second one; its number stays in the history."""
    doubled = doubled_of(attempt.session, KIND, attempt.case.id)
    attempt.notes["doubles"] = [number for sending in doubled for number in sending.doubles]
    for sending in doubled:
        sending.is_doubled = False


@keeps(Clause.III_C_5)
def keep_status(attempt: Attempt) -> None:
    """In step with 311; a request that 311 reopens runs on."""
    form, told = attempt.case, attempt.notes
    form.city_status, form.city_notes = told["status"], told.get("says")
    form.city_as_of = datetime.fromisoformat(told["as_of"])
    form.is_number_verified = True
    if form.city_status == "closed" and form.state is not State.COMPLETED:
        _complete(attempt)
    elif form.city_status == "open" and form.state is State.COMPLETED:
        form.completed_at = form.ended_at = None
        form.attention_at = form.due_at or attempt.now
        _news_for_asker(attempt)


def _complete(attempt: Attempt) -> None:
    """The 180 days of IV.C.3 begin when 311 says that the service was completed."""
    form: ServiceRequest = attempt.case
    form.completed_at = form.ended_at = form.attention_at = form.city_as_of or attempt.now
    _news_for_asker(attempt)
    said = form.city_notes or "311 closed the request."
    _tell_originator(attempt, "service_completed", Clause.III_C_5, said)


def where_311_says(attempt: Attempt) -> State:
    return State.COMPLETED if attempt.notes["status"] == "closed" else State.ENTERED


# -- Following up


@keeps(Clause.IV_A_4)
def _news_for_asker(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    if form.asker_name or form.asker_contact:
        form.to_tell_since = attempt.now


@keeps(Clause.IV_A_4, Clause.IV_B_3)
def asker_told(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    form.told_at, form.told_by_id = attempt.now, attempt.actor.member_id
    form.to_tell_since = None


@keeps(Clause.IV_B_1)
def direct(attempt: Attempt) -> None:
    given = attempt.inputs
    assert isinstance(given, inputs.Direct)
    _tell_originator(attempt, "direction", Clause.IV_B_1, given.direction)


@keeps(Clause.IV_B_2)
def ask_follow_up(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.FollowUp)
    form.follow_up_since = form.follow_up_since or attempt.now
    form.urgency = 0
    attempt.notes["asked_by"] = attempt.actor.member_id
    for role in (Role.SERGEANT, Role.OFFICER):
        _tell_post(attempt, "follow_up", Clause.IV_B_2, given.what, role, form.district)


@keeps(Clause.IV_A_3)
def tell_sergeant(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Unresolved)
    form.unresolved_since, form.unresolved_by_id = attempt.now, attempt.actor.member_id
    form.urgency = 0
    text = given.note or "Unresolved on the beat; please look."
    _tell_post(attempt, "unresolved", Clause.IV_A_3, text, Role.SERGEANT, form.district)


def _who_conferred(attempt: Attempt) -> set[int | None]:
    """The sergeants who asked for the follow-up that is being recorded (IV.B.2)."""
    form: ServiceRequest = attempt.case
    if form.follow_up_since is None:
        return set()
    return set(
        attempt.session.scalars(
            select(Entry.member_id).where(
                Entry.case_kind == KIND,
                Entry.case_id == form.id,
                Entry.action == "ask_follow_up",
                Entry.at >= form.follow_up_since,
            )
        )
    )


@keeps(Clause.IV_B_2)
def followed_up(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Followed)
    conferred = _who_conferred(attempt)
    for member_id in ({form.unresolved_by_id, form.originator_id} | conferred) - {None}:
        tell(
            attempt.session,
            "followed_up",
            Clause.IV_B_2 if member_id in conferred else Clause.IV_A_3,
            given.what,
            attempt.now,
            case=_about(form),
            member_id=member_id,
        )
    form.unresolved_since = form.unresolved_by_id = form.follow_up_since = None
    form.urgency = 1


@keeps(Clause.IV_C_7)
def report_to_ocp(attempt: Attempt) -> None:
    form: ServiceRequest = attempt.case
    assert form.due_at is not None
    form.late_reported_at = attempt.now
    text = (
        f"{form.type.name} at {form.place}, district {form.district}: unresolved past"
        f" {form.due_at.astimezone(clocks.CHICAGO):%B %-d, %Y}."
    )
    for role in (Role.DEPUTY_CHIEF, Role.AUDITOR):
        _tell_post(attempt, "service_late", Clause.IV_C_7, text, role, None)


# -- Legal hold


@keeps(Clause.IV_C_3)
def hold(attempt: Attempt) -> None:
    form, given = attempt.case, attempt.inputs
    assert isinstance(given, inputs.Reasoned)
    form.held_at, form.held_because = attempt.now, given.reason


@keeps(Clause.IV_C_3)
def release_hold(attempt: Attempt) -> None:
    attempt.case.held_at = attempt.case.held_because = None
