"""Members, the posts they hold, the tours of duty they keep, and their sign-ins."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from shared.database import Base


class Member(Base):
    """A person who works for the Department."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    star: Mapped[str] = mapped_column(String(32), unique=True)  # what one signs in with
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    is_sworn: Mapped[bool] = mapped_column(default=True)  # VII.A
    is_trained_on_311: Mapped[bool] = mapped_column(default=False)  # III.D
    is_active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]

    posts: Mapped[list["Post"]] = relationship(
        back_populates="member", foreign_keys="Post.member_id"
    )


class Post(Base):
    """A role a member holds somewhere, from a day until a day; rights derive from it."""

    __tablename__ = "posts"
    __table_args__ = (
        CheckConstraint(
            "role IN ('ocp_deputy_chief', 'ocp_auditor', 'chief_bureau_of_patrol', 'help_desk',"
            " 'administrator') OR district IS NOT NULL OR unit_id IS NOT NULL",
            name="somewhere",
        ),
        Index("ix_posts_district_role", "district", "role"),
        Index("ix_posts_unit_id_role", "unit_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    district: Mapped[str | None] = mapped_column(String(3))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    sector: Mapped[str | None] = mapped_column(String(4))
    beat: Mapped[str | None] = mapped_column(String(4))
    watch: Mapped[int | None]  # 1, 2 or 3; None: every watch
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    absent_from: Mapped[datetime | None]  # VII.E: the commander stands in
    absent_until: Mapped[datetime | None]

    member: Mapped[Member] = relationship(back_populates="posts", foreign_keys=[member_id])

    def is_absent(self, now: datetime) -> bool:
        if self.absent_from is None or now < self.absent_from:
            return False
        return self.absent_until is None or now < self.absent_until

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @classmethod
    def held_on(cls, day: date) -> ColumnElement[bool]:
        return (cls.from_on <= day) & or_(cls.until_on.is_(None), cls.until_on >= day)


class Delegation(Base):
    """A supervisor names a designee who may act for that post (VII.C.2)."""

    __tablename__ = "delegations"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    to_member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]

    post: Mapped[Post] = relationship()


class SignIn(Base):
    """One signed-in browser; ending the row signs it out wherever it is."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class TourAccess(Base):
    """A queue was opened by the holder of a post in a watch (VII.B.1, C.1, D.1, E.1; V.C.2)."""

    __tablename__ = "tour_accesses"
    __table_args__ = (
        UniqueConstraint("member_id", "role", "place", "watch_on", "watch"),
        Index("ix_tour_accesses_place_watch_on", "place", "watch_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    role: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(12))  # "district 11" or "unit 241"
    queue: Mapped[str] = mapped_column(String(40))
    watch_on: Mapped[date] = mapped_column(Date)
    watch: Mapped[int]
    first_at: Mapped[datetime]
