"""Form CPD-21.208 on paper (III.B)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.papers.pdf import pdf
from shared.papers.wording import clock_parts, moment
from shared.people.actors import MemberActor
from shared.people.models import Member
from shared.service_requests.asker import asker
from shared.service_requests.models import ServiceRequest
from shared.service_requests.questions import questions


def form_pdf(session: Session, form: ServiceRequest, reader: MemberActor, made: datetime) -> bytes:
    """With who asked for it only where the reader may know that."""
    names = _names(session, form)
    title = f"CPD-21.208 {form.number}"
    return pdf(
        "service_request",
        {"title": title, "made": clock_parts(made), "footer": title}
        | _asked(form, names)
        | {"asker": "\n".join(told for _, told in asker(form, reader) if told)}
        | _answered(form, names),
    )


def _asked(form: ServiceRequest, names: dict[int | None, str]) -> dict[str, Any]:
    return {
        "number": form.number,
        "service": form.type.name,
        "agency": form.type.agency,
        "standing": form.state.label if form.state else "",
        "location": form.address or form.place,
        "beat": form.beat,
        "district": form.district,
        "place_details": form.place_details,
        "details": form.details,
        "answers": [
            (each.asks, each.said(form.answers[each.code]))
            for each in questions(form.type)
            if form.answers.get(each.code)
        ],
        "originator": names.get(form.originator_id),
        "filed": moment(form.filed_at),
    }


def _answered(form: ServiceRequest, names: dict[int | None, str]) -> dict[str, Any]:
    entered_by = names.get(form.entered_by_id) if form.is_entered else None
    told_by = names.get(form.told_by_id)
    remarks = {
        "Returned because": form.returned_because,
        "Not taken by 311 because": form.not_taken_because,
    }
    return {
        "reviewed": moment(form.reviewed_at),
        "city_number": form.city_number,
        "entered": moment(form.entered_at),
        "entered_by": entered_by,
        "city_says": ": ".join(part for part in (form.city_status, form.city_notes) if part),
        "completed": moment(form.completed_at),
        "told": "\n".join(part for part in (moment(form.told_at), told_by) if part),
        "remarks": [(label, told) for label, told in remarks.items() if told],
    }


def _names(session: Session, form: ServiceRequest) -> dict[int | None, str]:
    wanted = {form.originator_id, form.entered_by_id, form.told_by_id} - {None}
    found = session.scalars(select(Member).where(Member.id.in_(wanted)))
    return {each.id: f"{each.rank} {each.name}, star {each.star}".strip() for each in found}
