"""Mail says only that there is something to read, for mail is not private."""

import smtplib
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path

from shared.jobs.job import Surroundings, going_on
from shared.notices import outbox
from shared.notices.addresses import is_address
from shared.notices.models import Outgoing
from shared.settings import Settings

AT_ONCE = 500
# What a server that is well says of one message; the next may pass.
OF_ONE_MESSAGE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
NEWS_SUBJECTS = {
    "en": "News about what you told the police",
    "es": "Novedades sobre lo que informó a la policía",
    "pl": "Nowe informacje o sprawie zgłoszonej policji",
}
NEWS = {
    "en": "There is news about your community concern.\n\nTo read it, open {url} and enter your"
    " control number and PIN.\n\nIf you are in danger now, call 911.\n",
    "es": "Hay novedades sobre su inquietud comunitaria.\n\nPara leerlas, abra {url} e ingrese su"
    " número de control y su PIN.\n\nSi está en peligro ahora, llame al 911.\n",
    "pl": "Są nowe informacje o Twoim zgłoszeniu.\n\nAby je przeczytać, otwórz {url} i wpisz numer"
    " kontrolny oraz PIN.\n\nJeśli grozi Ci niebezpieczeństwo, zadzwoń pod 911.\n",
}
REPORT = (
    "{title} was prepared and is in the application.\n\nTo read it, sign in at {url} and open"
    " Reports.\n"
)


def deliver(given: Surroundings) -> int:
    """Send what waits; without a mail server each message becomes a file in var/mail.

    A server that does not answer is left alone until the next run: each message would wait for it
    anew, and the worker's other jobs behind them.
    """
    moment, sent = going_on(given.now), 0
    for _ in range(AT_ONCE):
        row = outbox.claim(given.database, "mail", moment())
        if row is None:
            break
        if not is_address(row.payload["to"]):
            outbox.stop(given.database, row, "NoAddress", moment())
            continue
        try:
            _send(_message(row, given), given.settings)
        except OF_ONE_MESSAGE as error:
            outbox.put_off(given.database, row, type(error).__name__, moment())
        except OSError as error:
            outbox.put_off(given.database, row, type(error).__name__, moment())
            break
        else:
            outbox.done(given.database, row, moment())
            sent += 1
    return sent


def _message(row: Outgoing, given: Surroundings) -> EmailMessage:
    """The same row always has the same Message-ID, so that a repeated one can be recognised."""
    message = EmailMessage()
    message["Message-ID"] = f"<outbox-{row.id}@{given.settings.mail_from.partition('@')[2]}>"
    message["Date"] = formatdate(row.created_at.timestamp())
    message["From"], message["To"] = given.settings.mail_from, row.payload["to"]
    message["Subject"], body = _report(row, given) if _is_report(row) else _news(row, given)
    message.set_content(body)
    return message


def _is_report(row: Outgoing) -> bool:
    return bool(row.payload["template"] == "report")


def _news(row: Outgoing, given: Surroundings) -> tuple[str, str]:
    language = row.payload.get("language", "en")
    body = NEWS.get(language, NEWS["en"]).format(url=f"{given.settings.public_url}/status")
    return NEWS_SUBJECTS.get(language, NEWS_SUBJECTS["en"]), body


def _report(row: Outgoing, given: Surroundings) -> tuple[str, str]:
    title = row.payload["title"]
    return title, REPORT.format(title=title, url=f"{given.settings.public_url}/staff/")


def _send(message: EmailMessage, settings: Settings) -> None:
    if not settings.smtp_host:
        _keep(message, settings.var_dir / "mail")
        return
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=20) as server:
        if settings.smtp_user:
            server.starttls()
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        server.send_message(message)


def _keep(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(message.as_bytes())
