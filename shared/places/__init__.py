"""Where things are: districts, beats, units, addresses."""
