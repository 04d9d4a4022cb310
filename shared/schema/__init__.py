"""The tables as a whole: every model, migrations, and what an installation starts with."""
