"""Every job of the application."""

from shared.city311.working import drain_job, sync_job
from shared.jobs.job import Job
from shared.notices.mail import deliver
from shared.people.housekeeping import tidy

JOBS = (
    Job("mail", "Send the mail that waits in the outbox", deliver),
    Job("311-send", "Send what waits for 311, and ask for numbers", drain_job),
    Job("311-read", "Read what changed in 311", sync_job, minute="*/5"),
    Job("tidy", "Forget old wrong tries and ended sign-ins", tidy, minute="17", hour="4"),
)
BY_NAME = {job.name: job for job in JOBS}
