"""The range of a page that weighs its sources, on invented narratives and on their figures as the rules read them."""

from __future__ import annotations

import pytest

from rashomon.annotate.figures import figures
from rashomon.annotate.incidents import incidents
from rashomon.annotate.segment import segment
from rashomon.annotate.times import times
from rashomon.model import Annotated, Document, Range

SOURCED = "Local sources reported the strike."


def main_of(text: str):
    read = incidents(figures(times(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64))))))
    return next(i for i in read.incidents if i.main)


def ends(found: Range | None) -> tuple[int, int] | None:
    return (found.low, found.high) if found else None


@pytest.mark.parametrize(
    ("opening", "below", "expected"),
    [
        ("between 17 and 25 civilians were killed", "One source said 12 people were killed.", (17, 25)),
        ("at least 4 people were killed", "A neighbour said that 6 people were killed.", (4, 6)),
        ("at least 4 people were killed", "Another post said that 90 people were killed in the war.", (4, 4)),
        ("at least 4 people were killed", "The bodies of 7 people were believed to be under the rubble.", (4, 4)),
        ("up to 15 civilians were killed", "Most sources reported that 11 civilians were killed.", (11, 15)),
        ("up to 15 civilians were killed", "The body of a child was found.", (15, 15)),
        ("dozens of civilians were killed", "No names are known.", (12, 24)),
        ("hundreds of civilians were killed", "No names are known.", (100, 200)),
        ("ten members of a family – including three men and six children – were killed", "No names are known.", (10, 10)),
        ("eight civilians of two families were killed", "No names are known.", (8, 8)),
        ("at least 5 people were killed", "A newspaper wrote of dozens of martyrs.", (5, 24)),
        ("at least 23 people were killed", "A post said that the imam and 33 others were killed.", (23, 34)),
        ("at least 13 people were killed", "A relative gave the names of the 14 identified victims.", (13, 14)),
        ("at least one civilian was killed", "A number of civilians were killed, a neighbour said.", (1, 2)),
        ("at least one civilian was killed", "No names are known.", (1, 1)),
        ("one civilian was killed", "A number of civilians were killed, a neighbour said.", (1, 2)),
        ("at least 4 people were killed", "In addition, another civilian of the family also lost their life in the strike.", (4, 5)),
        ("at least 4 people were killed", "An agency reported that a man had also been killed.", (4, 5)),
        ("at least 4 people were killed", "It is possible that a fifth child was killed in the strike.", (4, 5)),
        ("at least 4 people were killed", "Another house of the family also burned.", (4, 4)),
        ("at least 20 people were killed", "A funeral was held for the 29 people killed across attacks in Karsa.", (20, 20)),
        ("at least 9 people were killed", "The agency said 10 people were killed, one of whom was a militant.", (9, 9)),
        ("dozens of civilians were killed and injured", "A journalist said 15 people were killed.", (12, 24)),
        ("a house was hit", "The page recorded the deaths of at least 23 civilians. A newspaper said 18 people were killed.", (23, 23)),
        ("a raid killing between eight and more than 30 people was reported", "No names are known.", (8, 31)),
        ("seven civilians, Samir Orsa (35 years old), his wife Dalia (28 years old), their four children Tala (11 years old), Mina (10 years old), Timo (9 years old) "  # noqa: ISC004
         "and Vello (8 years old), and his mother, were killed", "No more is known.", (7, 7)),
        ("between 13 and 14 people, including five children of whom one was an infant, were killed", "No names are known.", (13, 14)),
        ("Samir Orsa was killed alongside three members of his crew and two patients", "Six people were killed, a post said.", (6, 6)),
    ],
)  # fmt: skip
def test_the_narrators_opening_total_sets_the_range(opening: str, below: str, expected: tuple[int, int]) -> None:
    text = f"On 3 May 2031, {opening} in an alleged Ardanian airstrike on a house in Karsa.\n\n{SOURCED} {below}"
    assert ends(main_of(text).killed) == expected


def test_those_named_are_counted_where_no_number_opens_the_page() -> None:
    text = (
        "On 3 May 2031, Hamid Orsa (36 years old) was killed along with his three children in an alleged Ardanian "
        f"airstrike on his home in Karsa.\n\n{SOURCED} A video shows the body of a child."
    )
    assert ends(main_of(text).killed) == (4, 4)


def test_parts_of_the_opening_total_are_not_closed_by_totals() -> None:
    text = (
        "On 3 May 2031, at least 13 people, including at least nine women, were killed in an alleged Ardanian airstrike on Karsa.\n\n"
        f"{SOURCED} A relative gave the names of the 14 identified victims."
    )
    found = main_of(text)
    assert (ends(found.killed), ends(found.killed_women)) == ((13, 14), (9, 9))


def test_up_to_many_begins_at_those_named() -> None:
    text = (
        "On 3 May 2031, up to 15 civilians were killed in an alleged Ardanian airstrike on a house in Karsa.\n\n"
        f"{SOURCED} The names of those killed are: Samir Orsa (35), his wife Dalia Haddan (28), and their sons Timo Orsa (9) and Vello Orsa (6)."
    )
    assert ends(main_of(text).killed) == (4, 15)


def test_an_alleged_strike_told_by_posts_is_weighed_without_the_word_sources() -> None:
    opening = "On 3 May 2031, at least four people were killed in an alleged Ardanian airstrike on a house in Karsa."
    assert ends(main_of(f"{opening}\n\nA Facebook post said that three people were killed.").killed) == (4, 4)


def test_a_figure_of_another_day_is_not_of_the_page() -> None:
    text = (
        "On 3 May 2031, at least two people were killed in an alleged Ardanian airstrike on a house in Karsa.\n\n"
        f"{SOURCED} On 9 June 2031, five people were killed in an airstrike on Tel Oram."
    )
    assert ends(main_of(text).killed) == (2, 2)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Five men were shot in a shooting in Karsa on Friday. One man was killed in the shooting.", 1, 4),
        ("Six people were shot outside a bar in Karsa in a drive-by shooting.", None, 6),
        ("Seven people were injured in a shooting in Karsa. Six people were shot, police said.", None, 7),
        ("Ilyas Dahn, a 24-year-old father, was shot and killed in a shooting in Karsa on Friday.", 1, None),
    ],
)
def test_those_shot_less_those_killed_are_hurt(text: str, killed: int | None, injured: int | None) -> None:
    found = main_of(text)
    assert (found.killed and found.killed.best) == killed
    assert (found.injured and found.injured.best) == injured
