"""HTTP to 311: time-outs, sizes, and repeating only what is safe to repeat."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from shared.city311.errors import (
    CityRefusedError,
    CityUnavailableError,
    GarbledAnswerError,
    LostAnswerError,
)
from shared.city311.outgoing import Form
from shared.city311.wire import Format, words

LARGEST_BODY = 8 * 1024 * 1024  # 500 requests with long descriptions and notes are about 4 MB
LONGEST_WAIT_ASKED = 120.0

# Nothing had left this machine yet, so repeating cannot make a second request.
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# 311 says itself that it did nothing with it.
NOT_TAKEN = {408, 429}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait and how often to try; seconds."""

    connect: float = 5.0
    read: float = 20.0
    whole: float = 60.0
    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    retry_after: float | None


class Transport:
    def __init__(
        self,
        base_url: str,
        kind: Format,
        patience: Patience,
        *,
        sleep: Callable[[float], None] = time.sleep,
        ticks: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._kind = kind
        self._patience = patience
        self._sleep = sleep
        self._ticks = ticks
        self._chance = chance
        self._reader = self._client(keep_alive=True)
        # A kept connection may be closed by 311 just as we write: that looks like a lost answer.
        self._poster = self._client(keep_alive=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._reader.close()
        self._poster.close()

    def get(self, path: str, params: dict[str, str]) -> bytes:
        """Repeated with growing pauses while 311 is unavailable."""
        return self._patiently(lambda: self._get_once(path, params))

    def post(self, path: str, form: Form) -> bytes:
        """Sent once; repeated only where no connection came about."""
        return self._patiently(lambda: self._post_once(path, form))

    def _client(self, *, keep_alive: bool) -> httpx.Client:
        patience = self._patience
        return httpx.Client(
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
            limits=httpx.Limits(max_keepalive_connections=4 if keep_alive else 0),
            # Not compressed: a small answer must not unfold into a large one.
            headers={"Accept-Encoding": "identity", "User-Agent": "cpd-community-concerns"},
            follow_redirects=False,
        )

    def _patiently(self, attempt: Callable[[], bytes]) -> bytes:
        for tried in range(1, self._patience.attempts):
            try:
                return attempt()
            except CityUnavailableError as unavailable:
                self._sleep(self._pause(tried, unavailable.retry_after))
        return attempt()

    def _pause(self, tried: int, asked: float | None) -> float:
        """Full jitter, so that many workers do not come back at once."""
        if asked is not None:
            return min(asked, self._patience.longest_pause)
        ceiling = min(self._patience.longest_pause, self._patience.first_pause * 2.0 ** (tried - 1))
        return ceiling * self._chance()

    def _get_once(self, path: str, params: dict[str, str]) -> bytes:
        try:
            answer = self._exchange(
                self._reader, self._reader.build_request("GET", self._url(path), params=params)
            )
        except httpx.DecodingError as broken:
            raise GarbledAnswerError("badly compressed") from broken
        except httpx.TransportError as failure:
            raise CityUnavailableError(_kind(failure)) from failure
        if answer.status >= 500 or answer.status in NOT_TAKEN:
            raise CityUnavailableError(f"HTTP {answer.status}", answer.retry_after)
        return self._accepted(answer)

    def _post_once(self, path: str, form: Form) -> bytes:
        try:
            answer = self._exchange(
                self._poster, self._poster.build_request("POST", self._url(path), data=form)
            )
        except NEVER_SENT as failure:
            raise CityUnavailableError(_kind(failure)) from failure
        except httpx.RequestError as failure:
            raise LostAnswerError(_kind(failure)) from failure
        except GarbledAnswerError as garbled:
            raise LostAnswerError(garbled.words) from garbled
        if answer.status in NOT_TAKEN:
            raise CityUnavailableError(f"HTTP {answer.status}", answer.retry_after)
        if answer.status >= 500:
            # The fault may have come after the request was kept.
            raise LostAnswerError(f"HTTP {answer.status}")
        return self._accepted(answer)

    def _url(self, path: str) -> str:
        return f"{self._base_url}/{path}.{self._kind}"

    def _exchange(self, client: httpx.Client, request: httpx.Request) -> Answer:
        deadline = self._ticks() + self._patience.whole
        response = client.send(request, stream=True)
        try:
            return Answer(
                response.status_code, self._body(response, deadline), _retry_after(response)
            )
        finally:
            response.close()

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_BODY:
                raise GarbledAnswerError(f"larger than {LARGEST_BODY:,} bytes")
            if self._ticks() > deadline:
                raise httpx.ReadTimeout("the answer as a whole took too long")
        return bytes(body)

    def _accepted(self, answer: Answer) -> bytes:
        if 200 <= answer.status < 300:
            return answer.body
        if 300 <= answer.status < 400:
            raise CityRefusedError(answer.status, "311 has moved: correct its address.")
        said = words(answer.body, self._kind)
        raise CityRefusedError(answer.status, said or "no reason was given.")


def _retry_after(response: httpx.Response) -> float | None:
    asked: str = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_WAIT_ASKED) if asked.isascii() and asked.isdigit() else None


def _kind(failure: httpx.RequestError) -> str:
    # Only the kind: httpx's own words may hold the address with its parameters.
    return type(failure).__name__
