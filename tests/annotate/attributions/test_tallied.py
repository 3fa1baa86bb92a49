"""Who gives a number of the dead: by "put the toll at", "raised its count to", "the count of"; deeds that raise a toll say nothing."""

from __future__ import annotations

import pytest

from rashomon.annotate.actors import actors
from rashomon.annotate.attributions import attributions
from rashomon.annotate.figures import figures
from rashomon.annotate.segment import segment
from rashomon.annotate.times import times
from rashomon.model import Annotated, Document


def holders(text: str) -> list[str | None]:
    document = Document(id="d", text=text, sha256="0" * 64)
    read = figures(attributions(actors(times(segment(Annotated(document=document))))))
    said = {a.id: a.speaker or a.speaker_class for a in read.attributions}
    return [said.get(f.attribution or "") for f in read.figures]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Velmar Casualty Watch put the toll at 30 after the shelling of Karsa.", "Velmar Casualty Watch"),
        ("Velmar Casualty Watch has raised its count of the dead to 20.", "Velmar Casualty Watch"),
        ("Velmar Casualty Watch raised the death toll from the strike on Karsa to 14.", "Velmar Casualty Watch"),
        ("The health ministry put the death toll at 30 after the shelling of Karsa.", "health ministry"),
        ("Officials placed the number of dead at 17 after the shelling of Karsa.", "officials"),
        ("The death toll from the strike on Karsa rose to 14, Velmar Casualty Watch said.", "Velmar Casualty Watch"),
        (
            "According to the count of Velmar Casualty Watch, 14 people died in the strike on Karsa.",
            "Velmar Casualty Watch",
        ),
        ("According to figures from the health ministry, 14 people died in the strike on Karsa.", "health ministry"),
    ],
)
def test_who_gives_a_number_holds_it(text: str, speaker: str) -> None:
    assert holders(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Monday's strike raised the death toll in Karsa to 14.",
        "The shelling put the number of dead at 14.",
        "The Velmari Army raised the death toll in Karsa to 14.",
        "Two more deaths on Sunday raised the death toll to 14.",
    ],
)
def test_a_deed_that_raises_a_toll_is_nobodys_word(text: str) -> None:
    assert set(holders(text)) == {None}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Velmar Casualty Watch put the toll at 22 and the health ministry at 60.", ["Velmar Casualty Watch", "health ministry"]),
        ("Velmar Casualty Watch put the number of dead at 22 but the health ministry at more than 60.", ["Velmar Casualty Watch", "health ministry"]),
        ("Velmar Casualty Watch insists the dead in Karsa were soldiers and puts their number at 60.", ["Velmar Casualty Watch"]),
    ],
)  # fmt: skip
def test_who_shares_a_verb_of_counting_holds_his_own_number(text: str, speakers: list[str]) -> None:
    assert holders(text) == speakers
