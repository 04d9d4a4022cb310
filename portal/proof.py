"""That a resident was asked, and answered, about this very text: a forged form cannot say so."""

from flask import current_app
from itsdangerous import Signer


def sign(question: str, key: str, text: str) -> str:
    return _signer(question).get_signature(_said(key, text)).decode()


def holds(question: str, key: str, text: str, proof: str) -> bool:
    return _signer(question).verify_signature(_said(key, text), proof.encode("utf-8", "replace"))


def _signer(question: str) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"portal {question}")


def _said(key: str, text: str) -> bytes:
    return f"{key} {text}".encode()
