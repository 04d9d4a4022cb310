"""What 311 tells: services, their definitions, requests and updates. Read only."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AliasChoices,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from shared.city311.errors import GarbledAnswerError
from shared.city311.wire import Row


def _nothing_if_empty(value: object) -> object:
    # The specification: an empty value means the same as an absent one.
    return None if isinstance(value, str) and not value.strip() else value


def _iso_text(value: object) -> object:
    # pydantic would read a bare number as seconds since 1970; GeoReport knows only W3C text.
    if value is not None and not (isinstance(value, str) and "-" in value):
        raise ValueError("not a W3C date and time")
    return value


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    return () if value is None else value


Moment = Annotated[AwareDatetime, BeforeValidator(_iso_text), AfterValidator(_in_utc)]
MomentOrNone = Annotated[Moment | None, BeforeValidator(_nothing_if_empty)]
Text = Annotated[str | None, BeforeValidator(_nothing_if_empty)]
Number = Annotated[str, Field(min_length=1, max_length=100)]
Degrees = Annotated[float, Field(allow_inf_nan=False)]
Coordinate = Annotated[Degrees | None, BeforeValidator(_nothing_if_empty)]


class Told(BaseModel):
    model_config = ConfigDict(
        frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True, extra="ignore"
    )

    @classmethod
    def read(cls, row: Row) -> Self:
        """Raises GarbledAnswerError naming the fields, never their contents."""
        try:
            return cls.model_validate(row)
        except (ValidationError, OverflowError) as bad:
            raise GarbledAnswerError(f"{cls.__name__}: {_fields(bad)}") from None


def _fields(bad: Exception) -> str:
    if not isinstance(bad, ValidationError):
        return type(bad).__name__
    return ", ".join(
        f"{'.'.join(map(str, error['loc'])) or 'record'} ({error['type']})"
        for error in bad.errors(include_input=False, include_url=False)[:5]
    )


class Service(Told):
    service_code: Number
    service_name: Annotated[str, Field(min_length=1)]
    description: Text = None
    metadata: bool = False
    type: Literal["realtime", "batch", "blackbox"] = "realtime"
    keywords: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    group: Text = None


class Choice(Told):
    key: str
    name: str


class Attribute(Told):
    code: Number
    datatype: Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
    variable: bool
    required: bool
    datatype_description: Text = None
    order: Annotated[int | None, BeforeValidator(_nothing_if_empty)] = None
    description: Text = None
    values: Annotated[tuple[Choice, ...], BeforeValidator(_split)] = ()


class Definition(Told):
    service_code: Number
    attributes: Annotated[tuple[Attribute, ...], BeforeValidator(_split)] = ()

    def unmet(self, answered: set[str]) -> tuple[Attribute, ...]:
        """What 311 requires and has not been answered."""
        return tuple(
            asked
            for asked in self.attributes
            if asked.variable and asked.required and asked.code not in answered
        )


class FollowOn(Told):
    """A child request at another agency."""

    service_request_id: Text = None
    service_name: Text = None
    agency_responsible: Text = None


class Note(Told):
    at: MomentOrNone = Field(default=None, alias="datetime")
    summary: Text = None
    type: Text = None
    description: Text = None
    follow_on: FollowOn | None = Field(default=None, alias="extended_attributes")


class Extended(Told):
    """What Chicago adds under `extensions=true`."""

    police_district: Text = None
    ward: Text = None
    channel: Text = None
    duplicate: Annotated[bool | None, BeforeValidator(_nothing_if_empty)] = None
    parent_service_request_id: Text = None


class Unnumbered(Told):
    """A request that the City lists while it has no number yet: seen, not to be kept."""

    service_code: Text = None
    description: Text = None
    token: Text = None


class CityRequest(Told):
    """A request as 311 tells it; its times are in UTC."""

    service_request_id: Number
    status: Literal["open", "closed"]
    service_code: Number
    requested_at: Moment = Field(alias="requested_datetime")
    updated_at: MomentOrNone = Field(default=None, alias="updated_datetime")
    expected_at: MomentOrNone = Field(default=None, alias="expected_datetime")
    status_notes: Text = None
    service_name: Text = None
    description: Text = None
    agency_responsible: Text = None
    service_notice: Text = None
    address: Text = None
    address_id: Text = None
    zipcode: Text = None
    lat: Coordinate = None
    long: Coordinate = None
    media_url: Text = None
    extended: Extended = Field(default=Extended(), alias="extended_attributes")
    notes: Annotated[tuple[Note, ...], BeforeValidator(_split)] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_told(cls, row: Any) -> Any:
        if not isinstance(row, dict):
            return row
        told = {**row, "extended_attributes": row.get("extended_attributes") or {}}
        if isinstance(told.get("status"), str):
            told["status"] = told["status"].strip().lower()
        return told

    @property
    def follow_ons(self) -> tuple[FollowOn, ...]:
        """The child requests named in the notes, at another agency as a rule."""
        named = (note.follow_on for note in self.notes)
        return tuple(child for child in named if child and child.service_request_id)

    @property
    def as_of(self) -> datetime:
        return self.updated_at or self.requested_at

    def supersedes(self, known: "CityRequest | None") -> bool:
        """Whether this is at least as new as what is known; 311 may answer out of order."""
        return known is None or self.as_of >= known.as_of


class CityUpdate(Told):
    """An update as 311 lists it; `update_id` may be the City's own rather than the sender's."""

    update_id: Number
    service_request_id: Number
    status: Text = None
    updated_at: MomentOrNone = Field(default=None, alias="updated_datetime")
    description: Text = None


class Posted(Told):
    """What a POST brings: Chicago answers with a token, other cities with the number at once."""

    token: Text = None
    service_request_id: Text = Field(
        default=None, validation_alias=AliasChoices("service_request_id", "id")
    )
    service_notice: Text = None
