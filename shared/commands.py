"""The commands of `flask`, gathered from the nouns that own them."""

from flask import Flask

from shared.city311.commands import city311
from shared.concerns.grouping.commands import grouping
from shared.documents.commands import docs
from shared.history.commands import history
from shared.jobs.commands import jobs, worker
from shared.open311.commands import open311
from shared.people.commands import people
from shared.places.commands import places
from shared.reports.commands import reports
from shared.sample.commands import sample
from shared.schema.commands import database
from shared.screening.commands import screening
from shared.service_requests import from_311 as service_requests_from_311
from shared.service_requests.commands import service_requests
from shared.work_orders import from_311 as work_orders_from_311

GROUPS = (
    city311,
    database,
    docs,
    grouping,
    history,
    jobs,
    open311,
    people,
    places,
    reports,
    sample,
    screening,
    service_requests,
    worker,
)


def register(app: Flask) -> None:
    service_requests_from_311.connect()
    work_orders_from_311.connect()
    for group in GROUPS:
        app.cli.add_command(group)
