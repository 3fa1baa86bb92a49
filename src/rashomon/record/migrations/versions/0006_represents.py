"""For whom a speaker speaks by office, so that a spokesman's denial is his side's. Assessments are computed anew."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claims", sa.Column("represents", sa.Text(), nullable=True))
    op.execute("DELETE FROM assessments")
