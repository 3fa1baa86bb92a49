"""Days of documents without their texts and bytes; incidents by their former names."""

import sqlalchemy as sa
from alembic import op

from rashomon.model import content_id
from rashomon.record import sqlite

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MANY = 5000


def upgrade() -> None:
    op.create_index("ix_captures_sha256_captured", "captures", ["sha256", "captured"], unique=False)
    op.create_index("ix_documents_sha256_published", "documents", ["sha256", "published"], unique=False)
    names = op.create_table("incident_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_incident_names_mention")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_incident_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_incident_names_mention"), "incident_names", ["mention"], unique=False)
    bind = op.get_bind()
    ids = list(bind.execute(sa.text("SELECT id FROM mentions ORDER BY id")).scalars())
    for start in range(0, len(ids), _MANY):
        rows = [{"name": content_id("i", key), "mention": key} for key in ids[start : start + _MANY]]
        op.bulk_insert(names, rows)
    if bind.dialect.name == "sqlite":
        for table in sqlite.KEPT_0003:
            for statement in sqlite.append_only(table):
                bind.exec_driver_sql(statement)
