"""`flask places geocode`: what people type, found by the grid and the project's own streets."""

import math
from pathlib import Path

import pytest

from tests.places.conftest import Geocode, Run


def near(row: dict[str, str], lat: float, lon: float, metres: float) -> bool:
    north = (float(row["lat"]) - lat) * 111_195
    east = (float(row["lon"]) - lon) * 111_195 * math.cos(math.radians(lat))
    return math.hypot(north, east) <= metres


# Public facts: the places of a few well-known corners, good to some 150 m.
CORNERS = [
    ("State & Madison", 41.8820, -87.6278),
    ("26th and Pulaski", 41.8445, -87.7246),
    ("corner of Clark and Division", 41.9039, -87.6314),
    ("Clark/Diversey", 41.9328, -87.6443),
    ("at the corner of 63rd & halsted", 41.7798, -87.6447),
    ("Sixty-Third and Halsted", 41.7798, -87.6447),
    ("milwaukee @ north", 41.9103, -87.6776),
    ("esquina de 26 y Pulaski", 41.8445, -87.7246),
    ("en la esquina de la 26 y Pulaski", 41.8445, -87.7246),
    ("79 y Cottage Grove", 41.7510, -87.6055),
    ("N. Western Ave. and W. Belmont Ave., Chicago, IL", 41.9394, -87.6880),
    ("4000 W 2600 S", 41.8445, -87.7246),
]


@pytest.mark.parametrize(("typed", "lat", "lon"), CORNERS)
def test_corners_are_found_without_any_data(
    geocode: Geocode, typed: str, lat: float, lon: float
) -> None:
    (row,) = geocode(typed)

    assert row["precision"] == "intersection"
    assert near(row, lat, lon, 250), row


ADDRESSES = [
    ("1060 W Addison St", "1060 W Addison St"),
    ("1060 W Adison", "1060 W Addison St"),
    ("1060 w. addison street, chicago il 60613", "1060 W Addison St"),
    ("1060W ADDISON", "1060 W Addison St"),
    ("1060 Addison", "1060 W Addison St"),
    ("1060-1064 W Addison #2", "1060 W Addison St"),
    ("W Addison 1060", "1060 W Addison St"),
    ("W 1060 Addison", "1060 W Addison St"),
    ("in the alley by 1060 W Addison", "1060 W Addison St"),
    ("125 north state", "125 N State St"),
    ("125 N. State St., Apt. 4B", "125 N State St"),
    ("0125 N STATE", "125 N State St"),
    ("121 N LASALLE", "121 N La Salle St"),
    ("3500 w 63 street", "3500 W 63rd St"),
    ("3500 w 63st", "3500 W 63rd St"),
    ("3500 w sixty third st", "3500 W 63rd St"),
    ("3500 W 63RD", "3500 W 63rd St"),
    ("4850 s mlk", "4850 S Dr Martin Luther King Jr Dr"),
    ("4850 S King Drive", "4850 S Dr Martin Luther King Jr Dr"),
    ("10000 S Avenue J", "10000 S Avenue J"),
    ("10000 S Ave J", "10000 S Avenue J"),
    ("1201 north ave", "1201 W North Ave"),
    ("1201 W North Av", "1201 W North Ave"),
    ("3400 W Fullertom Ave", "3400 W Fullerton Ave"),
    ("3400 W Fulerton", "3400 W Fullerton Ave"),
    ("2400 S Wetsern", "2400 S Western Ave"),
    ("5600 n milwauke ave", "5600 N Milwaukee Ave"),
]


@pytest.mark.parametrize(("typed", "normalised"), ADDRESSES)
def test_typed_addresses_are_read_as_meant(geocode: Geocode, typed: str, normalised: str) -> None:
    (row,) = geocode(typed)

    assert row["normalised"] == normalised
    assert row["precision"] in ("address", "block")
    assert row["beat"].isdigit()
    assert row["district"] == "0" + row["beat"][:2]


