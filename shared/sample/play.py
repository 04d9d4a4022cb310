"""Histories made by the real engine: made-up people act, and time goes by."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.categories import Category
from shared.concerns.choices import Because, Outcome
from shared.concerns.inputs import ASKS
from shared.concerns.intake import Placed, Told, enter, submit
from shared.concerns.lifecycle import LIFECYCLE
from shared.concerns.models import Concern, Meeting
from shared.directive.clocks import CHICAGO
from shared.directive.roles import HEADS, Role
from shared.people.actors import MemberActor, actor_for
from shared.people.models import Member
from shared.places.models import TROUBLED_BUILDINGS, Unit
from shared.sample.texts import MESSAGES, Saying, told, visited
from shared.workflow import engine
from shared.workflow.table import Attempt


class Cast:
    """Who can act, by role and place."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
        members = session.scalars(select(Member).order_by(Member.id)).all()
        self.actors = [actor_for(session, member, now) for member in members]

    def holder(
        self, role: Role, district: str | None = None, unit: int | None = None
    ) -> MemberActor:
        return self.holders(role, district, unit)[0]

    def holders(
        self, role: Role, district: str | None = None, unit: int | None = None
    ) -> list[MemberActor]:
        return [
            actor
            for actor in self.actors
            if any(
                held.role is role and held.district == district and held.unit_id == unit
                for held in actor.holdings
            )
        ]

    def head(self, unit: int) -> MemberActor:
        return next(
            actor
            for actor in self.actors
            if any(held.role in HEADS and held.unit_id == unit for held in actor.holdings)
        )

    def has_people(self, unit: int) -> bool:
        return bool(self.holders(Role.SUPERVISOR, None, unit))


