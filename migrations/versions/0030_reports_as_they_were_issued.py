"""Keep reports as they were issued, and that a due date passed (VII.F.1).

Revision ID: 0030
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "issued_reports",
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=3), nullable=True),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=True),
        sa.Column("attention_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("history_length", sa.Integer(), nullable=False),
        sa.Column("history_seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["members.id"], name=op.f("fk_issued_reports_decided_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["members.id"], name=op.f("fk_issued_reports_issued_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_reports")),
        sa.UniqueConstraint(
            "kind", "scope", "period", "copy", name=op.f("uq_issued_reports_kind_scope_period_copy")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_issued_reports_reference")),
    )
    with op.batch_alter_table("issued_reports", schema=None) as batch_op:
        batch_op.create_index(
            "ix_issued_reports_district_state",
            ["district", "state", "attention_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_issued_reports_kind_scope_issued_at", ["kind", "scope", "issued_at"], unique=False
        )

    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("was_late", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # What passed before now is known from what the executive officer had to deal with.
    op.execute(
        "UPDATE concerns SET was_late = true"
        " WHERE missed_due_at IS NOT NULL OR addressed_due_at IS NOT NULL"
    )
    with op.batch_alter_table("concerns") as batch_op:
        batch_op.alter_column("was_late", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.drop_column("was_late")

    with op.batch_alter_table("issued_reports", schema=None) as batch_op:
        batch_op.drop_index("ix_issued_reports_kind_scope_issued_at")
        batch_op.drop_index("ix_issued_reports_district_state")

    op.drop_table("issued_reports")
