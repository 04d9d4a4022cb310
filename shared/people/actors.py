"""Who acts: worked out from today's posts on every request, so no right outlives its reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directive.clocks import CHICAGO
from shared.directive.roles import Role
from shared.people.models import Delegation, Member, Post


@dataclass(frozen=True, slots=True)
class Holding:
    """One post as it counts now: held, delegated, or stood in for."""

    role: Role
    district: str | None
    unit_id: int | None
    holder_id: int  # whose post it is
    sector: str | None = None
    beat: str | None = None
    watch: int | None = None
    stands_in: bool = False  # for another member, or for one who is absent

    @property
    def place(self) -> str:
        if self.unit_id is not None:
            return f"unit {self.unit_id}"
        return f"district {self.district}" if self.district else "city"


@dataclass(frozen=True)
class MemberActor:
    """A member with what they hold now."""

    id: int
    name: str
    holdings: tuple[Holding, ...]
    is_sworn: bool = True
    is_trained_on_311: bool = False

    @property
    def member_id(self) -> int:
        return self.id

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(holding.role for holding in self.holdings)

    def districts(self, role: Role) -> frozenset[str]:
        return frozenset(h.district for h in self._as(role) if h.district)

    def units(self, role: Role) -> frozenset[int]:
        return frozenset(h.unit_id for h in self._as(role) if h.unit_id is not None)

    def sectors(self, role: Role) -> frozenset[str]:
        return frozenset(h.sector for h in self._as(role) if h.sector)

    def beats(self, role: Role) -> frozenset[str]:
        return frozenset(h.beat for h in self._as(role) if h.beat)

    def whole_districts(self, role: Role) -> frozenset[str]:
        """The districts in which the role is not tied to one sector."""
        return frozenset(h.district for h in self._as(role) if h.district and not h.sector)

    def members(self, role: Role) -> frozenset[int]:
        """The members in whose place this one acts, oneself among them."""
        return frozenset(h.holder_id for h in self._as(role))

    def _as(self, role: Role) -> list[Holding]:
        return [holding for holding in self.holdings if holding.role is role]


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody at the portal; reaches only the concern being submitted."""

    member_id: int | None = None
    roles: frozenset[Role] = frozenset({Role.RESIDENT})


@dataclass(frozen=True, slots=True)
class System:
    """The application itself, where the order lets something follow by itself."""

    member_id: int | None = None
    roles: frozenset[Role] = frozenset({Role.SYSTEM})


RESIDENT = Resident()
SYSTEM = System()


def actor_for(session: Session, member: Member, now: datetime) -> MemberActor:
    day = now.astimezone(CHICAGO).date()
    own = session.scalars(select(Post).where(Post.member_id == member.id, Post.held_on(day))).all()
    lent = session.scalars(
        select(Post)
        .join(Delegation)
        .where(
            Delegation.to_member_id == member.id,
            Delegation.from_at <= now,
            (Delegation.until_at.is_(None)) | (Delegation.until_at > now),
            Post.held_on(day),
        )
    ).all()
    holdings = [_holding(post) for post in own]
    holdings += [replace(_holding(post), stands_in=True) for post in lent]
    holdings += [
        Holding(Role.EXECUTIVE_OFFICER, post.district, None, member.id, stands_in=True)
        for post in own
        if post.role == Role.COMMANDER and _has_no_executive(session, post.district, now)
    ]
    return MemberActor(
        member.id, member.name, tuple(holdings), member.is_sworn, member.is_trained_on_311
    )


def _holding(post: Post) -> Holding:
    return Holding(
        Role(post.role),
        post.district,
        post.unit_id,
        post.member_id,
        post.sector,
        post.beat,
        post.watch,
    )


def _has_no_executive(session: Session, district: str | None, now: datetime) -> bool:
    """VII.E: no executive officer of the district is present."""
    posts = session.scalars(
        select(Post).where(
            Post.district == district,
            Post.role == Role.EXECUTIVE_OFFICER,
            Post.held_on(now.astimezone(CHICAGO).date()),
        )
    )
    return all(post.is_absent(now) for post in posts)
