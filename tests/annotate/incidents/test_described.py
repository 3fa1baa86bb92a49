"""Persons counted where no number is given, in invented sentences."""

from __future__ import annotations

import pytest

from rashomon.annotate.incidents.described import counted


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
        ("A 16-year-old was fatally shot about 12:10 a.m. Monday.", 1),
        ("A shooting in Dessary fatally wounded a 17-year-old boy and injured five others.", 1),
        ("The fifth man was pronounced dead at the hospital.", 1),
    ],
)
def test_the_killed_are_counted_by_name_and_description(text: str, number: int) -> None:
    assert counted(text, "killed") == number


@pytest.mark.parametrize(
    "text", ["No one was killed.", "The strike destroyed a house in Karsa.", "If he was killed, nobody saw it."]
)
def test_nobody_is_counted_where_nobody_is_told_of(text: str) -> None:
    assert counted(text, "killed") is None
