"""The newest claims of a speaker without sorting all of them."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("speaker_key", "actor"):
        op.create_index(f"ix_claims_{column}_published", "claims", [column, "published"], unique=False)
        op.drop_index(f"ix_claims_{column}", "claims")
