"""Disputes: who answers whom, and who does not."""

from __future__ import annotations

from rashomon.assess import assess
from rashomon.model import Count

from .claiming import claim, killed


def test_an_account_answers_another_once_and_not_one_that_denies_the_same() -> None:
    said = [
        claim("Mayor", "perpetrator", "Air Force", stance="accuse"),
        claim("Mayor", "occurred", True, day=2),
        claim("Ministry", "occurred", True, stance="deny", day=3),
        claim("Ministry", "occurred", True, stance="deny", day=4),
        claim("Spokesman", "occurred", True, stance="deny", day=5),
        claim("Spokesman", "perpetrator", "Army", stance="accuse", day=5),
        claim("Watch", "perpetrator", "Air Force", stance="doubt", day=6),
    ]
    found = [(d.speaker, d.other) for d in assess("i1", said).disputes if d.type == "denies"]
    assert sorted(found) == [("Ministry", "Mayor"), ("Spokesman", "Mayor")]


def test_two_sides_that_blame_each_other_answer_each_other() -> None:
    said = [
        made
        for one, other in (("Army", "Front"), ("Front", "Army"))
        for made in (claim(one, "occurred", True, stance="deny"), claim(one, "perpetrator", other, stance="accuse"))
    ]
    found = [(d.speaker, d.other) for d in assess("i1", said).disputes if d.type == "denies"]
    assert sorted(found) == [("Army", "Front"), ("Front", "Army")]


def test_a_state_and_its_forces_are_no_rivals() -> None:
    state = claim("A", "perpetrator", "Ardania", stance="accuse", value_actor="xa")
    force = claim("B", "perpetrator", "Ardan Air Force", stance="accuse", value_actor="xa-air")
    other = claim("C", "perpetrator", "Velmar", stance="accuse", value_actor="xv-gov")
    assert assess("i1", [state, force]).disputes == ()
    assert {d.type for d in assess("i1", [state, other]).disputes} == {"rival blame"}


def test_a_denial_names_the_accusation_it_answers() -> None:
    blame = claim("A", "perpetrator", "Ardania", stance="accuse")
    denial = claim("B", "perpetrator", "Ardania", stance="deny")
    (found,) = assess("i1", [denial, blame]).disputes
    assert (found.claim, found.against, found.other) == (denial.id, blame.id, "A")


def test_a_figure_that_copies_repeat_is_disputed_once() -> None:
    said = [
        killed("A", 12, document="d1"),
        killed("A", 12, document="d2"),
        killed("B", 30),
        killed("B", 30, document="d4"),
    ]
    assert [d.type for d in assess("i1", said).disputes] == ["disputes figure"]


def test_figures_that_a_narrator_has_weighed_are_no_contest() -> None:
    figures = [
        killed("Agency", 6, document="page"),
        killed("Watch", 9, document="page"),
        claim(None, "killed", Count(8, 9), cls="narrator", document="page", rule="weighed by the narrator"),
    ]
    assert assess("i1", figures[:2]).status == "contested"
    found = assess("i1", figures)
    assert found.status == "corroborated"
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (8, 9)
    other = killed("Ministry", 20, document="elsewhere")
    assert assess("i1", [*figures, other]).status == "contested"


def test_somebody_only_described_is_no_rival_of_the_accused() -> None:
    accused = claim("Watch", "perpetrator", "Ardania", stance="accuse", value_actor="xa")
    described = claim("Agency", "perpetrator", "a gunman", stance="assert")
    assert assess("i1", [accused, described]).disputes == ()
    rival = claim("Agency", "perpetrator", "Northern Front", stance="accuse")
    assert [d.type for d in assess("i1", [accused, rival]).disputes] == ["rival blame"]


def test_who_speaks_later_disputes_the_figure_and_of_one_day_neither() -> None:
    early, late = killed("A", 12, day=1), killed("B", 30, day=2)
    for told in ([early, late], [late, early]):
        (found,) = assess("i1", told).disputes
        assert (found.claim, found.against, found.mutual) == (late.id, early.id, False)
        assert found.reason == "killed: 30 against 12: do not meet"
    (found,) = assess("i1", [early, killed("B", 30, day=1)]).disputes
    assert found.mutual
    assert " and " in found.reason
