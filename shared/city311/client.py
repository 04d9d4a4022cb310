"""The 311 client. It keeps nothing: what must survive is the caller's, row by row.

A post is never repeated once it may have arrived. After a LostAnswerError the caller asks
`find_own` (or `find_update`) until the answer is Found or Absent, and posts again only on Absent.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote

from shared.city311.asking import (
    LARGEST_PAGE,
    Absent,
    Cursor,
    Found,
    InProcess,
    Page,
    Query,
    Swept,
    TooSoon,
    Whereabouts,
)
from shared.city311.endpoint import Endpoint
from shared.city311.errors import CityRefusedError, GarbledAnswerError, LostAnswerError
from shared.city311.models import (
    CityRequest,
    CityUpdate,
    Definition,
    Posted,
    Service,
    Told,
    Unnumbered,
)
from shared.city311.outgoing import NewRequest, NewUpdate, w3c
from shared.city311.reference import carries
from shared.city311.transport import Patience, Transport
from shared.city311.wire import Row, read, rows

# Until this has passed since the post, not being listed proves nothing.
SETTLING = timedelta(minutes=30)
# How far 311's clock may stand from ours.
CLOCKS_APART = timedelta(hours=1)
MOST_PAGES = 2_000

T = TypeVar("T", bound=Told)


class City311:
    def __init__(
        self,
        endpoint: Endpoint,
        patience: Patience = Patience(),  # noqa: B008 (frozen)
        *,
        transport: Transport | None = None,
    ) -> None:
        self.endpoint = endpoint
        self._http = transport or Transport(endpoint.base_url, endpoint.format, patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def services(self) -> tuple[Service, ...]:
        return tuple(Service.read(row) for row in self._rows("services", {}))

    def definition(self, service_code: str) -> Definition:
        """What 311 asks for with a service; raises CityRefusedError (404) for an unknown one."""
        return self._one("services", service_code, Definition)

    def post_request(self, new: NewRequest) -> Posted:
        """Raises LostAnswerError when 311 may have it: then `find_own` before posting again."""
        posted = self._post("requests", new.form(), Posted)
        if not (posted.token or posted.service_request_id):
            raise LostAnswerError("neither a token nor a number")
        return posted

    def token(self, token: str) -> str | None:
        """The number a token became, or None while 311 is at it.

        An unknown token raises CityRefusedError; a city may say so of a fresh one too, so that
        alone is no reason to post again.
        """
        return self._one("tokens", token, Posted).service_request_id

    def request(self, number: str) -> CityRequest:
        return self._one("requests", number, CityRequest, {"extensions": "true"})

    def requests(self, query: Query) -> Iterator[CityRequest]:
        """Across pages, again only in a newer version; a record that cannot be read raises."""
        known: dict[str, CityRequest] = {}
        for page in self.pages(query):
            if page.unreadable:
                raise GarbledAnswerError("; ".join(page.unreadable))
            for told in page.requests:
                before = known.get(told.service_request_id)
                if before is None or told.as_of > before.as_of:
                    known[told.service_request_id] = told
                    yield told

    def pages(self, query: Query, first: int = 1, size: int = LARGEST_PAGE) -> Iterator[Page]:
        """Pages until one holds nothing that was not seen; rows seen unchanged are left out.

        A short page proves nothing (311 may give less than was asked for), and a city that knows
        no paging answers with the same rows for ever: so the end is a page without news.
        """
        seen: set[str] = set()
        for number in range(first, first + MOST_PAGES):
            params = {**query.params(), "page": str(number), "page_size": str(size)}
            page = _page(self._rows("requests", {**params, "extensions": "true"}), seen)
            if page.is_empty:
                return
            yield page
        raise GarbledAnswerError(f"more than {MOST_PAGES:,} pages")

    def sweep(
        self, cursor: Cursor, query: Query, now: datetime, size: int = LARGEST_PAGE
    ) -> Iterator[Swept]:
        """What changed since the last sweep, page by page, each with the cursor to store with it.

        The last item has an empty page and a cursor at rest, the next sweep's beginning. Ask
        without a status: a request that closes while its pages are read would move the others up.
        """
        cursor = cursor.started(now)
        changed = replace(query, updated_after=cursor.since)
        for page in self.pages(changed, cursor.page, size):
            cursor = cursor.after_page()
            yield Swept(page, cursor)
        yield Swept(Page((), (), ()), cursor.finished())

    def find_own(
        self,
        reference: str,
        service_code: str,
        sent_at: datetime,
        now: datetime,
        settling: timedelta = SETTLING,
    ) -> Whereabouts:
        """Where a request is whose answer was lost, known by the reference it carries."""
        query = Query(
            service_codes=(service_code,),
            requested_from=sent_at - CLOCKS_APART,
            requested_until=now + CLOCKS_APART,
        )
        pages = list(self.pages(query))
        ours = {
            told.service_request_id: told
            for page in pages
            for told in page.requests
            if carries(told.description, reference)
        }
        if ours:
            first, *others = sorted(ours.values(), key=lambda told: told.requested_at)
            return Found(first, tuple(others))
        if any(carries(row.description, reference) for page in pages for row in page.unnumbered):
            return InProcess()
        if unreadable := [why for page in pages for why in page.unreadable]:
            # One that cannot be read may be ours: nothing follows from not seeing ours.
            raise GarbledAnswerError("; ".join(unreadable))
        return _not_seen(sent_at, now, settling)

    def post_update(self, new: NewUpdate) -> str:
        """The City's number for the update; raises LostAnswerError as `post_request` does."""
        return self._post("servicerequestupdates", new.form(), _Answered).update_id

    def updates(self, since: datetime, until: datetime) -> tuple[CityUpdate, ...]:
        params = {"start_date": w3c(since), "end_date": w3c(until)}
        return tuple(CityUpdate.read(row) for row in self._rows("servicerequestupdates", params))

    def find_update(self, new: NewUpdate, sent_at: datetime, now: datetime) -> CityUpdate | None:
        """Our update in 311's list, by its id or, where 311 gives its own, by its last line."""
        listed = self.updates(min(sent_at, new.updated_at) - CLOCKS_APART, now + CLOCKS_APART)
        return next(
            (
                told
                for told in listed
                if told.service_request_id == new.service_request_id
                and (told.update_id == new.reference or carries(told.description, new.reference))
            ),
            None,
        )

    def _rows(self, path: str, params: dict[str, str]) -> list[Row]:
        return self._parsed(self._http.get(path, {**self._jurisdiction(), **params}))

    def _parsed(self, body: bytes) -> list[Row]:
        return rows(read(body, self.endpoint.format))

    def _one(self, kind: str, name: str, model: type[T], params: dict[str, str] | None = None) -> T:
        answered = self._rows(f"{kind}/{quote(name, safe='')}", params or {})
        if not answered:
            raise CityRefusedError(404, f"311 knows no {name} among its {kind}.")
        return model.read(answered[0])

    def _post(self, path: str, form: dict[str, str | list[str]], model: type[T]) -> T:
        body = self._http.post(
            path, {**self._jurisdiction(), **form, "api_key": self.endpoint.api_key}
        )
        try:
            answers = {model.read(row) for row in self._parsed(body)}
        except GarbledAnswerError as garbled:
            raise LostAnswerError(garbled.words) from garbled
        if len(answers) != 1:
            raise LostAnswerError(f"{len(answers)} different answers to one post")
        return answers.pop()

    def _jurisdiction(self) -> dict[str, str]:
        name = self.endpoint.jurisdiction
        return {"jurisdiction_id": name} if name else {}


class _Answered(Told):
    update_id: str


def _page(listed: list[Row], seen: set[str]) -> Page:
    """The rows not in `seen`, which grows by them."""
    requests: list[CityRequest] = []
    unnumbered: list[Unnumbered] = []
    unreadable: list[str] = []
    for row in _unseen(listed, seen):
        number = row.get("service_request_id")
        try:
            if number:
                requests.append(CityRequest.read(row))
            else:
                unnumbered.append(Unnumbered.read(row))
        except GarbledAnswerError as garbled:
            unreadable.append(f"{str(number or 'one without a number')[:60]}: {garbled.words}")
    return Page(tuple(requests), tuple(unnumbered), tuple(unreadable))


def _unseen(listed: list[Row], seen: set[str]) -> Iterator[Row]:
    for row in listed:
        whole = json.dumps(row, sort_keys=True)
        if whole not in seen:
            seen.add(whole)
            yield row


def _not_seen(sent_at: datetime, now: datetime, settling: timedelta) -> TooSoon | Absent:
    settled_at = sent_at + settling
    return TooSoon(settled_at) if now < settled_at else Absent()
