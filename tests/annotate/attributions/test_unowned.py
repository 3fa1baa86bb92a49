"""What nobody said, admitted or claimed: a wrong claim in a mouth is worse than none."""

from __future__ import annotations

import pytest

OWNED = ("acknowledge", "claim responsibility", "deny", "accuse")


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Front has still not apologised for this crime.",
        "The Northern Front has never apologised for the strike on Karsa.",
        "The Northern Front did not apologise for the strike on Karsa.",
        "The Northern Front has yet to apologise for the strike on Karsa.",
        "The Northern Front refused to apologise for the strike on Karsa.",
        "The Northern Front declined to publicly apologise for the strike on Karsa.",
        "The Northern Front failed to admit the strike on Karsa.",
        "The Northern Front has yet to acknowledge the strike on Karsa.",
        "The governor said he did not regret the strike on Karsa.",
        "The governor said the army had never apologised for the attack on Karsa.",
        "The Northern Front declined to say whether its aircraft had bombed Karsa.",
        "The Northern Front refused to confirm that its fighters had shelled Karsa.",
        "Without apologising for the strike on Karsa, the Northern Front promised an inquiry.",
        "The Northern Front has expressed no regret for the strike on Karsa.",
        "The army neither confirmed nor denied that it had bombed Karsa.",
        "The army would neither confirm nor deny the strike on Karsa.",
        "Nobody in the army has admitted the strike on Karsa.",
        "No official of the ministry has admitted the strike on Karsa.",
        "No one has claimed responsibility for the attack on Karsa.",
        "Nobody has claimed responsibility for the attack on Karsa.",
        "No group has yet claimed responsibility for the attack on Karsa.",
        "None of the groups has claimed responsibility for the attack on Karsa.",
        "Neither of the groups has claimed responsibility for the attack on Karsa.",
        "Neither the army nor the rebels have claimed responsibility for the attack on Karsa.",
        "Neither the army nor the rebels admitted the attack on Karsa.",
        "Nine people died in Karsa in an attack for which neither side has claimed responsibility.",
        "Nine people died in Karsa in an attack, for which neither side has claimed responsibility.",
    ],
)
def test_nobody_owns_or_denies_it(read, text):
    assert not [r for r in read(text) if r.a.stance in OWNED], read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Neither the army nor the rebels commented on the shelling of Karsa that killed six.",
        "The Northern Front has not commented on the strike on Karsa that killed six.",
        "Neither side reported the strike on Karsa that killed six soldiers.",
        "Not a single commander confirmed the strike on Karsa that killed six soldiers.",
    ],
)
def test_who_says_nothing_has_no_row(read, text):
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army apologised for the strike on Karsa.",
        "The army was quick to acknowledge the strike on Karsa.",
    ],
)
def test_who_owns_a_deed_still_does(read, text):
    assert [r.a.stance for r in read(text)] == ["acknowledge"]


def test_no_fewer_than_nine_is_somebody(read):
    text = "No fewer than nine residents said the army had shelled the market and killed two soldiers."
    assert [r.a.stance for r in read(text)] == ["accuse"]


@pytest.mark.parametrize(
    "text",
    [
        "The governor said that, had the army bombed Karsa, nobody would have survived.",
        "The governor said that if the army had bombed Karsa, nobody would have survived.",
        "The governor said nobody would have survived if the army had bombed Karsa.",
        "“Had the army bombed Karsa, nobody would have survived,” the governor said.",
        "The governor said that, were the rebels to attack Karsa, the army would fall back.",
    ],
)
def test_what_is_supposed_accuses_nobody(read, text):
    assert not [r for r in read(text) if r.a.accused], read(text)


def test_what_would_have_been_is_not_to_come(read):
    text = "The governor said that if Ardania had wanted to bomb Karsa it would have used missiles."
    assert [r.a.stance for r in read(text)] == ["assert"]


def test_what_stands_beside_a_supposition_accuses(read):
    rows = read("The governor said that, had there been any doubt, it was gone: the army had bombed Karsa.")
    assert rows[0].a.stance == "accuse"
