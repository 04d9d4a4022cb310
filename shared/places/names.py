"""How street names are compared and shown."""

import re

# What people say → the name the City's list carries; our own.
_SAID = {
    "DR MARTIN LUTHER KING JR": "KING|MLK|MLKING|MLKINGJR|MARTINLUTHERKING|MARTINLUTHERKINGJR|"
    "DRKING|DRMARTINLUTHERKING|MLUTHERKING|MARTINLKING|ML|DRMLK|DRMLKING|DRMLKJR|MLKJR|KINGJR|"
    "MKING|MARTINLUTHER|MARTINKING|LUTHERKING|DRMARTINLKING|SKING|SOUTHPARKWAY",
    "JEAN BAPTISTE POINT DUSABLE LAKE SHORE": "LAKESHORE|DUSABLE|DUSABLELAKESHORE|LSD|DLSD",
    "LAKE SHORE": "DUSABLE|DUSABLELAKESHORE|LSD|DLSD|JEANBAPTISTEPOINTDUSABLELAKESHORE|OUTERDRIVE",
    "IDA B WELLS": "CONGRESS|IDAB|WELLSDRIVE|IDABWELLS",
    "CONGRESS": "IDABWELLS|IDAB|IDAWELLS",
    "ST LOUIS": "SAINTLOUIS",
    "ST LAWRENCE": "SAINTLAWRENCE|LAWRENCEST",
    "ST CLAIR": "SAINTCLAIR",
    "ST JOHNS": "SAINTJOHNS",
    "CENTRAL PARK": "CTRLPARK|CPARK",
    "COTTAGE GROVE": "CGROVE|COTTAGE|COTGROVE|CG",
    "STONY ISLAND": "STONEYISLAND|STONY|STONEY|SISLAND",
    "IRVING PARK": "IRVING|IRVPARK|IRVPK|IRVINGPK",
    "BLUE ISLAND": "BLUEIS",
    "OAK PARK": "OAKPK",
    "LAKE PARK": "LAKEPK",
    "HYDE PARK": "HYDEPK",
    "BRYN MAWR": "BRYNMAR|BRYNMAUR",
    "BELLE PLAINE": "BELLEPLAIN|BELPLAINE",
    "SOUTH CHICAGO": "SOCHICAGO|SCHICAGO",
    "SOUTH SHORE": "SOSHORE",
    "MILWAUKEE": "MILW|MILWAUKE",
    "WASHINGTON": "WASH",
    "CALIFORNIA": "CALIF|CALI",
    "MICHIGAN": "MICH",
    "SACRAMENTO": "SAC|SACTO",
    "ROOSEVELT": "ROOSVELT|12TH",
    "CERMAK": "22ND",
    "PERSHING": "39TH",
    "GARFIELD": "55TH",
    "MIDWAY PLAISANCE": "MIDWAY",
    "NORTHWEST": "NWEST|NW",
    "OHARE": "OHARE",
}

ALIASES = [(said, name) for name, all_said in _SAID.items() for said in all_said.split("|")]


def compact(name: str) -> str:
    """A name as it is compared: no spaces or marks, "SAINT" as "ST", "MAC" as it stands."""
    bare = re.sub(r"[^A-Z0-9]", "", name.upper())
    return "ST" + bare[5:] if bare.startswith("SAINT") else bare


def shown(full: str) -> str:
    """ "W 63RD ST" → "W 63rd St"."""
    return " ".join(_word(word) for word in full.split())


def _word(word: str) -> str:
    if word[0].isdigit():
        return word.lower()
    if len(word) > 3 and word.startswith("MC"):
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
