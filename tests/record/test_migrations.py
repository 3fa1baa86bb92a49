"""The tables that the migrations make are those that the code expects; every field has its place in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from made import told
from rashomon import record as package
from rashomon.assess import assess
from rashomon.model import Claim
from rashomon.record import Record, open_record, packing, schema
from rashomon.record.sqlite import KEPT_0001, KEPT_0003


def test_migrations_end_at_the_schema(record: Record) -> None:
    def ours(_thing: object, name: str, kind: str, *_: object) -> bool:
        return not (kind == "table" and name.startswith(("document_words", "mention_words")))

    with record._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []


def test_the_code_is_written_for_the_last_migration() -> None:
    scripts = ScriptDirectory(str(Path(package.__file__).parent / "migrations"))
    assert scripts.get_heads() == [schema.HEAD]
    assert all(len(script.revision) == 4 and script.revision.isdigit() for script in scripts.walk_revisions())


def test_every_field_of_a_claim_has_a_column() -> None:
    columns = set(schema.claims.columns.keys())
    apart = {"span": {"span_start", "span_end"}, "said": {"said_from", "said_to"}, "value": {"value", "value_kind"}}
    for field in msgspec.structs.fields(Claim):
        if field.name not in packing.CLAIM_DERIVED:
            assert apart.get(field.name, {field.name}) <= columns, field.name


def test_what_is_kept_and_what_is_derived_are_all_tables() -> None:
    assert {*schema.KEPT, *schema.DERIVED, "meta", "unlinked", "uncompared"} == set(schema.metadata.tables)
    assert {*KEPT_0001, *KEPT_0003} == set(schema.KEPT)


# What the steps after 0006 did, undone: a record that holds documents as rashomon left it then.
BACK_TO_0006 = """
DROP INDEX ix_actors_seen_actor;
DROP INDEX ix_claims_speakers;
CREATE INDEX ix_actors_seen_name_key ON actors_seen (name_key);
DROP INDEX ix_assessments_policy_status;
ALTER TABLE assessments DROP COLUMN disputes;
CREATE INDEX ix_assessments_status ON assessments (status);
UPDATE alembic_version SET version_num = '0006';
"""


def test_a_record_with_documents_is_brought_up_to_date(path: Path) -> None:
    texts = ("A strike hit Karsa, killing 12.", "At least 12 died in a strike on Dessary.")
    with open_record(str(path)) as record:
        for text in texts:
            record.add(*told(text))
        claims = list(record.claims())
        with record.linking() as linking:
            linking.put_incidents({m: f"i{n}" for n, m in enumerate(linking.unlinked())})
        incidents = [i.id for i in record.incidents()]
        made = [assess(i, [c for c in record.claims() if c.incident == i]) for i in incidents]
        assert record.keep_assessments(made)
    with closing(sqlite3.connect(path)) as older:
        older.executescript(BACK_TO_0006)
    with open_record(str(path), create=False) as record:
        assert list(record.check()) == []
        assert [c.id for c in record.claims()] == [c.id for c in claims]
        assert [i.id for i in record.incidents()] == incidents
        assert record.kept_assessments(incidents, made[0].policy) == {}
        assert record.unassessed(made[0].policy, limit=9) == sorted(incidents)
        assert record.keep_assessments(made)
        assert sorted(record.kept_assessments(incidents, made[0].policy)) == sorted(incidents)
