"""What is called staged, propaganda or unreal, and what is not: denials, accusations, and doubts that are another's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The governor said the Northern Front staged the strike on Karsa.",
        "The governor said the Northern Front had staged an attack on Karsa.",
        "The governor said the strike on Karsa was staged by the Northern Front.",
        "The governor said the Northern Front had been staging ambushes near Karsa.",
    ],
)
def test_who_staged_a_strike_is_accused(read, text):
    row = read(text)[0].a
    assert (row.stance, row.accused) == ("accuse", ("Northern Front",))


@pytest.mark.parametrize(
    "text",
    [
        "The army said the massacre was staged.",
        "The army said the whole incident had been carefully staged.",
        "The army said the rebels had staged the footage.",
        "The army said the bombing was a staged provocation.",
        "The army said the rebels had fabricated the attack on Karsa.",
        "Reports that Ardan missiles hit the market in Karsa do not correspond to reality, the ministry said.",
        "The ministry said reports of a strike on Karsa were contrary to the facts.",
        "Claims that Ardan missiles hit the market in Karsa are not in line with reality, the ministry said.",
        "The ministry said the 18 dead were an invention of enemy propaganda.",
        "The ministry said the report of a strike was pure fantasy.",
        "The ministry said the video was nothing but propaganda.",
    ],
)
def test_what_is_unreal_is_denied(read, text):
    assert read(text)[0].a.stance == "deny"
    assert not read(text)[0].a.accused


@pytest.mark.parametrize("text", ["The army said the rebels had fabricated the attack on Karsa."])
def test_who_made_it_up_is_not_cleared_of_it(read, text):
    assert read(text)[0].a.clears == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The governor said the raid on the propaganda office killed nine people.", "assert"),
        ("The governor said the rebels ran a radio station that was a propaganda arm.", "assert"),
        ("The governor said the match was not staged.", "assert"),
    ],
)
def test_what_only_sounds_like_it(read, text, stance):
    assert read(text)[0].a.stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Spokesman Tomas Berel dismissed the monitor's count of 18 dead in Karsa as propaganda.",
        "Spokesman Tomas Berel described the monitor's count of 18 dead in Karsa as a lie.",
        "Spokesman Tomas Berel denounced the monitor's toll of 18 dead in Karsa as absurd.",
        "Spokesman Tomas Berel rejected the monitor's tally of 18 dead in Karsa.",
        "The monitor's count of 18 dead in Karsa was dismissed by spokesman Tomas Berel as propaganda.",
        "The monitor's count of 18 dead in Karsa is propaganda, spokesman Tomas Berel said.",
        "Spokesman Tomas Berel said the monitor's count of 18 dead in Karsa was sheer propaganda.",
    ],
)
def test_a_count_called_untrue_is_denied(read, text):
    row = read(text)[0].a
    assert (row.speaker, row.stance, row.denies) == ("Tomas Berel", "deny", "figures")


@pytest.mark.parametrize(
    "text",
    [
        "Spokesman Tomas Berel rejected as “fairy tales” the monitor's finding that 18 civilians died in Karsa.",
        "Spokesman Tomas Berel dismissed the monitor's account of the strike as fantasy.",
    ],
)
def test_an_account_called_untrue_is_denied(read, text):
    assert read(text)[0].a.stance in ("deny", "reject source")


@pytest.mark.usefixtures("in_the_registry")
def test_a_report_without_a_verb_ends_there_too(read):
    row = read("Velmar's report of 40 dead in Karsa on 11 May could not be independently verified.")[0]
    assert row.content == "40 dead in Karsa on 11 May"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The Defence Ministry's claim that 60 soldiers died in Karsa on 11 May could not be verified.", "11 May"),
        ("The Defence Ministry's claim that 60 soldiers died in Karsa has not been independently confirmed.", "Karsa"),
        ("The claim by the Defence Ministry that 60 soldiers died in Karsa was rejected by the rebels.", "Karsa"),
        ("The Defence Ministry's claim that 60 soldiers were killed in Karsa is disputed by the rebels.", "Karsa"),
        ("The Defence Ministry's claim that its report had been rejected by the army drew laughter.", "laughter"),
    ],
)
def test_a_claim_ends_where_others_answer_it(read, text, end):
    row = next(r for r in read(text) if r.cue == "claim")
    assert row.content.endswith(end)
    assert row.a.stance == "assert"


@pytest.mark.parametrize(
    "text",
    [
        "The monitor says it has confirmed 19 deaths in Karsa but has not determined who fired.",
        "The monitor says it has confirmed 19 deaths in Karsa but had not established whose planes struck.",
        "The monitor says it has confirmed 19 deaths in Karsa but has not yet identified who attacked.",
        "The monitor says it has confirmed 19 deaths in Karsa but did not see who fired.",
    ],
)
def test_what_is_not_determined_is_not_denied(read, text):
    assert {r.a.stance for r in read(text)} == {"assert"}


@pytest.mark.parametrize("adverb", ["so far", "thus far"])
def test_so_far_is_nobody(read, adverb):
    rows = read(f"Velmar Casualty Watch says it has {adverb} confirmed 19 civilian deaths in Karsa.")
    assert not [r for r in rows if r.source == "far"]
    assert "deny" not in {r.a.stance for r in rows}


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled a town. General Tadash called the rebels' account of the strike on Karsa “pure fantasy”.",
        "The army shelled a town. General Tadash called the monitor's report on the strike that killed nine a lie.",
        "The army shelled a town. General Tadash called the monitor's count of 18 dead in Karsa propaganda.",
        "The army shelled a town. Reports that 18 people died in Karsa on 11 May were dismissed by Tadash as lies.",
    ],
)
def test_what_is_called_a_lie_is_denied_by_who_calls_it_so_alone(read, text):
    rows = read(text)
    assert [r.a.stance for r in rows] == ["deny"]
    assert "Tadash" in (rows[0].a.speaker or "")


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled a town. General Tadash called for an end to reports that were lies.",
        "The army shelled a town. General Tadash called the hospital, and it gave a false figure of nine dead.",
    ],
)
def test_other_calls_deny_nothing(read, text):
    assert "deny" not in {r.a.stance for r in read(text)}


def test_who_stages_a_raid_of_ones_own_owns_it(read):
    row = read("The Northern Front said its fighters had staged a raid on the barracks.")[0]
    assert row.a.stance == "claim responsibility"


def test_what_killed_is_not_what_was_reported(read):
    assert not read("The army read the monitor's report on the strike that killed nine soldiers.")


def test_the_month_of_may_is_no_verb(read):
    row = read("The strike on Karsa on 11 May was claimed by the Northern Front.")
    assert [r.cue for r in row] in ([], ["was claimed"])
