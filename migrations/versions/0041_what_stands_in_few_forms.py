"""Indexes for what stands in few forms of a district: the sergeant's page asks for it each time.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

TABLE = "service_requests"
FEW = {
    "unresolved": ("unresolved_since IS NOT NULL",) * 2,
    "follow_up": ("follow_up_since IS NOT NULL",) * 2,
    "to_tell": ("to_tell_since IS NOT NULL",) * 2,
    "unverified": (
        "is_number_typed AND is_number_verified IS false",
        "is_number_typed = 1 AND is_number_verified IS 0",
    ),
}


def upgrade() -> None:
    for name, (postgresql, sqlite) in FEW.items():
        op.create_index(
            f"ix_{TABLE}_{name}",
            TABLE,
            ["district"],
            postgresql_where=sa.text(postgresql),
            sqlite_where=sa.text(sqlite),
        )


def downgrade() -> None:
    for name in FEW:
        op.drop_index(f"ix_{TABLE}_{name}", table_name=TABLE)
