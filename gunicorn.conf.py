"""How the server runs, wherever it runs; an address is given with --bind."""

import gc
import os
import sys
from typing import Any

from shared import settings
from shared.database import Database
from shared.schema.upgrade import SchemaError, check
from shared.web.warming import warm_up

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
# The address of a request would be personal data; the application logs what may be kept.
accesslog = None


def on_starting(_server: Any) -> None:
    """What is wrong stops the start here; a worker that ends would only be started again."""
    try:
        database = Database(settings.read().database)
        check(database)
        database.close()
    except (settings.SettingsError, SchemaError) as error:
        sys.exit(str(error))


def post_worker_init(_worker: Any) -> None:
    """What stands from the start is not gone through again with each collection."""
    warm_up()
    gc.collect()
    gc.freeze()
