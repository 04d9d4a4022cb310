"""Every job of the application."""

from shared.city311.working import drain_job, sync_job
from shared.jobs.job import Job
from shared.notices.mail import deliver
from shared.people.housekeeping import tidy
from shared.reports.periodic import issue_due
from shared.service_requests.jobs import purge_all, report_all_late

JOBS = (
    Job("mail", "Send the mail that waits in the outbox", deliver),
    Job("311-send", "Send what waits for 311, and ask for numbers", drain_job),
    Job("311-read", "Read what changed in 311", sync_job, minute="*/5"),
    Job("late-services", "Report late City services to OCP", report_all_late, minute="5"),
    Job("purge-forms", "Purge forms kept 180 days", purge_all, minute="37", hour="4"),
    Job("reports", "Issue the month's and the quarter's reports", issue_due, minute="25"),
    Job("tidy", "Forget old wrong tries and ended sign-ins", tidy, minute="17", hour="4"),
)
BY_NAME = {job.name: job for job in JOBS}
