"""Control numbers and PINs (VI.A.1): digits only, so that they can be read out and keyed in."""

import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

CONTROL_DIGITS = 12
PIN_DIGITS = 8

# OWASP's smallest Argon2id profile: many residents may ask at once.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_hex(8))


def new_control_number() -> str:
    """Eleven random digits, the first not zero, and a check digit."""
    body = str(secrets.randbelow(9) + 1) + "".join(str(secrets.randbelow(10)) for _ in range(10))
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """ISO 7064 MOD 11,10: finds every wrong digit and almost every swapped pair."""
    carry = 10
    for digit in body:
        carry = (carry + int(digit)) % 10 or 10
        carry = carry * 2 % 11
    return str((11 - carry) % 10)


def is_control_number(number: str) -> bool:
    return re.fullmatch(r"[0-9]{12}", number) is not None and check_digit(number[:-1]) == number[-1]


def digits(typed: str) -> str:
    """What was typed without spaces and hyphens; the rest stays, so that it is refused."""
    return re.sub(r"[\s\-\u2010-\u2015.]+", "", typed)


def grouped(number: str) -> str:
    """In fours, as it is printed and read out."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def new_pin() -> str:
    return "".join(str(secrets.randbelow(10)) for _ in range(PIN_DIGITS))


def hash_pin(pin: str) -> str:
    return _HASHER.hash(pin)


def pin_matches(pin_hash: str | None, pin: str) -> bool:
    """True for the right PIN; takes as long when there is no such concern."""
    try:
        _HASHER.verify(pin_hash or _NOBODY, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return pin_hash is not None
