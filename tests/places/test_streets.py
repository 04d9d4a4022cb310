"""`flask places load-streets` and `load-places`: data in versions, taken whole or not at all."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.places.models import Release
from tests.places.conftest import Geocode, Run

NAMES = """full_name,direction,street,suffix,suffix_direction,min_address,max_address
W INVENTED AVE,W,INVENTED,AVE,,1,3999
S HALSTED ST,S,HALSTED,ST,,1,12999
N OLD ROW W,N,OLD,ROW,W,1,99
"""
CORNERS = """intersection,street_1,street_2,zipcode,longitude,latitude
a,W INVENTED AVE,N HALSTED ST,0,-87.64850,41.92000
a,W INVENTED AVE,N ASHLAND AVE,0,-87.66800,41.91990
a,W INVENTED AVE,N WESTERN AVE,0,-87.68750,41.91980
"""
POINTS = """dir,street,suffix,number,lat,lon
W,INVENTED,AVE,1001,41.92111,-87.65311
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    written = {}
    for name, text in (("names", NAMES), ("corners", CORNERS), ("points", POINTS)):
        written[name] = tmp_path / f"{name}.csv"
        written[name].write_text(text)
    return written


def test_a_loaded_street_is_found_between_its_corners(
    run: Run, geocode: Geocode, files: dict[str, Path]
) -> None:
    (before,) = geocode("1200 W Invented Ave")
    assert before["precision"] == "none"

    result = run("load-streets", files["names"], files["corners"])
    assert result.exit_code == 0, result.output
    assert "3 street names" in result.output
    assert "3 corners" in result.output

    (row,) = geocode("1200 W Invented")
    assert row["normalised"] == "1200 W Invented Ave"
    assert float(row["lat"]) == pytest.approx(41.91995, abs=0.0004)
    assert -87.6680 < float(row["lon"]) < -87.6485


def test_our_own_streets_remain_where_the_list_lacks_them(
    run: Run, geocode: Geocode, files: dict[str, Path]
) -> None:
    run("load-streets", files["names"], files["corners"])

    assert geocode("1060 W Addison")[0]["normalised"] == "1060 W Addison St"


def test_a_known_point_is_the_point(run: Run, geocode: Geocode, files: dict[str, Path]) -> None:
    run("load-streets", *files.values())

    (row,) = geocode("1001 W Invented Ave")
    assert row["precision"] == "address"
    assert float(row["lat"]) == pytest.approx(41.92111, abs=0.0002)
    assert float(row["lon"]) == pytest.approx(-87.65311, abs=0.0002)


def test_packed_files_are_read(run: Run, geocode: Geocode, files: dict[str, Path]) -> None:
    packed = files["corners"].with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(files["corners"].read_bytes()))

    assert run("load-streets", packed).exit_code == 0
    assert geocode("Invented and Ashland")[0]["precision"] == "intersection"


def test_another_version_replaces_its_own_kind_only(
    run: Run, files: dict[str, Path], session: Session
) -> None:
    run("load-streets", files["names"], files["corners"])
    run("load-streets", files["names"])

    held = session.scalars(select(Release.kind).where(Release.valid_until.is_(None))).all()
    assert sorted(held) == ["corners", "street names"]
    assert len(session.scalars(select(Release)).all()) == 3


def test_a_dry_run_loads_nothing(run: Run, files: dict[str, Path], session: Session) -> None:
    assert "Would load" in run("load-streets", files["names"], "--dry-run").output
    assert session.scalars(select(Release)).all() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "no list this command knows"),
        (b"", "no list this command knows"),
        (b"\xff\xfe", "cannot be read"),
        (b"\x1f\x8bnot gzip", "cannot be read"),
        (b"street_1,street_2,latitude,longitude\nW A ST,N B ST,x,y\n", "1 of 1 rows"),
        (b"street_1,street_2,latitude,longitude\nW A ST,N B ST,10,10\n", "1 of 1 rows"),
        (b"street_1,street_2,latitude,longitude\nW A ST,N B ST,nan,nan\n", "1 of 1 rows"),
        (b"direction,street,suffix,min_address,max_address\nUP,A,ST,1,2\n", "1 of 1 rows"),
    ],
)
def test_a_wrong_file_stops_all_files(
    run: Run, files: dict[str, Path], tmp_path: Path, session: Session, content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)

    result = run("load-streets", files["names"], bad)

    assert result.exit_code == 1
    assert said in result.output
    assert "Nothing was changed" in result.output
    assert session.scalars(select(Release)).all() == []


def test_two_files_of_one_kind_are_a_question(run: Run, files: dict[str, Path]) -> None:
    result = run("load-streets", files["names"], files["names"])

    assert result.exit_code == 1
    assert "give one" in result.output


PLACES = """# our places
name,kind,address,latitude,longitude,valid_from,valid_until
The Old Mill,landmark,1060 W Addison St,,,,
Station House,facility,,41.8735,-87.7056,2020-01-01,2030-12-31
"""


def test_named_places_are_loaded_and_found(run: Run, geocode: Geocode, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES)

    assert "Loaded 2 places" in run("load-places", file).output
    mill, house = geocode("old mill", "Station House")
    assert mill["normalised"] == "The Old Mill, 1060 W Addison St"
    assert (house["lat"], house["lon"]) == ("41.8735", "-87.7056")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Nowhere,landmark,99999 Q St,,,,", "cannot be found"),
        ("Paris,landmark,,48.85,2.35,,", "not in Chicago"),
        (",landmark,1 N State St,,,,", "no name"),
        ("X,landmark,1 N State St,,,yesterday,", "yesterday"),
    ],
)
def test_one_bad_place_refuses_the_file(
    run: Run, tmp_path: Path, session: Session, row: str, said: str
) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES + row + "\n")

    result = run("load-places", file)

    assert result.exit_code == 1
    assert said in result.output
    assert session.scalars(select(Release)).all() == []


def test_places_without_the_columns_say_which(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("what\nx\n")

    assert "name, kind, address" in run("load-places", file).output


def test_loading_before_the_tables_says_what_to_do(
    app_without_tables: Run, files: dict[str, Path]
) -> None:
    result = app_without_tables("load-streets", files["names"])

    assert result.exit_code == 1
    assert "flask database upgrade" in result.output
