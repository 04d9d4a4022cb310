"""Every report: what it is, by which clause, who reads it, and how it is made."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from shared.directive.clauses import Clause as C  # noqa: N817
from shared.directive.roles import Role
from shared.people.actors import MemberActor
from shared.reports import csr_status, monthly, statistics, timeliness, tracking
from shared.reports.comparing import Asked
from shared.reports.periods import Length, Period
from shared.reports.scopes import CITY, Level, Scope
from shared.reports.tables import Report, Table

STILL_RUNS = "The period is still running: its figures grow until it ends."


@dataclass(frozen=True, slots=True)
class Kind:
    """`city` roles read it of any part of the city, `district` roles of their own district.

    One with `every` is issued after each such period by itself, by the action `issued_by`.
    """

    name: str
    title: str
    clauses: tuple[C, ...]
    levels: Collection[Level]
    lengths: Collection[Length]
    city: Collection[Role]
    district: Collection[Role]
    tables: Callable[[Asked], tuple[Table, ...]]
    issued_by: str | None = None
    every: Length | None = None

    @property
    def readers(self) -> frozenset[Role]:
        return frozenset({*self.city, *self.district})

    def may_read(self, actor: MemberActor, scope: Scope) -> bool:
        if scope.level not in self.levels:
            return False
        if actor.roles & set(self.city):
            return True
        return any(scope.district in actor.districts(role) for role in self.district)

    def fits(self, scope: Scope, period: Period) -> bool:
        return scope.level in self.levels and period.length in self.lengths

    def report(self, asked: Asked) -> Report:
        scope, period = asked.scope, asked.period
        return Report(
            kind=self.name,
            title=self.title,
            clauses=tuple(clause.number for clause in self.clauses),
            scope=scope.key,
            scope_label=scope.label(asked.session),
            period=period.key,
            period_label=period.label,
            first_day=period.first.isoformat(),
            last_day=period.last.isoformat(),
            as_of=asked.now.isoformat(),
            tables=self.tables(asked),
            notes=() if period.has_ended(asked.now) else (STILL_RUNS,),
        )


OCP = (Role.DEPUTY_CHIEF, Role.AUDITOR)
OFFICE = (Role.OFFICER, Role.SECTOR_SERGEANT, Role.SERGEANT)
HEADS = (Role.EXECUTIVE_OFFICER, Role.COMMANDER)
ANY = tuple(Length)
CITY_ONLY = (CITY.level,)

KINDS = (
    Kind(
        "statistics",
        "Statistics by beat and district",
        (C.III_C_4,),
        (Level.CITY, Level.AREA, Level.DISTRICT),
        ANY,
        (*OCP, Role.CHIEF),
        (*OFFICE, *HEADS),
        statistics.tables,
        "keep_statistics",
    ),
    Kind(
        "csr_status",
        "City Service Requests Status Report",
        (C.IV_C_4, C.IV_C_5, C.IV_D_1),
        (Level.DISTRICT,),
        (Length.QUARTER,),
        (*OCP, Role.CHIEF),
        (Role.OFFICER, Role.SERGEANT, *HEADS),
        csr_status.tables,
        "submit_status",
        Length.QUARTER,
    ),
    Kind(
        "monthly_concerns",
        "Monthly status of all community concerns",
        (C.VII_F_2,),
        CITY_ONLY,
        (Length.MONTH,),
        (*OCP, Role.CHIEF),
        (),
        monthly.concern_tables,
        "send_concern_status",
        Length.MONTH,
    ),
    Kind(
        "monthly_requests",
        "Monthly status of all police-related 311 requests",
        (C.V_F_2,),
        CITY_ONLY,
        (Length.MONTH,),
        (*OCP, Role.CHIEF),
        (),
        monthly.request_tables,
        "send_request_status",
        Length.MONTH,
    ),
    Kind(
        "timeliness",
        "Timeliness and failure to respond, by unit",
        (C.V_F_1, C.VII_F_1, C.VII_E_3),
        (Level.CITY, Level.DISTRICT),
        ANY,
        OCP,
        HEADS,
        timeliness.tables,
        "keep_timeliness",
    ),
    Kind(
        "tracking",
        "Tracking of all City Service Requests and police-related requests",
        (C.III_A,),
        tuple(Level),
        ANY,
        (*OCP, Role.CHIEF),
        (),
        tracking.tables,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
READERS = frozenset[Role]().union(*(kind.readers for kind in KINDS))