# As people say it: by telephone, to a machine that writes, in Spanish and in Polish.
SAID = [
    ("thirty five hundred west sixty third street", "3500 W 63rd St"),
    ("twelve hundred north clark", "1200 N Clark St"),
    ("12 hundred north clark", "1200 N Clark St"),
    ("ten sixty west Addison", "1060 W Addison St"),
    ("thirty-six twelve north clark", "3612 N Clark St"),
    ("fifty-five oh one south Pulaski", "5501 S Pulaski Rd"),
    ("one twenty five north state", "125 N State St"),
    ("One North LaSalle", "1 N La Salle St"),
    ("it's at 1060 West Addison Street please", "1060 W Addison St"),
    ("I think it's 26th and um Pulaski", "W 26th St & S Pulaski Rd"),
    ("eleven hundred and five north Ashland", "1105 N Ashland Ave"),
    ("seven thousand south Stony Island", "7000 S Stony Island Ave"),
    ("NW cor Fullerton & Western", "W Fullerton Ave & N Western Ave"),
    ("3201/3203 W 63rd St", "3201 W 63rd St"),
    ("Western con la Cermak", "S Western Ave & W Cermak Rd"),
    ("Belmont koło Austin", "W Belmont Ave & N Austin Ave"),
    ("one hundred eleventh and Michigan", "E 111th St & S Michigan Ave"),
    ("a hundred and eleventh street and Halsted", "W 111th St & S Halsted St"),
    ("one-oh-third and Michigan", "E 103rd St & S Michigan Ave"),
    ("one eleventh and Halsted", "W 111th St & S Halsted St"),
    ("twelve hundred block of S State", "1200 block of S State St"),
    ("NE corner of 47th and Ashland", "W 47th St & S Ashland Ave"),
    ("northeast corner of 47th and Ashland", "W 47th St & S Ashland Ave"),
    ("lower wacker and state", "E Wacker Dr & N State St"),
    ("across from 1060 Addison", "1060 W Addison St"),
    ("1060½ W Addison", "1060 W Addison St"),
    ("1060 W Addison, Chicago, Illinois 60613-1234, USA", "1060 W Addison St"),
    ("63rd st from Halsted to Racine", "W 63rd St between S Halsted St and S Racine Ave"),
    (
        "between Clark & Broadway on Belmont",
        "W Belmont Ave between N Clark St and N Broadway",
    ),
    ("en la calle 26 y Pulaski", "W 26th St & S Pulaski Rd"),
    ("esquina de la calle 26 y avenida Pulaski", "W 26th St & S Pulaski Rd"),
    ("esquina de la veintiséis y Pulaski", "W 26th St & S Pulaski Rd"),
    ("sesenta y tres y Kedzie", "W 63rd St & S Kedzie Ave"),
    ("la dieciocho y Blue Island", "W 18th St & S Blue Island Ave"),
    ("26 con Pulaski", "W 26th St & S Pulaski Rd"),
    ("en la esq. de la 26 y Pulaski", "W 26th St & S Pulaski Rd"),
    ("Pulaski esq. 26", "S Pulaski Rd & W 26th St"),
    ("entre la 26 y la 27 en Pulaski", "S Pulaski Rd between W 26th St and W 27th St"),
    ("2658 sur kedzie", "2658 S Kedzie Ave"),
    ("dos mil seiscientos cincuenta y ocho sur Kedzie", "2658 S Kedzie Ave"),
    ("2658 S Kedzie Ave, piso 2", "2658 S Kedzie Ave"),
    ("en frente de 2658 s kedzie", "2658 S Kedzie Ave"),
    ("en la Salle y Madison", "N La Salle St & W Madison St"),
    ("róg Milwaukee i Belmont", "N Milwaukee Ave & W Belmont Ave"),
    ("przy Milwaukee i Diversey", "N Milwaukee Ave & W Diversey Ave"),
    ("ulica Belmont 5600", "5600 W Belmont Ave"),
    ("koło 3000 N Milwaukee", "3000 N Milwaukee Ave"),
    (
        "między Belmont a Diversey na Pulaski",
        "N Pulaski Rd between W Belmont Ave and W Diversey Ave",
    ),
]


