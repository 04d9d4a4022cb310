"""Open311 for others: who may send a concern by GeoReport v2, and what everybody may read."""
