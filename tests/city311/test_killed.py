"""The application killed between post and answer: one request in 311, and it is found again."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from shared.city311.asking import Found
from tests.city311.sandbox import Sandbox, client_of, make_new

ROOT = Path(__file__).parents[2]
POSTING = """
import sys
from shared.city311.transport import Patience
from tests.city311.sandbox import client_of, make_new
with client_of(sys.argv[1], patience=Patience()) as city:
    city.post_request(make_new())
"""


def test_killed_between_post_and_answer(sandbox: Sandbox) -> None:
    sandbox.fault("hold", method="POST", seconds=3)
    command = [sys.executable, "-c", POSTING, sandbox.base_url]
    with subprocess.Popen(command, cwd=ROOT) as application:
        while not sandbox.on_file():
            assert application.poll() is None, "it ended before 311 had the request"
            time.sleep(0.05)
        application.kill()

    now = sandbox.now()
    with client_of(sandbox.base_url) as city:
        found = city.find_own(make_new().reference, "POTHL", now - timedelta(minutes=1), now)

    assert isinstance(found, Found)
    assert [filed["service_request_id"] for filed in sandbox.on_file()] == [
        found.request.service_request_id
    ]
