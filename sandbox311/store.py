"""What this 311 has on file, in SQLite: in memory, or in a file that outlives the process."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Any

from sandbox311.clock import w3c

SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,
    number TEXT UNIQUE,
    numbered_at TEXT NOT NULL,
    service_code TEXT NOT NULL,
    status TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    document TEXT NOT NULL,
    document_before TEXT,
    posted TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS requests_by_time ON requests (requested_at);
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id TEXT NOT NULL,
    own_id TEXT NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    description TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    received_at TEXT NOT NULL
);
"""

Document = dict[str, Any]
Change = Callable[[Document], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    codes: list[str] | None = None
    numbers: list[str] | None = None
    statuses: list[str] | None = None
    start: datetime | None = None
    end: datetime | None = None
    updated_after: datetime | None = None
    updated_before: datetime | None = None
    unnumbered: bool = False

    def bound(self, now: datetime) -> dict[str, Any]:
        moments = ("start", "end", "updated_after", "updated_before")
        lists = ("codes", "numbers", "statuses")
        times = {name: getattr(self, name) for name in moments}
        return {
            **{name: w3c(time) if time else None for name, time in times.items()},
            **{name: _listed(getattr(self, name)) for name in lists},
            "unnumbered": self.unnumbered,
            "now": w3c(now),
        }


@dataclass(frozen=True, slots=True)
class Filed:
    """One request on file. `number` is None until its time has come."""

    token: str
    number: str | None
    document: Document
    before: Document | None
    posted: dict[str, list[str]]


class Store:
    def __init__(self, path: str = ":memory:") -> None:
        self._lock = RLock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.row_factory = sqlite3.Row
        self._rows.executescript(SCHEMA)

    def close(self) -> None:
        self._rows.close()

    def add(
        self,
        document: Document,
        token: str,
        numbered_at: Callable[[int], datetime],
        posted: dict[str, list[str]],
    ) -> str:
        """Files a request and gives the number it will show from `numbered_at(id)` on."""
        requested_at = document["requested_datetime"]
        with self._lock:
            self._rows.execute("BEGIN IMMEDIATE")
            row = self._rows.execute(
                "INSERT INTO requests (token, numbered_at, service_code, status, requested_at,"
                " updated_at, document, posted) VALUES (?, '', ?, 'open', ?, ?, '', ?)",
                (token, document["service_code"], requested_at, requested_at, json.dumps(posted)),
            )
            key = int(row.lastrowid or 0)
            number = f"SR{requested_at[2:4]}-{key:08d}"
            shown_at = max(w3c(numbered_at(key)), requested_at)
            # A request that becomes visible later has changed then, or a sync would miss it.
            document["updated_datetime"] = shown_at
            self._rows.execute(
                "UPDATE requests SET number = ?, numbered_at = ?, updated_at = ?, document = ?"
                " WHERE id = ?",
                (number, shown_at, shown_at, json.dumps(document), key),
            )
            self._rows.execute("COMMIT")
        return number

    def with_token(self, token: str, now: datetime) -> Filed | None:
        return self._one("SELECT * FROM requests WHERE token = ?", (token,), now)

    def with_number(self, number: str, now: datetime) -> Filed | None:
        filed = self._one("SELECT * FROM requests WHERE number = ?", (number,), now)
        return filed if filed and filed.number else None

    def wanted(self, wanted: Wanted, now: datetime, limit: int, offset: int) -> list[Filed]:
        """Newest first."""
        bound = {**wanted.bound(now), "limit": limit, "offset": offset}
        with self._lock:
            rows = self._rows.execute(
                "SELECT * FROM requests WHERE (:unnumbered OR numbered_at <= :now)"
                " AND (:codes IS NULL OR service_code IN (SELECT value FROM json_each(:codes)))"
                " AND (:numbers IS NULL OR number IN (SELECT value FROM json_each(:numbers)))"
                " AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))"
                " AND (:start IS NULL OR requested_at >= :start)"
                " AND (:end IS NULL OR requested_at <= :end)"
                " AND (:updated_after IS NULL OR updated_at >= :updated_after)"
                " AND (:updated_before IS NULL OR updated_at <= :updated_before)"
                " ORDER BY requested_at DESC, id DESC LIMIT :limit OFFSET :offset",
                bound,
            ).fetchall()
        return [_filed(row, now) for row in rows]

    def change(self, number: str, change: Change, now: datetime) -> Document | None:
        """Applies the change, keeps the version before, and moves `updated_datetime` on."""
        with self._lock:
            row = self._rows.execute(
                "SELECT document FROM requests WHERE number = ?", (number,)
            ).fetchone()
            if row is None:
                return None
            document: Document = json.loads(row["document"])
            change(document)
            document["updated_datetime"] = w3c(now)
            self._rows.execute(
                "UPDATE requests SET document = ?, document_before = ?, status = ?, updated_at = ?"
                " WHERE number = ?",
                (json.dumps(document), row["document"], document["status"], w3c(now), number),
            )
        return document

    def add_update(self, update: dict[str, str], now: datetime) -> bool:
        """False where the same sender's id is on file for the request already."""
        with self._lock:
            known = self._rows.execute(
                "SELECT 1 FROM updates WHERE update_id = :update_id AND number = :number", update
            ).fetchone()
            if known:
                return False
            self._rows.execute(
                "INSERT INTO updates (update_id, own_id, number, status, description, updated_at,"
                " received_at) VALUES (:update_id, :own_id, :number, :status, :description,"
                " :updated_at, :received_at)",
                {**update, "received_at": w3c(now)},
            )
        return True

    def updates(self, start: datetime | None, end: datetime | None) -> list[dict[str, str]]:
        bound = {"start": w3c(start) if start else None, "end": w3c(end) if end else None}
        with self._lock:
            rows = self._rows.execute(
                "SELECT * FROM updates WHERE (:start IS NULL OR received_at >= :start)"
                " AND (:end IS NULL OR received_at <= :end) ORDER BY id",
                bound,
            ).fetchall()
        return [dict(row) for row in rows]

    def reset(self) -> None:
        with self._lock:
            self._rows.execute("DELETE FROM requests")
            self._rows.execute("DELETE FROM updates")

    def _one(self, statement: str, bound: tuple[str, ...], now: datetime) -> Filed | None:
        with self._lock:
            row = self._rows.execute(statement, bound).fetchone()
        return _filed(row, now) if row else None


def _listed(values: list[str] | None) -> str | None:
    return json.dumps(values) if values else None


def _filed(row: sqlite3.Row, now: datetime) -> Filed:
    return Filed(
        token=row["token"],
        number=row["number"] if row["numbered_at"] <= w3c(now) else None,
        document=json.loads(row["document"]),
        before=json.loads(row["document_before"]) if row["document_before"] else None,
        posted=json.loads(row["posted"]),
    )
