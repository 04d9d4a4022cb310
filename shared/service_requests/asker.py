"""Who asked for a service, as far as a member may read it."""

from shared.people.actors import MemberActor
from shared.service_requests.lifecycle import TELLER
from shared.service_requests.models import ServiceRequest


def asker(form: ServiceRequest, actor: MemberActor) -> list[tuple[str, str | None]]:
    """For those who tell how it stands (IV.A.4); others see that somebody asked."""
    if TELLER.acting_as(actor, form):
        return [("Asked for by", form.asker_name), ("Reached at", form.asker_contact)]
    somebody = form.asker_name or form.asker_contact
    return [("Asked for by", "a community member" if somebody else None)]
