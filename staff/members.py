"""Members and their posts: the administrator's and the Help Desk's."""

from datetime import date, datetime
from typing import Annotated

from flask import Response, abort
from pydantic import AwareDatetime, Field
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from shared.directive.clocks import CHICAGO
from shared.directive.roles import DISTRICT_ROLES, STAFF, UNIT_ROLES, Role
from shared.people import signing_in
from shared.people.models import Member, Post
from shared.places.models import District, Unit
from shared.web.access import open_to, open_to_members, open_to_staff
from shared.web.requests import now, reading, writing
from shared.workflow.refusals import Refusal, RefusedError
from staff.blueprint import In, Out, answer, staff
from staff.problems import problem
from staff.sign_in import actor


class MemberPostOut(Out):
    id: int
    role: str
    title: str
    district: str | None
    unit: str | None
    sector: str | None
    beat: str | None
    watch: int | None
    from_on: date
    until_on: date | None
    absent_from: datetime | None
    absent_until: datetime | None
    can_be_absent: bool  # VII.E: somebody then stands in


class MemberOut(Out):
    id: int
    star: str
    name: str
    rank: str
    is_sworn: bool
    is_trained_on_311: bool
    is_active: bool
    is_locked: bool
    posts: list[MemberPostOut]


class MembersOut(Out):
    members: list[MemberOut]


class UnitOut(Out):
    id: int
    code: str
    name: str
    kind: str
    district: str | None


class UnitsOut(Out):
    units: list[UnitOut]


class RoleOut(Out):
    """A role that a post can have, and where it is held: district, unit, either or city."""

    role: str
    title: str
    held_in: str


class PostFormOut(Out):
    roles: list[RoleOut]
    districts: list[str]
    units: list[UnitOut]


class MembersIn(In):
    q: Annotated[str, Field(max_length=60)] = ""


class MemberPath(In):
    member_id: int


class PostPath(In):
    post_id: int


class PostIn(In):
    role: Role
    district: str | None = None
    unit_id: int | None = None
    sector: Annotated[str | None, Field(max_length=4)] = None
    beat: Annotated[str | None, Field(max_length=4)] = None
    watch: Annotated[int | None, Field(ge=1, le=3)] = None
    from_on: date
    until_on: date | None = None


class EndIn(In):
    until_on: date


class AbsenceIn(In):
    """Absent from and until; both empty: present again."""

    absent_from: AwareDatetime | None = None
    absent_until: AwareDatetime | None = None


class PasswordIn(In):
    current: str
    new: Annotated[str, Field(min_length=12, max_length=200)]


@staff.get("/api/units", responses={200: UnitsOut})
@open_to_staff
def units() -> Response:
    """The unit list (II.E.2)."""
    listed = reading().scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))
    return answer(
        UnitsOut(units=[UnitOut.model_validate(each, from_attributes=True) for each in listed])
    )


@staff.get("/api/post-form", responses={200: PostFormOut})
@open_to(Role.ADMINISTRATOR)
def post_form() -> Response:
    """What can be chosen when a post is given."""
    session = reading()
    return answer(
        PostFormOut(
            roles=[
                RoleOut(role=role.value, title=role.label, held_in=_held_in(role))
                for role in Role
                if role in STAFF
            ],
            districts=list(session.scalars(select(District.code).order_by(District.code))),
            units=[
                UnitOut.model_validate(unit, from_attributes=True)
                for unit in session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))
            ],
        )
    )


def _held_in(role: Role) -> str:
    if role in DISTRICT_ROLES:
        return "district"
    if role in UNIT_ROLES:
        return "unit"
    return "either" if role is Role.MEMBER else "city"


@staff.get("/api/members", responses={200: MembersOut})
@open_to(Role.ADMINISTRATOR, Role.HELP_DESK)
def members(query: MembersIn) -> Response:
    """Members by star number or name, fifty at most."""
    sought = f"%{query.q}%"
    listed = reading().scalars(
        select(Member)
        .where(or_(Member.star == query.q, Member.name.ilike(sought)))
        .options(selectinload(Member.posts))
        .order_by(Member.name)
        .limit(50)
    )
    titles = _unit_titles()
    return answer(MembersOut(members=[_member_out(each, titles) for each in listed]))


@staff.post("/api/members/<int:member_id>/unlock", responses={200: MemberOut})
@open_to(Role.HELP_DESK)
def unlock(path: MemberPath) -> Response:
    """Unlock an account after repeated failures (VI.D)."""
    session = writing()
    found = session.get(Member, path.member_id) or abort(404)
    signing_in.unlock(session, found)
    session.commit()
    return answer(_member_out(found, _unit_titles()))


