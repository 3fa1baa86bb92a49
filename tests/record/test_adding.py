"""Adding: whole or not at all, once, and never changed afterwards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa

from made import WHEN, document, told
from rashomon.errors import UnreadableInputError
from rashomon.model import Annotated, Judgement, Span
from rashomon.record import Keys, Record, open_record, schema

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "A strike hit the market of Karsa on Tuesday, killing at least 12."


def _rows(record: Record) -> dict[str, list]:
    with record._engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for name, table in schema.metadata.tables.items()
        }


def test_what_was_added_comes_back(record: Record) -> None:
    capture, annotated, claims, keys = told(TEXT, url="https://herald.example/1", author="A. Writer")
    added = record.add(capture, annotated, claims, keys)
    assert (added.status, added.document, added.revises) == ("added", capture.sha256, ())
    assert record.capture(capture.sha256) == capture
    stored = record.document(capture.sha256)
    assert (stored.document, stored.origin, stored.captured, stored.size) == (
        annotated.document, capture.origin, WHEN, len(capture.content),
    )  # fmt: skip
    assert record.reading(capture.sha256) == msgspec.structs.replace(annotated, tokens=())
    [claim] = record.claims()
    assert claim == msgspec.structs.replace(claims[0], first_seen=WHEN, last_seen=WHEN)


def test_the_same_bytes_again_change_nothing(record: Record) -> None:
    parts = told(TEXT)
    record.add(*parts)
    before = _rows(record)
    assert record.holds(parts[0].sha256)
    assert record.add(*parts).status == "unchanged"
    elsewhere = msgspec.structs.replace(parts[0], origin="b.txt", captured=dt.datetime(2032, 1, 1, tzinfo=dt.UTC))
    assert record.add(elsewhere, *parts[1:]).status == "unchanged"
    assert _rows(record) == before


def test_other_bytes_of_one_address_are_a_revision(record: Record) -> None:
    first = told(TEXT, url="https://herald.example/1")
    second = told(TEXT + " Later reports say 14.", url="https://herald.example/1")
    record.add(*first)
    added = record.add(*second)
    assert (added.status, added.revises) == ("revision", (first[0].sha256,))
    both = record.document(second[0].sha256)
    assert set(both.revisions) == {first[0].sha256, second[0].sha256}
    assert both.revisions[both.revision - 1] == second[0].sha256
    assert record.add(*told(TEXT + " No address.")).status == "added"


def test_a_failure_half_way_leaves_nothing(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = told(TEXT)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(record._dialect, "index", broken)
    with pytest.raises(KeyboardInterrupt):
        record.add(*parts)
    assert not any(rows for name, rows in _rows(record).items() if name != "meta")
    monkeypatch.undo()
    assert record.add(*parts).status == "added"
    assert list(record.check()) == []


def test_parts_that_do_not_belong_together_are_refused(record: Record) -> None:
    capture, annotated, (claim,), keys = told(TEXT)
    other_capture, other, *_ = told("Another strike was reported.")
    outside = msgspec.structs.replace(claim, span=Span(0, len(TEXT) + 1))
    stray = msgspec.structs.replace(claim, mention=f"{capture.sha256}:e9")
    twice = msgspec.structs.replace(annotated, incidents=annotated.incidents * 2)
    wrong_hash = msgspec.structs.replace(capture, content=b"changed")
    for parts in (
        (other_capture, annotated, (), keys),
        (wrong_hash, annotated, (), keys),
        (capture, annotated, (outside,), keys),
        (capture, annotated, (stray,), keys),
        (capture, twice, (), keys),
        (other_capture, other, (), keys),
        (capture, annotated, (), Keys(blocks={f"{capture.sha256}:e7": ("k",)})),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            record.add(*parts)
    assert record.counts().documents == 0


def test_a_text_that_no_file_can_hold_is_refused_with_the_reason(record: Record) -> None:
    capture, made = document("plain")
    broken = Annotated(document=msgspec.structs.replace(made, text="half \ud800 a pair"))
    with pytest.raises(UnreadableInputError, match="surrogate") as caught:
        record.add(capture, broken)
    assert caught.value.origin == capture.origin
    assert record.counts().documents == 0


def test_a_claim_about_no_incident_is_kept(record: Record) -> None:
    capture, annotated, (claim,), keys = told(TEXT)
    loose = msgspec.structs.replace(claim, mention=None, incident=None)
    record.add(capture, annotated, (loose,), keys)
    [found] = record.claims()
    assert (found.mention, found.incident) == (None, None)


@pytest.mark.parametrize("name", schema.KEPT)
def test_kept_tables_are_append_only(record: Record, name: str) -> None:
    record.add(*told(TEXT))
    record.judge(Judgement(id="j1", verdict="accept", subject="c1", made=WHEN))
    table = schema.metadata.tables[name]
    column = next(iter(table.columns))
    with record._engine.begin() as connection:
        assert connection.execute(sa.select(table)).all()
    for statement in (sa.update(table).values({column.name: column}), sa.delete(table)):
        with pytest.raises(sa.exc.IntegrityError, match="append-only"), record._engine.begin() as connection:
            connection.execute(statement)


def test_two_openings_of_one_file_see_each_other(record: Record, path: Path) -> None:
    with open_record(str(path), create=False) as other:
        record.add(*told(TEXT))
        assert other.counts().documents == 1
        assert other.add(*told(TEXT)).status == "unchanged"


def test_readers_go_on_while_somebody_writes(record: Record, path: Path) -> None:
    record.add(*told(TEXT))
    with open_record(str(path), create=False) as other, record.linking() as session:
        session.put_incidents(dict.fromkeys(session.unlinked(), "i1"))
        assert [incident.id for incident in other.incidents()] != ["i1"]
        assert other.counts().unlinked == 1
    with open_record(str(path), create=False) as other:
        assert [incident.id for incident in other.incidents()] == ["i1"]
