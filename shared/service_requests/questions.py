"""What 311 asks about a service, and whether it has been answered."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.service_requests.types import ServiceType

Answers = Mapping[str, str | list[str]]

NO_PLATE = "NONE"
LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Question:
    """`kind`: line, words, number, moment, choice, choices."""

    code: str
    asks: str
    kind: str = "line"
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def row(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "asks": self.asks,
            "kind": self.kind,
            "required": self.required,
            "hint": self.hint,
            "choices": [list(choice) for choice in self.choices],
        }

    def said(self, value: str | list[str]) -> str:
        """An answer as people read it."""
        names = dict(self.choices)
        given = [value] if isinstance(value, str) else value
        return ", ".join(names.get(each, each) for each in given)

    def fault(self, value: str | list[str]) -> str | None:
        """What is wrong with an answer."""
        given = [value] if isinstance(value, str) else value
        if isinstance(value, list) != (self.kind == "choices"):
            return f"“{self.asks}” takes {'a list' if self.kind == 'choices' else 'one answer'}."
        if self.choices and not {key for key, _ in self.choices}.issuperset(given):
            return f"“{self.asks}”: choose from the list."
        return next((fault for each in given if (fault := self._fault(each))), None)

    def _fault(self, answer: str) -> str | None:
        if len(answer) > LONGEST_ANSWER or not answer.replace("\n", " ").isprintable():
            return f"“{self.asks}”: at most {LONGEST_ANSWER} printable characters."
        if self.kind == "number" and re.fullmatch(r"\d{1,6}", answer) is None:
            return f"“{self.asks}”: give a whole number."
        if self.kind == "moment" and not _is_moment(answer):
            return f"“{self.asks}”: give a date and a time with its zone."
        return None


def _is_moment(answer: str) -> bool:
    try:
        return datetime.fromisoformat(answer).tzinfo is not None
    except ValueError:
        return False


def questions(service: ServiceType) -> list[Question]:
    return [
        Question(
            asked["code"],
            asked["asks"],
            asked["kind"],
            asked["required"],
            asked["hint"],
            tuple((key, name) for key, name in asked["choices"]),
        )
        for asked in service.questions
    ]


def clean(answers: Answers) -> dict[str, str | list[str]]:
    """Trimmed, and without what was left empty."""
    trimmed = {
        code: value.strip() if isinstance(value, str) else [each.strip() for each in value]
        for code, value in answers.items()
    }
    return {code: value for code, value in trimmed.items() if value}


def faults(service: ServiceType, answers: Answers) -> Iterator[tuple[str, str]]:
    """Each wrong answer: its code, and what to do."""
    asked = {question.code: question for question in questions(service)}
    for code, value in answers.items():
        if code not in asked:
            yield code, f"{service.name} does not ask “{code}”."
        elif fault := asked[code].fault(value):
            yield code, fault


def unanswered(service: ServiceType, answers: Iterable[str]) -> list[Question]:
    """What 311 requires and has not been told."""
    told = set(answers)
    return [each for each in questions(service) if each.required and each.code not in told]


def plate_of(answers: Answers) -> str | None:
    """The license plate without spaces and hyphens; nothing where the vehicle has none."""
    typed = answers.get("PLATE", "")
    plate = re.sub(r"[^0-9A-Z]", "", typed.upper()) if isinstance(typed, str) else ""
    return None if plate in ("", NO_PLATE) else plate
