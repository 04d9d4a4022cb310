"""What is sent to 311 and what it tells

Revision ID: 0020
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "city_requests",
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("service_code", sa.String(length=100), nullable=False),
        sa.Column("case_kind", sa.String(length=20), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status_notes", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("is_duplicate", sa.Boolean(), nullable=False),
        sa.Column("parent_number", sa.Text(), nullable=True),
        sa.Column("follow_ons", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_city_requests")),
    )
    with op.batch_alter_table("city_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_city_requests_case_kind_case_id", ["case_kind", "case_id"], unique=False
        )
        batch_op.create_index(
            "ix_city_requests_service_code_status", ["service_code", "status"], unique=False
        )

    op.create_table(
        "city_sweeps",
        sa.Column("service_code", sa.String(length=100), nullable=False),
        sa.Column("cursor", sa.String(length=200), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("service_code", name=op.f("pk_city_sweeps")),
    )
    op.create_table(
        "city_unreadables",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_code", sa.String(length=100), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["settled_by_id"],
            ["members.id"],
            name=op.f("fk_city_unreadables_settled_by_id_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_unreadables")),
        sa.UniqueConstraint(
            "service_code", "what", name=op.f("uq_city_unreadables_service_code_what")
        ),
    )
    op.create_table(
        "city_sendings",
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("case_kind", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("number", sa.String(length=100), nullable=True),
        sa.Column("doubles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outbox.id"], name=op.f("fk_city_sendings_outgoing_id_outbox")
        ),
        sa.PrimaryKeyConstraint("outgoing_id", name=op.f("pk_city_sendings")),
    )
    with op.batch_alter_table("city_sendings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_city_sendings_case_kind_case_id", ["case_kind", "case_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("city_sendings", schema=None) as batch_op:
        batch_op.drop_index("ix_city_sendings_case_kind_case_id")

    op.drop_table("city_sendings")
    op.drop_table("city_unreadables")
    op.drop_table("city_sweeps")
    with op.batch_alter_table("city_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_city_requests_service_code_status")
        batch_op.drop_index("ix_city_requests_case_kind_case_id")

    op.drop_table("city_requests")
