"""Every table of the application, for migrations and for the proof of every history."""

from typing import Any

from shared.city311.records import CityRecord, Sending, Sweep, Unreadable
from shared.concerns.categories import Category
from shared.concerns.lifecycle import LIFECYCLE as CONCERN
from shared.concerns.models import (
    Assigned,
    Association,
    Concern,
    Emergency,
    Meeting,
    Part,
    Visit,
)
from shared.database import Base
from shared.history.access import Look
from shared.notices.models import Notice, Outgoing
from shared.open311.models import ApiKey
from shared.people.models import Delegation, Member, Post, SignIn, TourAccess
from shared.places.models import (
    AddressPoint,
    Area,
    District,
    Landmark,
    Release,
    StreetCorner,
    StreetName,
    Unit,
    WatchTime,
)
from shared.places.patrol_areas import PatrolArea
from shared.reports.lifecycle import LIFECYCLE as REPORT
from shared.reports.models import IssuedReport
from shared.service_requests.lifecycle import LIFECYCLE as SERVICE_REQUEST
from shared.service_requests.models import FormNumber, Purged, ServiceRequest
from shared.service_requests.types import Elsewhere, ServiceType
from shared.web.limits import Tries
from shared.work_orders.lifecycle import LIFECYCLE as WORK_ORDER
from shared.work_orders.models import (
    Explanation,
    Extension,
    Fetch,
    QueryReport,
    ReportLine,
    Support,
    WorkOrder,
)
from shared.workflow.record import Entry

METADATA = Base.metadata

KINDS: dict[str, type[Any]] = {
    "concern": Concern,
    "service_request": ServiceRequest,
    "work_order": WorkOrder,
    "report": IssuedReport,
}

LIFECYCLES = (CONCERN, SERVICE_REQUEST, WORK_ORDER, REPORT)

TABLES = (
    AddressPoint,
    ApiKey,
    Area,
    Assigned,
    Association,
    Category,
    CityRecord,
    Concern,
    Delegation,
    District,
    Elsewhere,
    Emergency,
    Entry,
    Explanation,
    Extension,
    Fetch,
    IssuedReport,
    Landmark,
    FormNumber,
    Look,
    Meeting,
    Member,
    Notice,
    Outgoing,
    Part,
    PatrolArea,
    Post,
    QueryReport,
    Release,
    ReportLine,
    Sending,
    Purged,
    ServiceRequest,
    ServiceType,
    SignIn,
    StreetCorner,
    StreetName,
    Support,
    Sweep,
    TourAccess,
    Tries,
    Unit,
    Unreadable,
    Visit,
    WatchTime,
    WorkOrder,
)
