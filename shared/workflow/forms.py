"""What an action asks, described so that any client can draw the form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from shared.workflow.refusals import Choice
from shared.workflow.table import Attempt, Inputs

Choices = Callable[[Attempt], list[Choice]]


@dataclass(frozen=True, slots=True)
class Asks:
    """How a field is asked. `kind`: line, words, choice, choices, yes_no, moment, day, number."""

    label: str
    kind: str = "words"
    hint: str = ""
    choices: Choices | None = None
    is_required: bool = True
    shown_when: tuple[str, str] | None = None  # another field and the value it must have
    starts_as: Callable[[Attempt], Any] | None = None


def form_of(inputs: type[Inputs], attempt: Attempt) -> list[dict[str, Any]]:
    """The fields of an action's form, with this case's choices, in order."""
    return [_field(name, field, attempt) for name, field in inputs.model_fields.items()]


def _field(name: str, field: FieldInfo, attempt: Attempt) -> dict[str, Any]:
    asks = next(part for part in field.metadata if isinstance(part, Asks))
    return {
        "name": name,
        "label": asks.label,
        "kind": asks.kind,
        "hint": asks.hint,
        "required": asks.is_required,
        "max_length": next(
            (part.max_length for part in field.metadata if getattr(part, "max_length", None)), None
        ),
        "choices": [
            {"value": choice.value, "label": choice.label, "hint": choice.hint}
            for choice in (asks.choices(attempt) if asks.choices else [])
        ],
        "shown_when": (
            {"field": asks.shown_when[0], "value": asks.shown_when[1]} if asks.shown_when else None
        ),
        "starts_as": asks.starts_as(attempt) if asks.starts_as else None,
    }
