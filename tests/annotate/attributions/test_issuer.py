"""Texts that a party issues itself: whose they are, and what they make it say."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.assess import assess
from rashomon.lexicon.bodies import is_party, issued_by
from rashomon.resolve import claims_of

DENIAL = "Our forces did not hit the clinic in Karsa on Tuesday. Nine people died when the Northern Front shelled it."
MINISTRY = "Velmari Ministry of Defence"
TOLD = {
    "the outlet": (DENIAL, {"outlet": MINISTRY}),
    "the title": (DENIAL, {"title": f"Statement of the {MINISTRY} on the events in Karsa"}),
    "a heading": (f"Press release issued by the {MINISTRY}\n\n{DENIAL}", {}),
    "a heading, the name first": (f"{MINISTRY} statement\n\n{DENIAL}", {}),
    "a signature": (f"{DENIAL}\n\nPress Office, {MINISTRY}".replace("Press Office, ", "Command of the "), {}),
    "behind a place and day": (f"Karsa, 4 March 2031 - {DENIAL}", {"outlet": MINISTRY}),
}  # fmt: skip
NOT_TOLD = {
    "nobody": (DENIAL, {"title": "Statement on Karsa"}),
    "a paper": (DENIAL, {"outlet": "Karsa Herald"}),
    "a report of a statement": (
        DENIAL,
        {"title": f"Statement by the {MINISTRY} draws anger", "outlet": "Karsa Herald"},
    ),
    "a name under a paper's text": (f"{DENIAL}\n\nCommand of the {MINISTRY}", {"outlet": "Karsa Herald"}),
    "a paper's headline about a declaration": (
        DENIAL,
        {"title": f"{MINISTRY} Declaration of Truce Draws Doubt", "outlet": "Dessary Herald"},
    ),
    "a paper's headline about a statement": (
        DENIAL,
        {"title": f"{MINISTRY} Statement on Karsa Strike", "outlet": "Dessary Herald"},
    ),
    "a headline with a participle": (DENIAL, {"title": f"{MINISTRY} Statement on Karsa Strike Rejected by Residents"}),
    "a tag": (f"The US told nobody. The strike killed nine people in Karsa.\n\n{MINISTRY}", {}),
    "a tag under a paper's text": (f"We spoke to residents of Karsa about our army. {DENIAL}\n\n{MINISTRY}", {}),
    "a tag of one spoken of": (f"{DENIAL} The {MINISTRY} shelled our soldiers.\n\n{MINISTRY}", {}),
    "a monitor": (DENIAL, {"outlet": "Velmar Casualty Watch"}),
}


def stances(text: str, **more: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    found = rashomon.read(text, published="2031-03-05", **more)
    return [(a.speaker, a.stance, a.accused) for a in found.attributions]


@pytest.mark.parametrize(("text", "more"), TOLD.values(), ids=TOLD.keys())
def test_the_issuer_denies_and_accuses_in_its_own_name(text: str, more: dict[str, str]) -> None:
    assert stances(text, **more) == [(MINISTRY, "deny", ()), (MINISTRY, "accuse", ("Northern Front",))]


@pytest.mark.parametrize(("text", "more"), NOT_TOLD.values(), ids=NOT_TOLD.keys())
def test_nobodys_word_is_made_of_a_text_whose_issuer_is_not_told(text: str, more: dict[str, str]) -> None:
    assert MINISTRY not in {speaker for speaker, _, _ in stances(text, **more)}


def test_an_admission_and_a_claim() -> None:
    regret = "We regret that our aircraft struck the market of Karsa on 4 March 2031. Seven civilians were killed."
    assert stances(regret, outlet="Velmari Army")[0] == ("Velmari Army", "acknowledge", ())
    attack = "Our fighters attacked the barracks at Karsa on Tuesday, killing 14 soldiers."
    assert stances(attack, outlet="Northern Front") == [("Northern Front", "claim responsibility", ())]


def test_who_struck_a_depot_has_not_owned_what_his_text_denies() -> None:
    told = stances(DENIAL + " We struck a depot of the Northern Front, killing 12 fighters.", outlet=MINISTRY)
    assert "claim responsibility" not in {stance for _, stance, _ in told}


def test_a_ministry_accuses_not_its_own_army() -> None:
    told = stances("The army struck a depot near Karsa on Tuesday.", outlet=MINISTRY)
    assert told == [(MINISTRY, "assert", ())]


def test_the_army_of_a_fronts_text_is_the_enemys() -> None:
    told = stances("The army shelled Karsa on Tuesday, killing nine people.", outlet="Northern Front")
    assert told == [("Northern Front", "accuse", ("army",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The enemy bears full responsibility for the massacre in Karsa.", "We bear no responsibility for the strike on Karsa.",
        "The army takes responsibility for nothing.", "We regret the loss of nine lives in Karsa.",
        "The militia bears full responsibility for the massacre in Karsa.", "Our enemy takes full responsibility for the strike on Karsa.",
        "We take full responsibility for the safety of residents.",
        "We regret that our soldiers were killed when the Velmari Army shelled the barracks.",
        "We regret that our hospital was bombed by the Velmari Army.",
        "We acknowledge that our soldiers were killed when the Velmari Army shelled the barracks.",
    ],
)  # fmt: skip
def test_who_holds_others_responsible_admits_nothing(sentence: str) -> None:
    told = stances(sentence, outlet="Northern Front")
    assert {stance for _, stance, _ in told}.isdisjoint({"acknowledge", "claim responsibility"})


def test_what_is_false_is_denied_by_the_issuer() -> None:
    assert stances("Our aircraft hit no school. Reports of 30 dead in Karsa are false.", outlet=MINISTRY)[-1][:2] == (
        MINISTRY,
        "deny",
    )


def test_others_who_are_quoted_speak_for_themselves() -> None:
    told = stances('"Our forces did not hit the clinic in Karsa on Tuesday," General Pavo Lind said.', outlet=MINISTRY)
    assert [speaker for speaker, _, _ in told] == ["Pavo Lind"]


def test_a_party_that_issues_its_text_is_a_speaker_and_no_narrator() -> None:
    read = rashomon.read(
        "Our fighters attacked the barracks at Karsa on Tuesday, killing 14 soldiers.",
        published="2031-03-05",
        outlet="Northern Front",
    )
    found = assess("i1", claims_of(read.annotated))
    assert [a.speaker for a in found.accounts] == ["Northern Front"]


@pytest.mark.parametrize("struck", ["Velmari Army", "Velmar Air Force"])
def test_no_ministry_accuses_an_army_of_its_own_adjective(struck: str) -> None:
    told = rashomon.read(
        f"The {struck} struck a Northern Front depot near Karsa on Tuesday.", outlet=MINISTRY
    ).annotated
    assert "accuse" not in {a.stance for a in told.attributions}
    assert not any(p.blamed_by for i in told.incidents for p in i.perpetrators)


def test_a_ministry_accuses_the_air_force_of_another_state() -> None:
    told = stances("The Ardan Air Force bombed Karsa on Tuesday, killing nine people.", outlet=MINISTRY)
    assert told == [(MINISTRY, "accuse", ("Ardan Air Force",))]


def test_a_claim_by_name_of_the_deed() -> None:
    told = stances("We take full responsibility for the strike on Karsa.", outlet="Northern Front")
    assert told == [("Northern Front", "claim responsibility", ())]


@pytest.mark.parametrize(
    "name", ["Northern Front", "Velmari Ministry of Defence", "Army of Velmar", "Ardan Air Force", "Defence Ministry"]
)
def test_party(name: str) -> None:
    assert is_party(name)


@pytest.mark.parametrize(
    "name",
    [
        "Staff",
        "Staff Writer",
        "Police Reporter",
        "Our Military Correspondent",
        "Military.com",
        "Air Force Magazine",
        "Government Executive",
        "Jane Guard",
        "Front Page Karsa",
        "The Movement",
        "Karsa Herald",
        "Velmari Army Times",
        "Velmar Casualty Watch",
        "Ministry of Health",
        "Karsa",
        "Voice of Karsa",
    ],
)
def test_no_party(name: str) -> None:
    assert not is_party(name)


@pytest.mark.parametrize(
    "line",
    [
        "Velmari Army strikes Karsa",
        "Statement by the Northern Front draws anger",
        "Army denies statement",
        "Northern Front Declaration of Truce Draws Doubt",
        "Velmari Government Statement on Karsa Strike Rejected by Residents",
        "Velmari Army statement: residents flee Karsa",
        "Statement on Karsa",
    ],
)
def test_no_heading_of_an_issued_text(line: str) -> None:
    assert issued_by(line) is None
