"""Another system, through the client; both formats are read the same way."""

from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import fromstring
from flask import Flask
from werkzeug.test import TestResponse

FORM = {
    "service_code": "NOISE",
    "address_string": "1060 W Addison St",
    "description": "Loud music from parked cars on most nights.",
}
HERE = "/open311/v2"


@dataclass
class Sender:
    app: Flask
    key: str
    address: str = "192.0.2.9"

    def get(self, path: str, headers: dict[str, str] | None = None, **asked: Any) -> TestResponse:
        client = self.app.test_client()
        return client.get(
            f"{HERE}/{path}", query_string=asked, headers=headers, environ_base=self._from()
        )

    def post(
        self, kind: str = "json", headers: dict[str, str] | None = None, **but: Any
    ) -> TestResponse:
        """The dull form with these fields changed; None takes one out."""
        form = {"api_key": self.key} | FORM | but
        return self.app.test_client().post(
            f"{HERE}/requests.{kind}",
            data={name: value for name, value in form.items() if value is not None},
            headers=headers,
            environ_base=self._from(),
        )

    def sent(self, **but: Any) -> dict[str, Any]:
        answer = self.post(**but)
        assert answer.status_code == 201, answer.text
        [row] = answer.get_json()
        assert isinstance(row, dict)
        return row

    def _from(self) -> dict[str, str]:
        return {"REMOTE_ADDR": self.address}


def refused(answer: TestResponse, status: int) -> str:
    """The words of an error document, which names its own status."""
    assert answer.status_code == status, answer.text
    if answer.mimetype == "application/json":
        said = [(each["code"], each["description"]) for each in answer.get_json()]
    else:
        assert answer.mimetype == "text/xml"
        root = fromstring(answer.data)
        assert root.tag == "errors"
        said = [(each.findtext("code"), each.findtext("description") or "") for each in root]
    assert {code for code, _words in said} == {str(status)}
    return " ".join(words for _code, words in said)
