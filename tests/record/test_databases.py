"""What every database must do alike. PostgreSQL takes part where RASHOMON_TEST_POSTGRESQL names an empty database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from made import WHEN, told
from rashomon.config import Settings
from rashomon.errors import RecordBusyError, RecordError
from rashomon.model import Judgement
from rashomon.record import ClaimFilter, IncidentFilter, Record, open_record

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = told("A strike hit the market of Karsa on Tuesday, killing at least 12.", url="https://herald.example/1")
SECOND = told("Two strikes hit the market of Karsa, killing 30.", url="https://herald.example/1")


@pytest.fixture
def filled(address: str) -> Iterator[Record]:
    with open_record(address) as opened:
        assert opened.add(*FIRST).status == "added"
        assert opened.add(*FIRST).status == "unchanged"
        assert opened.add(*SECOND).status == "revision"
        yield opened


def test_what_was_added_comes_back(filled: Record) -> None:
    for capture, annotated, claims, _ in (FIRST, SECOND):
        assert filled.capture(capture.sha256) == capture
        assert filled.reading(capture.sha256) == msgspec.structs.replace(annotated, tokens=())
        [claim] = filled.claims(ClaimFilter(document=capture.sha256))
        assert claim == msgspec.structs.replace(claims[0], first_seen=WHEN, last_seen=WHEN)
    assert len(filled.document(FIRST[0].sha256).revisions) == 2
    assert list(filled.check()) == []


def test_filters_and_full_text(filled: Record) -> None:
    for wanted, count in (
        (IncidentFilter(), 2), (IncidentFilter(place="KARSA"), 2), (IncidentFilter(party="ardan air"), 2),
        (IncidentFilter(words="two"), 1), (IncidentFilter(words="nowhere"), 0), (IncidentFilter(place="100%"), 0),
    ):  # fmt: skip
        assert len(list(filled.incidents(wanted))) == count
    [hit] = filled.search("market Tuesday")
    assert [FIRST[1].text[start:end] for start, end in hit.spans] == ["market", "Tuesday"]


def test_linking(filled: Record) -> None:
    with filled.linking() as session:
        a, b = session.unlinked()
        assert session.candidates([a]) == {a: (b,)}
        session.put_incidents({a: "i1", b: "i1"})
    assert len(filled.incident("i1").mentions) == 2
    filled.judge(Judgement(id="j1", verdict="split", subject=a, other=b, made=WHEN))
    assert filled.unlinked() == (a, b)
    with filled.linking() as session:
        session.clear()
        assert session.uncompared()
    assert list(filled.check()) == []


def test_writers_wait_for_each_other(filled: Record, address: str) -> None:
    with (
        open_record(address, settings=Settings(busy_timeout=0.05)) as other,
        filled.linking(),
        pytest.raises(RecordBusyError, match="writing"),
    ):
        other.add(*told("A strike while others write."))


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError, match="does not answer") as caught:
        open_record("postgresql+psycopg://someone:secret@127.0.0.1:1/nothing")
    assert "secret" not in str(caught.value)
