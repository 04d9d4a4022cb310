"""Every clause of Special Order S02-03-03, and what keeps it: the page a citation points to."""

from enum import Enum, StrEnum


class Kept(StrEnum):
    """What holds a clause true."""

    ROW = "a row of a lifecycle table"
    RULE = "a rule that refuses"
    DUTY = "a queue and the tour-of-duty record"
    REPORT = "a report"
    NOTICE = "a notice that is sent and kept"
    STORE = "how records are kept"
    ACCESS = "who may see and do what"
    PEOPLE = "people, which software can only help"


ROW, RULE, DUTY, REPORT = Kept.ROW, Kept.RULE, Kept.DUTY, Kept.REPORT
NOTICE, STORE, ACCESS, PEOPLE = Kept.NOTICE, Kept.STORE, Kept.ACCESS, Kept.PEOPLE


# fmt: off
class Clause(Enum):
    """A clause: its number in the order, what keeps it, and what it says in a line."""

    # II. General information
    II_A       = "II.A",       PEOPLE, "police work with support units and other City agencies"
    II_B       = "II.B",       RULE,   "immediate danger is neither a concern nor a service request: OEMC and the supervisor are told"
    II_C       = "II.C",       DUTY,   "police ask for City services, watch the answer and follow up in one place"
    II_D       = "II.D",       ACCESS, "community members tell of chronic crime and disorder"
    II_E_1     = "II.E.1",     ACCESS, "community members identify concerns and inform the Department"
    II_E_2     = "II.E.2",     RULE,   "a concern can be assigned to any unit in the unit list"
    II_E       = "II.E",       STORE,  "from assigning to closing, nothing needs paper"

    # III. City Service Request system
    III_A      = "III.A",      REPORT, "the Bureau of Patrol tracks and monitors all requests"
    III_A_1    = "III.A.1",    REPORT, "… police initiated requests"
    III_A_2    = "III.A.2",    REPORT, "… and non-emergency police services received by 311"
    III_B      = "III.B",      ROW,    "form CPD-21.208 asks other City agencies for services"
    III_B_1    = "III.B.1",    ACCESS, "the form is not given to the community"
    III_B_2    = "III.B.2",    RULE,   "the form is not for problems within Department facilities"
    III_B_3    = "III.B.3",    RULE,   "the form does not ask other Department units for help"
    III_C_1    = "III.C.1",    ROW,    "enter new requests for services in 311"
    III_C_2    = "III.C.2",    ROW,    "obtain community requests for non-emergency police services"
    III_C_3    = "III.C.3",    ROW,    "enter resolutions and actions taken in 311"
    III_C_4    = "III.C.4",    REPORT, "statistical reports by beat and district"
    III_C_5    = "III.C.5",    DUTY,   "view the status of existing City service requests"
    III_D      = "III.D",      ACCESS, "only members trained on the 311 CSR system enter data in it"

    # IV. Initiating and tracking City Service Requests
    IV_A_1     = "IV.A.1",     RULE,   "one form for each need; one for each abandoned vehicle"
    IV_A_2     = "IV.A.2",     ROW,    "the form goes to the district community policing office"
    IV_A_3     = "IV.A.3",     DUTY,   "the sergeant hears of requests on the beat that stay unresolved"
    IV_A_4     = "IV.A.4",     DUTY,   "community members are told how their request stands"
    IV_B_1     = "IV.B.1",     ROW,    "sector and rapid response sergeants give direction on the form"
    IV_B_2     = "IV.B.2",     ROW,    "… and confer with the community policing office on follow-up"
    IV_B_3     = "IV.B.3",     DUTY,   "… and see that beat officers answer the community"
    IV_C_1     = "IV.C.1",     DUTY,   "forms are reviewed daily for completion and category"
    IV_C_2     = "IV.C.2",     RULE,   "the form is entered in 311 and carries the 311 number"
    IV_C_3     = "IV.C.3",     STORE,  "forms are kept 180 days after the service is completed"
    IV_C_4     = "IV.C.4",     REPORT, "a Status Report goes to the commander each quarter"
    IV_C_5     = "IV.C.5",     REPORT, "the Status Report shows trends and chronic problems"
    IV_C_6     = "IV.C.6",     RULE,   "incomplete or inappropriate forms return to the originating member"
    IV_C_7     = "IV.C.7",     NOTICE, "requests unresolved past a reasonable time are reported to OCP"
    IV_C_8     = "IV.C.8",     REPORT, "a current Status Report is at hand in the community policing office"
    IV_C_9     = "IV.C.9",     STORE,  "the unit City Service Request file is kept up to date"
    IV_D_1     = "IV.D.1",     REPORT, "commanders meet City agencies about problems of concern"
    IV_D_2     = "IV.D.2",     ROW,    "commanders review and approve the Status Report"

    # V. Resolution of police-related service requests
    V_A        = "V.A",        RULE,   "members do not enter police-related requests in 311; they are concerns"
    V_B        = "V.B",        RULE,   "Police Miscellaneous requests stay with the district; help is asked on CPD-21.224"
    V_C_1      = "V.C.1",      DUTY,   "the executive officer sees that police-related requests are processed"
    V_C_2      = "V.C.2",      DUTY,   "… and that new ones are opened each tour of duty"
    V_C_3      = "V.C.3",      ROW,    "each work order has an investigating member"
    V_C_3_A    = "V.C.3.a",    RULE,   "completed within seven days of assignment to the member"
    V_C_3_B    = "V.C.3.b",    ROW,    "a request for additional time can be approved"
    V_D_1      = "V.D.1",      DUTY,   "new requests are retrieved or opened each tour of duty"
    V_D_2_A    = "V.D.2.a",    ROW,    "queried by beat; one SRSWO for each Service Request Number"
    V_D_2_B    = "V.D.2.b",    REPORT, "the Service Request Query Report goes to the executive officer"
    V_D_2_C    = "V.D.2.c",    REPORT, "SRSWOs are printed and cross-referenced with the Query Report"
    V_D_3      = "V.D.3",      ROW,    "SRSWOs are disseminated for investigation"
    V_D_4_A    = "V.D.4.a",    ROW,    "sufficient: the disposition is entered in 311 and the service closed"
    V_D_4_B    = "V.D.4.b",    RULE,   "not sufficient: resubmitted with an explanation"
    V_D_5      = "V.D.5",      ROW,    "an extension is approved for fifteen days and the SRSWO resubmitted"
    V_D_5_A    = "V.D.5.a",    ROW,    "the reason for the extension is entered in 311"
    V_D_5_B    = "V.D.5.b",    RULE,   "any further extension requires the district commander"
    V_E_1      = "V.E.1",      ROW,    "the member explains the action taken in writing within seven days"
    V_E_2      = "V.E.2",      RULE,   "the member asks for an extension with its reason"
    V_E_3      = "V.E.3",      ROW,    "a returned SRSWO is reinvestigated"
    V_F_1      = "V.F.1",      REPORT, "OCP audits timeliness or failure to respond"
    V_F_2      = "V.F.2",      NOTICE, "the Chief, Bureau of Patrol, hears monthly of police-related requests"

    # VI. Community Concerns computer application
    VI_A_1     = "VI.A.1",     ROW,    "a portal concern gets a unique control number and a private PIN"
    VI_A_2     = "VI.A.2",     RULE,   "lewd, obscene or derogatory content is not accepted or investigated"
    VI_B_1     = "VI.B.1",     ROW,    "similar concerns in one place are associated with one primary concern"
    VI_B_2     = "VI.B.2",     RULE,   "extended once only in the initial seven days, by seven days"
    VI_B_3_A   = "VI.B.3.a",   RULE,   "after an extension, no further one until the due date is reached"
    VI_B_3_B   = "VI.B.3.b",   RULE,   "every extension requires justification"
    VI_C       = "VI.C",       ACCESS, "access follows the directive on access to computer data"
    VI_D       = "VI.D",       ACCESS, "members who cannot get in telephone the Help Desk"

    # VII. Processing community concerns
    VII_A      = "VII.A",      RULE,   "sworn district community policing officers enter concerns"
    VII_A_1    = "VII.A.1",    ROW,    "… told by community members at monthly beat meetings"
    VII_A_2    = "VII.A.2",    ROW,    "… received at the district by phone, e-mail or otherwise"
    VII_B_1    = "VII.B.1",    ROW,    "sergeants review each tour; 36 hours from first access to accept or not"
    VII_B_2_A  = "VII.B.2.a",  RULE,   "building concerns are recommended to Troubled Buildings, Unit 241"
    VII_B_2_B  = "VII.B.2.b",  ROW,    "all others to the most appropriate unit or units listed"
    VII_B_3    = "VII.B.3",    NOTICE, "a concern of a criminal nature: the station supervisor is told at once"
    VII_B_4    = "VII.B.4",    ROW,    "criminal and needing immediate action: not accepted"
    VII_B_4_A  = "VII.B.4.a",  RULE,   "… with the necessary case report determined"
    VII_B_4_B  = "VII.B.4.b",  RULE,   "… a sworn member directed to the preliminary investigation"
    VII_B_4_C  = "VII.B.4.c",  RULE,   "… and the proper notifications made"
    VII_C_1    = "VII.C.1",    ROW,    "lieutenants and commanding officers monitor, review and resolve each tour"
    VII_C_2    = "VII.C.2",    ROW,    "a supervisor is assigned; closed in seven days, or extended by seven"
    VII_C_3    = "VII.C.3",    RULE,   "past seven days a concern is updated and maintained"
    VII_C_4    = "VII.C.4",    ROW,    "the last supervisor to submit sets Investigation Complete"
    VII_D_1    = "VII.D.1",    DUTY,   "assigned supervisors open the Worklist Dashboard each tour"
    VII_D_2    = "VII.D.2",    ROW,    "supervisors assign members to take action within seven days"
    VII_D_3    = "VII.D.3",    ROW,    "supervisors document and submit actions for final approval"
    VII_E      = "VII.E",      ACCESS, "in the executive officer's absence the commander does all of this"
    VII_E_1    = "VII.E.1",    DUTY,   "the executive officer reviews assignments each tour"
    VII_E_2    = "VII.E.2",    ROW,    "the executive officer approves, or returns for corrective action"
    VII_E_3    = "VII.E.3",    REPORT, "the executive officer sees that concerns are investigated in time"
    VII_E_4    = "VII.E.4",    ROW,    "the executive officer resolves disputes between lieutenants"
    VII_E_5_A  = "VII.E.5.a",  ROW,    "re-assigned over three times and unassigned: addressed by the executive officer"
    VII_E_5_B  = "VII.E.5.b",  ROW,    "not closed in time without extension: addressed by the executive officer"
    VII_F_1    = "VII.F.1",    REPORT, "OCP audits timeliness or failure to respond to concerns"
    VII_F_2    = "VII.F.2",    NOTICE, "the Chief, Bureau of Patrol, hears monthly of all concerns"
    VII_F_3    = "VII.F.3",    PEOPLE, "training, as needed, on made-up data"

    def __init__(self, number: str, kept: Kept, says: str) -> None:
        self.number = number
        self.kept = kept
        self.says = says

    def __str__(self) -> str:
        return self.number
# fmt: on


BY_NUMBER = {clause.number: clause for clause in Clause}
