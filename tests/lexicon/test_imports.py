"""Actors from our YAML, Wikidata JSON and FollowTheMoney, all of an invented conflict; with what is wrong in each."""

from __future__ import annotations

import bz2
import gzip
import json
from datetime import date
from itertools import permutations

import pytest

from rashomon.config import Settings
from rashomon.errors import SettingError
from rashomon.lexicon.imports import import_actors
from rashomon.lexicon.registry import registry
from rashomon.lexicon.registry_users import own_actors
from rashomon.run.registry import import_into

OURS = """\
sources: ["their own pages, seen in 2031"]
actors:
- id: northern-front
  name: Northern Front
  kind: armed group
  names: [{name: Front of the North, until: 2030-03}]
  also: [NFV]
- {id: northern-front-media, name: Northern Voice, kind: media, parents: [northern-front]}
- {id: wrong, name: Wrong, kind: sorcerer}
- {id: hts, name: Hay'at Tahrir al-Sham, kind: armed group, also: [Front of Dessary]}
- {id: copycat, name: Copycat, kind: media, also: [Reuters, Copycat Daily]}
"""


def _item(prop: str, item: str, **qualifiers: object) -> dict:
    return {
        "rank": "normal",
        "mainsnak": {"property": prop, "datavalue": {"value": {"id": item}, "type": "wikibase-entityid"}},
        "qualifiers": {name: [{"datavalue": {"value": value}}] for name, value in qualifiers.items()},
    }


def _text(prop: str, text: str, since: str = "", until: str = "") -> dict:
    days = {
        name: [{"datavalue": {"value": {"time": f"+{day}T00:00:00Z", "precision": 11 if day[-2:] != "00" else 10}}}]
        for name, day in (("P580", since), ("P582", until))
        if day
    }
    value = {"text": text, "language": "en"}
    return {"rank": "normal", "mainsnak": {"property": prop, "datavalue": {"value": value}}, "qualifiers": days}


WATCH = {
    "id": "Q900000001",
    "labels": {"en": {"language": "en", "value": "Velmar Casualty Watch"}, "fr": {"value": "Veille de Velmar"}},
    "aliases": {"en": [{"value": "VCW"}, {"value": "casualty monitors"}]},
    "claims": {
        "P31": [_item("P31", "Q43229")],
        "P17": [_item("P17", "Q858")],
        "P1448": [
            _text("P1448", "Velmar Tally", "2028-01-15", "2029-06-00"),
            _text("P1448", "Velmar Casualty Watch", "2029-07-00"),
        ],
    },
}
DIRECTOR = {
    "id": "Q900000002",
    "labels": {"en": {"value": "Harun al-Jabali"}},
    "claims": {
        "P31": [_item("P31", "Q5")],
        "P39": [_item("P39", "Q1", P642={"id": "Q900000001"}, P580={"time": "+2030-00-00T00:00:00Z", "precision": 9})],
    },
}
ARMY = {
    "id": "Q900000003",
    "labels": {"en": {"value": "Velmari Army"}},
    "claims": {"P31": [{**_item("P31", "Q999"), "rank": "normal"}]},
}

MONEY = [
    {"id": "NK-A", "schema": "PublicBody", "properties": {"name": ["Velmari Ministry of Grain"], "alias": ["Grain Ministry of Velmar"], "country": ["vm"]}},
    {"id": "NK-B", "schema": "Person", "properties": {"name": ["Selim Orhan Barrow", "Selim Barrow"], "nationality": ["vm"]}},
    {"id": "NK-C", "schema": "Employment", "properties": {"employee": ["NK-B"], "employer": ["NK-A"], "role": ["spokesman"], "startDate": ["2030-02"], "endDate": ["2031-01-04"]}},
    {"id": "NK-D", "schema": "Vessel", "properties": {"name": ["Bird of Karsa"]}},
    {"id": "NK-E", "schema": "Company", "properties": {}},
]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    ours, entity, dump, money = (
        tmp_path / name for name in ("a.yaml", "Q900000001.json", "dump.json.gz", "b.ftm.json")
    )
    ours.write_text(OURS)
    entity.write_text(json.dumps({"entities": {"Q900000001": WATCH}}))
    dump.write_bytes(gzip.compress(f"[\n{json.dumps(DIRECTOR)},\n{json.dumps(ARMY)},\nno json\n]\n".encode()))
    money.write_text("".join(json.dumps(row) + "\n" for row in MONEY))
    return [str(path) for path in (ours, entity, dump, money)]


