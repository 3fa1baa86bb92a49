"""What linking reads and writes; the derived tables depend on what is in the record, not on how it came there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from made import WHEN, told
from rashomon.model import Assessment, Comparison, Copy, Judgement, Range, Reason
from rashomon.record import ClaimFilter, Keys, Linking, Record, assessed, open_record

if TYPE_CHECKING:
    from pathlib import Path


def _many(count: int) -> list[tuple]:
    return [told(f"A strike hit Karsa. Report {n}.", id=str(n)) for n in range(count)]


def _chained(reports: list[tuple]) -> list[tuple]:
    """Each shares a block with the next one only."""
    found = []
    for n, (capture, annotated, claims, keys) in enumerate(reports):
        mention = keys.mentions[0].mention
        blocks = {mention: (f"b{n}", f"b{n + 1}")}
        found.append((capture, annotated, claims, Keys(mentions=keys.mentions, blocks=blocks)))
    return found


def _join(session: Linking) -> None:
    """A simple linker: whoever shares a block is one incident."""
    for mention in session.unlinked():
        near = session.candidates([mention])[mention]
        ends = [(min(mention, other), max(mention, other)) for other in near]
        session.put_links(Comparison(a, b, 1.0, (Reason("block", 1.0, "share a block"),)) for a, b in ends)
        members, _ = session.component([mention])
        session.put_incidents(dict.fromkeys(members, f"i:{members[0]}"))


def test_candidates_share_a_block(record: Record) -> None:
    reports = _chained(_many(4))
    for report in reports:
        record.add(*report)
    ids = [report[3].mentions[0].mention for report in reports]
    with record.linking() as session:
        assert session.candidates(ids[:2]) == {ids[0]: (ids[1],), ids[1]: tuple(sorted((ids[0], ids[2])))}
        assert session.candidates(ids[:1]) == {ids[0]: (ids[1],)}
        assert session.link_keys(ids) == {key.mention: key for _, _, _, keys in reports for key in keys.mentions}
        assert [mention.id for mention in session.mentions(ids)] == sorted(ids)


def test_components_and_their_links(record: Record) -> None:
    reports = _many(5)
    for report in reports:
        record.add(*report)
    a, b, c, d, e = sorted(report[3].mentions[0].mention for report in reports)
    links = [Comparison(x, y, 2.0, (Reason("day", 2.0, "both"),)) for x, y in ((a, b), (b, c), (d, e))]
    with record.linking() as session:
        session.put_links(reversed(links))
        session.put_links(links[:1])
        bare = [Comparison(link.first, link.second, link.score, ()) for link in links]
        assert session.component([c]) == ((a, b, c), tuple(bare[:2]))
        assert session.component([a, e]) == ((a, b, c, d, e), tuple(bare))
        assert session.links_of([b]) == tuple(links[:2])
        with pytest.raises(ValueError, match="order"):
            session.put_links([Comparison(b, a, 1.0, ())])


def test_any_order_ends_in_the_same_tables(tmp_path: Path, empty: Path) -> None:
    reports = _chained(_many(4))
    outcomes = set()
    for n, order in enumerate(itertools.permutations(reports)):
        path = tmp_path / f"{n}.db"
        path.write_bytes(empty.read_bytes())
        with open_record(str(path)) as record:
            for at, report in enumerate(order):
                record.add(*report)
                if (n >> at) & 1:  # linked after some documents and not after others
                    with record.linking() as session:
                        _join(session)
            with record.linking() as session:
                _join(session)
                everything = session.component([reports[0][3].mentions[0].mention])
            outcomes.add((tuple(record.incidents()), everything, tuple(record.claims())))
            assert record.unlinked() == ()
            assert list(record.check()) == []
    assert len(outcomes) == 1


def _fails_half_way(record: Record) -> None:
    with record.linking() as session:
        session.put_incidents(dict.fromkeys(session.unlinked(), "i1"))
        session.put_links([Comparison("b", "a", 1.0, ())])


def test_what_fails_half_way_is_not_kept(record: Record) -> None:
    record.add(*_many(1)[0])
    with pytest.raises(ValueError, match="order"):
        _fails_half_way(record)
    assert len(record.unlinked()) == 1


def _assessed(incident: str) -> Assessment:
    return Assessment(incident=incident, status="reported", why="", ranges={"killed": Range(1, 2, 3)})


def test_assessments_hold_until_their_incident_changes(record: Record) -> None:
    for report in _many(3):
        record.add(*report)
    with record.linking() as session:
        a, b, c = session.unlinked()
        session.put_incidents({a: "i1", b: "i1", c: "i2"})
    record.keep_assessments([_assessed("i1"), _assessed("i2")])
    record.keep_assessments([_assessed("i1")])
    assert record.kept_assessments(["i1", "i2", "i3"], "span") == {"i1": _assessed("i1"), "i2": _assessed("i2")}
    assert record.kept_assessments(["i1"], "latest") == {}
    with record.linking() as session:
        session.put_incidents({a: "i1", b: "i1"})
    assert set(record.kept_assessments(["i1", "i2"], "span")) == {"i1", "i2"}
    with record.linking() as session:
        session.put_incidents({b: "i3"})
    assert set(record.kept_assessments(["i1", "i2"], "span")) == {"i2"}


def test_what_was_computed_before_a_change_is_not_kept_after_it(record: Record) -> None:
    for report in _many(2):
        record.add(*report)
    before = record.state()
    assert record.keep_assessments([_assessed("i1")], computed_from=before)
    with record.linking() as session:
        session.put_incidents(dict.fromkeys(session.unlinked(), "i1"))
    assert record.state() != before
    assert not record.keep_assessments([_assessed("i1")], computed_from=before)
    assert record.kept_assessments(["i1"], "span") == {}


def test_another_version_does_not_take_what_was_kept(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    record.keep_assessments([_assessed("i1")])
    monkeypatch.setattr(assessed, "__version__", "9.9")
    assert record.kept_assessments(["i1"], "span") == {}


def test_what_cannot_be_kept_stops_nobody(record: Record) -> None:
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.commit()
    assert not record.keep_assessments([_assessed("i1")])


def test_a_judgement_clears_what_was_assessed_of_its_incident(record: Record) -> None:
    for report in _many(2):
        record.add(*report)
    with record.linking() as session:
        a, b = session.unlinked()
        session.put_incidents({a: "i1", b: "i2"})
    [claim] = record.claims(ClaimFilter(incidents=("i1",)))
    for n, (verdict, subject, left) in enumerate(
        (("reject", claim.id, {"i2"}), ("undo", "j0", {"i2"}), ("unsure", b, {"i1"}), ("merge", "some-actor", set()))
    ):
        record.keep_assessments([_assessed("i1"), _assessed("i2")])
        record.judge(Judgement(id=f"j{n}", verdict=verdict, subject=subject, made=WHEN))
        assert set(record.kept_assessments(["i1", "i2"], "span")) == left


def test_copies_are_replaced_and_clear_what_was_assessed(record: Record) -> None:
    reports = _many(3)
    for report in reports:
        record.add(*report)
    a, b, c = sorted(report[0].sha256 for report in reports)
    with record.linking() as session:
        assert session.uncompared() == (a, b, c)
        session.put_incidents({f"{sha}:e1": f"i{n}" for n, sha in enumerate((a, b, c))})
        assert session.copy_candidates([b]) == {b: (a, c)}
        assert session.fingerprints([a])[a].values == (1, 2, 3)
    record.keep_assessments([_assessed("i1"), _assessed("i2")])
    copy = Copy(document=b, origin=a, score=0.9, kind="wire copy")
    with record.linking() as session:
        session.put_copies([a, b, c], [copy])
        assert session.uncompared() == ()
    assert record.copies() == (copy,)
    assert set(record.kept_assessments(["i1", "i2"], "span")) == {"i2"}
    with record.linking() as session:
        with pytest.raises(ValueError, match="not among"):
            session.put_copies([a], [copy])
        session.put_copies([b], [])
    assert record.copies() == ()


def test_clearing_puts_everything_up_for_linking(record: Record) -> None:
    for report in _many(2):
        record.add(*report)
    with record.linking() as session:
        _join(session)
        session.put_copies(session.uncompared(), [])
        incidents = tuple(record.incidents())
    with record.linking() as session:
        session.clear()
        assert len(session.unlinked()) == len(session.uncompared()) == 2
        _join(session)
    assert tuple(record.incidents()) != incidents
    assert record.counts().incidents == 1
