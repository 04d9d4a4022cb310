"""flask open311 keys: given once, taken back at once."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.open311.models import ApiKey
from tests.open311.sending import Sender, refused


def test_a_key_is_shown_once_and_opens_until_it_is_revoked(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke
    key = run(args=["open311", "keys", "add", "Park app"]).output.splitlines()[0]
    sender = Sender(app, key)
    sender.sent()

    shown = run(args=["open311", "keys", "list"]).output
    assert "Park app" in shown
    assert key.partition(".")[2] not in shown
    stored = session.scalars(select(ApiKey)).one()
    assert key.partition(".")[2] not in f"{stored.identifier} {stored.secret_hash}"
    session.rollback()

    assert run(args=["open311", "keys", "revoke", "Park app"]).exit_code == 0
    refused(sender.post(), 403)
    assert "revoked" in run(args=["open311", "keys", "list"]).output


def test_one_key_in_use_for_each_system(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["open311", "keys", "revoke", "Park app"]).exit_code != 0
    assert run(args=["open311", "keys", "add", " "]).exit_code != 0
    first = run(args=["open311", "keys", "add", "Park app"])
    assert run(args=["open311", "keys", "add", "Park app"]).exit_code != 0
    run(args=["open311", "keys", "revoke", "Park app"])
    second = run(args=["open311", "keys", "add", "Park app"])
    assert (first.exit_code, second.exit_code) == (0, 0)
    refused(Sender(app, first.output.split()[0]).post(), 403)
    Sender(app, second.output.split()[0]).sent()
