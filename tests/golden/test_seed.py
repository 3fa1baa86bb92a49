"""The report that rashomon was born from, read whole: by phrases, without copying the article."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, object]


@pytest.fixture(scope="module")
def row(shared: Path) -> Row:
    report = shared / "seed" / "kremlin-2016-09-30.txt"
    command = [sys.executable, "-m", "rashomon.cli", "read", "--format", "jsonl", str(report)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def words(row: Row, spans: list[list[int]]) -> str:
    text = row["document"]["text"]
    return " ... ".join(text[start:end] for start, end in spans)


def the(row: Row, phrase: str) -> Row:
    """The attribution whose content holds the phrase."""
    (found,) = [a for a in row["attributions"] if phrase in words(row, a["content"])]
    return found


def incident(row: Row, day: str) -> Row:
    (found,) = [i for i in row["incidents"] if i["date"] == {"from": day, "to": day}]
    return found


def test_the_document(row: Row) -> None:
    document = row["document"]
    assert document["published"] == "2016-09-30"
    assert document["title"].startswith("ISIS & Al-Nusra not in Damascus")
    assert "](" not in document["text"]


@pytest.mark.parametrize(
    ("phrase", "speaker", "stance"),
    [
        ("kept out of Damascus", "Dmitry Peskov", "assert"),
        ("task of military experts", "Dmitry Peskov", "assert"),
        ("no time frame was outlined", "Dmitry Peskov", "assert"),
        ("occupied most of the country", "Dmitry Peskov", "assert"),
        ("3,800 civilians", "Syrian Observatory for Human Rights", "accuse"),
        ("We do not view the information", "Dmitry Peskov", "reject source"),
        ("13.5 million people", "UNICEF", "assert"),
        ("continue its military operation", "Dmitry Peskov", "announce"),
        ("separate rebels", "Government of the United States", "promise"),
        ("the mistake", "Government of the United States", "acknowledge"),
        ("20 civilians and one aid worker", "Red Cross", "assert"),
        ("targeted by an airstrike", "Red Cross", "assert"),
        ("Damascus and Moscow for the attack", "US State Department", "accuse"),
        ("did not launch airstrikes", "Russian Defense Ministry", "deny"),
        ("only militants who control the area", "Government of Russia", "assert"),
    ],
)
def test_who_says_what(row: Row, phrase: str, speaker: str, stance: str) -> None:
    found = the(row, phrase)
    assert (found["speaker"], found["stance"]) == (speaker, stance)


def test_the_accused_and_the_rejected_source(row: Row) -> None:
    accusation, rejection = the(row, "3,800 civilians"), the(row, "We do not view the information")
    assert accusation["accused"] == ["Russian Air Force"]
    assert {"from": rejection["id"], "to": accusation["id"], "type": "rejects source"}.items() <= next(
        r.items() for r in row["relations"] if r["type"] == "rejects source"
    )


def test_figures(row: Row) -> None:
    found = {(f["measure"], f["low"], f["high"], f["group"], f["speaker"]) for f in row["figures"]}
    assert found >= {
        ("killed", 3800, 3800, "civilians", "Syrian Observatory for Human Rights"),
        ("killed", 290_000, 470_000, "people", None),
        ("fled", 4_000_000, None, "people", None),
        ("displaced", 6_500_000, 6_500_000, "people", None),
        ("in need", 13_500_000, 13_500_000, "people", "UNICEF"),
        ("in need", 6_000_000, 6_000_000, "children", "UNICEF"),
        ("killed", 20, 20, "civilians", "Red Cross"),
        ("killed", 1, 1, "aid workers", "Red Cross"),
    }
    whole = {f["id"]: f for f in row["figures"]}
    (children,) = [f for f in row["figures"] if f["group"] == "children"]
    assert whole[children["part_of"]]["low"] == 13_500_000


def test_the_strike_is_acknowledged(row: Row) -> None:
    strike = incident(row, "2016-09-17")
    assert (strike["status"], strike["place"]["name"]) == ("acknowledged", "Deir ez-Zor")
    (party,) = strike["perpetrators"]
    assert party["name"] == "US-led coalition"
    assert party["blamed_by"] == ["Syrian Army General Command"]
    assert party["acknowledged_by"] == ["Government of the United States"]


def test_the_attack_on_the_convoy_is_contested_by_name(row: Row) -> None:
    attack = incident(row, "2016-09-19")
    assert (attack["status"], attack["place"]["name"]) == ("contested", "Aleppo")
    assert {p["name"] for p in attack["perpetrators"]} == {"Government of Syria", "Government of Russia"}
    for party in attack["perpetrators"]:
        assert party["blamed_by"] == ["US State Department"]
        assert party["denied_by"] == ["Russian Defense Ministry"]
    assert (attack["killed"]["low"], attack["killed"]["high"]) == (21, 21)
    assert "denies" in attack["why"]


def test_a_renamed_group_is_one_actor(row: Row) -> None:
    text = row["document"]["text"]
    names = {text[slice(*a["span"])]: a["actor"] for a in row["actors"]}
    assert names["Fatah al-Sham"]
    assert names["Fatah al-Sham"] == names["Al-Nusra Front"] == names["Jabhat Al-Nusra"]
