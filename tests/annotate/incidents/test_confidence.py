"""How a text stands to a party's responsibility, by the words around its name."""

from __future__ import annotations

import pytest

from rashomon.annotate.incidents.confidence import Evidence, evidence, level
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document, Span

PARTY = "Northern Front"


def found(text: str) -> Evidence:
    start = text.index(PARTY)
    context = Context(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64))))
    return evidence(context, [Span(start, start + len(PARTY))])


def told(text: str) -> str:
    return level(found(text), asserted=True, accused=False, authority=False, admitted=False, denied=False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Northern Front attacked a convoy near Karsa.", "reported as fact"),
        ("The police blamed the Northern Front for the attack.", "accused by authorities"),
        ("The attack was attributed to the Northern Front by the governor of Dessary.", "accused by authorities"),
        ("Residents blamed the Northern Front for the attack.", "accused"),
        (
            "Union leaders blamed the River Brigade, its allies in the valley and the Northern Front for the attack.",
            "accused",
        ),
        # the accused and those beside them in office do not accuse
        ("Residents blamed the Northern Front and the government for the attack.", "accused"),
        ("Residents accused the Northern Front of killing a general.", "accused"),
        # doubt is not an accusation by those in office, even where they say it
        ("The police said that alleged members of the Northern Front had stopped the bus.", "accused"),
        ("In the opinion of residents, the Northern Front set off the bomb.", "accused"),
        ("It was an attack for which the Northern Front guerrillas are being held responsible.", "accused"),
        ("The Northern Front is accused by the prosecutor of planting the bomb.", "accused by authorities"),
        ("The Northern Front was to blame.", "accused"),
        ("The Northern Front claimed responsibility for the attack.", "claimed"),
        ("The Northern Front [NF] reports that urban commandos attacked the barracks.", "claimed"),
        ("The Northern Front reports that its units attacked the barracks.", "claimed"),
        ("The Northern Front reported that government units attacked the barracks.", "reported as fact"),
        ("The attacks could have been carried out by the Northern Front.", "possible"),
        ("The Northern Front denied today in a call to a radio station any responsibility for the attack.", "accused"),
        ("The Northern Front did not claim responsibility for the attack.", "reported as fact"),
    ],
)
def test_levels(text: str, wanted: str) -> None:
    assert told(text) == wanted


def test_who_denies_is_accused_by_somebody() -> None:
    nothing = Evidence(claimed=False, accused=False, by_authority=False, doubted=False)
    assert level(nothing, asserted=True, accused=False, authority=False, admitted=False, denied=True) == "accused"
    assert level(nothing, asserted=False, accused=False, authority=False, admitted=False, denied=True) == "acquitted"


def test_whom_only_a_speaker_blames_is_no_fact(tell) -> None:
    read = tell(
        "The Northern Front bombed Karsa on Tuesday, residents said.",
        attributions=[
            {"source": ["residents"], "cue": ["said"], "content": ["The Northern Front bombed Karsa on Tuesday"],
             "stance": "assert", "speaker_class": "residents"},
        ],
    )  # fmt: skip
    told = [p for i in read.incidents for p in i.perpetrators]
    assert [(p.name, p.by_narrator, p.confidence) for p in told] == [("Northern Front", False, "accused")]
