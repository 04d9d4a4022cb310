"""`python -m bench NAME …`: each benchmark prints its figures; without a name, what there is."""

import importlib
import inspect
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    return sorted(
        module.name
        for module in pkgutil.iter_modules([str(HERE)])
        if not module.ispkg and module.name != "__main__"
    )


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in names():
        for name in names():
            told = importlib.import_module(f"bench.{name}").__doc__ or ""
            print(f"python -m bench {name:12} {told.splitlines()[0]}")
        return
    run = importlib.import_module(f"bench.{sys.argv[1]}").main
    arguments = sys.argv[2:]
    if inspect.signature(run).parameters:
        run(arguments)
    else:
        sys.argv = sys.argv[1:]
        run()


if __name__ == "__main__":
    main()
