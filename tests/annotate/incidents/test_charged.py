"""Whom an accusation names: never those harmed, however near the harm they stand."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.annotate.incidents import accounts
from rashomon.annotate.incidents.accused import answerable, held_by_sources
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.gathering import Party
from rashomon.annotate.segment import segment
from rashomon.model import ActorMention, Annotated, Attribution, Document, Span


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("The Karsa Clinic said the house of Ilyas Dahn was bombed by the Ardan Air Force.", {"Ardan Air Force"}),
        ("The Karsa Clinic said Ilyas Dahn, whose car was hit, was among the dead.", set()),
        ("The Karsa Clinic accused the Ardan Air Force of bombing the house of Ilyas Dahn.", {"Ardan Air Force"}),
        ("Dina Orsa alleged that Dr. Lena’s daughter was injured in the bombing of their home.", set()),
        ("Ilyas Dahn claimed that the airstrike was launched by an F16 aircraft.", set()),
    ],
)
def test_those_harmed_are_accused_of_nothing(sentence: str, accused: set[str]) -> None:
    found = rashomon.read("An air strike hit Karsa on 4 March 2031. " + sentence, published="2031-03-05")
    assert {name for a in found.attributions for name in a.accused} == accused
    assert all(a.accused or a.stance != "accuse" for a in found.attributions)


def test_the_possible_perpetrator_is_nobody() -> None:
    found = rashomon.read(
        "An air strike killed 12 people in Karsa on 4 March 2031. No sources identified the possible perpetrator.",
        published="2031-03-05",
    )
    assert [p.name for i in found.incidents for p in i.perpetrators] == []


@pytest.mark.parametrize(
    ("text", "word", "may"),
    [
        ("At least ten Ardanians were inside during the bombing.", "Ardanians", False),
        ("The market was bombed by the Ardanians.", "Ardanians", True),
        ("Ten Ardanian soldiers shelled the market.", "Ardanian", True),
    ],
)
def test_people_who_are_counted_are_not_their_state(text: str, word: str, may: bool) -> None:
    at = text.index(word)
    mention = ActorMention(Span(at, at + len(word)), "Ardania", "xa", "state", "demonym")
    document = Document(id="d", text=text, sha256="0" * 64)
    annotated = segment(Annotated(document=document, actors=(mention,)))
    said = Attribution(id="a1", source=(), cue=(), content=(Span(0, len(text)),), accused=("Ardania",))
    assert answerable(Context(annotated), said, "Ardania") is may


@pytest.mark.parametrize(
    ("name", "text", "may"),
    [
        ("Lena", "Lena’s brother Omar shelled the market.", False),
        ("Lena Dahn", "Lena Dahn shelled the market.", True),
        ("Karsa Police Station", "The strike hit a home next to Karsa Police Station where thousands killed time.", False),
        ("Tomas Berel", "They mourned the martyrdom of Lena Karsana Dahn Orsa Vell Harran and Tomas Berel in the bombing.", False),
        ("Tomas Berel", "Tomas Berel was shot.", False),
        ("Tomas Berel", "Tomas Berel was responsible for the raid.", True),
    ],
)  # fmt: skip
def test_who_can_be_the_one_accused(name: str, text: str, may: bool) -> None:
    at = text.index(name)
    mention = ActorMention(Span(at, at + len(name)), name, None, "person", "name")
    annotated = segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64), actors=(mention,)))
    said = Attribution(id="a1", source=(), cue=(), content=(Span(0, len(text)),), accused=(name,))
    assert answerable(Context(annotated), said, name) is may


_WEIGHED = "Nine people were killed in an Ardan strike on Karsa on 4 March 2031. "


def test_a_page_that_says_who_did_it_names_others_for_other_reasons() -> None:
    charged, picked = Party("Ardania", charged=True, blamed_by=["sources"]), Party("Northern Front")
    weighing = segment(
        Annotated(document=Document(id="d", text=_WEIGHED + "All sources blamed Ardania.", sha256="0" * 64))
    )
    plain = segment(Annotated(document=Document(id="d", text=_WEIGHED, sha256="0" * 64)))
    assert Context(weighing).weighs_sources
    assert accounts._told(Context(weighing), [charged, picked]) == [charged]
    assert accounts._told(Context(weighing), [picked]) == [picked]
    assert accounts._told(Context(plain), [charged, picked]) == [charged, picked]


def test_news_outlets_that_attribute_a_strike_hold_responsible() -> None:
    text = _WEIGHED + "A number of news outlets reported on the incident, attributing the attack to the Velmari Army."
    at = text.index("Velmari Army")
    army = ActorMention(Span(at, at + 12), "Velmari Army", "xv-army", "military", "name")
    annotated = segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64), actors=(army,)))
    assert [m.name for m in held_by_sources(Context(annotated))] == ["Velmari Army"]


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("an underground Velmari Army depot beneath the clinic collapsed, killing nine", False),
        ("the Velmari Army's tunnels fell in and killed nine", False),
        ("Velmari Army gunners shelled the clinic and killed nine", True),
        ("shells fired from Velmari Army positions killed nine", True),
    ],
)
def test_what_a_side_holds_did_not_do_it(words: str, accused: bool) -> None:
    text = f"Marek Tolan said {words}."
    at = text.index("Velmari Army")
    army = ActorMention(Span(at, at + 12), "Velmari Army", "xv-army", "military", "name")
    annotated = segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64), actors=(army,)))
    row = Attribution(
        id="a1", source=(Span(0, 11),), cue=(Span(12, 16),), content=(Span(17, len(text) - 1),), kind="indirect",
        stance="accuse", speaker="Marek Tolan", accused=("Velmari Army",), rule="cue:say; name; content:harm",
    )  # fmt: skip
    assert answerable(Context(annotated), row, "Velmari Army") is accused
