"""Who gives a number of the dead in other words than "put the toll at"."""

from __future__ import annotations

import pytest

import rashomon

STRIKE = "An airstrike hit the market of Karsa on Monday. "
WATCH, OFFICIALS, DOCTORS, RESIDENTS = "Velmar Casualty Watch", "officials", "doctors", "residents"
HELD = {
    "while officials put it": (
        "The Velmar Casualty Watch put the toll at 17, while officials put it at 30.", {17: WATCH, 30: OFFICIALS}),
    "with doctors giving": (
        "The Velmar Casualty Watch said that 20 people had died, with doctors giving a figure of 12.", {20: WATCH, 12: DOCTORS}),
    "the count stands": ("The Velmar Casualty Watch's count stands at 9.", {9: WATCH}),
    "the toll stood": ("The Velmar Casualty Watch's toll stood at 9 on Tuesday.", {9: WATCH}),
    "the figure was": ("Residents counted 20 bodies, but the Velmar Casualty Watch's figure was five.", {20: RESIDENTS, 5: WATCH}),
    "a figure of": ("Officials' figure of 30 dead is higher.", {30: OFFICIALS}),
    "gave a figure": ("Doctors gave a figure of 12 dead.", {12: DOCTORS}),
    "by the count of": ("By the Velmar Casualty Watch's count, 9 people died.", {9: WATCH}),
    "put at, passive": (
        "The toll, put at 30 by officials and at 17 by the Velmar Casualty Watch, could rise.", {30: OFFICIALS, 17: WATCH}),
    "documented": ("The Velmar Casualty Watch documented 17 deaths.", {17: WATCH}),
    "the count of a side": ("The Northern Front's count stands at 9 dead.", {9: "Northern Front"}),
    "speaks of": ("Residents speak of 20 dead.", {20: RESIDENTS}),
    "corrected": ("The Velmar Casualty Watch corrected its toll to 7.", {7: WATCH}),
}  # fmt: skip
NOBODY = {
    "degrees": "Nine people were killed. Officials put it at 30 degrees.",
    "votes": "Nine people were killed. Officials counted 30 votes.",
    "tanks": "Nine people were killed. The Velmar Casualty Watch's count stands at 40 tanks.",
    "a number to call": "Nine people were killed. The Velmar Casualty Watch's number is 555.",
    "nobody told of": "The Velmar Casualty Watch's figure is 30.",
    "a place": "Karsa's toll stands at 9.",
    "an event": "Monday's death toll is 9.",
    "counted, passive": "In the market 20 bodies were counted.",
    "the death toll of a side": "The Northern Front's death toll stands at 30.",
    "the toll of a side": "The Northern Front's toll rose to 40 after the army shelled its positions.",
    "the army's own dead": "The army's casualty count stands at 30.",
    "in its ranks": "The Northern Front has recorded 30 deaths in its ranks.",
    "among its": "The Northern Front has recorded 30 deaths among its fighters.",
    "checkpoints": "The Northern Front gave the number of 40 for its checkpoints.",
    "checkpoints, after the dead": "Nine people were killed. The Northern Front gave the number of 40 for its checkpoints.",
    "not counted": "Doctors did not give a figure of 12.",
}


def held(text: str) -> dict[int | None, str | None]:
    found = rashomon.read(STRIKE + text, published="2031-03-05")
    said = {a.id: a.speaker or a.speaker_class for a in found.attributions}
    return {f.low: said.get(f.attribution or "") for f in found.figures}


@pytest.mark.parametrize(("text", "holders"), HELD.values(), ids=HELD.keys())
def test_the_number_has_its_holder(text: str, holders: dict[int, str]) -> None:
    assert held(text) == holders


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody_holds_a_number(text: str) -> None:
    assert set(held(text).values()) <= {None}


def test_a_number_that_another_has_taken_the_place_of_is_early() -> None:
    found = rashomon.read(STRIKE + "The Velmar Casualty Watch corrected its toll from 17 to 7.", published="2031-03-05")
    assert [(f.low, f.early) for f in found.figures] == [(17, True), (7, False)]
    assert found.incidents[0].killed is not None
    assert found.incidents[0].killed.high == 7
