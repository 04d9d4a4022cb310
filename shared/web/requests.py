"""The sessions of one request; a view commits the writing one, in sight."""

from datetime import UTC, datetime

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from shared.database import Database
from shared.settings import Settings


def database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def reading() -> Session:
    """A session that only reads; it takes no lock."""
    if "reading" not in g:
        g.reading = database().session(reading=True)
    session: Session = g.reading
    return session


def writing() -> Session:
    """A session to write with; the view commits it, once, else nothing is kept.

    What is still read of it for the answer takes no lock.
    """
    if "writing" not in g:
        done_reading()
        g.writing = database().session_to_write_once()
    session: Session = g.writing
    return session


def done_reading() -> None:
    """Give the reading connection back, before slow work or writing."""
    if (session := g.pop("reading", None)) is not None:
        session.close()


def now() -> datetime:
    """The moment of this request; tests and the practice mode set the application's clock."""
    if "now" not in g:
        g.now = current_app.extensions["clock"]()
    moment: datetime = g.now
    return moment


def clock() -> datetime:
    return datetime.now(UTC)


def close_sessions(app: Flask) -> None:
    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        for name in ("reading", "writing"):
            if (session := g.pop(name, None)) is not None:
                session.close()
