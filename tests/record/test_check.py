"""Whatever is tampered with, check finds it; a sound record gives nothing."""

from __future__ import annotations

import zlib

import msgspec
import pytest
import sqlalchemy as sa

from made import WHEN, told
from rashomon.model import Assessment, Judgement, Range, Span
from rashomon.model.codec import line
from rashomon.record import Record, schema

TEXT = "A strike hit the market of Karsa on Tuesday, killing at least 12."
PARTS = told(TEXT)
SHA = PARTS[0].sha256


@pytest.fixture
def filled(record: Record) -> Record:
    record.add(*PARTS)
    record.add(*told("Another strike hit Tel Oram."))
    return record


def _change(record: Record, table: str, *statements: sa.Executable) -> None:
    """Changes what the record itself never would."""
    with record._engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_update")
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def _found(record: Record) -> set[tuple[str, str]]:
    return {(problem.kind, problem.where) for problem in record.check()}


def test_a_sound_record_has_no_problems(filled: Record) -> None:
    assert list(filled.check()) == []


def test_checking_does_not_keep_writers_waiting(filled: Record) -> None:
    found = filled.check()
    first = next(found, None)
    assert first is None
    changed = sa.update(schema.captures).where(schema.captures.c.sha256 == SHA).values(content=b"x", packing="raw")
    _change(filled, "captures", changed)
    found = filled.check()
    assert next(found).kind == "hash differs"
    assert filled.add(*told("A strike while the record is checked.")).status == "added"


def test_changed_bytes(filled: Record) -> None:
    changed = sa.update(schema.captures).where(schema.captures.c.sha256 == SHA)
    _change(filled, "captures", changed.values(content=b"other bytes", packing="raw"))
    assert _found(filled) == {("hash differs", SHA)}
    _change(filled, "captures", changed.values(content=zlib.compress(b"x" * 500)[:9], packing="zlib"))
    assert _found(filled) == {("damaged capture", SHA)}


def test_changed_text(filled: Record) -> None:
    cut = sa.update(schema.documents).where(schema.documents.c.sha256 == SHA).values(text="A strife.")
    _change(filled, "documents", cut)
    kinds = {kind for kind, _ in _found(filled)}
    assert {"words differ", "span outside", "full text"} <= kinds


def test_a_lost_document(filled: Record) -> None:
    _change(filled, "documents", sa.delete(schema.documents).where(schema.documents.c.sha256 == SHA))
    kinds = {kind for kind, _ in _found(filled)}
    assert {"no document", "dangling pointer"} <= kinds


@pytest.mark.parametrize("body", [b"", b"no zlib", zlib.compress(b"{"), zlib.compress(b"\xff")])
def test_a_damaged_reading(filled: Record, body: bytes) -> None:
    _change(filled, "readings", sa.update(schema.readings).where(schema.readings.c.document == SHA).values(body=body))
    assert _found(filled) == {("damaged reading", SHA)}


def test_a_lost_reading(filled: Record) -> None:
    _change(filled, "readings", sa.delete(schema.readings).where(schema.readings.c.document == SHA))
    assert _found(filled) == {("no reading", SHA)}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"original": "missile"}, "words differ"),
        ({"span_end": 9}, "words differ"),
        ({"span_end": 900}, "span outside"),
        ({"against": "c0"}, "dangling pointer"),
        ({"supersedes": "c0"}, "dangling pointer"),
        ({"part_of": "c0"}, "dangling pointer"),
        ({"mention": f"{'0' * 64}:e1"}, "dangling pointer"),
    ],
)
def test_changed_claims(filled: Record, values: dict, kind: str) -> None:
    claim = PARTS[2][0].id
    _change(filled, "claims", sa.update(schema.claims).where(schema.claims.c.id == claim).values(values))
    assert {found for found, _ in _found(filled)} == {kind}


def test_words_with_a_gap_are_words(record: Record) -> None:
    capture, annotated, (claim,), keys = told(TEXT)
    gap = msgspec.structs.replace(claim, span=Span(0, len(TEXT)), original="strike ... Karsa ... at least 12")
    record.add(capture, annotated, (gap,), keys)
    assert list(record.check()) == []


def test_changed_mentions(filled: Record) -> None:
    mention = PARTS[3].mentions[0].mention
    incident = PARTS[1].incidents[0]
    update = sa.update(schema.mentions).where(schema.mentions.c.id == mention)
    for changed, kind in (
        (msgspec.structs.replace(incident, killed=Range(13, 12, 30)), "range out of order"),
        (msgspec.structs.replace(incident, killed=Range(-1, 12, 30)), "range out of order"),
        (msgspec.structs.replace(incident, anchor=Span(0, 900)), "span outside"),
        (msgspec.structs.replace(incident, id="e2"), "dangling pointer"),
    ):
        _change(filled, "mentions", update.values(body=line(changed)))
        assert _found(filled) == {(kind, mention)}
    _change(filled, "mentions", update.values(body="{"))
    assert _found(filled) == {("damaged mention", mention)}


def test_what_is_derived(filled: Record) -> None:
    with filled.linking() as session:
        mentions = session.unlinked()
        session.put_incidents(dict.fromkeys(mentions, "i1"))
    assert _found(filled) == set()
    bad = Assessment(incident="i1", status="reported", why="", ranges={"killed": Range(5, 4, 9)})
    stray = Assessment(incident="i9", status="reported", why="")
    filled.keep_assessments([bad, stray])
    assert _found(filled) == {("range out of order", "i1"), ("dangling pointer", "i9")}
    _change(filled, "incident_of", sa.delete(schema.incident_of).where(schema.incident_of.c.mention == mentions[0]))
    assert ("not linked", mentions[0]) in _found(filled)


def test_judgements_about_nothing(filled: Record) -> None:
    claim = next(filled.claims())
    for key, verdict, subject in (("j1", "accept", claim.id), ("j2", "undo", "j1"), ("j3", "reject", "c-gone")):
        filled.judge(Judgement(id=key, verdict=verdict, subject=subject, made=WHEN))
    assert _found(filled) == {("dangling pointer", "j3")}
