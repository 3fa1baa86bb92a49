"""Texts without letter case: the rules read a copy in which names have capitals; offsets and the document stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.letters import as_written, with_case
from rashomon.annotate.pipeline import Pipeline
from rashomon.annotate.segment import segment
from rashomon.model import (
    Annotated,
    Document,
    EntityMark,
    Marks,
    Span,
    TimeMark,
    ToponymMark,
    WordMark,
)

TEXT = (
    "Anna Dorwin, the mayor of Tel Oram, said the Council of the North had met in May. "
    "“The road may be open,” she told Velmar Wire. I saw al-Karsi there with the NFV."
)


def marks_of(text: str) -> Marks:
    """As an encoder that is not misled by case would mark TEXT."""

    def span(words: str) -> Span:
        start = text.lower().index(words.lower())
        return Span(start, start + len(words))

    return Marks(
        entities=(
            EntityMark(span("Anna Dorwin"), "person", 0.9),
            EntityMark(span("Council of the North"), "organization", 0.9),
            EntityMark(span("Velmar Wire"), "organization", 0.9),
            EntityMark(span("al-Karsi"), "person", 0.9),
            EntityMark(span("NFV"), "organization", 0.9),
        ),
        toponyms=(ToponymMark(span("Tel Oram"), "literal", 0.9),),
        times=(TimeMark(span("in May"), "DATE", 0.9),),
        words=(WordMark(span("road"), "NOUN", -1, "root"),),
    )


def annotated(text: str, marks: Marks | None = None) -> Annotated:
    return Annotated(document=Document(id="d", text=text, sha256="0" * 64), marks=marks or marks_of(TEXT))


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_names_days_and_openings_get_their_capitals_back(change):
    assert with_case(annotated(change(TEXT))).text == TEXT


def test_a_text_with_its_own_case_is_left_alone():
    given_text = annotated(TEXT)
    assert with_case(given_text) is given_text
    assert as_written(given_text, given_text) is given_text


def test_without_an_encoder_nothing_is_guessed():
    bare = annotated(TEXT.upper(), Marks())
    assert with_case(bare) is bare


def test_a_headline_in_capitals_is_read_and_the_rest_left():
    body = "The mayor spoke for an hour about McAllen's iPhone. Nothing else was said by her or by the council there."
    text = f"ARMY SHELLS MARKET IN TEL ORAM\n\n{body}"
    marks = Marks(
        toponyms=(ToponymMark(Span(22, 30), "literal", 0.9),), words=(WordMark(Span(0, 4), "NOUN", -1, "root"),)
    )
    assert with_case(annotated(text, marks)).text == f"Army shells market in Tel Oram\n\n{body}"


def test_the_row_keeps_the_text_as_it_was_written():
    shouted = annotated(TEXT.upper())
    read = as_written(segment(with_case(shouted)), shouted)
    assert read.document is shouted.document
    assert [t.text for t in read.tokens] == [t.span.of(shouted.text) for t in read.tokens]
    found = Pipeline().apply_rules(shouted)
    assert [a.speaker for a in found.attributions][:1] == ["Anna Dorwin"]


@given(st.text(alphabet=st.sampled_from("ABCdeß İı.“”\n-'IΣσ"), max_size=200), st.data())
def test_length_and_letters_stay(text, data):
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    marks = Marks(
        entities=tuple(EntityMark(s, "organization", 0.9) for s in spans),
        words=(WordMark(Span(0, 1), "PROPN", -1, "root"),) if text else (),
    )
    made = with_case(annotated(text, marks)).text
    assert len(made) == len(text)
    assert made.casefold().replace("ı", "i") == text.casefold().replace("ı", "i") or made.lower() == text.lower()
