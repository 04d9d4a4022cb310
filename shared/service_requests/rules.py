"""What must hold before a form may be moved; each rule says no in words, by its clause."""

import re

from sqlalchemy import ColumnElement, or_, select

from shared.city311.reconciling import doubled_of
from shared.city311.syncing import kind_of, spellings
from shared.concerns.placing import district_of
from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO, chicago_day
from shared.places.locate import facility_at
from shared.places.models import District
from shared.screening import Flag, screen
from shared.service_requests import inputs
from shared.service_requests.addresses import addressed
from shared.service_requests.effects import KIND
from shared.service_requests.models import ServiceRequest
from shared.service_requests.questions import clean, faults, plate_of, unanswered
from shared.service_requests.states import FINAL
from shared.service_requests.types import Elsewhere, ServiceType
from shared.workflow.refusals import Refusal
from shared.workflow.table import Attempt, keeps

# -- What the form is for. `wanted` is the form as it would be: filed, resubmitted, categorized.


def wanted(attempt: Attempt) -> tuple[str, str, dict[str, str | list[str]]]:
    """The service, the words and the answers that the move would leave on the form."""
    form: ServiceRequest = attempt.case
    given = attempt.inputs
    if isinstance(given, inputs.Resubmit):
        return given.service, given.details, clean(given.answers)
    if isinstance(given, inputs.Categorize):
        return given.service, form.details, clean(given.answers)
    return form.service, form.details, clean(form.answers)


def _service(attempt: Attempt) -> ServiceType | None:
    found = attempt.session.get(ServiceType, wanted(attempt)[0])
    return found if found and found.is_active else None


def _is_asking(attempt: Attempt) -> bool:
    return isinstance(attempt.inputs, inputs.Confirmed)


@keeps(Clause.V_A)
def not_police(attempt: Attempt) -> Refusal | None:
    """By its category never; by its words unless the member says that a City agency is asked."""
    if not _is_asking(attempt):
        return None
    code, details, _ = wanted(attempt)
    service, other = _service(attempt), attempt.session.get(Elsewhere, code)
    if (service and service.is_police) or (other and other.is_police):
        return Refusal(POLICE, Clause.V_A, "service")
    if _words_of(attempt, details, police=True) and not _confirmed(attempt).is_city_service:
        return Refusal(POLICE, Clause.V_A, "is_city_service")
    return None


POLICE = (
    "Members do not enter requests for police service in 311. Open it as a community concern;"
    " what you typed goes with it."
)


@keeps(Clause.III_B_3)
def not_another_units(attempt: Attempt) -> Refusal | None:
    if not _is_asking(attempt):
        return None
    code, details, _ = wanted(attempt)
    picked = attempt.session.get(Elsewhere, code)
    if picked and not picked.is_police:
        return _ask_the_unit(picked, "service")
    named = _words_of(attempt, details, police=False)
    if named and not _confirmed(attempt).is_city_service:
        return _ask_the_unit(named, "is_city_service")
    return None


def _ask_the_unit(other: Elsewhere, field: str) -> Refusal:
    return Refusal(
        f"The {other.unit} of this Department does that, not a City agency. Use the"
        " Intra-Departmental Support Service Request, form CPD-21.224.",
        Clause.III_B_3,
        field,
    )


def _words_of(attempt: Attempt, details: str, *, police: bool) -> Elsewhere | None:
    """The first service from elsewhere that these words ask for."""
    listed = attempt.session.scalars(
        select(Elsewhere).where(Elsewhere.is_active).order_by(Elsewhere.position)
    )
    said = " ".join(re.findall(r"[a-z0-9-]+", details.lower()))
    for each in listed:
        if each.is_police is police and any(f" {word} " in f" {said} " for word in each.words):
            return each
    return None


def _confirmed(attempt: Attempt) -> inputs.Confirmed:
    given = attempt.inputs
    assert isinstance(given, inputs.Confirmed)
    return given


@keeps(Clause.II_B)
def no_immediate_danger(attempt: Attempt) -> Refusal | None:
    """By its category never; by its words unless the member rules it out."""
    if not _is_asking(attempt):
        return None
    service = _service(attempt)
    if service and service.is_immediate:
        return Refusal(DANGER, Clause.II_B, "service")
    found = screen(wanted(attempt)[1])
    if Flag.EMERGENCY in found.flags and not _confirmed(attempt).emergency_ruled_out:
        return Refusal(DANGER, Clause.II_B, "emergency_ruled_out")
    return None


