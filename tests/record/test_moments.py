"""The record as of a moment: what counted then, and nothing else."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made import told
from rashomon.errors import NotInRecordError, NotThenError, SettingError
from rashomon.model import Claim, Judgement
from rashomon.record import ClaimFilter, IncidentFilter, Moment, Record, open_record, packing
from rashomon.resolve import incident_id
from rashomon.run.assessing import assessments
from rashomon.run.link import relink

if TYPE_CHECKING:
    from pathlib import Path

D = dt.date
FIRST = D(2031, 5, 1)
PLACES = ("Karsa", "Tel Oram")


def at(day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2031, 5, day, hour, tzinfo=dt.UTC)


def report(number: int, published: int | None, captured: int | None, **more: object) -> tuple:
    """A report of ``number`` killed, by the days of May on which it was published and captured."""
    day = D(2031, 5, published) if published else None
    capture, annotated, claims, keys = told(
        f"Report {number}: the strike in Karsa killed {number}.", published=day, id=f"r{number}", **more
    )
    capture = msgspec.structs.replace(capture, captured=at(captured) if captured else None)
    claims = tuple(msgspec.structs.replace(c, value=msgspec.structs.replace(c.value, low=number)) for c in claims)
    key = msgspec.structs.replace(keys.mentions[0], published=day)
    return capture, annotated, claims, msgspec.structs.replace(keys, mentions=(key,))


@pytest.fixture
def filled(record: Record) -> Record:
    for parts in (report(1, 2, 10), report(2, 4, 5), report(3, None, 6), report(4, 5, None), report(5, None, None)):
        record.add(*parts)
    return record


def ids(record: Record) -> list[str]:
    return sorted(found.document.id for found in record.documents())


@pytest.mark.parametrize(
    ("text", "end"), [("2031", D(2031, 12, 31)), ("2031-02", D(2031, 2, 28)), ("2031-05-04", D(2031, 5, 4))]
)
def test_a_month_or_year_means_its_end_on_both_clocks(text: str, end: dt.date) -> None:
    assert Moment.of(asof=text) == Moment(asof=end)
    assert Moment.of(known=text) == Moment.of(known=end)
    for wrong in ("2031-13", "203", "0000", "2031-5"):
        with pytest.raises(SettingError):
            Moment.of(known=wrong)


@pytest.mark.parametrize(
    ("asof", "known", "there"),
    [
        (None, None, "12345"),
        ("2031-05-01", None, "5"),
        ("2031-05-02", None, "15"),
        ("2031-05-04", None, "125"),
        ("2031-05-05", None, "1245"),
        ("2031-05-06", None, "12345"),  # the undated one counts from the day of its capture
        (None, "2031-05-04", "45"),
        (None, "2031-05-05T11:59:59Z", "45"),
        (None, "2031-05-05T12:00Z", "245"),
        (None, "2031-05-06", "2345"),
        ("2031-05-04", "2031-05-09", "25"),
        ("2031-05-31", "2031-05-31", "12345"),
    ],
)
def test_what_counts_by_then(filled: Record, asof: str | None, known: str | None, there: str) -> None:
    then = filled.at(Moment.of(asof, known))
    wanted = [f"r{number}" for number in there]
    assert ids(then) == wanted
    assert sorted(m.document_id for i in then.incidents() for m in i.mentions) == wanted
    assert sorted(c.value.low for c in then.claims()) == [int(number) for number in there]  # type: ignore[union-attr]
    assert sorted(hit.id for hit in then.search("strike")) == wanted
    assert then.counts().documents == then.counts().mentions == then.counts().claims == len(there)
    assert sum(actor.documents for actor in then.actors()) == len(there)


def test_what_came_later_is_told_apart_from_what_never_was(filled: Record) -> None:
    key = filled.document("r1").document.sha256
    then = filled.at(Moment.of("2031-05-01"))
    with pytest.raises(NotThenError, match="2031-05-02"):
        then.document("r1")
    with pytest.raises(NotThenError, match="2031-05-02"):
        then.incident(f"{key}:e1")
    with pytest.raises(NotInRecordError) as never:
        then.incident("nothing")
    assert not isinstance(never.value, NotThenError)


def test_revisions_are_those_of_then(record: Record) -> None:
    url = "https://herald.example/karsa"
    for parts in (report(1, 2, 3, url=url), report(2, 2, 7, url=url)):
        record.add(*parts)
    assert len(record.document("r1").revisions) == 2
    assert len(record.at(Moment.of(known="2031-05-05")).document("r1").revisions) == 1


def test_judgements_count_from_when_they_were_made(filled: Record) -> None:
    claim = next(iter(filled.claims()))
    filled.judge(Judgement(id="j1", verdict="reject", subject=claim.id, author="n", made=at(20)))
    filled.judge(Judgement(id="j2", verdict="undo", subject="j1", author="n", made=at(22)))

    def review(known: str | None) -> str:
        return next(iter(filled.at(Moment.of(known=known)).claims(ClaimFilter(ids=(claim.id,))))).review

    assert [review(day) for day in ("2031-05-19", "2031-05-20", "2031-05-22", None)] == [
        "machine", "rejected", "machine", "machine",
    ]  # fmt: skip
    assert [len(filled.at(Moment.of(known=f"2031-05-{day}")).judgements()) for day in (19, 21, 23)] == [0, 1, 2]
    assert filled.at(Moment.of(known="2031-05-21")).judgements()[0].undone is None


def test_kept_assessments_hold_only_where_nothing_came_later(record: Record) -> None:
    for parts in (report(1, 2, 2), report(2, 4, 4)):
        record.add(*parts)
    relink(record)
    [incident] = [found.id for found in record.incidents()]
    assert assessments(record, [incident])[incident].ranges["killed"].low == 2
    assert incident in record.kept_assessments([incident], "span")
    before, after = record.at(Moment.of("2031-05-03")), record.at(Moment.of("2031-05-04", "2031-05-30"))
    assert record.kept_assessments([incident], "span") == after.kept_assessments([incident], "span")
    assert before.kept_assessments([incident], "span") == {}
    then = assessments(before, [incident])[incident]
    assert then.ranges["killed"].low == 1, "the replaced figure came back"
    assert record.kept_assessments([incident], "span")[incident] != then, "what held then is not kept for now"
    claim = next(iter(record.claims()))
    record.judge(Judgement(id="j1", verdict="accept", subject=claim.id, author="n", made=at(31)))
    assessments(record, [incident])
    assert after.kept_assessments([incident], "span") == {}, "a later judgement may have changed it"


def test_a_copy_stands_for_its_origin_until_that_came(record: Record) -> None:
    same = "The strike in Karsa killed twelve people on Monday, the Health Office said in a note to the press. " * 3
    from rashomon.record import Keys
    from rashomon.resolve import bands, fingerprint

    for number, captured in ((1, 9), (2, 3), (3, 4)):
        parts = told(f"{same}{number}", published=D(2031, 5, number), id=f"r{number}", outlet=f"Outlet {number}")
        capture, annotated = msgspec.structs.replace(parts[0], captured=at(captured)), parts[1]
        own = fingerprint(annotated.document.sha256, annotated.text, annotated.document.outlet, D(2031, 5, number))
        record.add(capture, annotated, parts[2], Keys(fingerprint=own.values, copies=bands(own)))
    relink(record)
    one, two, three = (record.document(f"r{n}").document.sha256 for n in (1, 2, 3))
    assert record.origins() == {two: one, three: one}
    assert record.at(Moment.of(known="2031-05-05")).origins() == {three: two}
    assert record.at(Moment.of(known="2031-05-05")).origins([three]) == {three: two}
    assert record.at(Moment.of(known="2031-05-03")).origins() == {}
    assert record.at(Moment.of(known="2031-05-09")).origins([two]) == {two: one}


def test_an_incident_is_found_by_its_former_names(record: Record) -> None:
    late, early = report(1, 9, 9), report(2, 3, 10)
    record.add(*late)
    relink(record)
    [before] = [found.id for found in record.incidents()]
    record.add(*early)
    relink(record)
    [after] = [found.id for found in record.incidents()]
    assert before != after
    assert record.incident(before).id == after
    assert record.at(Moment.of(known="2031-05-09")).incident(before).documents == (late[0].sha256,)
    assert packing.incident_name(late[3].mentions[0].mention) == incident_id(late[3].mentions)


def test_one_incident_is_asked_for_by_its_keys(filled: Record) -> None:
    """No question about one incident may look through a whole table, at a moment or not."""
    relink(filled)
    [incident] = [found.id for found in filled.incidents()]
    statements: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        statements.append((statement, parameters))

    sa.event.listen(filled._engine, "before_cursor_execute", note)
    then = filled.at(Moment.of("2031-05-04", "2031-05-30"))
    assert len(then.incident(incident).mentions) >= 1
    list(then.claims(ClaimFilter(incidents=(incident,))))
    then.history(incident)
    then.kept_assessments([incident], "span")
    then.origins(then.incident(incident).documents)
    sa.event.remove(filled._engine, "before_cursor_execute", note)
    with filled._engine.connect() as connection:
        for statement, parameters in statements:
            if not statement.lstrip().upper().startswith("SELECT"):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            for *_, step in plan:
                small = (
                    "judgements",
                    "CONSTANT",
                    "SUBQUERY",
                    "(subquery",
                    "anon",
                    "judgement",
                    "USING COVERING INDEX sqlite_autoindex_judgements",
                )
                assert not step.startswith("SCAN ") or any(word in step for word in small), (step, statement)


def shape(record: Record) -> object:
    """What the record tells, without the names of incidents, which depend on all that is known."""
    found = []
    for incident in record.incidents(IncidentFilter()):
        assessed = assessments(record, [incident.id], keep=False)[incident.id]
        bare = msgspec.structs.replace(
            assessed, incident="", disputes=tuple(msgspec.structs.replace(d, incident="") for d in assessed.disputes)
        )
        found.append((tuple(m.id for m in incident.mentions), bare))
    claims: list[Claim] = [msgspec.structs.replace(c, incident=None) for c in record.claims()]
    return sorted(found, key=str), claims, ids(record), sorted(hit.id for hit in record.search("strike"))


DAYS = st.one_of(st.none(), st.integers(1, 6))
REPORTS = st.lists(st.tuples(DAYS, DAYS, st.sampled_from((1, 2))), min_size=1, max_size=6)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(reports=REPORTS, asof=DAYS, known=DAYS, linked=st.booleans())
def test_then_is_a_record_of_the_documents_of_then(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[int | None, int | None, int]],
    asof: int | None, known: int | None, linked: bool,
) -> None:  # fmt: skip
    moment = Moment(asof=D(2031, 5, asof) if asof else None, known=at(known) if known else None)
    folder = tmp_path_factory.mktemp("then")
    parts = [
        report(n + 1, published, captured, day=D(2031, 4, 10 * day))
        for n, (published, captured, day) in enumerate(reports)
    ]
    counted = [p for p in parts if moment.holds(p[1].document.published, p[0].captured)]
    names = folder / "all.db", folder / "then.db"
    for name in names:
        name.write_bytes(empty.read_bytes())
    with open_record(str(names[0])) as whole, open_record(str(names[1])) as built:
        for record, given_parts in ((whole, parts), (built, counted)):
            for part in given_parts:
                record.add(*part)
            if linked:
                relink(record)
        assert shape(whole.at(moment)) == shape(built)
        assert shape(whole.at(Moment.of(D.max, D(2031, 5, 31)))) == shape(whole.at(Moment())) == shape(whole)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS), max_size=8), st.lists(st.integers(1, 7), min_size=2, max_size=4))
def test_later_moments_see_no_less(documents: list[tuple[int | None, int | None]], days: list[int]) -> None:
    def there(moment: Moment) -> set[int]:
        return {
            n for n, (published, captured) in enumerate(documents)
            if moment.holds(D(2031, 5, published) if published else None, at(captured) if captured else None)
        }  # fmt: skip

    for early, late in pairwise(sorted(days)):
        assert there(Moment(asof=D(2031, 5, early))) <= there(Moment(asof=D(2031, 5, late)))
        assert there(Moment(known=at(early))) <= there(Moment(known=at(late)))
        both = Moment(asof=D(2031, 5, early), known=at(late))
        assert there(both) == there(Moment(asof=both.asof)) & there(Moment(known=both.known))


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04T12:30", "2031-05-04T12:30:00Z"),
        ("2031-05-04 12:30:01.5", "2031-05-04T12:30:01.500000Z"),
        ("2031-05-04T12:30+02:00", "2031-05-04T10:30:00Z"),
        ("2031-05-04T12:30 02:00", "2031-05-04T10:30:00Z"),  # as an address decodes a plus
        (D(2031, 5, 4), "2031-05-04"),
    ],
)
def test_moments_are_written_as_they_are_read(known: str | D, written: str) -> None:
    moment = Moment.of("2031-05-03", known)
    assert moment.query() == {"asof": "2031-05-03", "known": written}
    assert Moment.of(**moment.query()) == moment
    assert str(moment) == f"published by 2031-05-03, captured by {written}"
    assert moment
    assert not Moment.of("", "")


@pytest.mark.parametrize("wrong", ["tomorrow", "2031-13-01", "5", "0001-01-01T00:00+14:00"])
def test_no_moment(wrong: str) -> None:
    with pytest.raises(SettingError):
        Moment.of(known=wrong)
    with pytest.raises(SettingError):
        Moment.of(asof=wrong)
