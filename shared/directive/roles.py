"""Every role the order names, with the clause that gives it something to do."""

from enum import StrEnum


class Role(StrEnum):
    """A role; what people call it is `.label`."""

    SYSTEM = "system"
    RESIDENT = "resident"  # VI.A
    MEMBER = "member"  # IV.A, V.E, VII.D.2
    OFFICER = "community_policing_officer"  # VII.A
    SECTOR_SERGEANT = "sector_sergeant"  # IV.B
    SUPERVISOR = "supervisor"  # VII.D
    SERGEANT = "community_policing_sergeant"  # IV.C, V.D, VII.B
    STATION_SUPERVISOR = "station_supervisor"  # VII.B.3, is notified
    WATCH_LIEUTENANT = "watch_operations_lieutenant"  # VII.C
    TACTICAL_LIEUTENANT = "tactical_lieutenant"  # VII.C
    COMMANDING_OFFICER = "unit_commanding_officer"  # VII.C
    EXECUTIVE_OFFICER = "executive_officer"  # V.C, VII.E
    COMMANDER = "district_commander"  # IV.D, V.D.5.b, VII.E
    DEPUTY_CHIEF = "ocp_deputy_chief"  # V.F, VII.F
    AUDITOR = "ocp_auditor"  # V.F.1, VII.F.1
    CHIEF = "chief_bureau_of_patrol"  # III.A, V.F.2, VII.F.2
    HELP_DESK = "help_desk"  # VI.D
    ADMINISTRATOR = "administrator"  # VI.C, manages posts and reads no concern

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Role.SYSTEM: "the application",
    Role.RESIDENT: "resident",
    Role.MEMBER: "investigating member",
    Role.OFFICER: "community policing officer",
    Role.SECTOR_SERGEANT: "sector or rapid response sergeant",
    Role.SUPERVISOR: "supervisor",
    Role.SERGEANT: "community policing sergeant",
    Role.STATION_SUPERVISOR: "district station supervisor",
    Role.WATCH_LIEUTENANT: "watch operations lieutenant",
    Role.TACTICAL_LIEUTENANT: "tactical lieutenant",
    Role.COMMANDING_OFFICER: "unit commanding officer",
    Role.EXECUTIVE_OFFICER: "district executive officer",
    Role.COMMANDER: "district commander",
    Role.DEPUTY_CHIEF: "deputy chief, Office of Community Policing",
    Role.AUDITOR: "auditor, Office of Community Policing",
    Role.CHIEF: "chief, Bureau of Patrol",
    Role.HELP_DESK: "Help Desk",
    Role.ADMINISTRATOR: "administrator of posts",
}

LIEUTENANTS = frozenset({Role.WATCH_LIEUTENANT, Role.TACTICAL_LIEUTENANT})
HEADS = LIEUTENANTS | {Role.COMMANDING_OFFICER}  # VII.C: three titles with one power
DISTRICT_ROLES = frozenset(
    {
        Role.OFFICER,
        Role.SECTOR_SERGEANT,
        Role.SERGEANT,
        Role.STATION_SUPERVISOR,
        Role.EXECUTIVE_OFFICER,
        Role.COMMANDER,
    }
)
UNIT_ROLES = HEADS | {Role.SUPERVISOR}
CITY_ROLES = frozenset(
    {Role.DEPUTY_CHIEF, Role.AUDITOR, Role.CHIEF, Role.HELP_DESK, Role.ADMINISTRATOR}
)
STAFF = frozenset(Role) - {Role.SYSTEM, Role.RESIDENT}
