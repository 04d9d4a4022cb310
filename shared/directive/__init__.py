"""The order itself, in three short pages: its clauses, its people and its clocks."""
