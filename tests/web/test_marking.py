"""Marks that nest and cross are cut at every boundary; nothing is lost or moved."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Span
from rashomon.web.marking import Mark, paragraphs
from rashomon.web.quotes import around

TEXTS = st.text(alphabet="ab .\n\u0627\u0644\U0001f600\u0301\u05d0\r", max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_segments_hold_the_text_and_know_their_marks(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"k{n}") for n, (start, end) in enumerate(spans)]
    good = [mark for mark in marks if mark.start < mark.end <= len(text)]
    shown = paragraphs(text, marks)
    for paragraph in shown:
        for one in paragraph.segments:
            assert text[one.start : one.end] == one.text
            assert set(one.marks) == {m for m in good if m.start < one.end and m.end > one.start}
    kept = "".join(one.text for paragraph in shown for one in paragraph.segments)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())


def test_crossing_marks_begin_once_each() -> None:
    (paragraph,) = paragraphs("one two three", [Mark(0, 7, "a", "a1"), Mark(4, 13, "b", "b1")])
    assert [one.text for one in paragraph.segments] == ["one ", "two", " three"]
    assert [one.kinds for one in paragraph.segments] == [("a",), ("a", "b"), ("b",)]
    assert [mark.key for one in paragraph.segments for mark in one.first] == ["a1", "b1"]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_the_words_of_a_quote_are_exact(text: str, start: int, end: int) -> None:
    before, words, after = around(text, Span(min(start, end), max(start, end)), 10)
    assert words == text[min(start, end) : max(start, end)]
    assert "".join(before.replace("…", "").split()) in "".join(text.split())
    assert "".join(after.replace("…", "").split()) in "".join(text.split())


def test_a_quote_keeps_to_its_sentence() -> None:
    text = "The town slept. Mr. Osterveen said that 12 people died. Nobody else spoke."
    at = text.index("12")
    assert around(text, Span(at, at + 2)) == ("Mr. Osterveen said that ", "12", " people died.")
