"""What is sent to 311: a new request, and an update of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from shared.city311.reference import carrying

Form = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class NewRequest:
    """Raises ValueError, in words for the person who types, for what Chicago would not take."""

    reference: str
    service_code: str
    lat: float
    long: float
    address: str
    description: str
    attributes: Mapping[str, str | list[str]] = field(default_factory=dict)
    media_url: str | None = None

    def __post_init__(self) -> None:
        if not self.service_code.strip():
            raise ValueError("Choose a service.")
        if not self.address.strip():
            raise ValueError("311 needs the address as well as the point on the map.")
        if not (-90 <= self.lat <= 90 and -180 <= self.long <= 180):
            raise ValueError("311 needs a point on the map.")
        carrying(self.description, self.reference)

    def form(self) -> Form:
        form: Form = {
            "service_code": self.service_code,
            "lat": f"{self.lat:.6f}",
            "long": f"{self.long:.6f}",
            "address_string": self.address,
            "description": carrying(self.description, self.reference),
        }
        if self.media_url:
            form["media_url"] = self.media_url
        for code, value in self.attributes.items():
            form[f"attribute[{code}][]" if isinstance(value, list) else f"attribute[{code}]"] = (
                value
            )
        return form


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """`status` is how the request stands after the update; a resolution closes it."""

    reference: str
    service_request_id: str
    status: Literal["OPEN", "CLOSED"]
    description: str
    updated_at: datetime

    def __post_init__(self) -> None:
        if self.updated_at.tzinfo is None:
            raise ValueError("An update's time carries its zone.")
        if not self.service_request_id.strip():
            raise ValueError("An update needs the number of its request.")
        if not self.description.strip():
            raise ValueError("Say what was done.")
        carrying(self.description, self.reference)

    def form(self) -> Form:
        return {
            "update_id": self.reference,
            "service_request_id": self.service_request_id,
            "status": self.status,
            "description": carrying(self.description, self.reference),
            "updated_datetime": w3c(self.updated_at),
        }


def w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
