"""What holds for any text whatever, and for any text made of words of time."""

from __future__ import annotations

import itertools
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.times import times
from rashomon.annotate.times.calendar import days_of
from rashomon.annotate.times.component import read
from rashomon.annotate.times.words import cut, lexicon
from rashomon.model import Annotated, Document, Span, Timex, sha256

DAYS = st.none() | st.dates()
PIECES = [
    "1", "29", "31", "99", "1914", "2016", "0000", "1,000", "3.5", "5:30", "25:70", "p.m.", "BC", ",", "-", "–", "'s", "(", ")", "/",
    "30/09/2016", "2016-02-30", "1990s", "'80s", "3rd", "99th", "\n\n", ".", "Nov.", "Sat.", "wed.", "9/11", "GMT", "half", "the", "a",
    "of", "in", "on", "and", "to", "two", "twenty", "hundred", "thousand", "ago", "old", "long", "half", "second", "early", "end", "x",
]  # fmt: skip


@st.composite
def phrases(draw: st.DrawFn) -> str:
    lex = lexicon()
    tables = (
        "months",
        "weekdays",
        "units",
        "plural_units",
        "seasons",
        "parts",
        "todays",
        "early",
        "holidays",
        "references",
    )
    words = sorted(PIECES + [word for table in tables for word in lex[table]] + lex["last"] + lex["next"] + lex["this"])
    chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=14))
    shape = draw(st.sampled_from([str.lower, str.upper, str.title]))
    return shape(draw(st.sampled_from([" ", " ", "", "\n"])).join(chosen))


def sound(text: str, found: list[Timex]) -> None:
    for one, following in itertools.pairwise(found):
        assert one.span.end <= following.span.start
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text) == one.span.of(text).strip()
        assert one.type in {"DATE", "TIME", "DURATION", "SET"}
        assert one.value
        assert one.rule
        assert one.start is None or one.end is None or one.start <= one.end


@given(st.text(max_size=300), DAYS)
def test_any_text(text: str, today: date | None) -> None:
    sound(text, read(text, today))


@settings(max_examples=400)
@given(phrases(), DAYS)
def test_words_of_time_in_any_order(text: str, today: date | None) -> None:
    sound(text, read(text, today))


@given(phrases(), DAYS)
def test_same_in_same_out(text: str, today: date | None) -> None:
    assert read(text, today) == read(text, today)


@given(st.text(max_size=200) | phrases())
def test_words_are_cut_exactly(text: str) -> None:
    words = cut(text)
    assert len(words.kinds) == len(words.starts) == len(words.ends) == len(words.low)
    for start, end, low in zip(words.starts, words.ends, words.low, strict=True):
        assert text[start:end].lower() == low


@given(st.dates(min_value=date(1, 2, 1)))
def test_days_of_a_written_day_are_that_day(day: date) -> None:
    assert days_of(day.isoformat()) == (day, day)
    year, week, weekday = day.isocalendar()
    assert days_of(f"{year:04d}-W{week:02d}-{weekday}") in {(day, day), None}


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_a_written_day_reads_as_itself_on_any_day(day: date, today: date) -> None:
    (found,) = read(f"on {day.day} {day:%B} {day.year:04d}", today) if 1000 <= day.year <= 2199 else (None,)
    if found is not None:
        assert (found.value, found.start, found.end) == (day.isoformat(), day, day)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)), DAYS)
def test_values_read_as_themselves(day: date, today: date | None) -> None:
    """The value of a day, read again as text, is the same value."""
    (found,) = read(f"on {day.isoformat()} they", today)
    assert found.value == day.isoformat()


def test_a_document_without_publication_counts_from_its_dateline() -> None:
    text = "30 September 2016 Karsa\n\nShells fell on Monday."
    document = Document(id="d", text=text, sha256=sha256(text.encode()), dateline=Span(0, 17))
    assert [t.value for t in times(Annotated(document=document)).times] == ["2016-09-30", "2016-09-26"]
    unmarked = msgspec.structs.replace(document, dateline=None, text="Karsa, 30/09/2016\n\nShells fell on Monday.")
    assert [t.value for t in times(Annotated(document=unmarked)).times] == ["2016-09-30", "2016-09-26"]


def test_the_component_fills_times_and_nothing_else() -> None:
    text = "Shells fell on Monday and last week."
    document = Document(id="d", text=text, sha256=sha256(text.encode()), published=date(2016, 9, 30))
    bare = Annotated(document=document)
    filled = times(bare)
    assert [t.value for t in filled.times] == ["2016-09-26", "2016-W38"]
    assert msgspec.structs.replace(filled, times=()) == bare


@pytest.mark.parametrize(
    "piece", ["one ", "May 5, ", "1990-", "at 5:30 ", "the end of ", "1", ",1", "\n ", "a year and "]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    """Long runs of one word cost what their length costs: nothing here is quadratic, or the larger run would not end."""
    read(piece * 30_000, date(2016, 9, 30))
