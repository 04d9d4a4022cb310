"""flask people: the first members and posts, before anybody can sign in to manage them."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from shared.directive.clocks import CHICAGO
from shared.directive.roles import CITY_ROLES, STAFF, Role
from shared.people.models import Member, Post
from shared.people.signing_in import find_member, hash_password

people = AppGroup("people", help="Members and their posts.")


@people.command("add")
@click.argument("star")
@click.argument("name")
@click.option("--rank", default="", help="As it is written before the name.")
@click.option("--sworn/--civilian", default=True)
@click.password_option(help="Asked for when it is not given.")
def add(star: str, name: str, rank: str, sworn: bool, password: str) -> None:
    """Add a member, who signs in with the star number."""
    if len(password) < 12:
        raise click.ClickException("A password has at least twelve characters.")
    with current_app.extensions["database"].open() as session:
        if find_member(session, star):
            raise click.ClickException(f"There is a member {star} already.")
        hashed = hash_password(password)
        session.add(Member(star=star, name=name, rank=rank, is_sworn=sworn, password_hash=hashed))
        session.commit()
    click.echo(f"Added {star}.")


@people.command("post")
@click.argument("star")
@click.argument("role", type=click.Choice(sorted(role.value for role in STAFF)))
@click.option("--district", help="Three digits, for a role in a district.")
def post(star: str, role: str, district: str | None) -> None:
    """Give a member a post from today."""
    if Role(role) not in CITY_ROLES and not district:
        raise click.ClickException("Say in which --district; units are given on the people page.")
    with current_app.extensions["database"].open() as session:
        member = find_member(session, star)
        if member is None:
            raise click.ClickException(f"There is no member {star}.")
        today = datetime.now(UTC).astimezone(CHICAGO).date()
        session.add(Post(member_id=member.id, role=role, district=district, from_on=today))
        session.commit()
    click.echo(f"{star} is {Role(role).label}.")
