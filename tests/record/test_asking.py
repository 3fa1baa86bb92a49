"""Questions in SQL and moments, in each kind of database."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa

from made import told
from rashomon.errors import QueryError
from rashomon.model import Judgement
from rashomon.record import ClaimFilter, IncidentFilter, Moment, open_record
from rashomon.record.asking_server import asked
from rashomon.web.columns import Columnist

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOWHERE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"


def fill(record) -> None:
    for number, published, captured in ((1, 2, 10), (2, 4, 5), (3, None, 6)):
        day = dt.date(2031, 5, published) if published else None
        capture, *rest = told(f"Report {number}: the strike in Karsa.", published=day, id=f"r{number}")
        record.add(msgspec.structs.replace(capture, captured=dt.datetime(2031, 5, captured, 12, tzinfo=dt.UTC)), *rest)


@pytest.mark.parametrize(
    ("asof", "known", "there"),
    [
        ("2031-05-01", None, ""),
        ("2031-05-02", None, "1"),
        ("2031-05-06", None, "123"),
        (None, "2031-05-06", "23"),
        ("2031-05-04", "2031-05-09", "2"),
    ],
)
def test_moments(address: str, asof: str | None, known: str | None, there: str) -> None:
    with open_record(address) as record:
        fill(record)
        then = record.at(Moment.of(asof, known))
        wanted = [f"r{number}" for number in there]
        assert sorted(found.document.id for found in then.documents()) == wanted
        assert sorted(m.document_id for i in then.incidents() for m in i.mentions) == wanted
        assert len(list(then.claims())) == then.counts().mentions == len(wanted)
        assert sorted(hit.id for hit in then.search("strike")) == wanted
        assert sum(actor.documents for actor in then.actors()) == len(wanted)
        ids = [key for _, key in then.incident_days(IncidentFilter(box=(30, 30, 40, 40)))]
        assert len(then.spots(ids)) == len(wanted)
        for key in ids:
            assert then.history(key).counting(then.moment) == 1
            assert then.kept_assessments([key], "span") == {}
        assert then.origins() == {}


def test_judgements_of_then(address: str) -> None:
    with open_record(address) as record:
        fill(record)
        claim = next(iter(record.claims()))
        made = dt.datetime(2031, 5, 20, tzinfo=dt.UTC)
        record.judge(Judgement(id="j1", verdict="reject", subject=claim.id, author="n", made=made))
        for known, review in (("2031-05-19", "machine"), ("2031-05-20", "rejected")):
            [found] = record.at(Moment.of(known=known)).claims(ClaimFilter(ids=(claim.id,)))
            assert found.review == review


@pytest.fixture
def through(address: str) -> Iterator[str]:
    """The address for questions: of a role that may only read, where the record is on a server."""
    if not address.startswith("postgresql"):
        yield ""
        return
    engine = sa.create_engine(address)
    with open_record(address), engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE rashomon_reader LOGIN")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO rashomon_reader")
    yield sa.make_url(address).set(username="rashomon_reader").render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY rashomon_reader")
        connection.exec_driver_sql("DROP ROLE rashomon_reader")
    engine.dispose()


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM claims",
        "SELECT 1; COMMIT; DELETE FROM claims",
        "COMMIT",
        "nonsense",
        "CREATE TABLE x (a integer)",
        "",
        "UPDATE meta SET value = 'x'",
        "COPY claims TO '/tmp/claims'",
        "WITH gone AS (DELETE FROM claims RETURNING id) SELECT * FROM gone",
        "SELECT id INTO taken FROM claims",
        "SELECT 1) AS asked, (SELECT 2",
    ],
)
def test_questions_change_nothing(address: str, through: str, question: str) -> None:
    with open_record(address) as record:
        fill(record)
        with pytest.raises(QueryError):
            record.ask(question, through=through)
        assert record.ask("SELECT count(*) FROM claims;", through=through).rows == ((3,),)
        asked = "SELECT ':x' AS a, 5 % 2 AS b, content FROM captures -- all of it"
        assert record.ask(asked, most=1, through=through).rows[0][1] == 1


def test_a_question_that_takes_too_long_ends(address: str, through: str) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with open_record(address) as record, pytest.raises(QueryError, match="longer than"):
        record.ask(slow, seconds=0.3, through=through)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT set_config('statement_timeout', '0', true)",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT PG_SLEEP(1)",
        'SELECT U&"\\0070g_sleep"(1)',
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT lo_get(1)",
        "SELECT * FROM pg_stat_activity",
        "SELECT 1; COMMIT; DELETE FROM claims",
        "COPY claims TO PROGRAM 'sh'",
        "",
    ],
)
def test_a_server_refuses_what_does_more_than_read(question: str) -> None:
    """Before any connection is made: there is no server at this address."""
    with (
        pytest.raises(QueryError, match=r"not allowed|one question|asks nothing"),
        asked(NOWHERE, question, seconds=1, most=1),
    ):
        pytest.fail("it was asked")


def test_a_server_that_does_not_answer_is_named() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(QueryError, match="does not answer"), asked(NOWHERE, "SELECT 1", seconds=1, most=1):
        pytest.fail("it was asked")


def test_a_server_is_not_asked_by_who_may_write(address: str, through: str) -> None:
    if not through:
        pytest.skip("of servers")
    with open_record(address) as record:
        for other, words in (("", "RASHOMON_QUESTIONS"), (address, "is a superuser")):
            with pytest.raises(QueryError, match=words):
                record.ask("SELECT 1", through=other)
        engine = sa.create_engine(address)
        with engine.begin() as connection:
            connection.exec_driver_sql("GRANT DELETE ON unlinked, assessments TO rashomon_reader")
        engine.dispose()
        with pytest.raises(QueryError, match="may write assessments"):
            record.ask("SELECT 1", through=through)


def test_an_answer_has_a_size(tmp_path: Path) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT"
    with open_record(str(tmp_path / "r.db")) as record:
        with pytest.raises(QueryError, match="larger than 64 MB"):
            record.ask(f"{rows} text FROM n, (SELECT printf('%.*c', 9000000, 'x') AS text LIMIT 1)", most=50_000)
        with pytest.raises(QueryError, match="columns"):
            record.ask(f"SELECT {', '.join('1' for _ in range(201))}")
        assert len(record.ask(f"{rows} i FROM n", most=50_000).rows) == 50_000


def test_what_lists_are_made_of(address: str) -> None:
    """Days and moments come as each database has them; the columns are the same."""
    with open_record(address) as record:
        fill(record)
        book = SimpleNamespace(at=lambda: SimpleNamespace(record=record))
        steps = Columnist()
        found = steps.columns(book, "mark")
        day = dt.date(2031, 5, 2).toordinal()
        assert list(found.published - day) == [0, 2, 4], "the undated counts from its capture"
        assert [found.counting(Moment.of(known=f"2031-05-{d:02}")).sum() for d in (4, 5, 6, 9, 10)] == [0, 1, 2, 2, 3]
        again = steps.columns(book, "mark")
        assert (list(again.number), again.ids) == (list(found.number), found.ids)
        assert sorted(record.telling("strike")) == list(found.number)
