"""The one blueprint of the staff application, and how it answers."""

from datetime import date
from typing import Annotated

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field, field_validator

from shared.workflow.storable import storable

API = "/staff/api"
# A day that has a day before it and one after, in every zone.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]

staff = APIBlueprint(
    "staff", __name__, url_prefix="/staff", abp_security=[{"cookie": []}], doc_ui=True
)


class Out(BaseModel):
    """What the API answers."""

    model_config = ConfigDict(frozen=True)


class In(BaseModel):
    """What the API is told; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    _storable = field_validator("*")(storable)


def answer(body: BaseModel, status: int = 200) -> Response:
    return Response(body.model_dump_json(), status, mimetype="application/json")
