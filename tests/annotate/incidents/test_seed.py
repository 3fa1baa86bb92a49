"""The seed report beside the checkout, by phrases: both dated incidents, who is blamed, denies, admits, and relations."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from rashomon.annotate.pipeline import Pipeline
from rashomon.model import Document


@pytest.fixture(scope="module")
def read(shared):
    row = json.loads((shared / "data/reading/seed.jsonl").read_text(encoding="utf8").splitlines()[0])
    document = Document(
        id=row["id"], text=row["text"], sha256="0" * 64, published=dt.date.fromisoformat(row["published"])
    )
    (annotated,) = Pipeline().annotate([document])
    return annotated


def incident(read, day):
    (found,) = [i for i in read.incidents if i.date and i.date.start == i.date.end == day]
    return found


def test_the_strike_is_told_blamed_and_acknowledged(read):
    found = incident(read, dt.date(2016, 9, 17))
    assert (found.anchor.of(read.text), found.place.name) == ("bombing", "Deir ez-Zor")
    (party,) = found.perpetrators
    assert party.name == "US-led coalition"
    assert party.by_narrator
    assert party.blamed_by == ("Syrian Army General Command",)
    assert "United States" in party.acknowledged_by[0]


def test_the_convoy_is_contested(read):
    found = incident(read, dt.date(2016, 9, 19))
    assert (found.anchor.of(read.text), found.place.name) == ("attacked", "Aleppo")
    assert {p.name: (p.blamed_by, p.denied_by) for p in found.perpetrators} == {
        "Government of Syria": (("US State Department",), ("Russian Defense Ministry",)),
        "Government of Russia": (("US State Department",), ("Russian Defense Ministry",)),
    }
    assert (found.killed.low, found.killed.high) == (21, 21)


def test_relations_join_speakers(read):
    said = {a.id: a for a in read.attributions}
    found = {
        (said[r.origin].speaker, r.type, said[r.target].speaker if r.target in said else "incident")
        for r in read.relations
    }
    assert ("Dmitry Peskov", "rejects source", "Syrian Observatory for Human Rights") in found
    assert ("Russian Defense Ministry", "denies", "US State Department") in found
    assert ("US State Department", "blames", "incident") in found
    assert ("Government of the United States", "acknowledges", "incident") in found
