"""What may be one problem with another concern, and what a member said is not (VI.B.1).

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "different_problems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_different_problems_concern_id_concerns"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["concerns.id"], name=op.f("fk_different_problems_other_id_concerns")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_different_problems_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_different_problems")),
        sa.UniqueConstraint(
            "concern_id", "other_id", name=op.f("uq_different_problems_concern_id_other_id")
        ),
    )
    op.create_index("ix_different_problems_other_id", "different_problems", ["other_id"])
    op.add_column("categories", sa.Column("reach_metres", sa.Double(), nullable=True))
    op.add_column("categories", sa.Column("reach_days", sa.Double(), nullable=True))
    op.add_column("concerns", sa.Column("similar_to_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("concerns", "similar_to_id")
    op.drop_column("categories", "reach_days")
    op.drop_column("categories", "reach_metres")
    op.drop_index("ix_different_problems_other_id", table_name="different_problems")
    op.drop_table("different_problems")
