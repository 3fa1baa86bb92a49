"""The first shape of the record."""

import sqlalchemy as sa
from alembic import op

from rashomon.record import sqlite

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("assessments",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "policy", name=op.f("pk_assessments"))
    )
    op.create_index(op.f("ix_assessments_status"), "assessments", ["status"], unique=False)
    op.create_table("captures",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("captured", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures"))
    )
    op.create_table("judgements",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judgements_subject"), "judgements", ["subject"], unique=False)
    op.create_table("meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta"))
    )
    op.create_table("documents",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("skipped", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["captures.sha256"], name=op.f("fk_documents_sha256")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_documents_id"), "documents", ["id"], unique=False)
    op.create_index(op.f("ix_documents_outlet"), "documents", ["outlet"], unique=False)
    op.create_index(op.f("ix_documents_published"), "documents", ["published"], unique=False)
    op.create_index(op.f("ix_documents_url"), "documents", ["url"], unique=False)
    op.create_table("actors_seen",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_actors_seen_document")),
        sa.PrimaryKeyConstraint("document", "name", "kind", "actor", name=op.f("pk_actors_seen")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actors_seen_name_key"), "actors_seen", ["name_key"], unique=False)
    op.create_table("copies",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_copies_document")),
        sa.ForeignKeyConstraint(["origin"], ["documents.sha256"], name=op.f("fk_copies_origin")),
        sa.PrimaryKeyConstraint("document", "origin", name=op.f("pk_copies")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copies_origin"), "copies", ["origin"], unique=False)
    op.create_table("copy_blocks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_copy_blocks_document")),
        sa.PrimaryKeyConstraint("key", "document", name=op.f("pk_copy_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copy_blocks_document"), "copy_blocks", ["document"], unique=False)
    op.create_table("mentions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("reality", sa.Text(), nullable=False),
        sa.Column("day_from", sa.Date(), nullable=True),
        sa.Column("day_to", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_key", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("link_key", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_mentions_document")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mentions")),
        sa.UniqueConstraint("id", name=op.f("uq_mentions_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mentions_day_from"), "mentions", ["day_from"], unique=False)
    op.create_index(op.f("ix_mentions_document"), "mentions", ["document"], unique=False)
    op.create_index(op.f("ix_mentions_place_key"), "mentions", ["place_key"], unique=False)
    op.create_index(op.f("ix_mentions_type"), "mentions", ["type"], unique=False)
    op.create_table("readings",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_readings_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_readings"))
    )
    op.create_table("relations",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_relations_document")),
        sa.PrimaryKeyConstraint("document", "origin", "target", "type", name=op.f("pk_relations")),
        sqlite_with_rowid=False,
    )
    op.create_table("blocks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_blocks_mention")),
        sa.PrimaryKeyConstraint("key", "mention", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_blocks_mention"), "blocks", ["mention"], unique=False)
    op.create_table("claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("value_kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("value_actor", sa.Text(), nullable=True),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_key", sa.Text(), nullable=True),
        sa.Column("speaker_class", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("early", sa.Boolean(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("said_from", sa.Date(), nullable=True),
        sa.Column("said_to", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.DateTime(), nullable=True),
        sa.Column("last_seen", sa.DateTime(), nullable=True),
        sa.CheckConstraint("span_start <= span_end", name=op.f("ck_claims_span")),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_claims_document")),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_claims_mention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims"))
    )
    op.create_index(op.f("ix_claims_actor"), "claims", ["actor"], unique=False)
    op.create_index(op.f("ix_claims_document"), "claims", ["document"], unique=False)
    op.create_index(op.f("ix_claims_mention"), "claims", ["mention"], unique=False)
    op.create_index(op.f("ix_claims_property"), "claims", ["property"], unique=False)
    op.create_index(op.f("ix_claims_speaker_key"), "claims", ["speaker_key"], unique=False)
    op.create_index(op.f("ix_claims_value_actor"), "claims", ["value_actor"], unique=False)
    op.create_table("incident_of",
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_incident_of_mention")),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_incident_of")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_incident_of_incident"), "incident_of", ["incident"], unique=False)
    op.create_table("links",
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("first < second", name=op.f("ck_links_order")),
        sa.ForeignKeyConstraint(["first"], ["mentions.id"], name=op.f("fk_links_first")),
        sa.ForeignKeyConstraint(["second"], ["mentions.id"], name=op.f("fk_links_second")),
        sa.PrimaryKeyConstraint("first", "second", name=op.f("pk_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_second"), "links", ["second"], unique=False)
    op.create_table("parties",
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_parties_mention")),
        sa.PrimaryKeyConstraint("mention", "role", "name", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_parties_actor"), "parties", ["actor"], unique=False)
    op.create_index(op.f("ix_parties_name_key"), "parties", ["name_key"], unique=False)
    op.create_table("unlinked",
        sa.Column("mention", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_unlinked_mention")),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_unlinked"))
    )
    op.create_table("uncompared",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_uncompared_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_uncompared"))
    )
    if op.get_bind().dialect.name == "sqlite":
        sqlite.extras_0001(op.get_bind())
