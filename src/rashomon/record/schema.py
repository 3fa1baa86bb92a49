"""The tables of the record, as SQLAlchemy Core sees them. No queries here, and nothing that only one database knows.

Kept (append-only): captures, documents, readings, mentions, parties, blocks, copy_blocks, claims, relations,
actors_seen, judgements, incident_names. Derived (may be thrown away and computed again at any time): links, incident_of, copies,
assessments, unlinked, uncompared. A change here needs a new file in ``migrations/versions``; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

HEAD = "0008"
"""The migration that this code is written for."""

KEPT = (
    "captures", "documents", "readings", "mentions", "parties", "blocks", "copy_blocks", "claims", "relations",
    "actors_seen", "judgements", "incident_names",
)  # fmt: skip
DERIVED = ("links", "incident_of", "copies", "assessments")


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC: aware datetimes in, aware UTC datetimes out."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Without its zone, after moving it to UTC; a datetime without a zone is taken as UTC."""
        if value is None or value.tzinfo is None:
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With its zone."""
        return None if value is None else _in_utc(value)


@lru_cache(maxsize=4096)
def _in_utc(value: datetime) -> datetime:
    """With the zone; many claims are of one document, and so of one moment."""
    return value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _hash(name: str, target: str, *, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.String(64), sa.ForeignKey(target), primary_key=primary_key, index=index or None, nullable=False
    )


def _mention(name: str, *, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.Text, sa.ForeignKey("mentions.id"), primary_key=primary_key, index=index or None, nullable=False
    )


# ``sqlite_with_rowid=False``: a table of short rows is stored in the order of its key, once instead of twice.

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

captures = sa.Table(
    "captures",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("packing", sa.Text, nullable=False),  # "zlib", or "raw" where packing gains nothing
    sa.Column("size", sa.Integer, nullable=False),  # bytes as they came
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("captured", UTCDateTime),
    sa.Index("ix_captures_sha256_captured", "sha256", "captured"),  # the day without the bytes
)

# ``number`` is for full text alone, which wants integers; it tells the order of adding, so nothing derived may use it.
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("captures.sha256"), nullable=False, unique=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("title", sa.Text),
    sa.Column("outlet", sa.Text, index=True),
    sa.Column("author", sa.Text),
    sa.Column("url", sa.Text, index=True),  # the captures of one url are revisions of one page
    sa.Column("published", sa.Date, index=True),
    sa.Column("language", sa.Text),
    sa.Column("skipped", sa.Text),
    sa.Column("origin", sa.Text),
    sa.Column("extractor", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),  # JSON: MinHash values, by which copies are found
    sa.Column("details", sa.Text, nullable=False),  # JSON of the Document without its text
    sa.Index("ix_documents_sha256_published", "sha256", "published"),
    sqlite_autoincrement=True,
)

readings = sa.Table(
    "readings",
    metadata,
    _hash("document", "documents.sha256", primary_key=True),
    sa.Column("reader", sa.Text, nullable=False),  # the version of rashomon that read it
    sa.Column("body", sa.LargeBinary, nullable=False),  # zlib of JSON of the Annotated, without document, tokens, marks
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),  # "<document sha256>:e1"
    _hash("document", "documents.sha256", index=True),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("main", sa.Boolean, nullable=False),
    sa.Column("reality", sa.Text, nullable=False),
    sa.Column("day_from", sa.Date, index=True),
    sa.Column("day_to", sa.Date),
    sa.Column("place", sa.Text),
    sa.Column("place_key", sa.Text, index=True),  # folded: no case, no diacritics
    sa.Column("country", sa.Text),
    sa.Column("lat", sa.Float),
    sa.Column("lon", sa.Float),
    sa.Column("words", sa.Text, nullable=False),  # the sentences that tell it, for full text
    sa.Column("link_key", sa.Text),  # JSON of the LinkKey, by which it is compared with others
    sa.Column("body", sa.Text, nullable=False),  # JSON of the IncidentMention
    sa.Index("ix_mentions_lat_lon", "lat", "lon"),
    sqlite_autoincrement=True,
)

parties = sa.Table(
    "parties",
    metadata,
    _mention("mention", primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),  # perpetrator, victim
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("name_key", sa.Text, nullable=False, index=True),
    sa.Column("actor", sa.Text, index=True),
    sqlite_with_rowid=False,
)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    _mention("mention", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

copy_blocks = sa.Table(
    "copy_blocks",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    _hash("document", "documents.sha256", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("mention", sa.Text, sa.ForeignKey("mentions.id"), index=True),  # NULL: a figure tied to no incident
    _hash("document", "documents.sha256", index=True),
    sa.Column("property", sa.Text, nullable=False, index=True),
    sa.Column("value_kind", sa.Text, nullable=False),  # count, interval, place, text, flag, none
    sa.Column("value", sa.Text),  # JSON
    sa.Column("value_actor", sa.Text, index=True),
    sa.Column("original", sa.Text, nullable=False),
    sa.Column("stance", sa.Text, nullable=False),
    sa.Column("span_start", sa.Integer, nullable=False),  # code points
    sa.Column("span_end", sa.Integer, nullable=False),
    sa.Column("speaker", sa.Text),
    sa.Column("speaker_key", sa.Text),
    sa.Column("speaker_class", sa.Text),
    sa.Column("actor", sa.Text),
    sa.Column("represents", sa.Text),
    sa.Column("group", sa.Text),
    sa.Column("part_of", sa.Text),
    sa.Column("early", sa.Boolean, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("said_from", sa.Date),
    sa.Column("said_to", sa.Date),
    sa.Column("published", sa.Date),
    sa.Column("attribution", sa.Text),
    sa.Column("against", sa.Text),
    sa.Column("supersedes", sa.Text),
    sa.Column("rule", sa.Text),
    sa.Column("first_seen", UTCDateTime),
    sa.Column("last_seen", UTCDateTime),
    sa.CheckConstraint("span_start <= span_end", name="span"),
    sa.Index("ix_claims_speaker_key_published", "speaker_key", "published"),  # what somebody said last, without sorting
    sa.Index("ix_claims_actor_published", "actor", "published"),
    sa.Index(
        "ix_claims_speakers", "actor", "speaker_key", "speaker", "property", "stance", "value_kind"
    ),  # counted along it
)

# An incident is named after its first mention, so that an earlier report renames it: this finds it by its former names.
incident_names = sa.Table(
    "incident_names",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # of an incident of which ``mention`` is the first
    _mention("mention", index=True),
    sqlite_with_rowid=False,
)

relations = sa.Table(
    "relations",
    metadata,
    _hash("document", "documents.sha256", primary_key=True),
    sa.Column("origin", sa.Text, primary_key=True),
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("type", sa.Text, primary_key=True),
    sa.Column("rule", sa.Text),
    sqlite_with_rowid=False,
)

actors_seen = sa.Table(
    "actors_seen",
    metadata,
    _hash("document", "documents.sha256", primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, primary_key=True),  # "" where the registry does not know it
    sa.Column("name_key", sa.Text, nullable=False),
    sa.Column("mentions", sa.Integer, nullable=False),
    sa.Index("ix_actors_seen_actor", "actor", "name_key", "name", "kind", "mentions"),  # counted along it
    sqlite_with_rowid=False,
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("verdict", sa.Text, nullable=False),  # "undo" takes back the judgement that ``subject`` names
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("other", sa.Text),
    sa.Column("value", sa.Text),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("made", UTCDateTime),
    sa.Column("upon", sa.Text),  # the last judgement about the same that its author had seen; "": none
    sa.Column("before", sa.Text),  # JSON: how the subject stood
    sa.Column("after", sa.Text),  # JSON: how it stands since
    sqlite_autoincrement=True,
)

links = sa.Table(
    "links",
    metadata,
    _mention("first", primary_key=True),
    _mention("second", primary_key=True, index=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON of the Comparison: what spoke for and against
    sa.CheckConstraint("first < second", name="order"),
    sqlite_with_rowid=False,
)

incident_of = sa.Table(
    "incident_of",
    metadata,
    _mention("mention", primary_key=True),
    sa.Column("incident", sa.Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

copies = sa.Table(
    "copies",
    metadata,
    _hash("document", "documents.sha256", primary_key=True),
    _hash("origin", "documents.sha256", primary_key=True, index=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),  # wire copy, update
    sqlite_with_rowid=False,
)

assessments = sa.Table(
    "assessments",
    metadata,
    sa.Column("incident", sa.Text, primary_key=True),
    sa.Column("policy", sa.Text, primary_key=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON of the Assessment
    sa.Column("disputes", sa.Text, nullable=False, server_default="{}"),  # JSON: how many of which type
    sa.Index("ix_assessments_policy_status", "policy", "status", "incident", "disputes"),  # lists without the bodies
)

# Mentions that are added but not linked yet: written with the document, cleared with its links.
unlinked = sa.Table("unlinked", metadata, _mention("mention", primary_key=True))

# Likewise documents that were not looked at as copies of others, or as the origins of copies.
uncompared = sa.Table("uncompared", metadata, _hash("document", "documents.sha256", primary_key=True))