class Play:
    """One made-up past; the same seed and `now` always give the same one but for the numbers."""

    def __init__(self, session: Session, now: datetime, random: Random) -> None:
        self.session, self.now, self.random = session, now, random
        self.cast = Cast(session, now)
        self.buildings = set(session.scalars(select(Category.code).where(Category.is_building)))

    def concern(self, where: Placed, at: datetime, saying: Saying, until: str) -> Concern:
        """One concern told `at`, taken as far as `until` names, never past now."""
        concern = self._received(where, at, saying)
        steps = STORIES[until]
        for step in steps:
            at += timedelta(hours=self.random.uniform(2, 30))
            if at >= self.now:
                break
            step(self, concern, at)
        self.session.commit()
        return concern

    def _received(self, where: Placed, at: datetime, saying: Saying) -> Concern:
        assert where.district is not None
        by_staff = self.random.random() < 0.2
        telling = Told(
            category=saying.category,
            text=told(self.random, saying),
            where=where,
            language=saying.language,
            usual_days=saying.days,
            usual_hours=saying.hours,
            contact_email="resident@example.org" if self.random.random() < 0.3 else None,
            emergency_ruled_out=True,
            source=self.random.choice(("phone", "email", "in_person")) if by_staff else "portal",
        )
        key = str(UUID(int=self.random.getrandbits(128)))
        if by_staff:
            officer = self.cast.holder(Role.OFFICER, where.district)
            return enter(self.session, officer, telling, key, at).concern
        return submit(self.session, telling, key, at).concern

    def act(
        self, concern: Concern, action: str, by: MemberActor, moment: datetime, **given: object
    ) -> None:
        inputs = ASKS[action].model_validate(given) if action in ASKS else None
        engine.perform(LIFECYCLE, action, Attempt(concern, by, moment, self.session, inputs))
        self.session.flush()

    def join(self, concern: Concern, primary: Concern, at: datetime) -> None:
        self.act(
            concern,
            "associate",
            self.sergeant(concern),
            at,
            primary=primary.control_number,
            because="The same people at the same place and hours.",
        )
        self.session.commit()

    def sergeant(self, concern: Concern) -> MemberActor:
        return self.random.choice(self.cast.holders(Role.SERGEANT, concern.district))

    def unit_for(self, concern: Concern) -> int:
        if concern.is_building:
            return self.cast.units[TROUBLED_BUILDINGS]
        if concern.category == "NARCOTICS" and self.random.random() < 0.4:
            return self.cast.units["189"]
        suffix = self.random.choice(("W2", "W2", "TAC"))
        return self.cast.units[f"{concern.district}-{suffix}"]

    # -- What people do, a step each

    def open(self, concern: Concern, at: datetime) -> None:
        self.act(concern, "open", self.sergeant(concern), at)
        if concern.is_criminal:
            self.act(
                concern,
                "tell_station",
                self.sergeant(concern),
                at + timedelta(minutes=5),
                what="Criminal in nature as told; a case report may be required.",
            )

    def accept(self, concern: Concern, at: datetime) -> None:
        self.act(
            concern, "accept", self.sergeant(concern), at, responsible_unit=self.unit_for(concern)
        )

    def not_accept(self, concern: Concern, at: datetime) -> None:
        self.act(
            concern,
            "not_accept",
            self.sergeant(concern),
            at,
            reason=self.random.choice((Because.TOO_LITTLE, Because.CITY_SERVICE)),
            message="Please tell us the place and the times, or call 311 for City services.",
        )

    def supervise(self, concern: Concern, at: datetime) -> None:
        assert concern.unit_id is not None
        self.act(
            concern,
            "assign_supervisor",
            self.cast.head(concern.unit_id),
            at,
            supervisor=self.cast.holder(Role.SUPERVISOR, None, concern.unit_id).id,
        )

    def assign(self, concern: Concern, at: datetime) -> None:
        members = self.cast.holders(Role.MEMBER, None, concern.unit_id)
        self.act(
            concern,
            "assign_members",
            self.supervisor(concern),
            at,
            members=[self.random.choice(members).id],
        )

    def supervisor(self, concern: Concern) -> MemberActor:
        return next(actor for actor in self.cast.actors if actor.id == concern.supervisor_id)

    def visit(self, concern: Concern, at: datetime) -> None:
        members = [held.member_id for held in concern.assigned if held.is_active]
        self.act(
            concern,
            "document",
            self.supervisor(concern),
            at,
            what=visited(self.random),
            members=members,
            at=at - timedelta(hours=1),
        )

    def extend(self, concern: Concern, at: datetime) -> None:
        self.act(
            concern,
            "extend",
            self.supervisor(concern),
            at,
            justification="The tactical team needs another weekend at the hours named.",
        )

    def submit_actions(self, concern: Concern, at: datetime) -> None:
        self.act(
            concern,
            "submit_actions",
            self.supervisor(concern),
            at,
            summary="Patrols at the times named, contact with owners and residents.",
        )

    def finish(self, concern: Concern, at: datetime) -> None:
        """The head approves: a district unit completes, another unit closes."""
        assert concern.unit is not None
        self.act(
            concern,
            "complete" if concern.unit.district else "close",
            self.cast.head(concern.unit.id),
            at,
            outcome=self.random.choice(list(Outcome)),
            message=self.random.choice(MESSAGES),
        )

    def approve(self, concern: Concern, at: datetime) -> None:
        if concern.is_open:
            self.act(concern, "approve", self.executive(concern), at)

    def disapprove(self, concern: Concern, at: datetime) -> None:
        if concern.is_open:
            self.act(
                concern,
                "disapprove",
                self.executive(concern),
                at,
                reason="Nobody went at the times the resident named.",
            )

    def executive(self, concern: Concern) -> MemberActor:
        return self.cast.holder(Role.EXECUTIVE_OFFICER, concern.district)

    def send_back(self, concern: Concern, at: datetime) -> None:
        assert concern.unit_id is not None
        self.act(
            concern,
            "send_back",
            self.cast.head(concern.unit_id),
            at,
            reason="Plain-clothes work, not the watch's.",
        )

    def pass_around(self, concern: Concern, at: datetime) -> None:
        """Sent back and assigned again four times: the executive officer's, by VII.E.5.a."""
        if concern.is_building:
            return
        for turn in range(4):
            self.send_back(concern, at + timedelta(minutes=20 * turn))
            suffix = ("TAC", "W2")[turn % 2]
            self.act(
                concern,
                "reassign",
                self.sergeant(concern),
                at + timedelta(minutes=20 * turn + 10),
                responsible_unit=self.cast.units[f"{concern.district}-{suffix}"],
            )

    def dispute(self, concern: Concern, at: datetime) -> None:
        unit = concern.unit
        if unit is None or unit.district is None:
            return
        other = "W2" if unit.code.endswith("TAC") else "TAC"
        self.act(
            concern,
            "dispute",
            self.cast.head(unit.id),
            at,
            should_be=self.cast.units[f"{concern.district}-{other}"],
            reason="The other team knows the people.",
        )


Step = Callable[[Play, Concern, datetime], None]
_ASSIGNED: Sequence[Step] = (Play.open, Play.accept)
_RUNNING: Sequence[Step] = (*_ASSIGNED, Play.supervise, Play.assign)
_DONE: Sequence[Step] = (*_RUNNING, Play.visit, Play.visit, Play.submit_actions, Play.finish)
STORIES: dict[str, Sequence[Step]] = {
    "submitted": (),
    "in review": (Play.open,),
    "not accepted": (Play.open, Play.not_accept),
    "assigned": _ASSIGNED,
    "sent back": (*_ASSIGNED, Play.send_back),
    "adrift": (*_ASSIGNED, Play.pass_around),
    "disputed": (*_ASSIGNED, Play.dispute),
    "with supervisor": (*_ASSIGNED, Play.supervise),
    "investigating": (*_RUNNING, Play.visit),
    "extended": (*_RUNNING, Play.visit, Play.extend, Play.visit),
    "submitted for approval": (*_RUNNING, Play.visit, Play.submit_actions),
    "complete": _DONE,
    "returned": (*_DONE, Play.disapprove),
    "closed": (*_DONE, Play.approve),
}


def meeting(session: Session, district: str, beat: str, facilitator: int, at: datetime) -> Meeting:
    made = Meeting(
        entry_key=f"sample {district} {beat} {at:%Y-%m-%d}",
        district=district,
        beat=beat,
        held_on=at.astimezone(CHICAGO).date(),
        place="Community room of the library",
        facilitator_id=facilitator,
        attendance=24,
        notes="",
        created_at=at,
    )
    session.add(made)
    return made
