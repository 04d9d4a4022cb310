"""Reports in tests: read, issued and downloaded through the doors of the staff API."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pymupdf
import pytest
from click.testing import Result
from werkzeug.test import TestResponse

from tests.service_requests.conftest import Forms, forms
from tests.world import World, body, done

__all__ = ["forms"]

JANUARY = datetime(2026, 1, 6, 17, 0, tzinfo=UTC)  # a Tuesday noon in Chicago


@dataclass
class Reports:
    """What members do with reports, at the staff API and by commands."""

    world: World

    def get(self, who: str, kind: str, scope: str, period: str) -> TestResponse:
        return self.world.desk(who).get(f"/reports/counted/{kind}/{scope}/{period}")

    def counted(self, who: str, kind: str, scope: str, period: str) -> dict[str, Any]:
        report: dict[str, Any] = done(self.get(who, kind, scope, period))["report"]
        return report

    def file(
        self, who: str, kind: str, scope: str, period: str, form: str, **query: str
    ) -> TestResponse:
        path = f"/reports/counted/{kind}/{scope}/{period}/file.{form}"
        return self.world.desk(who).get(path, **query)

    def cases(self, who: str, report: dict[str, Any], figure: str) -> list[str]:
        path = "/".join(report[part] for part in ("kind", "scope", "period"))
        answer = self.world.desk(who).get(f"/reports/counted/{path}/cases", figure=figure, size=100)
        assert answer.status_code == 200, answer.text
        return [row["reference"] for row in body(answer)["rows"]]

    def issue(self, who: str, kind: str, scope: str, period: str) -> TestResponse:
        return self.world.desk(who).post(f"/reports/counted/{kind}/{scope}/{period}/issue")

    def issued(self, who: str, **query: str) -> list[str]:
        told = done(self.world.desk(who).get("/reports/issued", **query))
        return [each["reference"] for each in told["issued"]]

    def see(self, who: str, reference: str) -> dict[str, Any]:
        return done(self.world.desk(who).get(f"/reports/issued/{reference}"))

    def act(self, who: str, reference: str, action: str, **inputs: Any) -> TestResponse:
        desk = self.world.desk(who)
        seen = desk.get(f"/reports/issued/{reference}")
        if seen.status_code != 200:
            return seen
        return desk.post(
            f"/reports/issued/{reference}/actions/{action}",
            {"version": body(seen)["version"], "inputs": inputs},
        )

    def run(self, *words: str) -> Result:
        return self.world.app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def reports(world: World) -> Reports:
    return Reports(world)


def table(report: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in report["tables"] if each["name"] == name)
    return found


def rows(report: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """A table's figures by code and column; its total stands under `all`."""
    told = table(report, name)
    columns = [column["name"] for column in told["columns"]]
    return {
        "all" if row["is_total"] else row["code"]: {
            column: cell["value"] for column, cell in zip(columns, row["cells"], strict=True)
        }
        for row in told["rows"]
    }


def opens(report: dict[str, Any], name: str, code: str, column: str) -> str:
    """The name under which the cases behind a figure are asked for."""
    told = table(report, name)
    at = [each["name"] for each in told["columns"]].index(column)
    row = next(
        each
        for each in told["rows"]
        if (each["is_total"] if code == "all" else each["code"] == code)
    )
    figure: str = row["cells"][at]["opens"]
    return figure


def text_of(pdf: bytes) -> str:
    """What a reader of the PDF gets, its lines joined."""
    with pymupdf.open(stream=io.BytesIO(pdf), filetype="pdf") as document:  # type: ignore[no-untyped-call]
        return " ".join(" ".join(page.get_text() for page in document).split())


__all__ += ["Forms", "Reports"]
