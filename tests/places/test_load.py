"""`flask places load`, `sample` and `status`: a whole map that holds together, or no change."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.concerns.models import Concern
from shared.places.locate import beat_at
from shared.places.models import Area, Release
from tests.making import HERE, make_concern
from tests.places.conftest import Geocode, Run, feature, square, write_map
from tests.world import World


def test_beats_are_loaded_and_answer_at_once(run: Run, two_beats: Path, session: Session) -> None:
    result = run("load", two_beats)

    assert result.exit_code == 0, result.output
    assert "Loaded 2 beats" in result.output
    found = beat_at(session, 41.875, -87.705)
    assert found is not None
    assert (found.beat.number, found.beat.sector, found.beat.district) == ("1131", "113", "011")


@pytest.mark.parametrize(
    "names",
    [
        {"BEAT_NUM": "0111", "DISTRICT": "01", "SECTOR": "1", "BEAT": "1"},
        {"beat_num": "111", "dist_num": "1"},
        {"Beat_Num": 111, "DIST_NUM": 1.0},
        {"BEAT_NUMBE": "0111.0"},
        {"BEAT": "0111"},
    ],
)
def test_older_property_names_are_read(
    run: Run, tmp_path: Path, session: Session, names: dict[str, Any]
) -> None:
    file = write_map(tmp_path / "old.geojson", feature(square(-87.63, 41.87), **names))

    assert run("load", file).exit_code == 0
    assert session.scalars(select(Area.number)).all() == ["0111"]


def test_districts_are_loaded_and_answer_without_beats(
    run: Run, tmp_path: Path, session: Session
) -> None:
    file = write_map(tmp_path / "d.geojson", feature(square(-87.63, 41.87), DIST_NUM="1"))

    assert "Loaded 1 districts" in run("load", file).output
    found = beat_at(session, 41.875, -87.625)
    assert found is not None
    assert (found.beat.number, found.beat.district) == (None, "001")


def ring(points: list[Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


BOW_TIE = {
    "type": "Polygon",
    "coordinates": [
        [[-87.71, 41.87], [-87.7, 41.88], [-87.7, 41.87], [-87.71, 41.88], [-87.71, 41.87]]
    ],
}
PROJECTED = {
    "type": "Polygon",
    "coordinates": [
        [[1160000, 1890000], [1161000, 1890000], [1161000, 1891000], [1160000, 1890000]]
    ],
}
SWAPPED = {
    "type": "Polygon",
    "coordinates": [[[41.87, -87.71], [41.88, -87.71], [41.88, -87.7], [41.87, -87.71]]],
}
BAD_FILES = {
    "no JSON": ("{", "not GeoJSON"),
    "another document": ('{"a": 1}', "no features"),
    "a list": ("[1, 2]", "no features"),
    "empty": ('{"type": "FeatureCollection", "features": []}', "holds no area"),
    "features that are none": ('{"features": [1]}', "no features"),
    "binary": ("\ufffd\x00", "not GeoJSON"),
    "deep": ("[" * 100_000, "not GeoJSON"),
    "cut short": ('{"type": "FeatureCollection", "features": [{"type": "Fea', "breaks off"),
    "feet by its own words": (
        '{"features": [{}], "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3435"}}}',
        "EPSG::3435",
    ),
}
BAD_FEATURES = {
    "a bow tie": (feature(BOW_TIE, BEAT_NUM="1131"), "not a valid polygon"),
    "another projection": (feature(PROJECTED, BEAT_NUM="1131"), "not in Chicago"),
    "state plane feet": (feature(PROJECTED, BEAT_NUM="1131"), "in feet or meters"),
    "latitude first": (feature(SWAPPED, BEAT_NUM="1131"), "are swapped. Longitude comes first"),
    "another city": (feature(square(-74.0, 40.7), BEAT_NUM="1131"), "not in Chicago"),
    "no geometry": (feature(None, BEAT_NUM="1131"), "there is no geometry"),
    "a geometry that is a word": (feature("POLYGON", BEAT_NUM="1131"), "there is no geometry"),
    "a collection": (
        feature({"type": "GeometryCollection", "geometries": []}, BEAT_NUM="1131"),
        "GeometryCollection, not a polygon",
    ),
    "a point": (feature({"type": "Point", "coordinates": [-87.7, 41.8]}, BEAT_NUM="1131"), "Point"),
    "not a number": (feature(square(-87.7, 41.8), BEAT_NUM="11th"), "'11th'"),
    "too long a number": (feature(square(-87.7, 41.8), BEAT_NUM="11131"), "'11131'"),
    "digits of another script": (feature(square(-87.7, 41.8), BEAT_NUM="١١٣١"), "'١١٣١'"),
    "a raised digit": (feature(square(-87.7, 41.8), BEAT_NUM="113²"), "'113²'"),
    "an endless number": (feature(square(-87.7, 41.8), BEAT_NUM="9" * 400), "…, not a beat number"),
    "nought": (feature(square(-87.7, 41.8), BEAT_NUM="0000"), "'0000'"),
    "an empty area": (feature({"type": "Polygon", "coordinates": []}, BEAT_NUM="1131"), "empty"),
    "a line and back": (
        feature({"type": "Polygon", "coordinates": [[[-87.7, 41.8]] * 3]}, BEAT_NUM="1131"),
        "not a valid polygon",
    ),
    "no properties": ({"type": "Feature", "geometry": square(-87.7, 41.8)}, "''"),
    "properties that are a list": (
        {"type": "Feature", "geometry": square(-87.7, 41.8), "properties": [1]},
        "''",
    ),
    "no number": (feature(square(-87.7, 41.8), NAME="x"), "''"),
    "NaN": (feature(square(float("nan"), 41.8), BEAT_NUM="1131"), "not a finite number"),
    "infinity": (feature(square(float("inf"), 41.8), BEAT_NUM="1131"), "not a finite number"),
    "a number without end": (
        feature(ring([[10**400, 41.8], [-87.7, 41.9], [-87.6, 41.9]]), BEAT_NUM="1131"),
        "not a finite number",
    ),
    "coordinates in words": (
        feature(ring([["-87.7", "41.8"], ["-87.7", "41.9"], ["-87.6", "41.9"]]), BEAT_NUM="1131"),
        "Feature 2 (beat 1131): a coordinate is '-87.7', which is text",
    ),
    "coordinates that are true": (
        feature(ring([[True, 41.8], [-87.7, 41.9], [-87.6, 41.9]]), BEAT_NUM="1131"),
        "a coordinate is True, not a number",
    ),
    "a coordinate that is missing": (
        feature(ring([[None, 41.8], [-87.7, 41.9], [-87.6, 41.9]]), BEAT_NUM="1131"),
        "a coordinate is None, not a number",
    ),
    "points of one coordinate": (
        feature(ring([[-87.7], [-87.7], [-87.6]]), BEAT_NUM="1131"),
        "a point has 1 coordinates",
    ),
    "a ring of two points": (
        feature(ring([[-87.7, 41.8], [-87.7, 41.9]]), BEAT_NUM="1131"),
        "not a valid polygon",
    ),
    "coordinates that are a word": (
        feature({"type": "Polygon", "coordinates": "here"}, BEAT_NUM="1131"),
        "not in lists",
    ),
    "a polygon that says it is several": (
        feature({"type": "MultiPolygon"} | {"coordinates": [[[-87.7, 41.8]]]}, BEAT_NUM="1131"),
        "cannot be read",
    ),
    "several polygons, none": (
        feature({"type": "MultiPolygon", "coordinates": []}, BEAT_NUM="1131"),
        "empty",
    ),
    "several polygons, an empty one": (
        feature({"type": "MultiPolygon", "coordinates": [[]]}, BEAT_NUM="1131"),
        "empty",
    ),
    "another district": (
        feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT="12", SECTOR="3"),
        "Feature 2 (beat 1131): its DISTRICT is '12', but the number says district 11",
    ),
    "a district in words": (
        feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT="Harrison"),
        "its DISTRICT is 'Harrison'",
    ),
    "another sector": (
        feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT="11", SECTOR="2"),
        "Feature 2 (beat 1131): its SECTOR is '2', but the number says sector 3",
    ),
    "a beat twice, far apart": (
        feature(square(-87.75, 41.87), BEAT_NUM="1132"),
        "Feature 2 (beat 1132): the same beat is in feature 1 already",
    ),
    "an overlap": (feature(square(-87.705, 41.87), BEAT_NUM="1131"), "overlap"),
    "one inside another": (feature(square(-87.699, 41.871, 0.002), BEAT_NUM="1131"), "overlap"),
    "one twice": (feature(square(-87.70, 41.87), BEAT_NUM="1131"), "overlap"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_is_no_map_changes_nothing(
    run: Run, tmp_path: Path, two_beats: Path, session: Session, case: str
) -> None:
    run("load", two_beats)
    text, said = BAD_FILES[case]
    bad = tmp_path / "bad.geojson"
    bad.write_text(text)

    result = run("load", bad)

    assert result.exit_code == 1
    assert said in result.output
    assert "Nothing was changed" in result.output
    assert "Traceback" not in result.output
    assert len(session.scalars(select(Release)).all()) == 1


@pytest.mark.parametrize("case", BAD_FEATURES)
def test_one_bad_area_refuses_the_whole_file(
    run: Run, tmp_path: Path, session: Session, case: str
) -> None:
    bad, said = BAD_FEATURES[case]
    good = feature(square(-87.70, 41.87), BEAT_NUM="1132")
    file = write_map(tmp_path / "bad.geojson", good, bad)

    result = run("load", file)

    assert result.exit_code == 1
    assert said in result.output
    assert session.scalars(select(Area)).all() == []


def test_text_that_is_not_utf_8_is_refused(run: Run, tmp_path: Path, session: Session) -> None:
    file = tmp_path / "latin.geojson"
    file.write_bytes('{"features": [{"name": "Cañas"}]}'.encode("latin-1"))

    result = run("load", file)

    assert result.exit_code == 1
    assert "not in UTF-8: see its byte 27" in result.output
    assert session.scalars(select(Release)).all() == []


def test_a_byte_order_mark_does_no_harm(run: Run, two_beats: Path) -> None:
    two_beats.write_bytes(b"\xef\xbb\xbf" + two_beats.read_bytes())

    assert run("load", two_beats).exit_code == 0


def test_a_line_of_200_megabytes_is_refused_unread(
    run: Run, tmp_path: Path, session: Session
) -> None:
    file = tmp_path / "long.geojson"
    with file.open("wb") as opened:
        opened.write(b'{"features": [')
        opened.truncate(200 * 2**20)

    result = run("load", file)

    assert result.exit_code == 1
    assert "The file is larger than 64 MB" in result.output
    assert session.scalars(select(Release)).all() == []


def test_heights_are_allowed_and_dropped(run: Run, tmp_path: Path, session: Session) -> None:
    corners = [[-87.71, 41.87], [-87.70, 41.87], [-87.70, 41.88], [-87.71, 41.88]]
    high = [[*corner, 181.5] for corner in corners]
    file = write_map(tmp_path / "high.geojson", feature(ring(high), BEAT_NUM="1131"))

    assert run("load", file).exit_code == 0
    (area,) = session.scalars(select(Area))
    assert {len(point) for point in area.geometry["coordinates"][0]} == {2}
    assert beat_at(session, 41.875, -87.705) is not None


@pytest.mark.parametrize("system", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_a_file_that_says_it_is_in_degrees_is_loaded(
    run: Run, two_beats: Path, system: str
) -> None:
    map_ = json.loads(two_beats.read_text())
    map_["crs"] = {"type": "name", "properties": {"name": system}}
    two_beats.write_text(json.dumps(map_))

    assert run("load", two_beats).exit_code == 0


@pytest.mark.parametrize("sector", ["3", 3, "113", "03"])
def test_the_sector_may_be_written_short_or_whole(run: Run, tmp_path: Path, sector: object) -> None:
    one = feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT=11.0, SECTOR=sector)

    assert run("load", write_map(tmp_path / "s.geojson", one)).exit_code == 0


def test_a_beat_that_the_last_map_had_must_not_be_lost_unseen(
    run: Run, tmp_path: Path, two_beats: Path, session: Session
) -> None:
    run("load", two_beats)
    one = feature(square(-87.71, 41.87, 0.02), BEAT_NUM="1131")
    file = write_map(tmp_path / "one.geojson", one)

    result = run("load", file)

    assert result.exit_code == 1
    assert "has 1 beats that this file lacks: 1132" in result.output
    assert "Nothing was changed" in result.output
    assert len(session.scalars(select(Release)).all()) == 1
    session.rollback()  # a reader of our own must not hold up the next load
    assert run("load", file, "--fewer").exit_code == 0


def test_the_samples_beats_need_not_be_in_a_real_map(run: Run, two_beats: Path) -> None:
    run("sample")

    assert run("load", two_beats).exit_code == 0


def test_a_hole_in_the_cover_is_refused(run: Run, tmp_path: Path) -> None:
    around = [
        feature(square(-87.75 + i / 64, 41.84375 + j / 64, 1 / 64), BEAT_NUM=f"11{i + 1}{j + 1}")
        for i in range(3)
        for j in range(3)
        if (i, j) != (1, 1)
    ]

    result = run("load", write_map(tmp_path / "hole.geojson", *around))

    assert result.exit_code == 1
    assert "There is a hole" in result.output
    assert "41.86719" in result.output


def test_a_drawing_error_can_be_let_pass(run: Run, tmp_path: Path) -> None:
    one = feature(square(-87.71, 41.87), BEAT_NUM="1131")
    other = feature(square(-87.70001, 41.87), BEAT_NUM="1132")  # 0.8 m too far west
    file = write_map(tmp_path / "slip.geojson", one, other)

    assert run("load", file).exit_code == 1
    assert run("load", file, "--gap", 2000).exit_code == 0


def test_what_is_not_the_departments_is_left_out(
    run: Run, tmp_path: Path, session: Session
) -> None:
    ours = feature(square(-87.71, 41.87), BEAT_NUM="1131", DISTRICT="11")
    theirs = feature(square(-87.70, 41.87), BEAT_NUM="3100", DISTRICT="31")

    result = run("load", write_map(tmp_path / "m.geojson", ours, theirs))

    assert "1 outside the Department left out" in result.output
    assert beat_at(session, 41.875, -87.695) is None


def test_a_dry_run_changes_nothing(run: Run, two_beats: Path, session: Session) -> None:
    result = run("load", two_beats, "--dry-run")

    assert "Would load 2 beats" in result.output
    assert session.scalars(select(Release)).all() == []


def test_a_new_map_holds_and_the_old_one_is_kept(
    run: Run, tmp_path: Path, two_beats: Path, session: Session
) -> None:
    run("load", two_beats)
    one = feature(square(-87.71, 41.87), BEAT_NUM="1111")
    run("load", write_map(tmp_path / "n.geojson", one), "--fewer")

    releases = session.scalars(select(Release).order_by(Release.id)).all()
    assert [release.valid_until is None for release in releases] == [False, True]
    assert len(session.scalars(select(Area)).all()) == 3
    found = beat_at(session, 41.875, -87.705)
    assert found is not None
    assert found.beat.number == "1111"


def test_concerns_that_a_map_would_move_are_reported_and_stay(
    run: Run, tmp_path: Path, world: World
) -> None:
    number = make_concern(world.session, world.clock()).control_number
    assert HERE.beat == "1134"
    at = square((HERE.longitude or 0) - 0.005, (HERE.latitude or 0) - 0.005)
    file = write_map(tmp_path / "n.geojson", feature(at, BEAT_NUM="1112"))
    report = tmp_path / "moved.csv"

    result = run("load", file, "--report", report)

    assert "1 concerns lie in another beat" in result.output
    assert "1134 → 1112" in result.output
    (row,) = csv.DictReader(report.read_text(encoding="utf-8").splitlines())
    assert (row["was"], row["beat"], row["open"]) == ("1134", "1112", "True")
    kept = select(Concern.beat).where(Concern.control_number == number)
    assert world.session.scalar(kept) == "1134"


def test_concerns_that_stay_are_not_reported(run: Run, tmp_path: Path, world: World) -> None:
    make_concern(world.session, world.clock())
    at = square((HERE.longitude or 0) - 0.005, (HERE.latitude or 0) - 0.005)
    file = write_map(tmp_path / "n.geojson", feature(at, BEAT_NUM="1134"))

    assert "0 concerns lie in another beat" in run("load", file).output


def test_the_sample_says_that_it_is_approximate(run: Run) -> None:
    result = run("sample")

    assert result.exit_code == 0, result.output
    assert "Approximate" in result.output
    assert "(approximate)" in run("status").output


def test_the_sample_does_not_replace_a_real_map(run: Run, two_beats: Path) -> None:
    run("load", two_beats)

    assert run("sample").exit_code == 1
    assert run("sample", "--replace").exit_code == 0


def test_the_citys_own_files(run: Run, reference: Path, geocode: Geocode) -> None:
    beats = run("load", reference / "beats" / "police_beats.geojson")
    districts = run("load", reference / "beats" / "police_districts.geojson")

    assert "Loaded 274 beats, 1 outside the Department left out" in beats.output
    assert "Loaded 22 districts, 1 outside the Department left out" in districts.output
    (headquarters,) = geocode("3510 S Michigan Ave")
    assert headquarters["district"] == "002"


def test_a_citys_file_with_one_point_moved_is_refused(
    run: Run, reference: Path, tmp_path: Path, session: Session
) -> None:
    map_ = json.loads((reference / "beats" / "police_beats.geojson").read_text())
    map_["features"][40]["geometry"]["coordinates"][0][10][0] += 0.01
    bad = tmp_path / "moved.geojson"
    bad.write_text(json.dumps(map_))

    assert run("load", bad).exit_code == 1
    assert session.scalars(select(Release)).all() == []
