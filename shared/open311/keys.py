"""Giving, taking back and checking API keys."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.open311.models import ApiKey

NOBODYS = hashlib.sha256(secrets.token_bytes(32)).hexdigest()


def give(session: Session, name: str, now: datetime) -> str:
    """A new key, which nobody can read again; the caller commits."""
    identifier, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    session.add(ApiKey(name=name, identifier=identifier, secret_hash=_hash(secret), created_at=now))
    return f"{identifier}.{secret}"


def in_use(session: Session, name: str) -> ApiKey | None:
    return session.scalar(
        select(ApiKey).where(ApiKey.name == name, ApiKey.revoked_at.is_(None)).limit(1)
    )


def holder(session: Session, given: str) -> ApiKey | None:
    """Whose key this is; None for one that is wrong or was revoked, after the same work."""
    identifier, _dot, secret = given.partition(".")
    found = session.scalar(select(ApiKey).where(ApiKey.identifier == identifier))
    is_right = hmac.compare_digest(_hash(secret), found.secret_hash if found else NOBODYS)
    return found if found and is_right and found.revoked_at is None else None


def _hash(secret: str) -> str:
    """The secret is 256 random bits: a slow hash would protect nothing more."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
