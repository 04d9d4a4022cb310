"""How a state is stored: its name in a plain column, read back as the enumeration."""

from enum import StrEnum

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator


class StateColumn(TypeDecorator[StrEnum]):
    """A StrEnum in a VARCHAR, so that adding a state needs no change of type."""

    impl = String(30)
    cache_ok = True

    def __init__(self, states: type[StrEnum]) -> None:
        super().__init__()
        self.states = states

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.states(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.states(value)
