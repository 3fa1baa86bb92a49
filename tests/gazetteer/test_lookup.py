"""Look-up by name in the built-in gazetteer: spellings, ranks, and the places added by hand."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import ModelFileError
from rashomon.gazetteer import Entry, Gazetteer, default, distance_km, lookup
from rashomon.gazetteer.curated import curated
from rashomon.gazetteer.entry import EXTENT_KM
from rashomon.gazetteer.folding import bare, fold, skeleton


@pytest.mark.parametrize(
    ("spellings", "country", "lat", "lon"),
    [
        ("Deir ez-Zor|Dayr az-Zawr|Deir al-Zour|Deir Ezzor|DEIR EZ-ZOR|Deir ez-Zour", "SY", 35.34, 40.14),
        ("Qamishli|Kamishli|al-Qamishli", "SY", 37.05, 41.23),
        ("Khan Yunis|Khan Younis|Khan Younes|Khān Yūnis", "PS", 31.34, 34.31),
        ("Mukalla|al-Mukalla|Al Mukalla", "YE", 14.54, 49.12),
        ("Raqqa|ar-Raqqah|Raqqah|al-Raqqa", "SY", 35.95, 39.01),
        ("Kyiv|Kiev", "UA", 50.45, 30.52),
        ("Sana'a|Sanaa|Sana’a|Sanʿa", "YE", 15.35, 44.21),
        ("Beit Lahia|Beit Lahiya|Bayt Lahya", "PS", 31.55, 34.50),
        ("Khan Sheikhoun|Khan Shaykhun", "SY", 35.44, 36.65),
        ("Fallujah|Falluja|al-Fallujah", "IQ", 33.35, 43.79),
        ("El Fasher|al-Fashir|Al Fasher", "SD", 13.63, 25.35),
        ("Mogadishu|Muqdisho", "SO", 2.04, 45.34),
        ("São Paulo|Sao Paulo|SAO PAULO", "BR", -23.55, -46.64),
    ],
)
def test_spellings_of_one_town(spellings, country, lat, lon):
    for spelling in spellings.split("|"):
        found = [e for e in lookup(spelling) if e.country == country]
        assert found, spelling
        assert min(abs(e.lat - lat) + abs(e.lon - lon) for e in found) < 0.25, spelling


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Syria", "SY", "country"), ("UK", "GB", "country"), ("U.S.", "US", "country"), ("DR Congo", "CD", "country"),
        ("Texas", "US", "province"), ("N.J.", "US", "province"), ("Aleppo", "SY", "city"), ("Paris", "FR", "city"),
        ("Darfur", "SD", "region"), ("Donbas", "UA", "region"), ("Gaza Strip", "PS", "region"), ("West Bank", "PS", "region"),
        ("Eastern Ghouta", "SY", "region"), ("Black Sea", None, "water"), ("Africa", None, "continent"), ("Sahel", None, "region"),
        ("Jabalia refugee camp", "PS", "camp"), ("Shuja'iyya", "PS", "neighbourhood"), ("Kremlin", "RU", "facility"),
    ],
)  # fmt: skip
def test_the_first_answer_is_what_news_means(name, country, kind):
    best = lookup(name)[0]
    assert (best.country, best.kind) == (country, kind)


def test_country_filter_keeps_order():
    tripolis = lookup("Tripoli")
    assert {e.country for e in tripolis} >= {"LY", "LB"}
    assert lookup("Tripoli", "LB") == tuple(e for e in tripolis if e.country == "LB")


def test_unknown_names_give_nothing():
    assert lookup("Bir Hadid al-Velmariyya") == ()
    assert lookup("") == ()
    assert lookup("’-") == ()


def test_distance():
    damascus, beirut = (Entry("a", 33.51, 36.29, "city"), Entry("b", 33.89, 35.50, "city"))
    assert distance_km(damascus, beirut) == pytest.approx(84.5, abs=1)
    assert distance_km(damascus, damascus) == 0
    assert distance_km(Entry("n", 90, 0, "city"), Entry("s", -90, 77, "city")) == pytest.approx(20015, abs=2)


def test_every_place_of_the_file_is_found_by_its_name():
    """A change of the folding without compiling the file anew would lose places silently."""
    gazetteer = default()
    with sqlite3.connect(gazetteer.path) as db:
        rows = db.execute("SELECT name, country FROM place WHERE abs(id) % 499 = 0 AND population > 0").fetchall()
    assert len(rows) > 200
    lost = [row for row in rows if not any(e.country == row[1] for e in gazetteer.exact(row[0]))]
    assert lost == []


def test_a_process_of_its_own_opens_its_own(monkeypatch):
    mine = default()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert default() is not mine
    assert default().lookup("Homs") == mine.lookup("Homs")


def test_a_wrong_file_is_named(tmp_path):
    path = tmp_path / "g.sqlite"
    with pytest.raises(ModelFileError, match=r"g\.sqlite"):
        Gazetteer(path, {})
    path.write_text("not a database, but long enough to look like something " * 20)
    with pytest.raises(ModelFileError, match="no gazetteer"):
        Gazetteer(path, {})


@given(st.text(max_size=30))
def test_folding_is_stable(name):
    key = fold(name)
    assert fold(key) == key
    assert fold(name.upper().lower()) == fold(name.lower())
    assert key == " ".join(key.split())
    assert bare(bare(key)) == bare(key)
    assert " " not in skeleton(key)


def test_what_was_added_by_hand_is_sound():
    """Every row has a known kind, lies on Earth, and its own name finds it."""
    gazetteer = default()
    entries = {e for group in curated().values() for e in group}
    assert len(entries) > 900
    for entry in entries:
        assert entry.kind in EXTENT_KM, entry
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert entry in gazetteer.exact(entry.name), entry
        if entry.country:
            (home,) = gazetteer.country(entry.country)
            assert distance_km(entry, home) < 6500, entry
    twice = Counter((e.name, e.kind, e.country) for e in entries)
    assert [name for name, n in twice.items() if n > 1] == []
