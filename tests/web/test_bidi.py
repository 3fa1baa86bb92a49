"""Quotes against the direction of their text: found without their marks, kept whole across the marks that cut them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.web.bidi import against, first_strong, pieces, whole
from rashomon.web.marking import Mark, paragraphs

MIXED = "The mayor said: “12 הרוגים!” and left."


def test_a_quote_that_runs_the_other_way_is_found_with_its_numbers_and_stops() -> None:
    [(start, end, way)] = against(MIXED, "ltr")
    assert (MIXED[start:end], way) == ("12 הרוגים!", "rtl")
    assert against("قال «Stop!» ثم ذهب", "rtl")[0][2] == "ltr"
    assert against('He said "قُتل (١٢)." and "nothing".', "ltr") == [(9, 19, "rtl")]


def test_names_and_quotes_of_the_same_direction_stay_as_they_are() -> None:
    for text in (
        "The mayor, סלים, said “no”.",
        "“12 people”, she said.",
        "“No one from צוות came.”",
        "“open הרוגים",
        "",
    ):
        assert against(text, "ltr") == [], text
    assert (first_strong("12 (ה)"), first_strong("12!")) == ("rtl", "ltr")


def test_a_quote_is_whole_across_the_words_marked_in_it() -> None:
    at = MIXED.index("הרוגים")
    parts = whole(((MIXED[:at], "before"), (MIXED[at : at + 6], "words"), (MIXED[at + 6 :], "after")), "ltr")
    assert "".join(text for text, *_ in parts) == MIXED
    assert [(text, what) for text, what, opens, _ in parts if opens] == [("12 ", "before")]
    assert [(text, what) for text, what, _, closes in parts if closes] == [("!", "after")]
    [paragraph] = paragraphs(MIXED, [Mark(at, at + 6, "content", "a1")])
    assert [(s.text, s.opens, s.closes) for s in paragraph.segments] == [
        ("The mayor said: “", "", False), ("12 ", "rtl", False), ("הרוגים", "", False), ("!", "", True), ("” and left.", "", False),
    ]  # fmt: skip


@given(st.text('ab הו1!“”"«»\n', max_size=30), st.lists(st.integers(0, 30), max_size=4))
def test_nothing_is_lost_and_what_opens_closes(text: str, cuts: list[int]) -> None:
    at = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    parts = whole([(text[a:b], n) for n, (a, b) in enumerate(pairwise(at))], "ltr")
    assert "".join(part for part, *_ in parts) == text
    open_ = 0
    for _, _, opens, closes in parts:
        open_ += bool(opens)
        assert open_ in (0, 1)
        open_ -= closes
    assert open_ == 0
    assert [one.start for one in pieces(0, len(text), against(text, "ltr"))] == sorted(
        {one.start for one in pieces(0, len(text), against(text, "ltr"))}
    )
