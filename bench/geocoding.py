"""Prints how well typed addresses are found, and how fast a point gets its beat.

Street names, intersections and beats are loaded into a database made for the run, through the
commands; the address points, which hold the answers, are not.
"""

import csv
import gzip
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app import create_app
from shared.places.atlas import Atlas, current, own_atlas
from shared.places.grid import METRES_PER_DEGREE, Point
from shared.places.locate import locate_in
from shared.settings import Settings

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "data"
RIGHT_WITHIN = 150.0  # metres

Case = tuple[str, Point]


def main() -> None:
    if not REFERENCE.exists():
        sys.exit("The reference data is not beside the project; nothing was measured.")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        app = create_app(Settings(database_url=url, var_dir=Path(folder)))
        run = app.test_cli_runner().invoke
        run(args=["database", "upgrade"], catch_exceptions=False)
        geocoding = REFERENCE / "geocoding"
        for command in (
            ["places", "load", str(REFERENCE / "beats" / "police_beats.geojson")],
            [
                "places",
                "load-streets",
                str(geocoding / "chicago_street_names.csv"),
                str(geocoding / "chicago_intersections_24k.csv.gz"),
            ],
        ):
            print(run(args=command, catch_exceptions=False).output.strip())
        with app.extensions["database"].open(reading=True) as session:
            began = time.perf_counter()
            atlas = current(session)
            print(f"Index of streets and beats built in {time.perf_counter() - began:.2f} s\n")
        measure(atlas)


def measure(atlas: Atlas) -> None:
    rows = list(read("geocoder_eval_raw_addresses_10k.csv.gz"))
    corrected = {row["delivery_line_1"]: point(row) for row in rows}
    typed = [
        (row["original"], corrected[row["delivery_line_1"]])
        for row in rows
        if row["original"].upper() != row["delivery_line_1"].upper()
    ]
    table("corrected addresses, distinct", corrected.items(), atlas)
    table("the same as typed, where typed otherwise", typed, atlas)
    points = list(read("address_points.csv.gz"))
    others = [(line(row), point(row)) for row in points if row["sources"] == "311_sanitation"]
    sample = random.Random(4).sample(others, 5_000)
    table("other addresses (311), 5,000 at random", sample, atlas)
    misspelt = [(wrong(text, random.Random(i)), at) for i, (text, at) in enumerate(sample)]
    table("the same, misspelt by a rule", misspelt, atlas)
    own = replace(atlas, finder=own_atlas().finder)
    table("no streets loaded: other addresses (311)", sample, own)
    beat_speed(atlas, [point(row) for row in points])


def table(title: str, cases: Iterable[Case], atlas: Atlas) -> None:
    began = time.perf_counter()
    number = found = right = same = near = 0
    errors = []
    for text, wanted in cases:
        number += 1
        best = locate_in(atlas, text).best
        if best is None:
            continue
        found += 1
        away = metres(Point(best.latitude, best.longitude), wanted)
        errors.append(away)
        right += away <= RIGHT_WITHIN
        fix = atlas.fix(wanted)
        beat = fix.beat.number if fix else None
        same += beat == best.beat
        near += beat in (best.beat, best.neighbour)
    took = time.perf_counter() - began
    print(f"{title}: {number:,}")
    print(f"  found                          {found / number:7.2%}")
    print(f"  found and within {RIGHT_WITHIN:.0f} m         {right / number:7.2%}")
    print(
        f"  error, median / 95 %           {statistics.median(errors):.0f} m /"
        f" {statistics.quantiles(errors, n=20)[-1]:.0f} m"
    )
    print(f"  same beat, of those found      {same / found:7.2%}")
    print(f"  same or named neighbour beat   {near / found:7.2%}")
    print(f"  a thousand take                {took / number * 1000:.2f} s\n")


def beat_speed(atlas: Atlas, points: list[Point]) -> None:
    for turn in ("first", "second"):
        began = time.perf_counter()
        for at in points:
            atlas.index.at(at.lat, at.lon)
        each = (time.perf_counter() - began) / len(points)
        print(f"point → beat and boundary, {turn} pass over {len(points):,}: {each * 1e6:.1f} µs")


def read(name: str) -> Iterable[dict[str, str]]:
    with gzip.open(REFERENCE / "geocoding" / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def point(row: dict[str, str]) -> Point:
    return Point(
        float(row.get("latitude") or row["lat"]), float(row.get("longitude") or row["lon"])
    )


def line(row: dict[str, str]) -> str:
    return " ".join(
        part for part in (row["number"], row["dir"], row["street"], row["suffix"]) if part
    )


def wrong(text: str, chance: random.Random) -> str:
    """One typing error in the name, and in four of ten no suffix. The direction stays."""
    number, direction, *rest = text.split()
    suffix = rest.pop() if len(rest) > 1 else ""
    name = " ".join(rest)
    if name[0].isdigit():
        name = name.rstrip("STNDRH")
    else:
        i = chance.randrange(1, len(name))
        name = chance.choice(
            (
                name[:i] + name[i + 1 :],
                name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :],
                name[:i] + chance.choice("AEIOURSTLN") + name[i + 1 :],
                name[:i] + name[i - 1 :],
            )
        )
    return f"{number} {direction} {name} {suffix if chance.random() > 0.4 else ''}".strip()


def metres(a: Point, b: Point) -> float:
    east = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(a.lat - b.lat, east) * METRES_PER_DEGREE


if __name__ == "__main__":
    main()
