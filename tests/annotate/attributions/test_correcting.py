"""What an outlet takes back of its own: read in its notes, and counted no more."""

from __future__ import annotations

import msgspec
import pytest

import rashomon
from rashomon.assess import assess
from rashomon.model import Claim, Count
from rashomon.resolve import claims_of

NOW = "An airstrike on the market of Karsa on Tuesday killed 7 people. "
NOTES = {
    "wrongly said": "Correction: An earlier version of this article wrongly said that 17 people were killed; the figure is 7.",
    "amended on": "This article was amended on 6 March 2031. An earlier version said that 17 people had been killed in the strike.",
    "an editing error": "Due to an editing error, an earlier version of this story gave the number of dead as 17. It is 7.",
    "instead of": "An earlier version of this report incorrectly stated that 17 people were killed instead of 7.",
    "originally said": "Correction: This article originally said that 17 people were killed.",
}
OF_OTHERS = {
    "another's report": "The Ardan Post's report wrongly said that 17 people were killed, the Velmar Casualty Watch said.",
    "an earlier statement": "An earlier statement of the Velmari Army said that 17 people were killed.",
    "a ministry's version of events": "The initial version of events given by the ministry claimed that 17 people had been killed.",
    "a police report's version": "The first version of the police report said that 17 people had been killed.",
    "a correction of the army's own": "The Velmari Army said on Friday that an initial version of its report, which said 17 people were killed, was wrong.",
    "a fact check of a post": "This post falsely claimed that 17 people had been killed.",
    "a fact check of a story": "This story falsely claimed that 17 people had been killed.",
    "who first reported it": "This story was first reported by the Karsa Post: 17 people were killed.",
    "a plan's version": "An earlier version of the peace plan described 17 people killed in Karsa.",
    "a rumour's version": "The first version of this story claimed that 17 people had been killed.",
    "a story that another tells": "This report, which the ministry wrongly said was about 17 people killed, was published in May.",
    "what somebody says of it": "The ministry said that an earlier version of this report said 17 people were killed.",
    "in a quotation": '"An earlier version of the report said that 17 people were killed," Mara Telin said.',
}


def killed(text: str, **more: str) -> list[Claim]:
    read = rashomon.read(text, published="2031-03-05", outlet="Karsa Herald", **more)
    return [c for c in claims_of(read.annotated) if c.property == "killed"]


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_an_outlet_takes_back_its_own_figure(note: str) -> None:
    claims = killed(NOW + "\n\n" + note)
    assert ("retract", None, "narrator", Count(17, 17)) in [
        (c.stance, c.speaker, c.speaker_class, c.value) for c in claims
    ]
    given = assess("i1", claims).ranges["killed"]
    assert (given.low, given.best, given.high) == (7, 7, 7)


@pytest.mark.parametrize("note", OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_what_others_said_is_not_taken_back(note: str) -> None:
    assert "retract" not in [c.stance for c in killed(NOW + "\n\n" + note)]


def test_the_ministrys_figure_stays_in_the_outlets_other_report() -> None:
    before = killed(
        "An airstrike on the market of Karsa on Tuesday killed 17 people, the Velmari Health Ministry said."
    )
    after = killed(NOW + "\n\n" + OF_OTHERS["a ministry's version of events"])
    assert assess("i1", [*before, *after]).ranges["killed"].high == 17


def test_a_correction_of_something_else_takes_no_figure_back() -> None:
    claims = killed(
        NOW
        + "\n\nCorrection: An earlier version of this article said that the strike was on Monday. It was on Tuesday."
    )
    assert [(c.stance, c.value) for c in claims] == [("assert", Count(7, 7))]


def test_a_blame_that_an_outlet_takes_back_is_nobodys() -> None:
    note = "Correction: An earlier version of this article said that the strike was carried out by the Velmari Army."
    found = rashomon.read(NOW + "\n\n" + note, published="2031-03-05", outlet="Karsa Herald")
    assert [p.name for i in found.incidents for p in i.perpetrators] == []


def test_a_correction_reaches_the_same_outlets_earlier_report_and_no_others() -> None:
    quoted = "An airstrike on the market of Karsa on Tuesday killed 17 people, the Velmar Casualty Watch said."
    before = killed(quoted)
    after = killed(quoted.replace("17", "7") + "\n\n" + NOTES["wrongly said"])
    given = assess("i1", [*before, *after]).ranges["killed"]
    assert (given.low, given.high) == (7, 7)
    elsewhere = [msgspec.structs.replace(c, outlet="Ardan Post", document="0" * 64, id=c.id + "x") for c in before]
    assert assess("i1", [*before, *after, *elsewhere]).ranges["killed"].high == 17
