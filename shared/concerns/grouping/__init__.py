"""VI.B.1: sees that differently worded concerns are one problem in one place. A person decides."""

from shared.concerns.grouping.groups import suggest
from shared.concerns.grouping.reports import Report, Suggestion
from shared.concerns.grouping.settings import DEFAULT, Reach, Settings

__all__ = ["DEFAULT", "Reach", "Report", "Settings", "Suggestion", "suggest"]
