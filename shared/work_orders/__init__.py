"""Item V: police-related requests that residents phoned in to 311, and their work orders."""
