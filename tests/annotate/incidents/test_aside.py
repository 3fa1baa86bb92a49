"""Figures in words that only tell who somebody is, or after what an event came."""

from __future__ import annotations

import pytest

import rashomon

OF_ANOTHER = {
    "who had": ("Rebels who had killed 14 people in January attacked Karsa on Tuesday, killing three.", 3),
    "who had, behind a place": (
        "Between Karsa and Tel Oram, rebels who had killed 14 soldiers in January attacked a convoy on Tuesday, killing three.", 3),
    "whose men": ("A commander whose men killed 14 people in January led the attack on Karsa on Tuesday, in which three people died.", 3),
    "a week after": ("A week after a bombing that killed 60 people in Bir Hadid, gunmen attacked a bus in Karsa on Tuesday, killing five.", 5),
}  # fmt: skip
OF_THE_EVENT = {
    "something else came after it": ("The visit came a week after an airstrike killed 30 people in Karsa.", 30),
    "told first alone": ("A week after an airstrike killed 30 people in Karsa the president came.", 30),
    "the event's own clause": ("The airstrike, which had killed nine people, hit Karsa on Tuesday.", 9),
    "the event's own clause, its day between": ("Residents wept after a shooting on Wednesday that left four people dead in Spring Hill.", 4),
    "the attackers' clause": ("Gunmen who killed 14 people on Tuesday in Karsa fled to Tel Oram.", 14),
    "told by those who had fled": ("Rescuers who had fled said nine people were killed when the army shelled Karsa on Tuesday.", 9),
    "those who had lost": ("An airstrike hit Karsa on Tuesday. A man who had lost 14 relatives in the attack wept.", 14),
    "a toll, days after": ("The army attacked Karsa on Sunday. Two days after the attack, the death toll rose to 30.", 30),
    "another, days before": ("An airstrike killed 12 people in Karsa on Tuesday, two days after rebels attacked Tel Oram.", 12),
}  # fmt: skip


def killed(text: str) -> tuple[int | None, int | None]:
    found = rashomon.read(text, published="2031-03-05")
    main = next(i for i in found.incidents if i.main)
    assert main.killed is not None
    return main.killed.low, main.killed.high


@pytest.mark.parametrize(("text", "number"), OF_ANOTHER.values(), ids=OF_ANOTHER.keys())
def test_what_is_told_of_another_event_is_not_counted(text: str, number: int) -> None:
    assert killed(text) == (number, number)


@pytest.mark.parametrize(("text", "number"), OF_THE_EVENT.values(), ids=OF_THE_EVENT.keys())
def test_what_is_told_of_the_event_is_counted(text: str, number: int) -> None:
    assert killed(text) == (number, number)


def test_another_attack_days_after_the_first_is_not_its_toll() -> None:
    found = rashomon.read(
        "Two days after the attack on Karsa 30 people were killed in Tel Oram.", published="2031-03-05"
    )
    assert [f.incident for f in found.figures] == [None]
