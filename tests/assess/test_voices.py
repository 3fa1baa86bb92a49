"""Which accounts count once although they are shown apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import rashomon
from rashomon.assess import assess

from .claiming import claim, killed

if TYPE_CHECKING:
    from rashomon.model import Claim


def told(speaker: str | None, **more: object) -> Claim:
    return claim(speaker, "occurred", True, **more)


def test_who_speaks_for_a_body_is_no_second_account_beside_it() -> None:
    claims = [told("Ilyas Brand", represents="Northern Front"), told("Command of the Northern Front")]
    found = assess("i1", claims)
    assert (found.status, len(found.accounts)) == ("single source", 2)


def test_two_who_speak_for_one_body_are_one_voice() -> None:
    claims = [told("Ilyas Brand", represents="Northern Front"), told("Petra Lund", represents="the Northern Front")]
    assert assess("i1", claims).status == "single source"


def test_who_speaks_for_another_body_is_a_second_account() -> None:
    claims = [told("Ilyas Brand", represents="Northern Front"), told("Velmari Army")]
    assert assess("i1", claims).status == "corroborated"


@pytest.mark.parametrize("cls", ["unresolved", "unspecified"])
def test_somebody_not_told_corroborates_nobody_of_his_own_text(cls: str) -> None:
    named, unnamed = told("Velmar Casualty Watch", document="d1"), told(None, cls=cls, document="d1")
    assert assess("i1", [named, unnamed]).status == "reported"
    assert assess("i1", [named, told(None, cls=cls, document="d2")]).status == "corroborated"


def test_the_number_of_one_voice_is_not_the_most_shared() -> None:
    claims = [
        killed("Ilyas Brand", 9, represents="Northern Front", day=1), killed("Northern Front", 9, day=1),
        killed("Velmari Army", 4, day=2),
    ]  # fmt: skip
    assert assess("i1", claims).ranges["killed"].best == 4  # one voice each: the latest


STRIKE = "An airstrike hit the market of Karsa on Monday. "
SPEAKING_FOR = {
    "speaking for": "Ilyas Brand, speaking for the Northern Front, said nine people were killed.",
    "who speaks for": "Ilyas Brand, who speaks for the Northern Front, said nine people were killed.",
    "on behalf of": "Speaking on behalf of the Northern Front, Ilyas Brand said nine people were killed.",
    "said on behalf of": "Ilyas Brand said on behalf of the Northern Front that nine people were killed.",
    "the office, then the name": "A spokesman for the Northern Front, Ilyas Brand, said nine people were killed.",
    "named when he speaks again": (
        "A spokesman for the Northern Front wept, residents said. A spokesman for the Northern Front said more lay under the rubble. The "
        "spokesman, Ilyas Brand, said nine people were killed."),
}  # fmt: skip
FOR_NOBODY = {
    "the first time": "Ilyas Brand, speaking for the first time since the attack, said nine people were killed.",
    "many": "Ilyas Brand, speaking for many in the town, said nine people were killed.",
    "victims": "Ilyas Brand, a lawyer speaking on behalf of the victims, said nine people were killed.",
    "a former spokesman": "Ilyas Brand, a former spokesman for the Northern Front, said nine people were killed.",
    "arrested for it": "Ilyas Brand, arrested for speaking for the Northern Front, said nine people were killed.",
    "accused of it": "Ilyas Brand, accused of speaking for the Northern Front, said nine people were killed.",
    "denied": "Nobody says that Ilyas Brand speaks for the Northern Front. Brand said nine people were killed.",
    "somebody else's verb": "Ilyas Brand, a doctor, met a man who speaks for the Northern Front. Brand said nine people were killed.",
    "another body's spokesman since": (
        "A Northern Front spokesman denied the report. The Velmari Army spokesman was absent. The spokesman, Ilyas Brand, said nine people were killed."),
    "a spokesman for another body since": (
        "A spokesman for the Northern Front denied the report. A spokesman for the Velmari Army was absent. The spokesman, Ilyas Brand, said nine people "
        "were killed."),
    "two bodies": (
        "Ilyas Brand, speaking for the Northern Front, wept. Brand, speaking for the Velmar Relief Council, said nine people were killed."),
}  # fmt: skip


def represents(text: str) -> str | None:
    found = rashomon.read(STRIKE + text, published="2031-03-05")
    (row,) = [a for a in found.attributions if "nine people were killed" in found.words(*a.content)]
    assert row.speaker == "Ilyas Brand"
    return row.represents


@pytest.mark.parametrize("text", SPEAKING_FOR.values(), ids=SPEAKING_FOR.keys())
def test_for_whom_somebody_speaks(text: str) -> None:
    assert represents(text) == "Northern Front"


@pytest.mark.parametrize("text", FOR_NOBODY.values(), ids=FOR_NOBODY.keys())
def test_who_speaks_for_nobody(text: str) -> None:
    assert represents(text) is None


@pytest.mark.parametrize(
    "between",
    ["The governor of Karsa visited the town.", "Karsa's governor visited the town.", "A governor visited the town."],
)
def test_an_office_is_not_its_last_named_holders_once_another_was_told_of(between: str) -> None:
    text = f"{STRIKE}Mara Telin, the governor of Dessary, wept. {between} The governor said nine people were killed."
    found = rashomon.read(text, published="2031-03-05")
    assert "Mara Telin" not in {a.speaker for a in found.attributions}


def test_an_office_is_its_only_holders() -> None:
    text = f"{STRIKE}Mara Telin, the governor of Dessary, wept. The governor arrived. The governor said nine people were killed."
    found = rashomon.read(text, published="2031-03-05")
    assert "Mara Telin" in {a.speaker for a in found.attributions}


@pytest.mark.parametrize(
    ("told_of", "status"),
    [
        ("Bren Okal, a spokesman for the Northern Front, said nine people were killed. A spokesman said nine people were killed.", "reported"),
        ("A spokesman said nine people were killed. The spokesman, Bren Okal, said nine people were killed.", "reported"),
        ("Mara Telin, the governor of Dessary, said nine people were killed. A governor said nine people were killed.", "reported"),
        ("Mara Telin, the governor of Dessary, said nine people were killed. The governor of Karsa said nine people were killed.", "corroborated"),
    ],
)  # fmt: skip
def test_an_unnamed_holder_of_a_named_ones_office_is_no_second_voice(told_of: str, status: str) -> None:
    found = rashomon.read(STRIKE + told_of, published="2031-03-05")
    assert [i.status for i in found.incidents] == [status]
