"""Commands over a record: that of the demo."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.record import open_record

from .conftest import Ran


def rows(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_incidents_have_the_shape_of_the_contract(run: Callable[..., Ran], record: Path) -> None:
    done = run("incidents", "-r", record, "-f", "jsonl")
    assert done.code == 0
    found = rows(done.out)
    assert len(found) >= 5
    for row in found:
        assert set(row) >= {
            "id", "type", "anchor", "date", "place", "killed", "injured", "perpetrators", "victims", "targets", "instruments",
            "status", "why", "documents", "accounts", "killed_children", "killed_women", "killed_men", "displaced",
        }  # fmt: skip
        assert set(row["anchor"]) == {"document", "span"}
        assert row["evidence"]
        assert set(row["evidence"]) <= {claim for account in row["accounts"] for claim in account["claims"]}
        assert all(set(document) >= {"id", "sha256", "main", "independent"} for document in row["documents"])
        assert all(set(account) >= {"speaker", "actor", "outlets", "claims"} for account in row["accounts"])
        if row["killed"]:
            assert (row["killed"]["low"] or 0) <= (row["killed"]["best"] or row["killed"]["high"] or 10**9)


def test_filters_of_incidents(run: Callable[..., Ran], record: Path) -> None:
    every = rows(run("incidents", "-r", record, "-f", "jsonl").out)
    contested = rows(run("incidents", "-r", record, "-f", "jsonl", "--status", "contested").out)
    assert contested == [row for row in every if row["status"] == "contested"]
    in_town = rows(run("incidents", "-r", record, "-f", "jsonl", "--place", "tel oram").out)
    assert in_town
    assert all(row["place"]["name"] == "Tel Oram" for row in in_town)
    late = rows(run("incidents", "-r", record, "-f", "jsonl", "--from", "2031-03-06", "--to", "2031-03").out)
    assert late
    assert all(row["date"]["to"] >= "2031-03-06" for row in late)
    strikes = rows(run("incidents", "-r", record, "-f", "jsonl", "--type", "airstrike", "--day", "2031-03-04").out)
    assert {row["type"] for row in strikes} == {"airstrike"}
    done = run("incidents", "-r", record, "--place", "Atlantis")
    assert done.code == 0
    assert "no incident of the record meets this" in done.err
    assert run("incidents", "-r", record, "--day", "someday").code == 2


def test_claims_have_the_shape_of_the_contract(run: Callable[..., Ran], record: Path) -> None:
    found = rows(run("claims", "-r", record, "-f", "jsonl").out)
    assert found
    for row in found:
        assert list(row)[:17] == [
            "id", "incident", "speaker", "actor", "property", "value", "original", "stance", "said", "published", "document",
            "span", "attribution", "supersedes", "review", "first_seen", "last_seen",
        ]  # fmt: skip
    denied = rows(run("claims", "-r", record, "-f", "jsonl", "--stance", "deny").out)
    assert denied
    assert {row["stance"] for row in denied} == {"deny"}
    assert run("claims", "-r", record, "--incident", "zzz").code == 1


def market(run: Callable[..., Ran], record: Path) -> str:
    found = rows(run("incidents", "-r", record, "-f", "jsonl", "--place", "Tel Oram").out)
    key: str = max(found, key=lambda row: len(row["documents"]))["id"]
    return key


def test_show_in_every_format(run: Callable[..., Ran], record: Path) -> None:
    key = market(run, record)
    table = run("show", "-r", record, key, "--quotes")
    assert "Tel Oram" in table.out
    assert "Ardan Air Force" in table.out
    assert "“" in table.out
    shown = json.loads(run("show", "-r", record, key, "-f", "json").out)
    states = {cell["state"] for row in shown["rows"] for cell in row["cells"]}
    assert states <= {"asserts", "same", "overlaps", "differs", "denies", "says unknown", "silent", "retracted"}
    assert all(len(row["cells"]) == len(shown["columns"]) for row in shown["rows"])
    conflicts = [row["conflict"] is None for row in shown["rows"]]
    assert conflicts == sorted(conflicts), "disputed rows come first"
    cells = list(csv.DictReader(io.StringIO(run("show", "-r", record, key, "-f", "csv").out)))
    assert {cell["speaker"] for cell in cells} <= {column["name"] for column in shown["columns"]}
    assert run("show", "-r", record, key, "-f", "md").out.count("| --- |") >= 1


def test_show_against_another_column(run: Callable[..., Ran], record: Path) -> None:
    key = market(run, record)
    shown = json.loads(run("show", "-r", record, key, "-f", "json", "--against", "defence ministry").out)
    assert shown["columns"][shown["reference"]]["name"] == "Ardanian Defence Ministry"
    wrong = run("show", "-r", record, key, "--against", "nobody")
    assert wrong.code == 1
    assert "no speaker 'nobody'" in wrong.err


def test_every_quote_stands_where_it_says(run: Callable[..., Ran], record: Path) -> None:
    from rashomon.record import open_record

    shown = json.loads(run("show", "-r", record, market(run, record), "-f", "json").out)
    quotes = [quote for row in shown["rows"] for cell in row["cells"] for quote in cell["quotes"]]
    assert quotes
    with open_record(str(record), create=False) as opened:
        for quote in quotes:
            start, end = quote["span"]
            text = opened.document(quote["document"]).document.text[start:end]
            for words in quote["words"].split(" ... "):
                assert words in " ".join(text.split())


def test_unknown_and_ambiguous_ids(run: Callable[..., Ran], record: Path) -> None:
    assert run("show", "-r", record, "nothing").code == 1
    many = run("show", "-r", record, "i")
    assert many.code == 1
    assert "incidents begin with 'i':" in many.err
    assert "airstrike, Tel Oram, 2031-03-04: contested" in many.err
    assert "write more of the one you mean" in many.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("claims", "--property", "nonsense"), "there is no property 'nonsense'. Choose from killed, injured"),
        (("claims", "--stance", "denies"), "Did you mean 'deny'? Choose from assert, accuse, deny"),
        (("incidents", "--type", "airstrikes"), "Did you mean 'airstrike'?"),
    ],
)
def test_words_that_cannot_be_meant_are_answered_with_those_that_can(
    run: Callable[..., Ran], record: Path, args: tuple[str, ...], told: str
) -> None:
    done = run(*args, "-r", record)
    assert done.code == 2
    assert told in done.err


def test_tables_are_as_wide_as_columns_says_and_become_cards_where_that_is_narrow(
    run: Callable[..., Ran], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        for name in ("incidents", "claims", "disputes", "actors"):
            lines = run(name, "-r", record).out.splitlines()
            assert max(len(line) for line in lines) <= width
    monkeypatch.setenv("COLUMNS", "80")
    assert "  held responsible: " in run("incidents", "-r", record).out
    monkeypatch.setenv("COLUMNS", "none")
    assert "held responsible: " not in run("incidents", "-r", record).out


def test_quotes_are_sentences_with_the_words_marked(run: Callable[..., Ran], record: Path) -> None:
    (first, *_) = rows(run("incidents", "-r", record, "-f", "jsonl").out)
    shown = run("show", first["id"], "-q", "-r", record).out
    assert "that two »rockets« struck the vegetable market shortly before noon." in shown
    assert "»rockets« struck the" in run("show", first["id"], "-q", "-r", record, "-f", "md").out


def test_unnamed_speakers_are_named_by_class_and_outlet() -> None:
    from rashomon.api.results import speaker_of

    assert speaker_of(None, "officials", ["Karsa Courier"]) == "officials (unnamed), Karsa Courier"
    assert speaker_of(None, "unresolved", ["Karsa Courier"]) == "somebody not named, Karsa Courier"
    assert speaker_of(None, "narrator", ["Karsa Courier"]) == "narrator (Karsa Courier)"
    assert speaker_of(None, None, []) == "nobody named"
    assert speaker_of("Selim Barrow", None, ["Karsa Courier"]) == "Selim Barrow"


def test_promises_of_the_record(run: Callable[..., Ran], record: Path) -> None:
    found = rows(run("promises", "-r", record, "-f", "jsonl").out)
    (one,) = [row for row in found if row["kind"] == "investigation"]
    assert (one["by"], one["made"], one["status"]) == ("Tamaz Verel", "2031-03-10", "nothing said")
    assert one["told"][0]["words"] == "that Ardania would publish its flight records within a month"
    assert one["until"]["to"] == "2031-04-09"
    assert run("promises", "--kind", "ceasefire", "--party", "Verel", "-r", record).err.startswith(
        "the record holds no"
    )
    assert "investigation" in run("promises", "-r", record).out
    assert run("promises", "-r", record, "-f", "csv").out.startswith("id,kind,by,")


def test_disputes_actors_search(run: Callable[..., Ran], record: Path) -> None:
    assert any(row["type"] == "rejects source" for row in rows(run("disputes", "-r", record, "-f", "jsonl").out))
    actors = rows(run("actors", "-r", record, "-f", "jsonl", "--name", "casualty watch").out)
    assert [row["names"][0] for row in actors] == ["Velmar Casualty Watch"]
    hits = rows(run("search", "-r", record, "-f", "jsonl", '"aid convoy"').out)
    assert len(hits) == 2
    assert "»aid" in hits[0]["marked"].replace("»aid« »convoy", "»aid convoy")
    assert "no document holds" in run("search", "-r", record, "zeppelin").err
    assert "»حديد«" in run("search", "-r", record, "-f", "jsonl", "حديد").out


def test_disputes_stand_under_their_incidents(run: Callable[..., Ran], record: Path) -> None:
    found = rows(run("disputes", "-r", record, "-f", "jsonl").out)
    shown = run("disputes", "-r", record).out
    headings = {f"{row['incident_type']}, {row['place'] or 'place unknown'}, " for row in found}
    lines = [line for line in shown.splitlines() if any(line.startswith(name) for name in headings)]
    assert len(lines) == len({row["incident"] for row in found})
    assert all(sum(row["incident"] in line for line in lines) == 1 for row in found)
    told = run("disputes", "-r", record, "-f", "md").out.splitlines()[2:]
    assert len(told) == len({(row["incident"], row["claim"], row["type"]) for row in found}) < len(found)
    assert "narrator (" in shown
    assert "(narrator)" not in shown
    assert any(row["outlet"] for row in found)


def test_lists_as_tables_csv_and_markdown(run: Callable[..., Ran], record: Path) -> None:
    for name in ("incidents", "claims", "disputes", "actors"):
        assert run(name, "-r", record).out.strip()
        table = list(csv.reader(io.StringIO(run(name, "-r", record, "-f", "csv").out)))
        assert len(table) > 1
        assert {len(line) for line in table} == {len(table[0])}
        assert run(name, "-r", record, "-f", "md").out.startswith("| ")


def test_export_writes_whole_tables(run: Callable[..., Ran], record: Path, tmp_path: Path) -> None:
    assert run("export", "-r", record, tmp_path / "out").code == 0
    assert (tmp_path / "out" / "incidents.jsonl").read_text() == run("incidents", "-r", record, "-f", "jsonl").out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "actors.jsonl", "claims.jsonl", "disputes.jsonl", "documents.jsonl", "incidents.jsonl", "judgements.jsonl",
        "promises.jsonl",
    ]  # fmt: skip
    assert len((tmp_path / "out" / "documents.jsonl").read_text().splitlines()) == 15
    assert run("export", "-r", record, "-f", "csv", "-t", "claims", tmp_path / "out").code == 0
    assert len(list(csv.DictReader((tmp_path / "out" / "claims.csv").open()))) == len(
        (tmp_path / "out" / "claims.jsonl").read_text().splitlines()
    )
    assert run("export", "-r", record, "-").code == 2
    some = rows(run("export", "-r", record, "-t", "claims", "--place", "Bir Hadid", "-").out)
    assert 0 < len(some) < len(rows(run("claims", "-r", record, "-f", "jsonl").out))


def test_an_empty_table_has_its_header(run: Callable[..., Ran], record: Path, tmp_path: Path) -> None:
    from rashomon.api.columns import columns

    open_record(str(tmp_path / "empty.db")).close()
    assert run("export", "-r", tmp_path / "empty.db", "-f", "csv", tmp_path / "none").code == 0
    assert run("export", "-r", record, tmp_path / "all").code == 0
    for file in (tmp_path / "all").iterdir():
        [header] = list(csv.reader((tmp_path / "none" / f"{file.stem}.csv").open()))
        assert header[0] in ("id", "incident", "actor", "key"), header
        assert not {"span", "other_span"} & set(header)
        for row in rows(file.read_text()):
            assert tuple(row) == columns(file.stem)


def test_check_tells_sound_from_damaged(run: Callable[..., Ran], record: Path, tmp_path: Path) -> None:
    import sqlite3

    assert run("check", "-r", record).code == 0
    damaged = tmp_path / "damaged.db"
    shutil.copy(record, damaged)
    with sqlite3.connect(damaged) as db:
        triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("UPDATE documents SET text = text || 'x' WHERE number = 1")
        db.execute("UPDATE claims SET original = 'other words' WHERE id = (SELECT min(id) FROM claims)")
    done = run("check", "-r", damaged)
    assert done.code == 3
    assert done.out.strip()


def test_no_record_and_no_record_file_end_with_3(run: Callable[..., Ran], tmp_path: Path) -> None:
    none = run("incidents", "-r", tmp_path / "none.db")
    assert none.code == 3
    assert "rashomon add" in none.err
    (tmp_path / "text.db").write_text("not a database at all, only text")
    assert run("incidents", "-r", tmp_path / "text.db").code == 3


def test_files_that_cannot_be_written_are_told(run: Callable[..., Ran], record: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("export", "-r", record, tmp_path / "file" / "folder")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert str(tmp_path / "file") in done.err
    assert run("demo", tmp_path / "file" / "demo").code == 1
    assert run("gazetteer", "build", tmp_path / "none.zip", tmp_path / "out.sqlite").code == 1
    assert run("gazetteer", "build", record, tmp_path / "none" / "out.sqlite").code == 2


def test_as_of_a_moment_on_two_clocks(run: Callable[..., Ran], record: Path) -> None:
    key = market(run, record)
    now = json.loads(run("show", "-r", record, key, "-f", "json").out)
    days = sorted(
        {q["published"] for row in now["rows"] for cell in row["cells"] for q in cell["quotes"] if q["published"]}
    )
    then = run("show", "-r", record, key, "-f", "json", "--asof", days[0])
    quotes = [q for row in json.loads(then.out)["rows"] for cell in row["cells"] for q in cell["quotes"]]
    assert quotes
    assert {q["published"] for q in quotes} <= {days[0], None}
    said = run("show", "-r", record, key, "--asof", days[0]).out
    assert f"published by {days[0]}" in said
    assert "accounts existed" in said
    assert f"next change --asof {days[1]}" in " ".join(said.split())
    for command in ("incidents", "claims", "disputes", "actors"):
        whole, before = (
            rows(run(command, "-r", record, "-f", "jsonl").out),
            run(command, "-r", record, "-f", "jsonl", "--asof", days[0]),
        )
        assert len(rows(before.out)) < len(whole)
        assert rows(run(command, "-r", record, "-f", "jsonl", "--asof", "2099").out) == whole
    assert run("search", "-r", record, "strike", "--known", "2001-01-01").out == ""
    early = run("show", "-r", record, key, "--known", "2001-01-01")
    assert early.code == 1
    assert "the first report of it is of" in early.err
    assert run("claims", "-r", record, "--known", "soon").code == 2


def test_export_as_of_a_moment(run: Callable[..., Ran], record: Path, tmp_path: Path) -> None:
    assert run("export", "-r", record, tmp_path / "then", "--asof", "2031-03-05").code == 0
    published = [row["published"] for row in rows((tmp_path / "then" / "documents.jsonl").read_text())]
    assert published
    assert all(day is None or day <= "2031-03-05" for day in published)
