"""The districts and the unit list an installation starts with; the tables decide after that."""

from typing import Any

DISTRICTS = (
    ("001", "Central"),
    ("002", "Wentworth"),
    ("003", "Grand Crossing"),
    ("004", "South Chicago"),
    ("005", "Calumet"),
    ("006", "Gresham"),
    ("007", "Englewood"),
    ("008", "Chicago Lawn"),
    ("009", "Deering"),
    ("010", "Ogden"),
    ("011", "Harrison"),
    ("012", "Near West"),
    ("014", "Shakespeare"),
    ("015", "Austin"),
    ("016", "Jefferson Park"),
    ("017", "Albany Park"),
    ("018", "Near North"),
    ("019", "Town Hall"),
    ("020", "Lincoln"),
    ("022", "Morgan Park"),
    ("024", "Rogers Park"),
    ("025", "Grand Central"),
)


def _specialized(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "kind": "specialized", "district": None, "is_active": True}


SPECIALIZED = (
    _specialized("145", "Traffic Section"),
    _specialized("153", "Mobile Strike Force"),
    _specialized("189", "Narcotics Division"),
    _specialized("192", "Vice and Asset Forfeiture Division"),
    _specialized("193", "Gang Investigation Division"),
    _specialized("241", "Troubled Buildings Section"),
    _specialized("384", "Juvenile Intervention Support Center"),
    _specialized("701", "Public Transportation Section"),
)


def district_units(district: str) -> list[dict[str, Any]]:
    """The three watches and the tactical team."""
    named = (
        ("W1", "First Watch", "watch"),
        ("W2", "Second Watch", "watch"),
        ("W3", "Third Watch", "watch"),
        ("TAC", "Tactical", "tactical"),
    )
    return [
        {
            "code": f"{district}-{suffix}",
            "name": name,
            "kind": kind,
            "district": district,
            "is_active": True,
        }
        for suffix, name, kind in named
    ]
