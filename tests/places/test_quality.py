"""The qualities promised of geocoding, on real addresses; they need the reference data.

What is loaded: street names and intersections. The address points, which hold the answers, are not.
"""

import csv
import gzip
import math
import statistics
from pathlib import Path

from flask import Flask

from shared.places.atlas import current
from shared.places.beats import BeatFix
from tests.places.conftest import Geocode, Run


def rows(reference: Path) -> list[dict[str, str]]:
    name = reference / "geocoding" / "geocoder_eval_raw_addresses_10k.csv.gz"
    with gzip.open(name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(run: Run, reference: Path) -> None:
    geocoding = reference / "geocoding"
    names = geocoding / "chicago_street_names.csv"
    assert run("load", reference / "beats" / "police_beats.geojson").exit_code == 0
    result = run("load-streets", names, geocoding / "chicago_intersections_24k.csv.gz")
    assert result.exit_code == 0, result.output


def away(found: dict[str, str], wanted: dict[str, str]) -> float:
    lat, lon = float(wanted["latitude"]), float(wanted["longitude"])
    east = (float(found["lon"]) - lon) * math.cos(math.radians(lat))
    return math.hypot(float(found["lat"]) - lat, east) * 111_195


def test_addresses_are_found_near_and_in_their_beat(
    app: Flask, run: Run, geocode: Geocode, reference: Path
) -> None:
    load(run, reference)
    corrected = {row["delivery_line_1"]: row for row in rows(reference)}

    answers = geocode(*corrected)

    pairs = [(one, corrected[one["address"]]) for one in answers if one["lat"]]
    assert len(pairs) >= 0.97 * len(corrected)
    assert statistics.median(away(*pair) for pair in pairs) < 50
    with app.extensions["database"].open(reading=True) as session:
        index = current(session).index
    fixes = [(one, index.at(float(w["latitude"]), float(w["longitude"]))) for one, w in pairs]
    same = sum(one["beat"] == beat_of(fix) for one, fix in fixes)
    assert same >= 0.975 * len(pairs)


def beat_of(fix: BeatFix | None) -> str:
    return (fix.beat.number or "") if fix else ""


def test_addresses_typed_wrong_are_found_where_they_are(
    run: Run, geocode: Geocode, reference: Path
) -> None:
    load(run, reference)
    wrong = [
        row for row in rows(reference) if row["original"].upper() != row["delivery_line_1"].upper()
    ]
    places = {row["delivery_line_1"]: row for row in rows(reference)}

    answers = geocode(*(row["original"] for row in wrong))

    right = sum(
        bool(one["lat"]) and away(one, places[row["delivery_line_1"]]) <= 150
        for one, row in zip(answers, wrong, strict=True)
    )
    assert right >= 0.93 * len(wrong)
