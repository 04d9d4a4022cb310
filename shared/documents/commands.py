"""flask docs: write the generated pages."""

import click
from flask.cli import AppGroup

from shared.documents import traceability, workflow
from shared.schema.models import LIFECYCLES
from shared.settings import HOME

docs = AppGroup("docs", help="The generated pages under docs/.")


def pages() -> dict[str, str]:
    """What each generated page says today."""
    return {
        "workflow.md": workflow.page(LIFECYCLES),
        "traceability.md": traceability.page(LIFECYCLES, HOME / "tests"),
    }


@docs.command("write")
def write() -> None:
    """Write them."""
    for name, text in pages().items():
        (HOME / "docs" / name).write_text(text, encoding="utf-8")
        click.echo(f"docs/{name}")
