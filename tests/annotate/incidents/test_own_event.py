"""Of which event an accusation, a denial or a toll speaks where a report tells of several: that of its own clause, or none."""

from __future__ import annotations

import pytest

import rashomon

_STRIKE = "An air strike hit a hospital in Karsa on Friday and killed nine people. "
_BOMB = "A bomb exploded in Dessary on Saturday and killed four people. "


def _read(text: str):
    return rashomon.read(text, published="2017-05-18")


def _blamed(read, day: str) -> set[str]:
    """Who is held responsible for the events of a day, by anybody."""
    return {
        p.name for i in read.incidents if i.date is not None and i.date.start.isoformat() == day for p in i.perpetrators
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents of Tel Oram said that three of their neighbours had been killed by the Northern Front in March.",
        "The minister recalled that his brother was killed by the Northern Front two years ago.",
        "A former envoy said that several critics living abroad had been killed by the Northern Front over the past decade.",
        "The former minister Oren Talus said a strike on an airfield a year earlier had been carried out by the Northern Front.",
        "Last year Velmar Casualty Watch said that a school in Bir Hadid was bombed by the Northern Front.",
        "The governor said that a strike in Bir Hadid in 2014 was carried out by the Northern Front.",
    ],
)
def test_an_accusation_of_years_ago_is_not_of_the_events_of_the_day(sentence):
    for before in (_STRIKE, _STRIKE + _BOMB):
        read = _read(before + sentence)
        assert _blamed(read, "2017-05-12") | _blamed(read, "2017-05-13") == set(), read.incidents


@pytest.mark.parametrize(
    "sentence",
    [
        "The governor said that nine people had been killed by the Northern Front on Friday.",
        "Residents said the hospital was hit by the Northern Front.",
        "Officials said the air strike had been carried out by the Northern Front.",
        "Officials blamed the Northern Front for the strike on the hospital.",
    ],
)
def test_an_accusation_of_the_day_stays_with_it(sentence):
    assert _blamed(_read(_STRIKE + sentence), "2017-05-12") == {"Northern Front"}


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Officials said the strike had been carried out by the Northern Front.", "2017-05-12"),
        ("Residents blamed the Northern Front for the strike.", "2017-05-12"),
        ("Residents accused the Northern Front of the hospital strike.", "2017-05-12"),
        ("Officials said the bombing had been carried out by the Northern Front.", "2017-05-13"),
    ],
)
def test_what_is_called_a_strike_is_the_strike_told_before_the_bomb(sentence, day):
    read = _read(_STRIKE + _BOMB + sentence)
    assert _blamed(read, day) == {"Northern Front"}, read.incidents
    assert _blamed(read, "2017-05-13" if day == "2017-05-12" else "2017-05-12") == set()


def test_the_toll_of_another_town_and_day_lies_between():
    read = _read(
        "Jets bombed a market in Karsa on Monday and killed 12 people. Shells hit a camp in Tel Oram on Tuesday and killed "
        "eight people. The governor said that the Northern Front had shelled the camp."
    )
    assert _blamed(read, "2017-05-15") == set()
    assert _blamed(read, "2017-05-16") == {"Northern Front"}
    assert {i.date.start.day: i.killed.best for i in read.incidents} == {15: 12, 16: 8}


def test_an_aside_about_another_raid_neither_dates_nor_places_the_strike():
    read = _read(
        "A strike hit a hospital in Karsa on Friday and killed nine people. The governor said the Velmari Army, which bombed "
        "Dessary last year, had hit the hospital."
    )
    assert _blamed(read, "2017-05-12") == {"Velmari Army"}, read.incidents


def test_an_answer_some_days_later_is_another_event():
    read = _read(
        "A chemical attack in Karsa on Monday killed 30 people. The Ardan Air Force struck an airfield near Dessary in "
        "response on Thursday. The army said the attack was carried out by the Northern Front."
    )
    assert _blamed(read, "2017-05-15") == {"Northern Front"}, read.incidents


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front admitted hitting a barracks but denied hitting the school.",
        "The Northern Front admitted it had hit a barracks and denied that the school was hit.",
        "The Northern Front denied hitting the school but admitted that it had fired on a barracks.",
        "The Northern Front admitted that its shells hit a depot but said that it had not hit the school.",
        "While admitting that it had shelled a barracks, the Northern Front denied responsibility for the strike on the school.",
    ],
)
def test_who_admits_another_target_does_not_admit_the_school(sentence):
    read = _read("A strike hit a school in Karsa on Monday and killed 12 children. " + sentence)
    school = [i for i in read.incidents if i.killed is not None and i.killed.best == 12]
    assert len(school) == 1
    assert all(not p.acknowledged_by and not p.claimed_by for p in school[0].perpetrators), school
    relations = {(r.type, r.target) for r in read.relations}
    assert ("denies", school[0].id) in relations, relations
    assert ("acknowledges", school[0].id) not in relations, relations


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front admitted that it had hit the school.",
        "The Northern Front admitted the strike but denied that civilians were killed.",
        "The Northern Front admitted hitting the school and denied aiming at it.",
    ],
)
def test_who_admits_the_strike_admits_it(sentence):
    read = _read("A strike hit a school in Karsa on Monday and killed 12 children. " + sentence)
    assert ("acknowledges", "e1") in {(r.type, r.target) for r in read.relations}


@pytest.mark.parametrize(
    "clause",
    [
        "Asked whether the Northern Front had struck the hospital, the spokesman declined to comment.",
        "The army has not acknowledged that the Northern Front bombed the hospital.",
        "The ministry refused to confirm that the Northern Front had bombed the hospital.",
        "The spokesman was asked about reports that the Northern Front had bombed the hospital.",
        "It is unclear whether the Northern Front or somebody else has bombed the hospital.",
    ],
)
def test_nobody_did_what_is_only_asked_or_not_owned(clause):
    read = _read(_STRIKE + clause)
    assert [p.name for i in read.incidents for p in i.perpetrators] == []


def test_number_words_follow_a_verb_of_killing():
    assert [i.killed.best for i in _read(_STRIKE).incidents] == [9]
    read = _read("The strike, which residents blamed on the Northern Front, destroyed 30 stalls in Karsa on Friday.")
    assert [(p.by_narrator, p.blamed_by) for i in read.incidents for p in i.perpetrators] == [(False, ("residents",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Claims by residents that 40 people died were rejected as propaganda by the Ardanian defence ministry.",
        "The residents' claim that 40 people died was rejected by the Ardanian defence ministry.",
    ],
)
def test_a_number_that_is_rejected_is_not_that_of_who_rejects_it(sentence):
    read = _read(_STRIKE + sentence)
    by_id = {a.id: a for a in read.attributions}
    (figure,) = (f for f in read.figures if f.low == 40)
    assert figure.speaker != "Ardanian defence ministry"
    assert figure.attribution is None or by_id[figure.attribution].stance != "deny", read.attributions
