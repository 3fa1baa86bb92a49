from __future__ import annotations

from datetime import date

import pytest

from rashomon.lexicon.registry import Entry, Name, Registry, key, registry

# Names that several entries bear on purpose, with what tells them apart. None at present.
SHARED_WITH_A_RULE: dict[tuple[str, ...], str] = {}


def test_ids_are_unique_slugs():
    ids = [entry.id for entry in registry().entries.values()]
    assert len(ids) == len(set(ids)) > 300
    assert all(i == i.lower() and i.replace("-", "").isalnum() and i.isascii() for i in ids)


def test_no_row_is_lost_to_another_with_its_id():
    from rashomon.lexicon import load

    rows = [
        row["id"]
        for file in ("armed_groups", "observers", "media", "offices", "people", "states")
        for row in load(f"actors/{file}")
    ]
    assert len(rows) == len(set(rows))


def test_parents_and_offices_exist_and_make_no_circle():
    entries = registry().entries
    for entry in entries.values():
        assert all(p in entries for p in entry.parents), entry.id
        assert all(t.of in entries for t in entry.terms), entry.id
        assert entry.id not in registry().ancestors(entry.id)


def test_days_are_in_order():
    for entry in registry().entries.values():
        for item in (*entry.names, *entry.terms):
            assert item.since is None or item.until is None or item.since <= item.until, entry.id
            assert item.since is None or date(1900, 1, 1) < item.since < date(2030, 1, 1)


def test_shared_names_have_a_rule():
    unexplained = {words: ids for words, ids in registry().shared_names().items() if words not in SHARED_WITH_A_RULE}
    assert unexplained == {}


NAMES = [
    ("ISIS", "islamic-state"),
    ("Isil", "islamic-state"),
    ("Al-Nusra Front", "hts"),
    ("Jabhat Fatah al-Sham", "hts"),
    ("Hay’at Tahrir al-Sham", "hts"),
    ("the Kremlin", "ru-gov"),
    ("Russia’s defence ministry", "ru-mod"),
    ("Russian Defense Ministry", "ru-mod"),
    ("U.S.-led coalition", "us-led-coalition"),
    ("SYRIAN OBSERVATORY FOR HUMAN RIGHTS", "sohr"),
    ("Medecins Sans Frontieres", "msf"),
    ("FMLN", "fmln"),
    ("Sendero Luminoso", "shining-path"),
]


@pytest.mark.parametrize(("name", "actor"), NAMES)
def test_lookup(name, actor):
    found = registry().lookup(name)
    assert found is not None
    assert found.id == actor


def test_unknown_names_are_not_guessed():
    assert registry().lookup("Velmar Casualty Watch") is None
    assert registry().lookup("") is None


def test_names_follow_the_day():
    entry = registry().lookup("al-Nusra")
    assert entry is not None
    assert entry.name_on(date(2016, 7, 27)) == "Jabhat al-Nusra"
    assert entry.name_on(date(2016, 7, 28)) == "Jabhat Fatah al-Sham"
    assert entry.name_on(date(2020, 1, 1)) == "Hay'at Tahrir al-Sham"
    assert entry.name_on(None) == "Hay'at Tahrir al-Sham"
    isis = registry().lookup("ISIS")
    assert isis is not None
    assert (isis.name_on(date(2014, 6, 1)), isis.name_on(date(2016, 9, 30))) != ("Islamic State", "Islamic State")
    assert isis.name_on(date(2016, 9, 30)) == "Islamic State"


def test_chain_of_command():
    assert registry().ancestors("ru-af") == ("ru-army", "ru-mod", "ru-gov", "ru")
    assert registry().ancestors("nobody") == ()


def test_offices_end():
    kerry = registry().entries["p-kerry"]
    assert kerry.represents_on(date(2016, 9, 30)) == "us-gov"
    assert kerry.represents_on(date(2017, 2, 1)) is None
    assert kerry.represents_on(None) is None


def test_a_shared_name_is_told_apart_by_day_or_not_at_all():
    old = Entry(id="old", name="Dessary Front", kind="armed group", names=(Name("DF", until=date(2030, 1, 1)),))
    new = Entry(id="new", name="Dessary Forum", kind="party", names=(Name("DF", since=date(2030, 1, 2)),))
    found = Registry([old, new])
    assert found.lookup("DF") is None
    assert found.lookup("DF", date(2029, 1, 1)) == old
    assert found.lookup("DF", date(2031, 1, 1)) == new


def test_key_folds_what_writers_vary():
    assert key("The Hay’at of U.S. Defense") == key("hayat of US defence")
