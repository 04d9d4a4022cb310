"""Which 311 is spoken to, and with which key. Chicago's test and live systems have one each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal, get_args
from urllib.parse import urlsplit

from shared.city311.wire import Format

Which = Literal["sandbox", "test", "live"]


class EndpointError(ValueError):
    """What is wrong with the settings, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Endpoint:
    which: Which
    base_url: str
    api_key: str = field(repr=False)
    jurisdiction: str | None = None
    format: Format = "json"
    police_code: str = "PMISC"  # the service "Police Miscellaneous" (V.A)


def endpoint_from(settings: Mapping[str, str]) -> Endpoint:
    """From CITY311 and CITY311_<WHICH>_URL and _KEY; raises EndpointError naming every fault."""
    which = settings.get("CITY311", "sandbox")
    if which not in get_args(Which):
        raise EndpointError(["CITY311 must be sandbox, test or live."])
    prefix = f"CITY311_{which.upper()}"
    url, key = settings.get(f"{prefix}_URL", ""), settings.get(f"{prefix}_KEY", "")
    answer_format = settings.get("CITY311_FORMAT", "json")
    problems = [
        sentence
        for wrong, sentence in (
            (not key, f"{prefix}_KEY must hold the key that 311 issued."),
            (not is_safe_address(url), f"{prefix}_URL must be an https address without a query."),
            (_same_keys(settings), "CITY311_TEST_KEY and CITY311_LIVE_KEY must differ."),
            (answer_format not in get_args(Format), "CITY311_FORMAT must be json or xml."),
        )
        if wrong
    ]
    if problems:
        raise EndpointError(problems)
    return Endpoint(
        next(kind for kind in get_args(Which) if kind == which),
        url,
        key,
        settings.get("CITY311_JURISDICTION") or None,
        "xml" if answer_format == "xml" else "json",
        settings.get("CITY311_POLICE_CODE") or "PMISC",
    )


def is_safe_address(url: str) -> bool:
    """https, or http on this machine alone: the key travels with every post."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.query or parts.fragment or parts.username or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))


def is_loopback(url: str) -> bool:
    """Whether what is sent to this address stays on this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _same_keys(settings: Mapping[str, str]) -> bool:
    live = settings.get("CITY311_LIVE_KEY", "")
    return bool(live) and live == settings.get("CITY311_TEST_KEY")
