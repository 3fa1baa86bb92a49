"""How many disputes of which kind an incident has, without reading all assessments. Assessments are computed anew."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM assessments")
    op.add_column("assessments", sa.Column("disputes", sa.Text(), nullable=False, server_default="{}"))
    op.drop_index("ix_assessments_status", "assessments")
    op.create_index(
        "ix_assessments_policy_status", "assessments", ["policy", "status", "incident", "disputes"], unique=False
    )
