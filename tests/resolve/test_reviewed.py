"""Parties of an incident after people judged the claims about them: no word falls, and none is put in a mouth, by the way."""

import msgspec
import pytest

from rashomon.model import Claim, IncidentMention, Perpetrator, Span
from rashomon.model.claims import MachineRead
from rashomon.resolve.reviewed import as_reviewed

BLAMED = Perpetrator(name="Velmari Army", mentions=(Span(4, 16),), blamed_by=("Ada Ruun",), confidence="accused")


def corrected(*, stance: str = "accuse", speaker: str | None = "Ada Ruun", value: str = "Velmari Army") -> Claim:
    """What Ada Ruun was read to say of the Velmari Army, and what a person put in its place."""
    return Claim(
        id="c1", mention="d:e1", incident="i1", property="perpetrator", value=value, original="the Velmari Army shelled Karsa",
        stance=stance, document="d", span=Span(0, 30), speaker=speaker, speaker_class=None if speaker else "narrator",
        review="corrected", machine=MachineRead(value="Velmari Army", speaker="Ada Ruun", stance="accuse", group=None),
    )  # fmt: skip


def parties(claim: Claim) -> tuple[Perpetrator, ...]:
    mention = IncidentMention(id="e1", type="shelling", anchor=Span(17, 24), perpetrators=(BLAMED,))
    return as_reviewed(mention, [claim]).perpetrators


def test_a_corrected_speaker_takes_the_place_of_the_one_read() -> None:
    [party] = parties(corrected(speaker="Tomas Velk"))
    assert (party.blamed_by, party.by_narrator, party.confidence) == (("Tomas Velk",), False, "accused")


def test_the_narrator_who_accuses_holds_it_responsible() -> None:
    [party] = parties(corrected(speaker=None))
    assert (party.blamed_by, party.by_narrator) == ((), True)


@pytest.mark.parametrize("stance", ["deny", "doubt", "acknowledge", "claim responsibility"])
def test_the_narrator_who_does_not_accuse_is_made_no_accuser(stance: str) -> None:
    assert not any(party.by_narrator for party in parties(corrected(speaker=None, stance=stance)))


def test_who_is_only_cleared_is_not_accused() -> None:
    [party] = parties(corrected(stance="deny", value="Northern Front"))
    assert (party.name, party.denied_by, party.blamed_by, party.confidence) == (
        "Northern Front",
        ("Ada Ruun",),
        (),
        "possible",
    )


@pytest.mark.parametrize("speaker", ["Ada Ruun", None])
def test_unnamed_speakers_who_were_misread_blame_nobody_any_more(speaker: str | None) -> None:
    read = MachineRead(value="Velmari Army", speaker=None, stance="accuse", group=None, speaker_class="residents")
    claim = msgspec.structs.replace(corrected(speaker=speaker), machine=read)
    residents = msgspec.structs.replace(BLAMED, blamed_by=("residents",))
    mention = IncidentMention(id="e1", type="shelling", anchor=Span(17, 24), perpetrators=(residents,))
    [party] = as_reviewed(mention, [claim]).perpetrators
    assert (party.blamed_by, party.by_narrator) == ((speaker,) if speaker else (), speaker is None)
