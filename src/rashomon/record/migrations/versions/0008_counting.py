"""Indexes along which actors and speakers are counted, without sorting a million rows."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_actors_seen_name_key", "actors_seen")
    op.create_index(
        "ix_actors_seen_actor", "actors_seen", ["actor", "name_key", "name", "kind", "mentions"], unique=False
    )
    speaking = ["actor", "speaker_key", "speaker", "property", "stance", "value_kind"]
    op.create_index("ix_claims_speakers", "claims", speaking, unique=False)
