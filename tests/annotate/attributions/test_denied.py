"""What a denial denies: a deed of one's own or another's, responsibility, charges, figures, harm, or the event."""

from __future__ import annotations

import pytest

import rashomon

TOLD = "An air strike on 4 March 2031 killed 12 people at the market in Karsa. "
CASES = {
    "The Velmari Army said it did not carry out the strike.": "own deed",
    "The Velmari Army denied having carried out the strike.": "own deed",
    "The Velmari Army denied bombing the market.": "own deed",
    "The Velmari Army denied that its planes had bombed the market.": "own deed",
    "The Velmari Army denied that the market had been hit by its planes.": "own deed",
    "The Velmari Army said none of its planes had flown over Karsa.": "own deed",
    "The Velmari Army rejected claims that its forces were behind the strike.": "own deed",
    "Colonel Sami Vint, a spokesman for the Velmari Army, said its planes did not bomb the market.": "own deed",
    "The Velmari Army rejected claims that its guns had hit the market.": "own deed",
    "“We did not do it,” said Colonel Sami Vint.": "own deed",
    "The Northern Front said its fighters were not involved.": "own deed",
    "“Not a single aircraft of ours flew over Karsa,” said Colonel Sami Vint.": "own deed",
    "The Velmari Army denied any role.": "responsibility",
    "The Velmari Army denied any involvement in the strike.": "responsibility",
    "The Velmari Army denied responsibility for the strike.": "responsibility",
    "The Velmari Army denied that the Ardan Air Force had bombed the market.": "deed of another",
    "The Velmari Army said it was not the Ardan Air Force that had bombed the market.": "deed of another",
    "The Velmari Army said neither the Northern Front nor the Ardan Air Force had bombed the market.": "deed of another",
    "The Velmari Army rejected the accusation.": "charge",
    "The Velmari Army rejected Ardania's charges.": "charge",
    "The Velmari Army denied all allegations.": "charge",
    "The Velmari Army dismissed the figures as invented.": "figures",
    "The Velmari Army denied that civilians had been killed.": "harm",
    "The Velmari Army denied that there had been a strike.": "event",
    "The Velmari Army said no strike had taken place.": "event",
    "The Velmari Army denied reports of a strike.": "event",
    "“Not one plane flew over Karsa on Tuesday,” said Colonel Sami Vint.": "event",
}


@pytest.mark.parametrize("sentence", CASES)
def test_what_a_denial_denies(sentence: str) -> None:
    found = rashomon.read(TOLD + sentence, published="2031-03-05")
    assert [(a.stance, a.denies) for a in found.attributions] == [("deny", CASES[sentence])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velmari Army said none of its soldiers were killed.",
        "The Velmari Army said not one plane was left at the base.",
        "The Velmari Army said no planes were damaged.",
    ],
)
def test_losses_of_ones_own_are_no_denial_of_a_deed(sentence: str) -> None:
    found = rashomon.read(TOLD + sentence, published="2031-03-05")
    assert [a.stance for a in found.attributions] == ["assert"]


def test_another_s_deed_clears_whom_it_names() -> None:
    found = rashomon.read(
        TOLD + "The Velmari Army denied that the Ardan Air Force had bombed the market.", published="2031-03-05"
    )
    assert found.attributions[0].clears == ("Ardan Air Force",)


@pytest.mark.parametrize("aside", ["accused by Ardania of the strike", "blamed by Ardania", "led by Marek Tolan"])
def test_who_is_accused_within_an_aside_denies_and_not_the_accuser(aside: str) -> None:
    found = rashomon.read(f"{TOLD}The Northern Front, {aside}, denied responsibility.", published="2031-03-05")
    assert [a.speaker for a in found.attributions if a.stance == "deny"] == ["Northern Front"]


def test_who_rejects_the_claim_of_another_neither_blames_nor_counts_with_him() -> None:
    told = "The Velmari Army rejected the Northern Front's claim that the Ardan Air Force had bombed the market."
    (found,) = rashomon.read(TOLD + told, published="2031-03-05").attributions
    assert (found.speaker, found.stance, found.accused, found.clears) == (
        "Velmari Army",
        "deny",
        (),
        ("Ardan Air Force",),
    )
    read = rashomon.read(
        f"{TOLD}The Velmari Army rejected the Northern Front's claim of 30 dead.", published="2031-03-05"
    )
    assert [(a.speaker, a.stance) for a in read.attributions] == [("Velmari Army", "deny")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ardania stopped short of accusing the Velmari Army of bombing the market.",
        "Ardania avoided blaming the Velmari Army.",
        "Nobody believes that the Velmari Army bombed the market, Ardania said.",
    ],
)
def test_blame_that_is_held_back_is_nobodys(sentence: str) -> None:
    found = rashomon.read(TOLD + sentence, published="2031-03-05").attributions
    assert "accuse" not in [a.stance for a in found]
