"""The report that rashomon was born from, by phrases: skips without the data beside the checkout."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from rashomon.annotate.attributions import attributions
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document, words_of

# phrase of the content, speaker, stance
GOLD = [
    (r"main result of Russia's operation", "Dmitry Peskov", "assert"),
    (r"^.{0,3}Russian airstrikes on radical", "Dmitry Peskov", "assert"),
    (r"assessing the success", "Dmitry Peskov", "assert"),
    (r"no time frame was outlined", "Dmitry Peskov", "assert"),
    (r"some 3,800 civilians", "Syrian Observatory for Human Rights", "accuse"),
    (r"We do not view the information", "Dmitry Peskov", "reject source"),
    (r"total number of fatalities", None, "assert"),
    (r"13\.5 million people", "UNICEF", "assert"),
    (r"Russia will continue", "Dmitry Peskov", "announce"),
    (r"readiness to continue", "Dmitry Peskov", "announce"),
    (r"to separate rebels", "Government of the United States|United States", "promise"),
    (r"paved the way", "Syrian Army General Command", None),
    (r"^the airstrike$", "Government of the United States|United States", "acknowledge"),
    (r"^(for )?the mistake$", "Government of the United States|United States", "acknowledge"),
    (r"20 civilians and one aid worker", "Red Cross", "assert"),
    (r"targeted by an airstrike", "Red Cross", "assert"),
    (r"Damascus and Moscow", "US State Department", "accuse"),
    (r"did not launch airstrikes", "Russian Defense Ministry", "deny"),
    (r"only militants who control", "Government of Russia", "assert"),
]


@pytest.fixture(scope="module")
def rows(shared):
    row = json.loads((shared / "data/reading/seed.jsonl").read_text(encoding="utf8"))
    document = Document(
        id="seed", text=row["text"], sha256="0", title=row["title"], published=date.fromisoformat(row["published"])
    )
    found = attributions(segment(Annotated(document=document))).attributions
    return [(words_of(row["text"], a.content), a) for a in found]


@pytest.mark.parametrize(("phrase", "speaker", "stance"), GOLD)
def test_each_account_is_found_with_its_speaker_and_stance(rows, phrase, speaker, stance):
    found = [a for content, a in rows if re.search(phrase, content)]
    assert found, phrase
    names = speaker.split("|") if speaker else [None]
    assert any(
        (a.speaker or None) in names or (a.speaker or "").replace("Government of ", "Government of the ") in names
        for a in found
    )
    assert stance is None or any(a.stance == stance for a in found)


def test_the_observatory_accuses_the_air_force(rows):
    assert [a.accused for content, a in rows if content.startswith("some 3,800")] == [("Russian Air Force",)]


def test_the_state_department_accuses_two_governments(rows):
    assert [a.accused for content, a in rows if content.startswith("Damascus and Moscow")] == [
        ("Government of Syria", "Government of Russia")
    ]
