"""The table of bad records: each a clear error, and nothing of somebody else's is touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from made import told
from rashomon.config import Settings
from rashomon.errors import NewerRecordError, NotInRecordError, RecordBusyError, RecordError, RecordFullError
from rashomon.record import Record, open_record, schema, sqlite
from rashomon.record.opening import _not_ready

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "A strike hit the market of Karsa on Tuesday, killing at least 12."


def test_an_empty_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.touch()
    with pytest.raises(RecordError, match="this file is empty and its name is not that of a database"):
        open_record(str(report))
    assert report.read_bytes() == b""
    for name in ("a.sqlite", "b.db"):
        (tmp_path / name).touch()
        open_record(str(tmp_path / name)).close()
    open_record(str(tmp_path / "new.txt")).close()


def test_a_missing_record_is_made_or_named(path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record here yet.*rashomon add") as caught:
        open_record(str(path), create=False)
    assert (caught.value.path, caught.value.exit_code) == (str(path), 3)
    assert not path.exists()
    open_record(str(path)).close()
    open_record(str(path), create=False).close()


def test_an_empty_file_is_a_new_record(path: Path) -> None:
    path.touch()
    with pytest.raises(RecordError, match="no record here yet"):
        open_record(str(path), create=False)
    with open_record(str(path)) as record:
        assert record.counts().documents == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Dear reader, this is a letter and no record at all.", "no record of rashomon"),
        (b"\x00", "no record of rashomon"),
        (b"SQLite format 3\x00 and then something else" * 100, "no record of rashomon|damaged|belongs to another"),
    ],
)
def test_other_files_are_named_and_left_alone(path: Path, content: bytes, reason: str) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordError, match=reason):
        open_record(str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE captures (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="belongs to another program"):
        open_record(str(path))
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="this is a folder"):
        open_record(str(tmp_path))
    with pytest.raises(RecordError, match=r"folder does not exist.*mkdir"):
        open_record(str(tmp_path / "no" / "r.db"))


@pytest.mark.parametrize("address", ["nonsense://", "sqlite://", "sqlite:///:memory:", "nosuchdatabase://host/name"])
def test_bad_addresses(address: str) -> None:
    with pytest.raises(RecordError):
        open_record(address)


def test_an_address_of_a_file_is_that_file(path: Path) -> None:
    with open_record(f"sqlite:///{path}") as record:
        record.add(*told(TEXT))
    with open_record(str(path), create=False) as record:
        assert record.counts().documents == 1


def test_a_newer_record_says_which_version_wrote_it(record: Record, path: Path) -> None:
    with record._engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0999'"))
        connection.execute(sa.update(schema.meta).where(schema.meta.c.key == "version").values(value="9.1"))
    record.close()
    before = path.read_bytes()
    with pytest.raises(NewerRecordError, match=r"rashomon 9\.1.*pip install --upgrade"):
        open_record(str(path))
    assert path.read_bytes() == before


def _read_all(path: Path) -> None:
    with open_record(str(path), create=False) as record:
        assert list(record.check())
        list(record.documents())


def test_damaged_pages_are_told_when_met(record: Record, path: Path) -> None:
    for n in range(30):
        record.add(*told(f"{TEXT} Report {n}. " + "More words follow here. " * 200))
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    record.close()
    content = bytearray(path.read_bytes())
    for at in range(4096 * 20, len(content) - 4096, 4096):
        content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"damaged.*backup"):
        _read_all(path)


def test_a_cut_off_file_is_told(record: Record, path: Path) -> None:
    for n in range(20):
        record.add(*told(f"{TEXT} Report {n}. " + "More words follow here. " * 200))
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    record.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(RecordError, match="damaged"):
        _read_all(path)


def test_a_record_that_lost_its_tables_is_told(record: Record, path: Path) -> None:
    with record._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DROP TABLE claims")
    record.close()
    with open_record(str(path), create=False) as damaged, pytest.raises(RecordError, match=r"incomplete.*claims"):
        list(damaged.claims())


def test_a_busy_record_is_waited_for_and_then_named(record: Record, path: Path) -> None:
    impatient = Settings(busy_timeout=0.05)
    with (
        open_record(str(path), create=False, settings=impatient) as other,
        record.linking(),
        pytest.raises(RecordBusyError, match=r"for 0\.05 s"),
    ):
        other.add(*told(TEXT))


def _add_many(record: Record, kept: list[str]) -> None:
    for n in range(200):
        parts = told(f"{TEXT} Report {n}. " + os.urandom(500).hex())
        record.add(*parts)
        kept.append(parts[0].sha256)


def test_a_full_record_keeps_what_it_said_it_added(record: Record) -> None:
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=150")
    kept: list[str] = []
    with pytest.raises(RecordFullError, match="no room"):
        _add_many(record, kept)
    assert kept
    assert {stored.document.sha256 for stored in record.documents()} == set(kept)
    assert list(record.check()) == []


FULL = """
import os, resource, sys
sys.path.insert(0, sys.argv[2])
from made import told
from rashomon.errors import RecordFullError
from rashomon.record import open_record
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
with open_record(sys.argv[1]) as record:
    try:
        for n in range(2000):
            parts = told(f"A strike hit Karsa. Report {n}. " + os.urandom(3000).hex())
            record.add(*parts)
            print(parts[0].sha256, flush=True)
    except RecordFullError as error:
        print("full:", error, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on the size of files")
def test_a_file_that_may_not_grow_keeps_what_it_said_it_added(path: Path, tests: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, path, tests], capture_output=True, text=True, check=True)
    *kept, last = done.stdout.splitlines()
    assert last.startswith("full:")
    assert kept
    with open_record(str(path), create=False) as record:
        assert {stored.document.sha256 for stored in record.documents()} == set(kept)
        assert list(record.check()) == []


