"""Every job of the application."""

from shared.jobs.job import Job
from shared.notices.mail import deliver
from shared.people.housekeeping import tidy

JOBS = (
    Job("mail", "Send the mail that waits in the outbox", deliver),
    Job("tidy", "Forget old wrong tries and ended sign-ins", tidy, minute="17", hour="4"),
)
BY_NAME = {job.name: job for job in JOBS}
