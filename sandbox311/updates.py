"""Updates of requests, by FixMyStreet's extension of GeoReport: notes, and closing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sandbox311.clock import w3c
from sandbox311.faults import Habits
from sandbox311.intake import LONGEST_TEXT, Unacceptable
from sandbox311.listing import moment_in
from sandbox311.store import Document, Store


def file_update(form: Mapping[str, str], store: Store, habits: Habits, now: datetime) -> str:
    """The update's id; the same update sent again changes nothing. Raises Unacceptable."""
    number, sent_id = form.get("service_request_id", ""), form.get("update_id", "")
    status, text = form.get("status", "").upper(), form.get("description", "").strip()
    updated_at = moment_in(form, "updated_datetime")
    if not (number and sent_id and text and updated_at):
        raise Unacceptable(
            "update_id, service_request_id, updated_datetime and description are required."
        )
    if status not in {"OPEN", "CLOSED"}:
        raise Unacceptable("status is OPEN or CLOSED.")
    if len(text) > LONGEST_TEXT:
        raise Unacceptable(f"description is longer than {LONGEST_TEXT} characters.")
    if store.with_number(number, now) is None:
        raise LookupError(number)
    own_id = f"U-{sent_id}" if habits.own_update_ids else sent_id
    update = {
        "update_id": sent_id,
        "own_id": own_id,
        "number": number,
        "status": status,
        "description": text,
        "updated_at": w3c(updated_at),
    }
    if store.add_update(update, now):
        store.change(number, lambda document: note(document, status.lower(), text, now), now)
    return own_id


def note(document: Document, status: str, text: str, now: datetime) -> None:
    """Writes a note and sets the status; what closes a request becomes its status note."""
    closes = status == "closed" and document["status"] == "open"
    summary = "Request closed" if closes else "Activity"
    add_note(document, summary, "closed" if closes else "activity", text, now)
    document["status"] = status
    if status == "closed":
        document["status_notes"] = text


def add_note(
    document: Document,
    summary: str,
    kind: str,
    text: str,
    now: datetime,
    follow_on: dict[str, str] | None = None,
) -> None:
    document["notes"].append(
        {
            "datetime": w3c(now),
            "summary": summary,
            "type": kind,
            "description": text,
            "extended_attributes": follow_on,
        }
    )


def updates_in(args: Mapping[str, str], store: Store) -> list[dict[str, Any]]:
    found = store.updates(moment_in(args, "start_date"), moment_in(args, "end_date"))
    return [
        {
            "update_id": update["own_id"],
            "service_request_id": update["number"],
            "status": update["status"],
            "updated_datetime": update["updated_at"],
            "description": update["description"],
        }
        for update in found
    ]
