"""IV.C.7: what is unresolved past the reasonable time of its service is reported to OCP, once."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.people.actors import SYSTEM
from shared.service_requests.lifecycle import LIFECYCLE
from shared.service_requests.models import ServiceRequest
from shared.service_requests.queries import LOADED, late_and_unreported
from shared.workflow import engine
from shared.workflow.table import Attempt

AT_ONCE = 200


def report_late(session: Session, now: datetime) -> list[str]:
    """The references reported now, at most 200; the caller commits and asks again."""
    late = session.scalars(
        select(ServiceRequest)
        .where(late_and_unreported(now))
        .options(*LOADED)
        .order_by(ServiceRequest.due_at, ServiceRequest.id)
        .limit(AT_ONCE)
        .with_for_update(of=ServiceRequest, skip_locked=True)
    ).all()
    for form in late:
        engine.perform(LIFECYCLE, "report_late", Attempt(form, SYSTEM, now, session))
    return [form.reference for form in late]