def test_no_file_to_write(path: Path, record: Record) -> None:
    record.add(*told(TEXT))
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.commit()
    with pytest.raises(RecordError, match="cannot be written"):
        record.add(*told(TEXT + " Again."))


@pytest.mark.parametrize("log", [True, False])
def test_a_record_that_may_only_be_read_is_read(
    path: Path, record: Record, monkeypatch: pytest.MonkeyPatch, log: bool
) -> None:
    record.add(*told(TEXT))
    copy = path.with_name("só 100%?.db")
    if not log:
        record.close()  # moves all from the log into the file
    for end in ("", "-wal") if log else ("",):
        shutil.copy(f"{path}{end}", f"{copy}{end}")
    monkeypatch.setattr(sqlite, "_may_write", lambda _: False)
    with open_record(str(copy), create=False) as found:
        assert found.counts().documents == 1
        assert found.search("market")
        assert list(found.check()) == []
        with pytest.raises(RecordError, match="cannot be written"):
            found.add(*told(TEXT + " Again."))


def test_many_make_one_record_at_once(path: Path) -> None:
    def add(n: int) -> str:
        with open_record(str(path)) as record:
            return record.add(*told(f"{TEXT} Report {n % 6}.")).status

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(add, range(12)))
    assert found == ["added"] * 6 + ["unchanged"] * 6
    with open_record(str(path), create=False) as record:
        assert record.counts().documents == 6
        assert list(record.check()) == []


def test_unknown_keys_name_what_comes_close(record: Record) -> None:
    record.add(*told(TEXT, id="herald-17"))
    record.add(*told(TEXT + " Again.", id="herald-18"))
    with pytest.raises(NotInRecordError) as caught:
        record.document("herald-1")
    assert caught.value.near == ("herald-17", "herald-18")
    with pytest.raises(NotInRecordError):
        record.incident("i0000")


def test_a_record_on_a_server_is_missing_or_older_in_two_messages() -> None:
    missing, older = _not_ready("db", None), _not_ready("db", "0006")
    assert "no record here yet" in str(missing)
    assert "older rashomon" in str(older)
    assert "0006" in str(older)
    assert "no record here" not in str(older)
