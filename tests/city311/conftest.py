from collections.abc import Iterator

import pytest

from shared.city311.client import City311
from tests.city311.sandbox import Sandbox, client_of, running_sandbox


@pytest.fixture(scope="module")
def one_sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(one_sandbox: Sandbox) -> Sandbox:
    one_sandbox.tell("reset")
    return one_sandbox


@pytest.fixture(params=["json", "xml"])
def city(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[City311]:
    """The client, once for each format."""
    with client_of(sandbox.base_url, request.param) as city:
        yield city
