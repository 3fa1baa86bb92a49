"""Whole readings of invented sentences in which a wrong claim would be put in a person's mouth."""

from __future__ import annotations

import rashomon


def read(text: str) -> rashomon.Reading:
    return rashomon.read(text, published="2031-03-05")


def parties(found: rashomon.Reading) -> dict[str, tuple[tuple[str, ...], ...]]:
    (incident,) = found.incidents
    return {p.name: (p.blamed_by, p.denied_by, p.acknowledged_by, p.claimed_by) for p in incident.perpetrators}


def test_who_killed_nobody_claims_nothing() -> None:
    found = read('An air strike hit Dessary on Tuesday. "Our forces killed nobody," Colonel Pavo Striel said.')
    assert [(a.speaker, a.stance) for a in found.attributions] == [("Pavo Striel", "deny")]
    assert found.incidents[0].status == "contested"
    assert parties(found) == {}


def test_a_confession_by_hearsay_is_none() -> None:
    found = read(
        "Shells hit Karsa on Tuesday, killing six. Rights lawyer Petra Hallam said that army spokeswoman Orla Vint had "
        "admitted in a private letter that the army shelled Karsa."
    )
    accusation = next(a for a in found.attributions if a.speaker == "Petra Hallam")
    assert (accusation.stance, accusation.accused) == ("accuse", ("army",))
    assert parties(found) == {"army": (("Petra Hallam",), (), (), ())}
    assert found.incidents[0].status != "acknowledged"


def test_those_a_toll_counts_did_not_do_it() -> None:
    found = read(
        "Army spokeswoman Orla Vint said that 40 fighters of the Northern Front had been killed in an operation near "
        "Karsa on Monday."
    )
    assert parties(found) == {}
    assert (found.figures[0].low, found.figures[0].group) == (40, "fighters")


def test_a_village_that_no_gazetteer_knows_is_where_it_happened() -> None:
    found = read("The army said ten people were killed in the village of Dorvenna on Monday.")
    place = found.incidents[0].place
    assert place is not None
    assert (place.name, place.lat) == ("Dorvenna", None)


def test_the_month_of_may_weakens_nothing() -> None:
    found = rashomon.read("The Northern Front said on 11 May that it had left Karsa on 9 May.", published="2031-05-12")
    assert [a.hedge for a in found.attributions] == [None]


def test_who_admits_a_deed_is_held_responsible_for_it() -> None:
    found = read(
        "A drone strike hit a convoy near Bir Hadid on Tuesday. The Velmari Army acknowledged that the strike was a mistake."
    )
    assert parties(found) == {"Velmari Army": ((), (), ("Velmari Army",), ())}
    assert found.incidents[0].status == "acknowledged"
