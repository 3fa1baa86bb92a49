"""The tables that the migrations make are those that the code expects; every field has its place in them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from rashomon import record as package
from rashomon.model import Claim
from rashomon.record import Record, packing, schema
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
