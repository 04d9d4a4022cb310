"""What each action on an issued report asks."""

from typing import Annotated

from shared.concerns.inputs import Words
from shared.workflow.forms import Asks
from shared.workflow.table import Inputs


class Remark(Inputs):
    remarks: Annotated[
        Words, Asks("Trends and chronic problems", hint="What the commander should see (IV.C.5).")
    ]


class Return(Inputs):
    reason: Annotated[Words, Asks("Reason", hint="What is missing or wrong.")]


ASKS: dict[str, type[Inputs]] = {"remark": Remark, "return": Return}
