"""Persons counted where no number is given, in invented sentences."""

from __future__ import annotations

import pytest

from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.described import counted, described, died_later, fatal, of_several
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A husband and wife were killed and four others injured after a raid on Karsa.", 2),
        ("Ilyas Dahn, a 24-year-old father of three, was shot and killed when someone opened fire.", 1),
        ("On the 8 May, Hamid Orsa (36 years old) was killed along with his three children in a raid.", 4),
        ("On May 22nd, 2031, 65-year-old Arif Naba was killed with his wife, 59-year old Mona Naba.", 2),
        ("On 4 May 2031, 45-year-old Osam Lahia and 54-year-old Adel Omar Tafesh were killed in Tel Oram.", 2),
        ("A 37-year old woman named Abeer Sabhi was killed alongside her children, Basma Sabhi and Abdel Sabhi.", 3),
        ("On May 2nd 2031, 48-year-old Iyad Matar, a journalist for Velmar TV and his mother, were killed.", 2),
        ("A raid hit the home, killing the wife of a commander, Nabil Jabr, alongside their four children.", 5),
        ("On Sunday, multiple people were reported killed and wounded in a raid.", 2),
        ("A raid on Karsa killed Omar Dahn, a 45 year old civilian and resident of Dessary.", 1),
        ("A raid on Karsa killed a mayor and a resident of Dessary.", 2),
        ("A man and woman of Karsa were killed.", 2),
        ("Counselor Omar Dahn, along with 15 family members, including three women and ten children, were killed.", 16),
        ("A man, his wife and their five children, including two daughters, were killed.", 7),
        ("A 16-year-old was fatally shot about 12:10 a.m. Monday.", 1),
        ("A shooting in Dessary fatally wounded a 17-year-old boy and injured five others.", 1),
        ("The fifth man was pronounced dead at the hospital.", 1),
        ("Medics pronounced him dead at the scene.", 1),
        ("A raid on Karsa left a 17-year-old boy dead.", 1),
        ("Four teenagers were shot in a van, one fatally.", 1),
        ("A shell robbed Samir Orsa of his life and wounded nine.", 1),
        (
            "A raid hit the home, killing a brother-in-law of the journalist Samir Orsa, his wife and infant daughter alongside 25 other civilians.",
            28,
        ),
        ("A mother, father, and toddler were found dead in Karsa.", 3),
        ("The accidental shooting death of a 12-year-old in Dessary was mourned.", 1),
    ],
)
def test_the_killed_are_counted_by_name_and_description(text: str, number: int) -> None:
    assert counted(text, "killed") == number


@pytest.mark.parametrize(
    "text",
    [
        "No one was killed.",
        "The strike destroyed a house in Karsa.",
        "If he was killed, nobody saw it.",
        "He was charged with the attempted murder of two guards.",
        "Medics have not pronounced him dead.",
    ],
)
def test_nobody_is_counted_where_nobody_is_told_of(text: str) -> None:
    assert counted(text, "killed") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A girl was grazed by a bullet in Karsa on Wednesday.", 1),
        ("An eight-year-old accidentally shot his 12-year-old brother in Karsa.", 1),
        ("A young child came to the hospital suffering from a gunshot wound to the leg.", 1),
        ("The guard shot himself while cleaning his pistol.", 1),
        ("The guard was shot at by two men.", None),
        ("The shooting happened on Friday.", None),
    ],
)
def test_those_shot_are_told_from_shots(text: str, number: int | None) -> None:
    assert counted(text, "shot") == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Karsa are investigating the fatal shooting behind a bakery.", True),
        ("A baker was charged with first-degree murder after the shooting.", True),
        ("A baker was charged with attempted murder after the shooting.", False),
        ("The homicide unit asks for witnesses of the shooting.", False),
    ],
)
def test_a_death_may_be_told_without_the_dead(text: str, expected: bool) -> None:
    context = Context(segment(Annotated(document=Document(id="d", text=text, sha256="0"))))
    assert fatal(context, range(len(context.annotated.sentences))) is expected


def read(text: str) -> Context:
    return Context(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64))))


def test_a_death_told_later_is_of_the_event_unless_it_is_not_told_as_having_happened() -> None:
    assert died_later(read("A boy was shot in Karsa. He died at a hospital on Sunday."), range(2))
    assert not died_later(read("A boy was shot in Karsa. He could have died at a hospital."), range(2))


def test_the_dead_of_another_event_are_not_counted() -> None:
    vigil = read("Four were shot in Karsa at a vigil for a man who was killed last week.")
    assert described(vigil, [0], "killed") is None
    assert described(read("A baker was killed in a car accident near Karsa."), [0], "killed") is None


def test_a_toll_of_several_events_is_of_none_of_them() -> None:
    assert of_several(read("Five people were killed in separate shootings across Dessary."), 0)
    assert not of_several(read("Five people were killed in a shooting in Dessary."), 0)
    assert described(read("Five people were killed in separate attacks in Dessary."), [0], "killed") is None
