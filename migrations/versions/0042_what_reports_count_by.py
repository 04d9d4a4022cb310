"""Indexes that hold all that a report counts: a quarter of a million concerns in seconds.

Revision ID: 0042
Revises: 0041
"""

from alembic import op

revision = "0042"
down_revision = "0041"

TABLE = "concerns"
ADDED = {
    "ix_concerns_decided_at": ["decided_at", "district", "beat", "not_accepted_because"],
    "ix_concerns_closed_at": ["closed_at", "district", "beat", "outcome"],
    "ix_concerns_state_due_at": ["state", "due_at", "district", "beat"],
}
SUBMITTED = "ix_concerns_submitted_at"


def upgrade() -> None:
    op.drop_index(SUBMITTED, table_name=TABLE)
    op.create_index(SUBMITTED, TABLE, ["submitted_at", "district", "beat", "category"])
    for name, columns in ADDED.items():
        op.create_index(name, TABLE, columns)


def downgrade() -> None:
    for name in ADDED:
        op.drop_index(name, table_name=TABLE)
    op.drop_index(SUBMITTED, table_name=TABLE)
    op.create_index(SUBMITTED, TABLE, ["submitted_at"])
