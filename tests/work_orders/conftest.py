from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from tests.city311.sandbox import KEY, running_sandbox
from tests.work_orders.office import Office
from tests.world import World


@pytest.fixture
def office(world: World) -> Iterator[Office]:
    """Sergeant and officer are trained on 311; 311's clock is the test's."""
    with running_sandbox(clock=world.clock) as sandbox:
        settings = world.app.extensions["settings"]
        world.app.extensions["settings"] = settings.model_copy(
            update={
                "city311_sandbox_url": sandbox.base_url,
                "city311_sandbox_key": SecretStr(KEY),
            }
        )
        office = Office(world, sandbox)
        office.train("sergeant", "officer")
        yield office
