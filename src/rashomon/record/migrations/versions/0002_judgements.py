"""Judgements say upon what they were made, and how their subject stood before and after."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("upon", "before", "after"):
        op.add_column("judgements", sa.Column(name, sa.Text(), nullable=True))
