"""What an e-mail address is: one, and such as a message can carry."""

import re

# Beside one @ and a domain: no sign that would make it a list, a group, a quotation or a comment
# in a message's header, and no encoded word, for what it hides is decoded there.
_ADDRESS = re.compile(r'[^@\s"(),:;<>\[\]\\]+@[^@\s"(),:;<>\[\]\\%]+\.[^@\s."(),:;<>\[\]\\%]{2,}')
_ENCODED = "=?"


def is_address(typed: str) -> bool:
    return _ADDRESS.fullmatch(typed) is not None and _ENCODED not in typed
