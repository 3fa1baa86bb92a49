from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.attributions import attributions
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, AttributionMark, Document, Interval, Marks, Span

WORDS = st.sampled_from(
    [
        "said",
        "told",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "''",
        "``",
        "according",
        "to",
        "The",
        "Army",
        ",",
        ".",
        ";",
        ":",
        "that",
        "was",
        "accused",
        "by",
        "of",
        "it",
        "they",
        "He",
        "who",
        "which",
        "—",
        "(",
        ")",
        "\n\n",
        "\n",
        "US",
        "reports",
        "claim",
        "that",
        "blamed",
        "on",
        "with",
        "saying",
        "reporters",
        "is",
        "believed",
        "to",
        "reportedly",
        "not",
        "é",
        "😀",
        "'s",
        "[a](#)",
        "*",
        "CLAIMED",
        "A.",
        "1,200",
        "warned",
        "against",
        "quoted",
        "as",
        "citing",
        "if",
        "and",
        "but",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def check(text: str, found: Annotated) -> None:
    ids = {a.id: a for a in found.attributions}
    starts = [a.content[0].start for a in found.attributions]
    assert starts == sorted(starts)
    assert list(ids) == [f"a{i + 1}" for i in range(len(ids))]
    for a in found.attributions:
        assert a.speaker or a.speaker_class
        assert a.within is None or (a.within in ids and a.within != a.id)
        for spans in (a.source, a.cue, a.content):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert list(spans) == sorted(spans)
        outer, seen = a.within, {a.id}
        while outer is not None:
            assert outer not in seen
            seen.add(outer)
            outer = ids[outer].within


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_spans_stay_inside(text):
    bare = segment(Annotated(document=Document(id="d", text=text, sha256="0")))
    found = attributions(bare)
    check(text, found)
    assert attributions(bare) == found


@given(TEXTS, st.lists(st.lists(st.integers(0, 200), min_size=6, max_size=6), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_marks_are_taken(text, numbers):
    def span(a: int, b: int) -> tuple[Span, ...]:
        low, high = sorted((a % (len(text) + 1), b % (len(text) + 1)))
        return (Span(low, high),) if low < high else ()

    marks = [AttributionMark(span(n[0], n[1]), span(n[2], n[3]), span(n[4], n[5]), 0.5) for n in numbers]
    document = Document(id="d", text=text, sha256="0")
    check(text, attributions(segment(Annotated(document=document, marks=Marks(attributions=tuple(marks))))))


def test_nesting(read):
    rows = read("The Karsa Herald reported that Tomas Berel had said the road was open.")
    outer, inner = sorted(rows, key=lambda r: -len(r.content))[:2]
    assert inner.a.within == outer.a.id
    assert outer.a.within is None


def test_day_of_a_statement(read):
    (row,) = read("The governor said on Monday that the road was open.", published=date(2021, 3, 10))
    assert row.a.said == Interval.day(date(2021, 3, 8))
    (row,) = read("The governor said the road was open on Monday.", published=date(2021, 3, 10))
    assert row.a.said is None


def test_day_goes_on_with_the_same_speaker(read):
    rows = read("Tomas Berel said on Monday that the road was open, adding that trucks were waiting.")
    assert {r.a.said for r in rows} == {Interval.day(date(2021, 3, 8))}


def test_all_caps(read):
    rows = read(
        "THE GOVERNOR OF KARSA SAID ON MONDAY THAT THE NORTHERN FRONT HAD BURNED THE MILL AND FLED TO THE HILLS."
    )
    assert [r.content for r in rows] == ["THAT THE NORTHERN FRONT HAD BURNED THE MILL AND FLED TO THE HILLS"]


def test_marks_of_the_encoder_are_taken(read):
    text = "The mayor, so they say, sang that the bells were gone."
    where = text.index("the bells")
    mark = AttributionMark(
        (Span(0, 9),), (Span(text.index("sang"), text.index("sang") + 4),), (Span(where, len(text) - 1),), 0.9
    )
    rows = read(text, marks=Marks(attributions=(mark,)))
    assert ("The mayor", "sang", "the bells were gone") in [(r.source, r.cue, r.content) for r in rows]
