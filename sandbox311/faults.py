"""What the sandbox has been told to do wrong."""

from dataclasses import asdict, dataclass, field, replace
from threading import Lock
from typing import Any

KINDS = {
    "slow": "waits `seconds`, then answers as it should",
    "fail": "answers 500 and does nothing",
    "busy": "answers 429 with Retry-After of `seconds` and does nothing",
    "drop": "closes the connection and does nothing",
    "hold": "does what was asked, waits `seconds`, then answers",
    "fail_after": "does what was asked, then answers 500",
    "lose": "does what was asked, then closes the connection without an answer",
    "garble": "does what was asked, then answers with half of the body",
    "repeat": "does what was asked, and answers twice in one body",
}


@dataclass(slots=True)
class Fault:
    kind: str
    method: str | None = None
    path: str | None = None
    times: int = 1
    seconds: float = 0.0

    def fits(self, method: str, path: str) -> bool:
        return self.method in {None, method} and (self.path is None or self.path in path)


@dataclass(slots=True)
class Habits:
    """Standing behaviour, until told otherwise."""

    token_delay_seconds: float = 0.0
    later_posts_first: bool = False
    list_unnumbered: bool = False
    repeat_rows: bool = False
    shuffle_rows: bool = False
    stale_rows: bool = False
    latency_seconds: float = 0.0
    own_update_ids: bool = False


@dataclass(slots=True)
class Faults:
    habits: Habits = field(default_factory=Habits)
    _usual: Habits = field(default_factory=Habits)
    _waiting: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The oldest that fits, counted down by one."""
        with self._lock:
            fault = next((each for each in self._waiting if each.fits(method, path)), None)
            if fault is None:
                return None
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault

    def waiting(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._waiting]

    def reset(self) -> None:
        with self._lock:
            self._waiting.clear()
            self.habits = replace(self._usual)

    def standing(self, *, token_delay_seconds: float) -> None:
        """The habits to which a reset returns."""
        self._usual = Habits(token_delay_seconds=token_delay_seconds)
        self.habits = replace(self._usual)
