"""Accounts: who speaks once, whoever carries the words, and how they are called."""

from __future__ import annotations

import pytest

from rashomon.assess import assess
from rashomon.model import Count

from .claiming import claim, killed


def test_an_outlet_that_names_itself_is_one_account() -> None:
    own = {"document": "ledger", "outlet": "Conflict Ledger"}
    told = [
        killed(None, 12, **own),
        killed("Conflict Ledger", 30, **own),
        claim("Conflict Ledger", "occurred", True, **own),
    ]
    found = assess("i1", told)
    assert [(a.speaker, a.speaker_class, len(a.claims)) for a in found.accounts] == [(None, "narrator", 3)]
    assert not found.disputes
    assert found.status == "reported"
    other = killed("the Conflict Ledger", 20, document="courier", outlet="Karsa Courier")
    assert [a.speaker for a in assess("i1", [*told[:1], other]).accounts] == ["the Conflict Ledger"]
    assert [a.outlets for a in assess("i1", [*told, other]).accounts] == [("Conflict Ledger", "Karsa Courier")]
    courier = killed(None, 20, document="courier", outlet="Karsa Courier")
    assert [a.outlets for a in assess("i1", [*told, courier]).accounts] == [("Conflict Ledger",), ("Karsa Courier",)]
    judged = killed("Conflict Ledger", 30, identity="name:another ledger", **own)
    assert len(assess("i1", [told[0], judged]).accounts) == 2


def test_reasons_agree_with_whoever_speaks() -> None:
    alone = assess("i1", [killed(None, 3, cls="residents")])
    assert alone.why == "rule 4: only residents tell of it"
    claimed = assess("i1", [claim(None, "perpetrator", "fighters", stance="claim responsibility", cls="fighters")])
    assert claimed.why == "rule 2: fighters claim it"
    assert assess("i1", [killed("Velmari Army", 3)]).why == "rule 4: only Velmari Army tells of it"


def test_unnamed_speakers_are_called_by_their_class_not_by_the_outlet_that_quotes_them() -> None:
    said = [
        claim(None, "occurred", True, cls="officials", document="d1", outlet="Post"),
        claim("A", "occurred", True, document="d2", outlet="Herald"),
    ]
    assert "(officials in Post, A)" in assess("i1", said).why or "(A, officials in Post)" in assess("i1", said).why


def test_copies_of_a_wire_are_one_account() -> None:
    wire = [
        claim(None, "occurred", True, cls="narrator", document="d1", outlet="Post"),
        claim(None, "occurred", True, cls="narrator", document="d2", outlet="Herald"),
    ]
    assert assess("i1", wire).status == "corroborated"
    copied = assess("i1", wire, copies={"d2": "d1"})
    assert copied.status == "reported"
    assert len(copied.accounts) == 1
    assert copied.accounts[0].outlets == ("Herald", "Post")


def test_unnamed_sources_of_one_text_are_not_two() -> None:
    some = claim(None, "killed", Count(6, 6), cls="sources", document="page")
    others = claim(None, "killed", Count(9, 9), cls="residents", document="page")
    assert assess("i1", [some, others]).status != "contested"
    assert assess("i1", [some, claim(None, "killed", Count(9, 9), cls="residents", document="b")]).status == "contested"


def test_two_names_of_one_body_are_one_account_and_no_rivals() -> None:
    claims = [
        claim("Command of the Velmari Army", "perpetrator", "Northern Front", stance="accuse"),
        claim("Velmari Army", "perpetrator", "Media Office of the Northern Front", stance="accuse", day=2),
        claim("Watch", "perpetrator", "Jabhat al-Nusra", stance="accuse"),
        claim("Clinic", "perpetrator", "Hay'at Tahrir al-Sham", stance="accuse"),
    ]
    found = assess("i1", claims)
    assert len(found.accounts) == 3
    rivals = {(d.speaker, d.other) for d in found.disputes if d.type == "rival blame"}
    assert not any({"Watch", "Clinic"} == set(pair) for pair in rivals)


def test_unresolved_speakers_are_worded_alike() -> None:
    claims = [killed(None, 12, cls="unresolved", outlet="Karsa Courier"), claim("B", value=None, stance="deny", day=2)]
    assert assess("i1", claims).disputes[0].reason == "B denies the figure of killed, against somebody not named"


@pytest.mark.parametrize("actor", ["xv-army", None])
def test_a_party_does_not_corroborate_itself(actor: str | None) -> None:
    own = {"outlet": "Velmari Army", "document": "d1", "day": 1}
    claims = [
        claim("Velmari Army", "occurred", True, actor=actor, **own),
        claim(None, "occurred", True, cls="narrator", **own),
        claim(None, "type", "shelling", cls="narrator", **own),
    ]
    found = assess("i1", claims)
    assert [a.speaker for a in found.accounts] == ["Velmari Army"]
    assert found.status != "corroborated"
