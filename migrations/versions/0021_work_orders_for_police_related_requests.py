"""Work orders for police-related requests

Revision ID: 0021
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "query_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=3), nullable=False),
        sa.Column("watch_on", sa.Date(), nullable=False),
        sa.Column("watch", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["members.id"], name=op.f("fk_query_reports_issued_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_reports")),
        sa.UniqueConstraint(
            "district",
            "watch_on",
            "watch",
            "copy",
            name=op.f("uq_query_reports_district_watch_on_watch_copy"),
        ),
    )
    op.create_table(
        "work_order_fetches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=3), nullable=False),
        sa.Column("watch_on", sa.Date(), nullable=False),
        sa.Column("watch", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_work_order_fetches_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_fetches")),
    )
    with op.batch_alter_table("work_order_fetches", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_order_fetches_district_watch_on",
            ["district", "watch_on", "watch"],
            unique=False,
        )

    op.create_table(
        "work_orders",
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("city_number", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=True),
        sa.Column("attention_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.Column("is_near_boundary", sa.Boolean(), nullable=False),
        sa.Column("district", sa.String(length=3), nullable=True),
        sa.Column("sector", sa.String(length=4), nullable=True),
        sa.Column("beat", sa.String(length=4), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("city_status", sa.String(length=10), nullable=False),
        sa.Column("city_notes", sa.Text(), nullable=True),
        sa.Column("city_as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_duplicate", sa.Boolean(), nullable=False),
        sa.Column("parent_number", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("stood", sa.String(length=30), nullable=True),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_because", sa.Text(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposition", sa.Text(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("sent_as", sa.String(length=60), nullable=True),
        sa.Column("not_taken_because", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("history_length", sa.Integer(), nullable=False),
        sa.Column("history_seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_work_orders_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["members.id"], name=op.f("fk_work_orders_opened_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_orders")),
        sa.UniqueConstraint("city_number", name=op.f("uq_work_orders_city_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_work_orders_reference")),
    )
    with op.batch_alter_table("work_orders", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_orders_beat_state", ["beat", "state", "attention_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_work_orders_district_state",
            ["district", "state", "attention_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_work_orders_member_id_state",
            ["member_id", "state", "attention_at", "id"],
            unique=False,
        )
        batch_op.create_index("ix_work_orders_received_at", ["received_at"], unique=False)
        batch_op.create_index("ix_work_orders_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "query_report_lines",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("work_order_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["query_reports.id"],
            name=op.f("fk_query_report_lines_report_id_query_reports"),
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"],
            ["work_orders.id"],
            name=op.f("fk_query_report_lines_work_order_id_work_orders"),
        ),
        sa.PrimaryKeyConstraint("report_id", "line", name=op.f("pk_query_report_lines")),
    )
    with op.batch_alter_table("query_report_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_query_report_lines_work_order_id", ["work_order_id"], unique=False
        )

    op.create_table(
        "support_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_order_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["members.id"], name=op.f("fk_support_requests_asked_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["members.id"],
            name=op.f("fk_support_requests_recorded_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_support_requests_unit_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"],
            ["work_orders.id"],
            name=op.f("fk_support_requests_work_order_id_work_orders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_requests")),
    )
    with op.batch_alter_table("support_requests", schema=None) as batch_op:
        batch_op.create_index("ix_support_requests_unit_id", ["unit_id"], unique=False)
        batch_op.create_index("ix_support_requests_work_order_id", ["work_order_id"], unique=False)

    op.create_table(
        "work_order_explanations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_order_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_work_order_explanations_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"],
            ["work_orders.id"],
            name=op.f("fk_work_order_explanations_work_order_id_work_orders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_explanations")),
    )
    with op.batch_alter_table("work_order_explanations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_order_explanations_work_order_id", ["work_order_id"], unique=False
        )

    op.create_table(
        "work_order_extensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_order_id", sa.Integer(), nullable=False),
        sa.Column("is_further", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_as", sa.String(length=60), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["members.id"],
            name=op.f("fk_work_order_extensions_asked_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["members.id"],
            name=op.f("fk_work_order_extensions_decided_by_id_members"),
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"],
            ["work_orders.id"],
            name=op.f("fk_work_order_extensions_work_order_id_work_orders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_extensions")),
    )
    with op.batch_alter_table("work_order_extensions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_order_extensions_work_order_id", ["work_order_id"], unique=False
        )

    with op.batch_alter_table("city_requests", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("has_follow_ons", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("city_sendings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_doubled", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("city_requests", schema=None) as batch_op:
        batch_op.alter_column("has_follow_ons", server_default=None)
    with op.batch_alter_table("city_sendings", schema=None) as batch_op:
        batch_op.alter_column("is_doubled", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("city_sendings", schema=None) as batch_op:
        batch_op.drop_column("is_doubled")

    with op.batch_alter_table("city_requests", schema=None) as batch_op:
        batch_op.drop_column("has_follow_ons")

    with op.batch_alter_table("work_order_extensions", schema=None) as batch_op:
        batch_op.drop_index("ix_work_order_extensions_work_order_id")

    op.drop_table("work_order_extensions")
    with op.batch_alter_table("work_order_explanations", schema=None) as batch_op:
        batch_op.drop_index("ix_work_order_explanations_work_order_id")

    op.drop_table("work_order_explanations")
    with op.batch_alter_table("support_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_support_requests_work_order_id")
        batch_op.drop_index("ix_support_requests_unit_id")

    op.drop_table("support_requests")
    with op.batch_alter_table("query_report_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_query_report_lines_work_order_id")

    op.drop_table("query_report_lines")
    with op.batch_alter_table("work_orders", schema=None) as batch_op:
        batch_op.drop_index("ix_work_orders_state_due_at")
        batch_op.drop_index("ix_work_orders_received_at")
        batch_op.drop_index("ix_work_orders_member_id_state")
        batch_op.drop_index("ix_work_orders_district_state")
        batch_op.drop_index("ix_work_orders_beat_state")

    op.drop_table("work_orders")
    with op.batch_alter_table("work_order_fetches", schema=None) as batch_op:
        batch_op.drop_index("ix_work_order_fetches_district_watch_on")

    op.drop_table("work_order_fetches")
    op.drop_table("query_reports")
