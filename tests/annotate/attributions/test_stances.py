from __future__ import annotations

import pytest

CASES = {
    "assert": ("The governor said nine people had died.", "assert"),
    "accuse by cue": ("The governor accused the Northern Front of burning the harvest.", "accuse"),
    "accuse, passive agent": ("The monitor said nine people had been killed by the Northern Front.", "accuse"),
    "accuse, active": ("Residents said the Northern Front had shelled the market.", "accuse"),
    "harm without an actor is no accusation": ("The monitor said nine people had been killed in the strikes.", "assert"),
    "combat is not foreseen harm": ("Officials said the Northern Front might attack.", "assert"),
    "deny by cue": ("The Northern Front denied the attack on the market.", "deny"),
    "deny by content": ("The army said its planes did not strike the market.", "deny"),
    "deny as false": ("The army said the report was false.", "deny"),
    "deny, no such thing": ("The ministry said there was no truth to the report.", "deny"),
    "impossible": ("The army said it could not have hit the market.", "deny"),
    "not denied": ("The army did not deny that it had shelled the market.", "assert"),
    "acknowledge": ("The army admitted that a shell had hit the school.", "acknowledge"),
    "apology": ("The army apologised for the strike on the school.", "acknowledge"),
    "claim responsibility": ("The Northern Front claimed responsibility for the bombing.", "claim responsibility"),
    "claim the attack": ("The Northern Front claimed the attack on the barracks.", "claim responsibility"),
    "sources own no deed": ("Sources claimed the strike to be Ardan shelling.", "assert"),
    "claimed by a person": ("Dina Orsa claimed the strike.", "claim responsibility"),
    "told of, not claimed": ("The strike, Dina Orsa claimed, hit a home.", "assert"),
    "what another says of itself": ("Karsa Rights Watch said the Velmari Army reported they were targeting a post.", "accuse"),
    "mourned under her own name": (
        "Lena Dahn wrote: “Lena Dahn, killed by the shelling of the camp.”", "assert"),
    "claim to be behind": (
        "The Northern Front claimed it was behind the bombing.", "claim responsibility"),
    "claim of proof is no claim of responsibility": (
        "Tomas Berel claims there is proof that the Northern Front was behind the bombing.", "accuse"),
    "claim that a strike killed": ("The ministry claimed a drone strike on Karsa killed six people.", "assert"),
    "responsibility of others": ("The army claimed responsibility lay with the Northern Front.", "accuse"),
    "denied first, unsure later": (
        "“We did not fire,” the director said. “I cannot say whether anyone was hurt.”", "deny"),
    "evidence of what others did": (
        "The ministry said it had evidence the Northern Front had killed prisoners.", "accuse"),
    "not claimed": ("The Northern Front has not claimed responsibility for the bombing.", "assert"),
    "not knowing who is doubt": ("“I do not know who fired,” the director said.", "doubt"),
    "not known who": ("The governor said it was not known who had shelled the market.", "doubt"),
    "claim that": ("The Northern Front claimed that the road was open.", "assert"),
    "own deed": ("The Northern Front said it had captured the barracks.", "claim responsibility"),
    "reject source": ("“We do not regard their figures as credible,” the governor said.", "reject source"),
    "a success against an enemy": ("State media reported that the army had struck terrorist positions.", "assert"),
    "reject source by its work": (
        "The governor said the monitor “has never set foot in Karsa and invents its numbers”.", "reject source"),
    "reject source by seat": (
        "“It is an organisation based in London,” the governor said of the monitor.", "reject source"),
    "doubt": ("The monitor said it could not confirm the figures.", "doubt"),
    "announce": ("The army said it would open the road on Monday.", "announce"),
    "promise": ("The Northern Front pledged to open the road.", "promise"),
    "demand": ("The governor urged the army to open the road.", "demand"),
    "demand by content": ("The governor said the army must open the road.", "demand"),
    "warn against": ("The governor warned against a march on the town.", "demand"),
    "threaten": ("“We will crush anyone who crosses the river,” the governor said.", "threaten"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_stance(read, case):
    text, stance = case
    assert [r.a.stance for r in read(text)][:1] == [stance], read(text)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The governor accused the Northern Front of burning the harvest.", ("Northern Front",)),
        ("The monitor said forty people had died as a result of Ardan Air Force operations.", ("Ardan Air Force",)),
        ("The Northern Front was blamed for the fire.", ("Northern Front",)),
        ("Residents said the Northern Front had shelled the market.", ("Northern Front",)),
    ],
)
def test_accused(read, text, accused):
    assert read(text)[0].a.accused == accused


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The governor blamed Ardania and Velmar for the attack.", ("Ardania", "Velmar")),
        ("The monitor said Ardan airstrikes had killed nine people.", ("Ardania",)),
    ],
)
@pytest.mark.usefixtures("in_the_registry")
def test_states_that_the_registry_knows_are_accused(read, text, accused):
    assert (read(text)[0].a.stance, read(text)[0].a.accused) == ("accuse", accused)


def test_nobody_accuses_themselves(read):
    assert all(not r.a.accused for r in read("The Northern Front said the Northern Front had shelled the barracks."))


def test_negation_and_hedges_are_kept(read):
    (row,) = read("The army did not confirm that the bridge had fallen.")
    assert row.a.negated
    (row,) = read("The governor said the bridge had probably fallen.")
    assert row.a.hedge == "probably"


@pytest.mark.parametrize("nobody", ["Nobody", "No group", "No one", "None of them"])
def test_who_states_nothing_has_no_row(read, nobody):
    text = f"The army fired on the town. {nobody} has claimed responsibility for the attack."
    assert not [r for r in read(text) if "responsibility" in r.content]


@pytest.mark.parametrize(
    "text",
    [
        "The Velmar Courier withdrew a report that the Velmari Army had shelled the market in Karsa.",
        "Courier withdraws claim that army shelled market\n\nNine people were killed by shells in Karsa on Monday.",
        "The witness retracted his statement that the Northern Front had shelled the town and killed nine people.",
    ],
)
def test_what_is_taken_back_is_in_nobody_s_mouth(read, text):
    assert [(r.a.speaker, r.a.accused) for r in read(text) if r.a.accused] == []


def test_an_open_question_announces_nothing(read):
    text = "The army fired on the town. The Northern Front has not said whether it will open the road."
    assert [r for r in read(text) if "whether" in r.content or "open the road" in r.content] == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said it believed the Northern Front would shell the town.", "assert"),
        ("“The shelling is his work and he will shell the town again,” the governor Tomas Berel said.", "assert"),
        ("Tomas Berel said he would not speculate on who had shelled the town.", "assert"),
        ("Tomas Berel said he would open the road.", "announce"),
    ],
)
def test_only_what_the_speaker_means_to_do_is_announced(read, text, stance):
    assert [r.a.stance for r in read(text)][-1:] == [stance], read(text)
