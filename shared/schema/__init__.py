"""The tables as a whole: every model in one place, migrations and what an installation starts with."""
