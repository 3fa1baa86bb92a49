"""Sentences and tokens: exact offsets on any text, boundaries where a reader sees them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document


def segmented(text: str) -> Annotated:
    return segment(Annotated(document=Document(id="t", text=text, sha256="0" * 64)))


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in segmented(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Gen. Omar Said spoke.", ["Two died.", "Gen. Omar Said spoke."]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed."]),
        ("The U.S. State Office spoke.", ["The U.S. State Office spoke."]),
        ("See No. 5 now. There is no. Yes.", ["See No. 5 now.", "There is no.", "Yes."]),
        ("“We did not fire.” He left.", ["“We did not fire.”", "He left."]),
        ("At 9 a.m. Karsa was hit. It burned.", ["At 9 a.m. Karsa was hit.", "It burned."]),
        ("Who fired? Nobody knows!", ["Who fired?", "Nobody knows!"]),
        ("A toll of 3.5 million.\nA new line", ["A toll of 3.5 million.", "A new line"]),
        ("the army despite\n\nthe truce stayed. Then", ["the army despite\n\nthe truce stayed.", "Then"]),
        ("He died in hospital.Police said so.", ["He died in hospital.", "Police said so."]),
        ("See reuters.com or Mt.Karsa now.", ["See reuters.com or Mt.Karsa now."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_hard_wrapped_wire_is_not_cut_at_line_ends() -> None:
    text = (
        "   KARSA, 4 FEB (VNA) -- THE ARMY OF VELMAR DENIED TODAY THAT ITS\n"
        "AIRCRAFT HAD FLOWN OVER THE VILLAGE OF DESSARY WHERE THE PEOPLE WERE\n"
        "ASLEEP WHEN THE FIRST BOMBS FELL ON THE MILL AND ON THE SCHOOL, THEY\n"
        "SAID.\n\n   A SPOKESMAN SAID THAT NOBODY HAD BEEN HURT."
    )
    assert len(sentences(text)) == 2


def test_tokens_split_genitives_and_keep_numbers_and_acronyms() -> None:
    text = "Ardania's air-strike didn't kill 1,200 in U.S. camps."
    assert [t.text for t in segmented(text).tokens] == [
        "Ardania", "'s", "air-strike", "didn't", "kill", "1,200", "in", "U.S.", "camps", ".",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_every_visible_character_lies_in_one_token_and_one_sentence(text: str) -> None:
    annotated = segmented(text)
    for kind in (annotated.tokens, annotated.sentences):
        spans = [item.span for item in kind]
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        covered = "".join(span.of(text) for span in spans)
        assert "".join(covered.split()) == "".join(text.split())
    for sentence in annotated.sentences:
        first, last = sentence.tokens
        assert all(sentence.span.covers(token.span) for token in annotated.tokens[first:last])


@pytest.mark.parametrize("run", [" ", ".", "\t", "!?", "\n "])
def test_long_runs_of_one_mark_lose_no_word(run: str) -> None:
    annotated = segmented("a" + run * 20000 + "b")
    assert [t.text for t in (annotated.tokens[0], annotated.tokens[-1])] == ["a", "b"]