@pytest.mark.parametrize(("typed", "normalised"), SAID)
def test_what_is_said_is_read_as_meant(geocode: Geocode, typed: str, normalised: str) -> None:
    (row,) = geocode(typed)

    assert row["normalised"] == normalised
    assert row["beat"].isdigit()


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("79 y Cottage Grove", "E 79th St & S Cottage Grove Ave"),
        ("Six Corners", "Six Corners, 4000 N Cicero Ave"),
        ("North Avenue Beach", "North Avenue Beach, 0 W 1600 N"),
        ("5800 W Roosevelt Rd and Cicero", "5800 W Roosevelt Rd"),
        ("4800 W North Ave Cicero", "4800 W North Ave"),
        ("1100 N Austin Blvd", "1100 N Austin Blvd"),
        ("First and Main", ""),
        ("once upon a time", ""),
    ],
)
def test_a_word_that_is_also_a_number_or_a_town_stays_one(
    geocode: Geocode, typed: str, normalised: str
) -> None:
    (row,) = geocode(typed)

    assert row["normalised"] == normalised


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("1200 block of S State", "1200 block of S State St"),
        ("12XX S State St", "1200 block of S State St"),
        ("1200 blk S State", "1200 block of S State St"),
        (
            "between Clark and Sheffield on Belmont",
            "W Belmont Ave between N Clark St and N Sheffield Ave",
        ),
        (
            "Belmont between Clark and Sheffield",
            "W Belmont Ave between N Clark St and N Sheffield Ave",
        ),
    ],
)
def test_a_block_is_a_block(geocode: Geocode, typed: str, normalised: str) -> None:
    (row,) = geocode(typed)

    assert (row["precision"], row["normalised"]) == ("block", normalised)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Wrigley Field", "Wrigley Field"),
        ("wrigly field", "Wrigley Field"),
        ("near Humboldt Park", "Humboldt Park"),
        ("7th District Police Station", "1438 W 63rd St"),
    ],
)
def test_places_are_found_by_name(geocode: Geocode, typed: str, said: str) -> None:
    (row,) = geocode(typed)

    assert said in row["normalised"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "???",
        "my house",
        "asdfghjkl",
        "99999 W Addison St",
        "12",
        "the alley",
        "🏠",
        "'; DROP TABLE x",
        "NaN",
        "-1",
    ],
)
def test_what_cannot_be_found_is_said_to_be(geocode: Geocode, typed: str) -> None:
    (row,) = geocode(typed)

    assert row["address"] == typed
    assert (row["precision"], row["lat"], row["lon"], row["beat"]) == ("none", "", "", "")


@pytest.mark.parametrize(
    "typed",
    [
        "500 Davis St, Evanston",
        "100 Main St, Oak Park, IL 60302",
        "Cicero, IL",
        "1800 Sherman Ave Evanston",
        "1010 Lake St Oak Park IL",
        "3100 S Harlem Ave Riverside, IL 60546",
        "Howard and Clark, Evanston",
        "6000 W 22nd St, Cicero",
        "2000 W 95th St, Evergreen Park",
    ],
)
def test_another_town_is_not_ours(geocode: Geocode, typed: str) -> None:
    (row,) = geocode(typed)

    assert row["beat"] == ""


def test_every_row_is_answered_in_its_order(geocode: Geocode) -> None:
    typed = ["1 N State St", "nowhere at all", "1 N State St", 'a "quoted", line', "line\nbreak"]

    assert [row["address"] for row in geocode(*typed)] == typed


def test_numbers_rise_a_mile_each_eight_hundred(geocode: Geocode) -> None:
    """The grid's rule; the first three miles south are 1200, 1000 and 900 numbers."""
    for one, other, miles in (
        ("1 N Halsted St", "800 N Halsted St", 1),
        ("1 S Halsted St", "1200 S Halsted St", 1),
        ("1200 S Halsted St", "2200 S Halsted St", 1),
        ("2200 S Halsted St", "3100 S Halsted St", 1),
        ("3100 S Halsted St", "3900 S Halsted St", 1),
        ("1600 W Madison St", "2400 W Madison St", 1),
    ):
        a, b = geocode(one, other)
        assert not near(a, float(b["lat"]), float(b["lon"]), 1480 * miles), one
        assert near(a, float(b["lat"]), float(b["lon"]), 1740 * miles), one


def test_even_numbers_are_on_the_north_and_west_sides(geocode: Geocode) -> None:
    even, odd = geocode("1060 W Addison St", "1061 W Addison St")
    assert float(even["lat"]) > float(odd["lat"])
    even, odd = geocode("3600 N Halsted St", "3601 N Halsted St")
    assert float(even["lon"]) < float(odd["lon"])


def test_a_file_without_the_column_says_so(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("street\n1 N State St\n")

    result = run("geocode", source, "--output", target)

    assert result.exit_code == 1
    assert "no column named address" in result.output
    assert not target.exists()


def test_a_file_that_is_no_text_leaves_the_old_output(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"address\n\xff\xfe\x00\n")
    target.write_text("kept")

    result = run("geocode", source, "--output", target)

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert target.read_text() == "kept"


def test_it_works_before_there_is_a_database(app_without_tables: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("address\n1060 W Addison St\n")

    result = app_without_tables("geocode", source, "--output", target)

    assert result.exit_code == 0, result.output
    assert "approximate" in result.output
    assert "1060 W Addison St" in target.read_text()
