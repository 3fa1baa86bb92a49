from __future__ import annotations

from datetime import date

import msgspec
import pytest

from rashomon.errors import ModelFileError
from rashomon.lexicon.registry import Entry, Name, Registry, key, registry, using
from rashomon.lexicon.registry_rows import FILES, WrongRowError, entries_of, parsed, told
from rashomon.lexicon.registry_users import joined, overlaid, stored, written

# Names that several entries bear on purpose, with what tells them apart. None at present.
SHARED_WITH_A_RULE: dict[tuple[str, ...], str] = {}


def test_ids_are_unique_slugs():
    ids = [entry.id for entry in registry().entries.values()]
    assert len(ids) == len(set(ids)) > 300
    assert all(i == i.lower() and i.replace("-", "").isalnum() and i.isascii() for i in ids)


def test_no_row_is_lost_to_another_with_its_id():
    from rashomon.lexicon import load

    rows = [row["id"] for file in FILES for row in load(f"actors/{file}")["actors"]]
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


def test_every_entry_says_where_its_facts_are_published():
    assert all(entry.sources for entry in registry().entries.values())


def test_an_id_that_looks_like_a_states_is_one_or_is_not_counted_as_one():
    assert registry().state_of("sy-army") == "sy"
    assert registry().state_of("sy") == "sy"
    assert registry().state_of("al-qaeda") is None
    assert registry().state_of("hts") is None
    assert registry().state_of("vm-army") == "vm"  # unknown: taken by its id


FILE = """\
sources: [own]
actors:
- {id: velmar-watch, name: Velmar Casualty Watch, kind: monitor, also: [VCW]}
- id: northern-front
  name: Northern Front
  kind: armed group
  names:
    - {name: Front of the North, until: 2030-03}
    - {name: Northern Front, since: 2030-04, source: own}
  parents: [velmar-watch]
"""


def test_a_file_of_the_format():
    entries, faults = entries_of(parsed(FILE))
    assert faults == []
    front = entries[1]
    assert (front.names[0].until, front.names[1].since) == (date(2030, 3, 31), date(2030, 4, 1))
    assert front.name_on(date(2030, 3, 31)) == "Front of the North"
    assert front.sources[0].startswith("the body's own name")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{id: X y, name: A, kind: monitor}", "id: 'X y' is no id"),
        ("{id: x, kind: monitor}", "name: is missing"),
        ("{id: x, name: A, kind: wizard}", "kind: 'wizard' is none of"),
        ("{id: x, name: A, kind: monitor, wikidta: Q1}", "there is no such field; did you mean 'wikidata'"),
        ("{id: x, name: A, kind: monitor, wikidata: 12}", "is no item of Wikidata"),
        ("{id: x, name: A, kind: monitor, also: [yes]}", "True is no name"),
        (
            "{id: x, name: A, kind: monitor, names: [{name: B, since: 2031, until: 2030}]}",
            "it ends (2030-12-31) before",
        ),
        ("{id: x, name: A, kind: monitor, names: [{name: B, since: 2031-02-30}]}", "is no day"),
        ("{id: x, name: A, kind: monitor, sources: [nobody]}", "'nobody' is no key"),
        ("{id: velmar-watch, name: A, kind: monitor}", "stands twice"),
        ("{id: x, name: A, kind: person, terms: [{role: president}]}", "is no office"),
        ("[x]", "is no mapping"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_rest_is_kept(row, message):
    text = FILE.replace("- id: northern-front", f"- {row}\n- id: northern-front")
    entries, (fault,) = entries_of(parsed(text))
    assert [entry.id for entry in entries] == ["velmar-watch", "northern-front"]
    said = told(fault, text)
    assert said.startswith("line 4, ")
    assert message in said


def test_a_file_of_another_shape():
    with pytest.raises(WrongRowError, match="is a mapping"):
        entries_of([{"id": "x"}])


def test_own_actors_are_known_within_using_and_nowhere_else(tmp_path):
    path = tmp_path / "own.jsonl"
    entries, _ = entries_of(parsed(FILE))
    more = Entry(id="hts", name="ignored", kind="armed group", names=(Name("Front of Dessary"),))
    written(str(path), [*entries, more])
    before = path.read_bytes()
    written(str(path), [more, *reversed(entries)])
    assert path.read_bytes() == before
    assert stored(str(path)) == sorted([*entries, more], key=lambda e: e.id)
    with using(str(path)) as stamp:
        assert len(stamp) == 12
        assert registry().lookup("VCW").id == "velmar-watch"
        assert registry().lookup("Front of Dessary").id == "hts"
        assert registry().entries["hts"].name == "Hay'at Tahrir al-Sham"
    assert registry().lookup("VCW") is None
    with using("") as stamp:
        assert stamp == ""


def test_broken_own_files_are_named(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "a"}\n')
    with pytest.raises(ModelFileError, match="line 1"), using(str(path)):
        registry()
    with pytest.raises(ModelFileError), using(str(tmp_path / "none.jsonl")):
        registry()


def test_joining_adds_and_never_takes_away():
    known = registry().entries["hts"]
    same = joined(known, msgspec.structs.replace(known, name="x", wikidata="Q1"))
    assert same == msgspec.structs.replace(known, wikidata=known.wikidata or "Q1")
    assert overlaid([known], []) == [known]
