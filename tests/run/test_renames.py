"""Bodies that took a new name: one within the text that says so, and in the record, until somebody says otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import rashomon
from rashomon.api import open_book
from rashomon.lexicon.renaming import NEW_FIRST, OLD_FIRST, renaming
from rashomon.lexicon.renaming import told as tells
from rashomon.run.actors import undo_judgement

if TYPE_CHECKING:
    from pathlib import Path

BOMB = "A car bomb killed nine people in Karsa on March 4, 2031. "
OLD, NEW = "Northern Front", "Assembly of the North"


@pytest.mark.parametrize(
    ("between", "order"),
    [
        (", formerly known as the ", NEW_FIRST), (", previously called the ", NEW_FIRST), (", formerly the ", NEW_FIRST),
        (", which renamed itself the ", OLD_FIRST), (" changed its name to the ", OLD_FIRST), (", now known as the ", OLD_FIRST),
        (", which in April 2031 became the ", None), (", which has since become the ", None), (", now the ", None), (", once the ", None),
        (", until May the ", None), (", earlier the ", None), (" is known to the ", None), (" has become the ", None),
        (", which broke away from the ", None), (", which has since joined the ", None), (" and the ", None), (", formerly part of the ", None),
        (", formerly allied with the ", None), (" attacked a village. A group called the ", None), (", now an ally of the ", None), ("", None),
    ],
)  # fmt: skip
def test_what_words_tell_of_a_new_name(between: str, order: str | None) -> None:
    assert renaming(between, ", said") == order


@pytest.mark.parametrize(
    ("between", "after", "order"),
    [
        (" (now the ", ")", OLD_FIRST), (" (now the ", ", an ally)", None), (" (formerly the ", ")", NEW_FIRST), (", formerly the ", " ally", None),
        (", formerly known as the ", "'s enemy", None), (", formerly known as the ", " fighters", None), (" renamed itself the ", " in May", OLD_FIRST),
        (" renamed itself the ", "’s heir", None), (", formerly the ", ".", None),
    ],
)  # fmt: skip
def test_the_second_name_ends_its_phrase(between: str, after: str, order: str | None) -> None:
    assert renaming(between, after) == order


@pytest.mark.parametrize(
    "told",
    [
        f"The {NEW}, formerly known as the {OLD}, wept. The army blamed the {NEW}. The governor accused the {OLD} of the bombing.",
        f"The army blamed the {OLD}, which has since renamed itself the {NEW}. The governor accused the {NEW} of the bombing.",
        f"The army blamed the {OLD} (now the {NEW}). The governor accused the {NEW} of the bombing.",
    ],
)
def test_both_names_are_one_party_of_the_text(told: str) -> None:
    found = rashomon.read(BOMB + told, published="2031-03-05")
    assert [len(i.perpetrators) for i in found.incidents] == [1]


@pytest.mark.parametrize(
    "told",
    [
        "The Northern Front has become the Velmari Army's main enemy.",
        "The Northern Front, once the Velmari Army's closest ally, shelled a depot.",
        "The Northern Front, formerly the Velmari Army's closest ally, shelled a depot.",
        "First the Velmari Army, now the Northern Front has denied shelling the town.",
        "The Karsa Brigade is known to the Northern Front as a rival.",
        "A splinter of the Northern Front, now known as the Karsa Brigade, wept.",
        "A militia fighting the Northern Front, now known as the Karsa Brigade, wept.",
        "The Karsa Brigade, formerly known as the Northern Front, wept. The Northern Front accused the Karsa Brigade of the bombing.",
        "It is untrue that the Karsa Brigade renamed itself the Northern Front.",
        "The Northern Front, until May the Velmari Army's partner, wept.",
    ],
)
def test_two_bodies_stay_two(told: str) -> None:
    found = rashomon.read(BOMB + told, published="2031-03-05")
    assert [m for m in found.actors if m.rule == "renamed"] == []
    assert list(tells(BOMB + told, found.actors)) == []


def test_who_broke_away_is_another_party() -> None:
    told = f"The army blamed the {NEW}, which broke away from the {OLD} last year. The governor accused the {OLD} of the bombing."
    found = rashomon.read(BOMB + told, published="2031-03-05")
    assert sorted(p.name for i in found.incidents for p in i.perpetrators) == [NEW, OLD]


def test_the_record_counts_the_names_as_one_until_it_is_taken_back(tmp_path: Path) -> None:
    rows = [
        {"text": f"{BOMB}Residents blamed the {OLD}.", "outlet": "Karsa Herald", "published": "2031-03-05"},
        {"text": f"{BOMB}The Velmari Army blamed the {NEW}, formerly known as the {OLD}.", "outlet": "Ardan Post", "published": "2031-03-20"},
    ]  # fmt: skip
    file = tmp_path / "told.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    with open_book(str(tmp_path / "r.db")) as book:
        book.add(str(file))
        (judgement,) = book.record.renamings()
        assert book.record.judgements() == []
        assert (judgement.subject, judgement.other, judgement.author) == (
            "name:assembly of the north",
            "name:northern front",
            "rashomon",
        )
        assert "formerly known as" in judgement.reason
        assert "2031-03-20" in judgement.reason
        assert [a.disputes for _, a in book.each_incident()] == [()]
        undo_judgement(book.record, judgement.id, author="reviewer", reason="two groups")
        assert [d.type for _, a in book.each_incident() for d in a.disputes] == ["rival blame"]
        again = tmp_path / "again.jsonl"
        again.write_text(
            json.dumps(rows[1] | {"outlet": "Karsa Wire", "text": rows[1]["text"] + " Nobody else spoke."}) + "\n",
            encoding="utf8",
        )
        book.add(str(again))
        assert [d.type for _, a in book.each_incident() for d in a.disputes][:1] == [
            "rival blame"
        ]  # the later word is a person's
