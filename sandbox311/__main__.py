"""`python -m sandbox311 --port 8311`: the sandbox as a process of its own, on this machine."""

import argparse
import signal
import sys
from types import FrameType

from werkzeug.serving import make_server

from sandbox311.app import create_app
from sandbox311.store import Store

PORT = 8311


def options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="sandbox311", description=__doc__)
    reader.add_argument("--port", type=int, default=PORT)
    reader.add_argument("--host", default="127.0.0.1")
    reader.add_argument("--key", action="append", help="an API key that may post; can be repeated")
    reader.add_argument("--database", default=":memory:", help="an SQLite file to keep")
    reader.add_argument("--token-delay", type=float, default=20.0, help="seconds until a number")
    reader.add_argument("--live", action="store_true", help="call itself production in discovery")
    return reader.parse_args()


def main() -> None:
    asked = options()
    app = create_app(Store(asked.database), asked.key or ["sandbox-key"], live=asked.live)
    app.extensions["city"].faults.standing(token_delay_seconds=asked.token_delay)
    server = make_server(asked.host, asked.port, app, threaded=True)
    signal.signal(signal.SIGTERM, stop)
    sys.stdout.write(f"311 sandbox: http://{asked.host}:{server.port}/open311/v2/\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
