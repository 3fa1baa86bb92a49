"""Statements that are taken back: by whom, and what is no longer said."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.assess import assess
from rashomon.model import Count
from rashomon.resolve import claims_of

TOLD = "An air strike killed 12 people at the market in Karsa on 4 March 2031. "


@pytest.mark.parametrize(
    ("sentence", "speaker", "matter"),
    [
        ("Velmar Casualty Watch withdrew its report that 12 people had been killed.", "Velmar Casualty Watch", "harm"),
        ("Velmar Casualty Watch later retracted its report on the strike.", "Velmar Casualty Watch", "event"),
        ("Velmar Casualty Watch withdrew its figure of 12 dead.", "Velmar Casualty Watch", "figures"),
        ("Velmar Casualty Watch has withdrawn its accusation against the Velmari Army.", "Velmar Casualty Watch", "deed of another"),
        ("The report was withdrawn by the Meridian News Agency on Friday.", "Meridian News Agency", "event"),
    ],
)  # fmt: skip
def test_what_is_taken_back(sentence: str, speaker: str, matter: str) -> None:
    found = rashomon.read(TOLD + sentence, published="2031-03-05")
    assert [(a.stance, a.speaker, a.denies) for a in found.attributions] == [("retract", speaker, matter)]


def test_a_report_with_a_clause_of_its_own() -> None:
    told = "The report that 12 people had been killed was withdrawn by the Meridian News Agency."
    found = rashomon.read(TOLD + told, published="2031-03-05")
    assert ("retract", "Meridian News Agency", "harm") in [(a.stance, a.speaker, a.denies) for a in found.attributions]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velmari Army withdrew its forces from Karsa.",
        "Velmar Casualty Watch has not withdrawn its report on the strike.",
        "Velmar Casualty Watch refused to withdraw its report on the strike.",
        "The report on the strike was later withdrawn.",
        "The Velmari Army withdrew its troops, reports said.",
        "Ardania withdrew its envoy after claims of a strike.",
        "Ardania withdrew its claim to the valley of Karsa.",
        "The report said that troops were withdrawn by the Velmari Army.",
        "The reports that troops were withdrawn by the Velmari Army reached Karsa.",
        "Reports about forces that were withdrawn by the Velmari Army reached Karsa.",
        "The report on the strike was withdrawn by Monday.",
        "The report on the strike was withdrawn by",
    ],
)
def test_nothing_is_taken_back(sentence: str) -> None:
    found = rashomon.read(TOLD + sentence, published="2031-03-05")
    assert "retract" not in [a.stance for a in found.attributions]


def test_a_blame_that_is_taken_back_holds_nobody_responsible() -> None:
    told = "Velmar Casualty Watch withdrew its report that the Velmari Army had killed 12 people in the strike."
    found = rashomon.read(TOLD + told, published="2031-03-05")
    assert [p.name for i in found.incidents for p in i.perpetrators] == []


INSTEAD = {
    "saying": "On Tuesday Velmar Casualty Watch withdrew its report of 17 dead, saying that 7 died.",
    "and said": "Velmar Casualty Watch said that 17 people were killed. Later it withdrew that figure and said 7 people had died.",
    "and put": "Velmar Casualty Watch retracted its claim that 17 people had been killed and put the toll at 7.",
    "passive": "The report of 17 dead was withdrawn by the Velmar Casualty Watch, which now says 7 people died.",
}


@pytest.mark.parametrize("sentence", INSTEAD.values(), ids=INSTEAD.keys())
def test_what_is_said_instead_stands(sentence: str) -> None:
    found = rashomon.read("An airstrike hit the market of Karsa on Monday. " + sentence, published="2031-03-05")
    claims = [c for c in claims_of(found.annotated) if c.property == "killed"]
    new = next(c for c in claims if c.value == Count(7, 7))
    assert (new.speaker, new.stance) == ("Velmar Casualty Watch", "assert")
    (given,) = [r for m, r in assess("i1", claims).ranges.items() if m == "killed"]
    assert (given.low, given.high) == (7, 7)
    assert found.incidents[0].killed is not None
    assert found.incidents[0].killed.high == 7


def test_a_number_that_is_taken_back_alone_leaves_none() -> None:
    told = "An airstrike hit the market of Karsa on Monday. Velmar Casualty Watch withdrew its report of 17 dead."
    found = rashomon.read(told, published="2031-03-05")
    assert found.incidents[0].killed is None
    assert [(a.stance, a.denies) for a in found.attributions] == [("retract", "figures")]
