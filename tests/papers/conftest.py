from tests.service_requests.conftest import forms
from tests.work_orders.conftest import office

__all__ = ["forms", "office"]
