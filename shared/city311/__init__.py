"""The City's 311 system, spoken to by Open311 GeoReport v2 as Chicago speaks it."""