def test_all_three_formats(files):
    found = import_actors(files, registry())
    by_id = {entry.id: entry for entry in found.entries}
    front = by_id["northern-front"]
    assert front.sources == ("their own pages, seen in 2031",)
    assert by_id["northern-front-media"].parents == ("northern-front",)
    assert [name.text for name in by_id["hts"].names] == ["Front of Dessary"]

    watch = by_id["wd-q900000001"]
    assert (watch.kind, watch.country, watch.wikidata) == ("organization", "SY", "Q900000001")
    assert [(n.text, n.since, n.until) for n in watch.names] == [
        ("Velmar Tally", date(2028, 1, 15), date(2029, 6, 30)),
        ("Velmar Casualty Watch", date(2029, 7, 1), None),
        ("VCW", None, None),
    ]
    assert watch.name_on(date(2028, 5, 1)) == "Velmar Tally"
    (term,) = by_id["wd-q900000002"].terms
    assert (term.of, term.since) == ("wd-q900000001", date(2030, 1, 1))

    barrow = by_id["ftm-nk-b"]
    assert [name.text for name in barrow.names] == ["Selim Barrow"]
    (term,) = barrow.terms
    assert (term.role, term.of, term.since, term.until) == ("spokesman", "ftm-nk-a", date(2030, 2, 1), date(2031, 1, 4))
    assert barrow.represents_on(date(2030, 6, 1)) == "ftm-nk-a"


def test_what_cannot_be_taken_is_named_with_its_place(files):
    told = [str(problem) for problem in import_actors(files, registry()).problems]
    for part in (
        "a.yaml, line 9: wrong: kind: 'sorcerer' is none of",
        "the name 'Reuters' of copycat is that of reuters already",
        "dump.json.gz, line 4: broken JSON",
        "Q900000003 is no kind of actor that is known here (P31: Q999)",
        "b.ftm.json, line 4: Vessel is no kind of actor",
        "b.ftm.json, line 5: it has no name",
    ):
        assert any(part in line for line in told), part
    assert len(told) == 6


def test_the_order_of_files_and_doing_it_again_change_nothing(files):
    first = import_actors(files, registry())
    for order in permutations(files, len(files)):
        assert import_actors(list(order), registry()).entries == first.entries
    again = import_actors(files, registry(), first.entries)
    assert (again.entries, again.added, again.changed) == (first.entries, 0, 0)
    more = import_actors(files[:1], registry(), first.entries)
    assert more.entries == first.entries


def test_what_wikidata_calls_a_known_item_adds_to_the_known_one(tmp_path):
    path = tmp_path / "e.json.bz2"
    row = {**WATCH, "id": "Q187052"}
    path.write_bytes(bz2.compress(json.dumps(row).encode()))
    (entry,) = import_actors([str(path)], registry()).entries
    assert entry.id == "hrw"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.yaml", b"actors: [", "not readable as YAML"),
        ("a.yaml", b"- {id: x}\n", "the file is a mapping"),
        ("a.json", b"\xff\xfe\x00", "no UTF-8 at byte 0"),
        ("a.json", b'{"id": "x"}', "neither an entity of Wikidata nor one of FollowTheMoney"),
        ("a.json", b"[1]", "it is no JSON object"),
        ("a.json.gz", b"\x1f\x8b broken", ""),
    ],
)
def test_files_that_hold_nothing(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    found = import_actors([str(path), str(tmp_path / "missing.yaml")], registry())
    assert found.entries == []
    first, second = found.problems
    assert reason in str(first)
    assert "there is no such file" in str(second)


def test_where_they_are_kept(files, tmp_path):
    chosen = Settings(record=str(tmp_path / "sahel.db"))
    assert own_actors(chosen) == ""
    found = import_into(files, chosen)
    assert found.added == len(found.entries) > 5
    assert own_actors(chosen) == str(tmp_path / "sahel.actors.jsonl")
    before = (tmp_path / "sahel.actors.jsonl").read_bytes()
    assert import_into(files[::-1], chosen).changed == 0
    assert (tmp_path / "sahel.actors.jsonl").read_bytes() == before
    with pytest.raises(SettingError):
        import_into(files, Settings(record="postgresql://db/x"))


def test_reading_knows_them_and_says_so(files, tmp_path):
    from rashomon.annotate.pipeline import Pipeline
    from rashomon.model import Document, sha256

    text = "The Front of Dessary attacked Karsa, the Northern Front said. VCW counted two dead."
    document = Document(id="d", text=text, sha256=sha256(text.encode()), published=date(2031, 3, 4))
    chosen = Settings(record=str(tmp_path / "r.db"), encoder="none")
    (before,) = Pipeline.load(chosen).annotate([document])
    assert before.registry is None
    import_into(files, chosen)
    (after,) = Pipeline.load(chosen).annotate([document])
    assert {"hts", "northern-front", "wd-q900000001"} <= {m.actor for m in after.actors}
    assert len(after.registry or "") == 12
