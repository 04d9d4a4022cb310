"""Which 311, with which key: settings that could send a key astray are refused."""

import pytest

from shared.city311.endpoint import EndpointError, endpoint_from, is_safe_address

TEST = {
    "CITY311": "test",
    "CITY311_TEST_URL": "https://test311.example.org/open311/v2",
    "CITY311_TEST_KEY": "t",
    "CITY311_LIVE_URL": "https://311.example.org/open311/v2",
    "CITY311_LIVE_KEY": "l",
}


def test_test_and_live_have_an_address_and_a_key_each() -> None:
    test, live = endpoint_from(TEST), endpoint_from({**TEST, "CITY311": "live"})

    assert (test.which, test.base_url, test.api_key) == ("test", TEST["CITY311_TEST_URL"], "t")
    assert (live.which, live.base_url, live.api_key) == ("live", TEST["CITY311_LIVE_URL"], "l")
    assert (test.format, test.jurisdiction) == ("json", None)


def test_xml_and_a_jurisdiction_may_be_chosen() -> None:
    endpoint = endpoint_from(
        {**TEST, "CITY311_FORMAT": "xml", "CITY311_JURISDICTION": "cityofchicago.org"}
    )

    assert (endpoint.format, endpoint.jurisdiction) == ("xml", "cityofchicago.org")


@pytest.mark.parametrize(
    ("but", "words"),
    [
        ({"CITY311": "production"}, "sandbox, test or live"),
        ({"CITY311_TEST_KEY": ""}, "CITY311_TEST_KEY must hold"),
        ({"CITY311_LIVE_KEY": "t"}, "must differ"),
        ({"CITY311_TEST_URL": "http://test311.example.org"}, "CITY311_TEST_URL must be an https"),
        ({"CITY311_FORMAT": "yaml"}, "json or xml"),
        ({"CITY311": "sandbox"}, "CITY311_SANDBOX_URL"),
    ],
)
def test_wrong_settings_are_named(but: dict[str, str], words: str) -> None:
    with pytest.raises(EndpointError, match=words):
        endpoint_from({**TEST, **but})


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(EndpointError) as wrong:
        endpoint_from({"CITY311": "live", "CITY311_FORMAT": "csv"})
    assert len(wrong.value.problems) == 3


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://311.example.org/open311/v2", True),
        ("http://127.0.0.1:8311/open311/v2", True),
        ("http://localhost:8311/open311/v2", True),
        ("http://[::1]:8311/open311/v2", True),
        ("http://311.example.org/open311/v2", False),
        ("http://127.0.0.1.example.org/", False),
        ("https://user@311.example.org/", False),
        ("https://311.example.org/?key=1", False),
        ("https://", False),
        ("https://[", False),
        ("ftp://311.example.org/", False),
        ("", False),
    ],
)
def test_a_key_travels_only_encrypted_or_inside_this_machine(url: str, safe: bool) -> None:
    assert is_safe_address(url) is safe
