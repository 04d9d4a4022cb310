"""Signing in and out; who am I."""

from dataclasses import dataclass

from flask import Flask, Response, abort, current_app
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from shared.people import signing_in
from shared.people.actors import Holding, MemberActor
from shared.places.models import Unit
from shared.sample.people import PASSWORD, everybody
from shared.web.access import may_call, open_to_all, open_to_members
from shared.web.limits import Limited, try_again
from shared.web.requests import done_reading, now, reading, settings, writing
from staff.blueprint import In, Out, answer, staff
from staff.problems import problem


class SignInBody(In):
    star: str
    password: str


class PostOut(Out):
    """`place` is what people call where the post is: a unit, a district, or the City."""

    role: str
    title: str
    district: str | None
    unit_id: int | None
    place: str
    standing_in: bool


class MeOut(Out):
    """`doors`: the views of the API that today's posts open, by name; the menu is drawn of them."""

    id: int
    name: str
    star: str
    rank: str
    roles: list[str]
    posts: list[PostOut]
    doors: list[str]
    is_sworn: bool
    is_trained_on_311: bool
    help_desk_phone: str
    help_desk_email: str
    mode: str
    csrf_token: str


@dataclass
class SignedIn(UserMixin):
    """Flask-Login's user: the sign-in's token is its id."""

    known: signing_in.Known

    def get_id(self) -> str:
        return self.known.token

    @property
    def actor(self) -> MemberActor:
        return self.known.actor


def me() -> SignedIn:
    found: SignedIn = current_user
    return found


def actor() -> MemberActor:
    return me().actor


def set_up(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # the token is ours to end; a phone changes its address

    @manager.user_loader
    def load(token: str) -> SignedIn | None:
        known = signing_in.recognise(reading(), token, now())
        done_reading()
        return SignedIn(known) if known else None


@staff.post("/api/sign-in", responses={200: MeOut})
@open_to_all
def sign_in(body: SignInBody) -> Response:
    """Sign in with star number and password; the fifth failure locks the account."""
    member = signing_in.find_member(reading(), body.star)
    done_reading()
    is_right = signing_in.password_matches(member.password_hash if member else None, body.password)
    try:
        try_again("sign-in", now(), is_right=is_right)
    except Limited as limited:
        return limited.response(problem(429, "Too many tries from here. Wait a little."))
    why_not = signing_in.judge(member, is_right)
    if why_not or member is None:
        if member is not None and not is_right:
            signing_in.failed(writing(), member, now())
            writing().commit()
        return problem(401, why_not or signing_in.WRONG, help_desk=_help_desk())
    token = signing_in.begin(writing(), member, now(), settings().session_hours)
    writing().commit()
    known = signing_in.recognise(writing(), token, now())
    assert known is not None
    login_user(SignedIn(known))
    return answer(_me(known))


@staff.post("/api/sign-out")
@open_to_members
def sign_out() -> Response:
    """End this sign-in, here and wherever the cookie was copied."""
    signing_in.end(writing(), me().known.token, now())
    writing().commit()
    logout_user()
    return Response(status=204)


@staff.get("/api/me", responses={200: MeOut})
@open_to_members
def who_am_i() -> Response:
    """Who is signed in, and the posts that count now."""
    return answer(_me(me().known))


def _me(known: signing_in.Known) -> MeOut:
    member = known.actor
    titles = _unit_titles(member)
    return MeOut(
        id=member.id,
        name=member.name,
        star=known.star,
        rank=known.rank,
        roles=sorted(role.value for role in member.roles),
        posts=[
            PostOut(
                role=holding.role.value,
                title=holding.role.label,
                district=holding.district,
                unit_id=holding.unit_id,
                place=_place(holding, titles),
                standing_in=holding.stands_in,
            )
            for holding in member.holdings
        ],
        doors=_doors(member),
        is_sworn=member.is_sworn,
        is_trained_on_311=member.is_trained_on_311,
        help_desk_phone=settings().help_desk_phone,
        help_desk_email=settings().help_desk_email,
        mode=settings().mode,
        csrf_token=generate_csrf(),
    )


def _unit_titles(member: MemberActor) -> dict[int, str]:
    wanted = {holding.unit_id for holding in member.holdings if holding.unit_id is not None}
    if not wanted:
        return {}
    return {
        unit.id: unit.title
        for unit in reading().scalars(select(Unit).where(Unit.id.in_(sorted(wanted))))
    }


def _place(holding: Holding, titles: dict[int, str]) -> str:
    if holding.unit_id is not None:
        return titles.get(holding.unit_id, "")
    return f"District {holding.district}" if holding.district else "City of Chicago"


def _doors(member: MemberActor) -> list[str]:
    prefix = f"{staff.name}."
    return sorted(
        name.removeprefix(prefix)
        for name, view in current_app.view_functions.items()
        if name.startswith(prefix) and (may_call(view) or frozenset()) & member.roles
    )


def _help_desk() -> dict[str, str]:
    return {"phone": settings().help_desk_phone, "email": settings().help_desk_email}


class SampleSignInOut(Out):
    star: str
    password: str
    name: str
    title: str
    place: str


class SampleSignInsOut(Out):
    sign_ins: list[SampleSignInOut]


@staff.get("/api/sample-sign-ins", responses={200: SampleSignInsOut})
@open_to_all
def sample_sign_ins() -> Response:
    """The made-up people of the demonstration; not found anywhere else."""
    if not settings().show_sample_sign_ins:
        abort(404)
    return answer(
        SampleSignInsOut(
            sign_ins=[
                SampleSignInOut(
                    star=who.star,
                    password=PASSWORD,
                    name=f"{who.rank} {who.name}",
                    title=who.role.label,
                    place=f"District {district}" if district else "The whole city",
                )
                for district, who in everybody()
            ]
        )
    )
