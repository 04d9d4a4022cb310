"""The engine that moves any case; it knows no particular case."""