DANGER = (
    "This needs immediate attention: inform OEMC and your supervisor now, and record that."
    " No City Service Request is made of it."
)


@keeps(Clause.III_B)
def offered_by_the_city(attempt: Attempt) -> Refusal | None:
    if _is_asking(attempt) and _service(attempt) is None:
        return Refusal("Choose a service from the list.", Clause.III_B, "service")
    return None


@keeps(Clause.III_B_2)
def not_a_facility(attempt: Attempt) -> Refusal | None:
    """By the point; by the words where there is no point."""
    if not _is_asking(attempt):
        return None
    name = _facility(attempt)
    if name is None:
        return None
    return Refusal(
        f"That is a Department facility ({name}). The form is not for problems within"
        " Department facilities; report it to the facility's commanding officer.",
        Clause.III_B_2,
        "place",
    )


def _facility(attempt: Attempt) -> str | None:
    form, given = attempt.case, attempt.inputs
    told = given if isinstance(given, inputs.Resubmit) else form
    typed = addressed(attempt.session, told.place)
    latitude, longitude = told.latitude, told.longitude
    if typed is not None:  # its words say which house it is, wherever a pin was set
        latitude, longitude = typed.latitude, typed.longitude
    if latitude is None or longitude is None:
        return None
    today = attempt.now.astimezone(CHICAGO).date()
    found = facility_at(attempt.session, latitude, longitude, today)
    if found is None or (typed is not None and _house(typed.address) != found.address):
        return None  # nothing there, or the house across the street
    return found.name


def _house(address: str) -> str:
    """Of a place found by its name, "Harrison Police Station, 3151 W Harrison St", the house."""
    return address.rpartition(", ")[2]


@keeps(Clause.IV_A_2)
def beat_is_a_districts(attempt: Attempt) -> Refusal | None:
    """A form goes to its district's office; with a beat of no district it would go to nobody."""
    given = attempt.inputs
    if not isinstance(given, inputs.Resubmit) or given.beat is None:
        return None
    if attempt.session.get(District, district_of(given.beat)) is None:
        return Refusal("There is no such beat.", Clause.IV_A_2, "beat")
    return None


@keeps(Clause.IV_A_1)
def answers_fit(attempt: Attempt) -> Refusal | None:
    """No wrong answer; and a vehicle's plate, make and color from the first."""
    service = _service(attempt)
    if not _is_asking(attempt) or service is None:
        return None
    answers = wanted(attempt)[2]
    for code, fault in faults(service, answers):
        return Refusal(fault, Clause.IV_A_1, f"answers.{code}")
    missing = unanswered(service, answers) if service.needs_vehicle else []
    if missing:
        said = ", ".join(question.asks.lower() for question in missing)
        return Refusal(f"Say of each vehicle: {said}.", Clause.IV_A_1, f"answers.{missing[0].code}")
    return None


@keeps(Clause.IV_A_1)
def one_form_for_one_need(attempt: Attempt) -> Refusal | None:
    """An open form for the same service at the same place, or for the same vehicle."""
    if not _is_asking(attempt) or _confirmed(attempt).is_another_need:
        return None
    form: ServiceRequest = attempt.case
    service, _, answers = wanted(attempt)
    place, plate = _wanted_place(attempt), plate_of(answers)
    if form.state is not None and (form.service, form.place, form.plate) == (service, place, plate):
        return None  # the need is the one it was filed for
    with attempt.session.no_autoflush:
        other = attempt.session.scalars(
            select(ServiceRequest)
            .where(
                ServiceRequest.service == service,
                ServiceRequest.district == form.district,
                ServiceRequest.filed_with != form.filed_with,
                ServiceRequest.state.not_in(FINAL),
                ServiceRequest.plate == plate if plate else _at(attempt, place),
            )
            .limit(1)
        ).first()
    if other is None:
        return None
    return Refusal(
        f"{other.number} already asks for this there. One form is made for each need.",
        Clause.IV_A_1,
        "is_another_need",
    )


def _wanted_place(attempt: Attempt) -> str:
    given = attempt.inputs
    place: str = given.place if isinstance(given, inputs.Resubmit) else attempt.case.place
    return place


def _at(attempt: Attempt, place: str) -> ColumnElement[bool]:
    """Typed in the same words, or the same house in other words."""
    in_its_words = ServiceRequest.place.ilike(_escaped(place), escape="\\")
    house = addressed(attempt.session, place)
    if house is None:
        return in_its_words
    known_as = ServiceRequest.place, ServiceRequest.address
    return or_(in_its_words, *(column == house.address for column in known_as))


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# -- Review and 311


