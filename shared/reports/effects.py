"""What follows when a report is issued or decided on."""

from sqlalchemy import select

from shared.directive.clauses import Clause
from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.notices.telling import send, tell
from shared.people.models import Member, Post
from shared.reports import inputs
from shared.reports.models import IssuedReport
from shared.workflow.table import Attempt, keeps

KIND = "report"


def _tell(attempt: Attempt, kind: str, clause: Clause, text: str, role: Role) -> None:
    report: IssuedReport = attempt.case
    tell(
        attempt.session,
        kind,
        clause,
        text,
        attempt.now,
        case=(KIND, report.id, report.reference),
        role=role,
        district=report.district,
    )


def keep_as_issued(attempt: Attempt) -> None:
    """The seal goes into the history, so that changed data would show there too."""
    report: IssuedReport = attempt.case
    report.issued_at = report.attention_at = attempt.now
    report.issued_by_id = attempt.actor.member_id
    attempt.notes["seal"] = report.seal
    attempt.session.add(report)
    attempt.session.flush()


@keeps(Clause.IV_C_4)
def submit_to_commander(attempt: Attempt) -> None:
    report: IssuedReport = attempt.case
    text = f"{report.title} waits for your review."
    _tell(attempt, "report_submitted", Clause.IV_D_2, text, Role.COMMANDER)
    ready = f"{report.title} was submitted to the commander. Review it for trends."
    _tell(attempt, "report_ready", Clause.IV_C_5, ready, Role.SERGEANT)


@keeps(Clause.V_F_2)
def send_requests_to_chief(attempt: Attempt) -> None:
    _to_chief(attempt, Clause.V_F_2)


@keeps(Clause.VII_F_2)
def send_concerns_to_chief(attempt: Attempt) -> None:
    _to_chief(attempt, Clause.VII_F_2)


def _to_chief(attempt: Attempt, clause: Clause) -> None:
    """In the application always, and by mail to each chief whose address is known."""
    report: IssuedReport = attempt.case
    _tell(attempt, "report_sent", clause, f"{report.title} is here.", Role.CHIEF)
    today = attempt.now.astimezone(CHICAGO).date()
    chiefs = attempt.session.scalars(
        select(Member)
        .join(Post, Post.member_id == Member.id)
        .where(Post.role == Role.CHIEF.value, Post.held_on(today), Member.is_active)
        .distinct()
    )
    for chief in chiefs:
        if chief.email:
            key = f"report {report.reference} to {chief.id}"
            told = {"to": chief.email, "template": "report", "title": report.title}
            send(attempt.session, "mail", key, told, attempt.now)


@keeps(Clause.IV_C_5)
def keep_remarks(attempt: Attempt) -> None:
    assert isinstance(attempt.inputs, inputs.Remark)
    attempt.case.remarks = attempt.inputs.remarks


def _decided(attempt: Attempt) -> None:
    attempt.case.decided_at, attempt.case.decided_by_id = attempt.now, attempt.actor.member_id


@keeps(Clause.IV_D_2)
def approved(attempt: Attempt) -> None:
    _decided(attempt)
    text = f"{attempt.case.title} was approved."
    _tell(attempt, "report_approved", Clause.IV_D_2, text, Role.SERGEANT)


@keeps(Clause.IV_D_2)
def returned(attempt: Attempt) -> None:
    assert isinstance(attempt.inputs, inputs.Return)
    _decided(attempt)
    attempt.case.returned_because = attempt.inputs.reason
    text = f"{attempt.case.title} was returned: {attempt.inputs.reason}"
    _tell(attempt, "report_returned", Clause.IV_D_2, text, Role.SERGEANT)