@staff.post("/api/members/<int:member_id>/posts", responses={201: MemberOut})
@open_to(Role.ADMINISTRATOR)
def give_post(path: MemberPath, body: PostIn) -> Response:
    """Give a member a post; what it lets them do follows from it."""
    session = writing()
    found = session.get(Member, path.member_id) or abort(404)
    if body.role not in STAFF:
        raise RefusedError(Refusal("That is not a post.", None, "role"))
    if body.role in DISTRICT_ROLES and session.get(District, body.district or "") is None:
        raise RefusedError(Refusal("Choose the district.", None, "district"))
    if body.role in UNIT_ROLES and session.get(Unit, body.unit_id or 0) is None:
        raise RefusedError(Refusal("Choose the unit.", None, "unit_id"))
    if body.role is Role.MEMBER and not (body.unit_id or body.district):
        raise RefusedError(Refusal("Choose the unit or the district.", None, "unit_id"))
    session.add(Post(member_id=found.id, **body.model_dump() | {"role": body.role.value}))
    session.commit()
    return answer(_member_out(found, _unit_titles()), 201)


@staff.post("/api/posts/<int:post_id>/end", responses={204: None})
@open_to(Role.ADMINISTRATOR)
def end_post(path: PostPath, body: EndIn) -> Response:
    """End a post with a day."""
    session = writing()
    post = session.get(Post, path.post_id) or abort(404)
    post.until_on = body.until_on
    session.commit()
    return Response(status=204)


@staff.post("/api/posts/<int:post_id>/absence", responses={204: None})
@open_to(Role.ADMINISTRATOR, Role.EXECUTIVE_OFFICER, Role.COMMANDER)
def set_absence(path: PostPath, body: AbsenceIn) -> Response:
    """Mark an executive officer absent or present (VII.E); the commander stands in meanwhile."""
    session = writing()
    post = session.get(Post, path.post_id)
    if post is None or post.role != Role.EXECUTIVE_OFFICER or not _may_mark(post):
        abort(404)
    post.absent_from, post.absent_until = body.absent_from, body.absent_until
    session.commit()
    return Response(status=204)


def _may_mark(post: Post) -> bool:
    member = actor()
    return Role.ADMINISTRATOR in member.roles or any(
        post.district in member.districts(role) for role in (Role.EXECUTIVE_OFFICER, Role.COMMANDER)
    )


@staff.get("/api/executive-posts", responses={200: MembersOut})
@open_to(Role.EXECUTIVE_OFFICER, Role.COMMANDER)
def executive_posts() -> Response:
    """The executive officers of my district, to mark absent or present."""
    member = actor()
    mine = member.districts(Role.EXECUTIVE_OFFICER) | member.districts(Role.COMMANDER)
    day = now().astimezone(CHICAGO).date()
    listed = reading().scalars(
        select(Member)
        .join(Post, Post.member_id == Member.id)
        .where(
            Post.role == Role.EXECUTIVE_OFFICER.value,
            Post.district.in_(sorted(mine)),
            Post.held_on(day),
        )
        .options(selectinload(Member.posts))
        .distinct()
    )
    titles = _unit_titles()
    return answer(MembersOut(members=[_member_out(each, titles) for each in listed]))


@staff.get("/api/my-posts", responses={200: MemberOut})
@open_to_members
def my_posts() -> Response:
    """My own posts, as they are recorded."""
    found = reading().get_one(Member, actor().id)
    return answer(_member_out(found, _unit_titles()))


@staff.post("/api/password", responses={204: None})
@open_to_members
def password(body: PasswordIn) -> Response:
    """Change my password; every sign-in of mine ends."""
    session = writing()
    found = session.get_one(Member, actor().id)
    if not signing_in.password_matches(found.password_hash, body.current):
        return problem(
            422,
            "The current password is not right.",
            errors=[{"field": "current", "detail": "The current password is not right."}],
        )
    signing_in.change_password(session, found, body.new, now())
    session.commit()
    return Response(status=204)


def _unit_titles() -> dict[int, str]:
    return {unit.id: unit.title for unit in reading().scalars(select(Unit))}


def _member_out(member: Member, titles: dict[int, str]) -> MemberOut:
    return MemberOut(
        id=member.id,
        star=member.star,
        name=member.name,
        rank=member.rank,
        is_sworn=member.is_sworn,
        is_trained_on_311=member.is_trained_on_311,
        is_active=member.is_active,
        is_locked=member.locked_at is not None,
        posts=[
            MemberPostOut(
                id=post.id,
                role=post.role,
                title=Role(post.role).label,
                district=post.district,
                unit=titles.get(post.unit_id) if post.unit_id else None,
                sector=post.sector,
                beat=post.beat,
                watch=post.watch,
                from_on=post.from_on,
                until_on=post.until_on,
                absent_from=post.absent_from,
                absent_until=post.absent_until,
                can_be_absent=post.role == Role.EXECUTIVE_OFFICER,
            )
            for post in member.posts
        ],
    )