@keeps(Clause.IV_C_1)
def complete(attempt: Attempt) -> Refusal | None:
    """Everything 311 will ask is there."""
    missing = what_is_missing(attempt.case)
    if not missing:
        return None
    return Refusal(
        f"The form is not complete: {', '.join(missing)}. Return it to the member.", Clause.IV_C_1
    )


def what_is_missing(form: ServiceRequest) -> list[str]:
    missing = [each.asks.lower() for each in unanswered(form.type, form.answers)]
    if form.latitude is None or form.longitude is None:
        missing.append("a point on the map")
    if not form.address:
        missing.append("an address")
    return missing


@keeps(Clause.III_D)
def trained_on_311(attempt: Attempt) -> Refusal | None:
    if not attempt.actor.is_trained_on_311:
        return Refusal(
            "Only members recorded as trained on the 311 CSR system enter data in it.",
            Clause.III_D,
        )
    return None


@keeps(Clause.IV_C_2, Clause.V_A)
def number_is_free(attempt: Attempt) -> Refusal | None:
    given = attempt.inputs
    if not isinstance(given, inputs.Number):
        return None
    typed = given.city_number
    taken = attempt.session.scalar(
        select(ServiceRequest.reference).where(
            ServiceRequest.city_number.in_(spellings(typed)),
            ServiceRequest.id != attempt.case.id,
        )
    )
    if taken:
        return Refusal("Another form has that number.", Clause.IV_C_2, "city_number")
    if kind_of(attempt.session, typed) not in (None, KIND):
        return Refusal(
            "A resident's request for police service has that number.", Clause.V_A, "city_number"
        )
    return None


@keeps(Clause.IV_A_1)
def is_there_twice(attempt: Attempt) -> Refusal | None:
    if not doubled_of(attempt.session, KIND, attempt.case.id):
        return Refusal("311 has it once, or somebody has settled it.", Clause.IV_A_1)
    return None


@keeps(Clause.III_C_5)
def newer(attempt: Attempt) -> Refusal | None:
    """311 may answer out of order: what is older than what is known changes nothing."""
    known, told = attempt.case.city_as_of, attempt.notes["as_of"]
    if known is not None and told < known.isoformat():
        return Refusal("311 said something newer already.", Clause.III_C_5)
    return None


@keeps(Clause.IV_C_2)
def not_yet_verified(attempt: Attempt) -> Refusal | None:
    form: ServiceRequest = attempt.case
    if form.is_number_typed and not form.is_number_verified:
        return None
    return Refusal("311 itself gave or confirmed that number.", Clause.IV_C_2)


# -- Following up


@keeps(Clause.IV_A_3)
def not_told_already(attempt: Attempt) -> Refusal | None:
    since = attempt.case.unresolved_since
    if since is not None:
        return Refusal(
            f"The community policing sergeant was told on {chicago_day(since)}.", Clause.IV_A_3
        )
    return None


@keeps(Clause.IV_B_2)
def somebody_asked(attempt: Attempt) -> Refusal | None:
    form: ServiceRequest = attempt.case
    if form.unresolved_since is None and form.follow_up_since is None:
        return Refusal("Nobody asked for follow-up.", Clause.IV_B_2)
    return None


@keeps(Clause.IV_A_4)
def somebody_to_tell(attempt: Attempt) -> Refusal | None:
    form: ServiceRequest = attempt.case
    if not form.asker_name and not form.asker_contact:
        return Refusal("The form names no community member.", Clause.IV_A_4)
    return None


@keeps(Clause.IV_C_7)
def late_and_unreported(attempt: Attempt) -> Refusal | None:
    form: ServiceRequest = attempt.case
    if form.late_reported_at is None and form.is_late(attempt.now):
        return None
    return Refusal("It is not late, or OCP was told.", Clause.IV_C_7)


@keeps(Clause.IV_C_3)
def is_held(attempt: Attempt) -> Refusal | None:
    if attempt.case.held_at is None:
        return Refusal("There is no hold on it.", Clause.IV_C_3)
    return None


@keeps(Clause.IV_C_3)
def not_held(attempt: Attempt) -> Refusal | None:
    if attempt.case.held_at is not None:
        return Refusal("It is on hold already.", Clause.IV_C_3)
    return None
