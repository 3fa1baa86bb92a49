from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.numbers import find_numbers, value_of

SINGLE = [
    ("12", 12, 12, "cardinal", None),
    ("3,800", 3800, 3800, "cardinal", None),
    ("6.5 million", 6_500_000, 6_500_000, "cardinal", None),
    ("2.4m", 2_400_000, 2_400_000, "cardinal", None),
    ("twenty-three", 23, 23, "cardinal", None),
    ("TWENTY-THREE", 23, 23, "cardinal", None),
    ("one hundred and twelve", 112, 112, "cardinal", None),
    ("three thousand five hundred", 3500, 3500, "cardinal", None),
    ("a dozen", 12, 12, "cardinal", None),
    ("two dozen", 24, 24, "cardinal", None),
    ("half a million", 500_000, 500_000, "cardinal", None),
    ("dozens", 24, None, "vague", None),
    ("scores", 40, None, "vague", None),
    ("hundreds", 200, None, "vague", None),
    ("tens of thousands", 20_000, None, "vague", None),
    ("several hundred", 200, None, "vague", None),
    ("in their thousands", 2000, None, "vague", None),
    ("10 to 12", 10, 12, "range", None),
    ("300-400", 300, 400, "range", None),
    ("between three and five", 3, 5, "range", None),
    ("2 to 3 million", 2_000_000, 3_000_000, "range", None),
    ("at least four and up to six", 4, 6, "range", "at least"),
    ("at least 12", 12, None, "cardinal", "at least"),
    ("no fewer than 12", 12, None, "cardinal", "at least"),
    ("12 or more", 12, None, "cardinal", "at least"),
    ("more than 4 million", 4_000_000, None, "cardinal", "more than"),
    ("up to 30", None, 30, "cardinal", "up to"),
    ("as many as 30", None, 30, "cardinal", "up to"),
    ("fewer than 20", None, 20, "cardinal", "less than"),
    ("some 300", 300, 300, "cardinal", "about"),
    ("an estimated 300", 300, 300, "cardinal", "estimated"),
    ("nearly 200", 200, 200, "cardinal", "almost"),
    ("only one", 1, 1, "cardinal", "exactly"),
    ("the seventh", 7, 7, "ordinal", None),
    ("two-thirds of", None, None, "fraction", None),
]


@pytest.mark.parametrize(("text", "low", "high", "kind", "word"), SINGLE)
def test_one_number(text, low, high, kind, word):
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.kind, number.approximator) == (low, high, kind, word)


def test_spans_with_and_without_approximator():
    text = "It hurt an estimated 5,000 there."
    (number,) = find_numbers(text)
    assert (number.span.of(text), number.core.of(text)) == ("an estimated 5,000", "5,000")
    (bare,) = find_numbers(text, approximate=False)
    assert bare.span == bare.core == number.core


@pytest.mark.parametrize(
    "text", ["a B-52 bomber", "an AK47", "it cost $30", "someone often weighed a tonne", "version 3.5.2b"]
)
def test_parts_of_larger_tokens_are_no_numbers(text):
    assert all(n.low not in (52, 47, 30, 1, 10) for n in find_numbers(text))


def test_a_trend_is_two_values():
    assert [(n.low, n.high) for n in find_numbers("rose from 10 to 12")] == [(10, 10), (12, 12)]


def test_two_things_are_no_range():
    assert [(n.low, n.high) for n in find_numbers("killed 5 and up to 7 were hurt")] == [(5, 5), (None, 7)]


ONES = [
    "",
    *[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def in_words(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    if n < 1000:
        return ONES[n // 100] + " hundred" + (" and " + in_words(n % 100) if n % 100 else "")
    return in_words(n // 1000) + " thousand" + (" " + in_words(n % 1000) if n % 1000 else "")


@given(st.integers(1, 999_999))
def test_words_and_digits_give_the_same_value(n):
    assert value_of(in_words(n)) == n
    assert value_of(f"{n:,}") == n
    (number,) = find_numbers(f"There were {in_words(n)} there.")
    assert (number.low, number.high) == (n, n)


@given(st.text(alphabet=st.sampled_from("0123456789 .,-–%ofandtwenty ONE million\n’'$"), max_size=60))
def test_any_text_gives_ordered_disjoint_spans(text):
    found = find_numbers(text)
    for number in found:
        assert 0 <= number.span.start <= number.core.start < number.core.end <= number.span.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
    assert all(a.core.end <= b.core.start for a, b in pairwise(found))
    assert found == find_numbers(text)


@pytest.mark.parametrize("words", ["9" * 20, "1" * 400, "1" * 5000, "1" * 5000 + "th", "9999999999 billion"])
def test_numbers_beyond_counting_are_none(words: str) -> None:
    assert [(n.low, n.high) for n in find_numbers(f"They speak of {words} people.")] in ([], [(None, None)])
