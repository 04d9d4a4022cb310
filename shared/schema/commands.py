"""flask database: the schema."""

import click
from flask import current_app
from flask.cli import AppGroup

from shared.schema.upgrade import SchemaError, upgrade

database = AppGroup("database", help="The database's schema.")


@database.command("upgrade")
def upgrade_command() -> None:
    """Bring the database to the newest schema; safe to run again."""
    settings = current_app.extensions["settings"]
    if not settings.database_url:
        settings.var_dir.mkdir(parents=True, exist_ok=True)
    try:
        upgrade(current_app.extensions["database"], settings.database)
    except SchemaError as error:
        raise click.ClickException(str(error)) from error
    click.echo("The database is up to date.")
