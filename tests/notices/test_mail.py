"""What residents hear by mail: that there is news, and nothing of it."""

import socket
import threading
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from shared.jobs.job import Surroundings
from shared.jobs.table import BY_NAME
from shared.notices.models import Outgoing
from tests.world import World, done


def mails(app: Flask) -> list[Message]:
    folder: Path = app.extensions["settings"].var_dir / "mail"
    return [message_from_bytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def run(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["jobs", "run", "mail"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.directive("VI.A.1")
def test_a_resident_hears_of_news_but_not_what_it_is(world: World) -> None:
    number = world.in_review(contact_email="ana@example.org", language="es")
    done(
        world.desk("sergeant").act(
            number, "not_accept", reason="too_little", message="Please tell us the address."
        )
    )
    assert "1 done" in run(world.app)
    (mail,) = mails(world.app)
    said = bytes(mail.get_payload(decode=True)).decode()
    assert mail["To"] == "ana@example.org"
    assert "número de control" in said
    for private in (number, "address", "shouts", "ana"):
        assert private not in said
    assert "0 done" in run(world.app)


def test_without_an_address_nothing_is_sent(world: World) -> None:
    world.with_unit()
    assert "0 done" in run(world.app)


def test_when_the_mail_server_is_down_it_waits_and_is_tried_again(world: World) -> None:
    world.with_unit(contact_email="ana@example.org")
    var_dir = world.app.extensions["settings"].var_dir
    (var_dir / "mail").write_text("a file where the folder should be")
    assert "0 done" in run(world.app)
    with world.app.extensions["database"].open(reading=True) as session:
        row = session.scalars(select(Outgoing)).one()
    assert (row.attempts, row.done_at, row.error) == (1, None, "FileExistsError")

    (var_dir / "mail").unlink()
    world.clock.move(hours=1)
    assert "1 done" in run(world.app)


class MailServer:
    """A mail server that takes nothing in until it is well; it counts who knocked."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.knocked = 0
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                caller, _address = self.listening.accept()
            except OSError:
                return
            self.knocked += 1
            caller.sendall(b"421 Not now.\r\n")
            caller.close()


def test_a_server_that_is_not_well_is_not_asked_again_for_every_message(world: World) -> None:
    """Twenty seconds for each of many messages would hold up all that the worker does."""
    for _ in range(3):
        world.with_unit(contact_email="ana@example.org")
    server, extensions = MailServer(), world.app.extensions
    told = {"smtp_host": "127.0.0.1", "smtp_port": server.port}
    given = Surroundings(
        extensions["database"], extensions["settings"].model_copy(update=told), world.clock()
    )
    assert BY_NAME["mail"].run(given) == 0
    assert server.knocked == 1
    server.listening.close()
    assert "2 done" in run(
        world.app
    )  # the one that was tried waits longer than those that were not


@pytest.mark.parametrize(
    "address",
    [
        "=?utf-8?q?=0a?=@example.org",
        "ana@[example.org",
        ":;@example.org",
        "(ana@example.org",
        "ana@example.org\nBcc: eva@example.org",
        "ana@example.org,eva@example.org",
    ],
)
def test_an_address_that_no_message_can_carry_holds_up_no_other(world: World, address: str) -> None:
    """Such an address was kept by an earlier version; all that came after it stayed unsent."""
    world.with_unit(contact_email=address)
    world.with_unit(contact_email="ana@example.org")
    assert "1 done" in run(world.app)
    assert [mail["To"] for mail in mails(world.app)] == ["ana@example.org"]
    world.clock.move(days=1)
    assert "0 done" in run(world.app)
    with world.app.extensions["database"].open(reading=True) as session:
        row = session.scalars(select(Outgoing).where(Outgoing.stopped_at.is_not(None))).one()
    assert row.error == "NoAddress"


def test_two_workers_at_once_send_each_mail_once(world: World) -> None:
    for _ in range(5):
        world.with_unit(contact_email="ana@example.org")
    extensions, sent = world.app.extensions, []
    given = Surroundings(extensions["database"], extensions["settings"], world.clock())
    threads = [
        threading.Thread(target=lambda: sent.append(BY_NAME["mail"].run(given))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 5
    assert len(mails(world.app)) == 5
