"""Whom an accusation names: never those harmed, however near the harm they stand."""

from __future__ import annotations

import pytest

import rashomon


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("The Karsa Clinic said the house of Ilyas Dahn was bombed by the Ardan Air Force.", {"Ardan Air Force"}),
        ("The Karsa Clinic said Ilyas Dahn, whose car was hit, was among the dead.", set()),
        ("The Karsa Clinic accused the Ardan Air Force of bombing the house of Ilyas Dahn.", {"Ardan Air Force"}),
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
