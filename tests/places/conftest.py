"""What the tests of places share: the commands as a person types them, and a small map."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from shared.settings import Settings

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data"

Run = Callable[..., Result]
Geocode = Callable[..., list[dict[str, str]]]


@pytest.fixture
def reference() -> Path:
    """The folder of real files beside the project."""
    if not (REFERENCE / "beats" / "police_beats.geojson").exists():
        pytest.skip("Not run, this machine lacks the reference data (../shared/data)")
    return REFERENCE


@pytest.fixture
def run(app: Flask) -> Run:
    """`flask places …`"""

    def command(*args: object) -> Result:
        return app.test_cli_runner().invoke(args=["places", *map(str, args)])

    return command


@pytest.fixture
def geocode(run: Run, tmp_path: Path) -> Geocode:
    """Addresses through `flask places geocode`, a row for each."""

    def through(*addresses: str) -> list[dict[str, str]]:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "address"])
            writer.writerows(enumerate(addresses))
        result = run("geocode", source, "--output", target)
        assert result.exit_code == 0, result.output
        with target.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return through


def square(west: float, south: float, side: float = 0.01) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_map(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return path


@pytest.fixture
def two_beats(tmp_path: Path) -> Path:
    """Beats 1131 and 1132, side by side around the 11th District's station."""
    return write_map(
        tmp_path / "two.geojson",
        feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT="11", SECTOR="3"),
        feature(square(-87.70, 41.87), BEAT_NUM="1132", DISTRICT="11", SECTOR="3"),
    )


@pytest.fixture
def app_without_tables(tmp_path: Path) -> Iterator[Run]:
    """The commands of an application whose database nobody has prepared."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    made = create_app(Settings(database_url=url, var_dir=tmp_path, log_level="ERROR"))

    def command(*args: object) -> Result:
        return made.test_cli_runner().invoke(args=["places", *map(str, args)])

    yield command
    made.extensions["database"].close()
