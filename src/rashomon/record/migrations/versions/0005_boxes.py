"""The incidents of a part of the map without looking at all."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_mentions_lat_lon", "mentions", ["lat", "lon"], unique=False)
