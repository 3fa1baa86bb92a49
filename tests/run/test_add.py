"""Adding many: what fails is named, what is done is kept, and no order, interruption or kill changes the outcome."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa

from made import document
from rashomon.config import Settings
from rashomon.errors import InputError, RecordFullError
from rashomon.ingest import Ingested
from rashomon.record import Record, open_record, schema
from rashomon.run.add import Step, Summary, add
from rashomon.run.engine import ProcessEngine
from rashomon.run.link import relink
from reader_that_tells import make_telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TESTS = Path(__file__).parents[1]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(str(tmp_path / "r.db")) as opened:
        yield opened


def _inputs(*texts: str, **more: object) -> list[Ingested]:
    return [Ingested(*document(text, id=text[:12], **more)) for text in texts]


def _reports(count: int) -> list[Ingested]:
    return _inputs(*(f"{n}: a strike hit Karsa. It was the {n}th of the war." for n in range(count)))


def _add(record: Record, inputs: Iterable[Ingested | InputError], **more: object) -> tuple[Summary, list[Step]]:
    steps: list[Step] = []
    return add(inputs, record, Settings(), steps.append, make=make_telling, **more), steps


def _derived(record: Record) -> dict[str, list]:
    """All derived tables, and the kept ones, without the numbers that tell the order of adding."""
    with record._engine.connect() as connection:
        return {
            name: sorted(
                repr([value for column, value in row.items() if column != "number"])
                for row in connection.execute(sa.select(table)).mappings()
            )
            for name, table in schema.metadata.tables.items()
            if name != "meta"
        }


def test_every_input_is_accounted_for(record: Record) -> None:
    missing = InputError("no.txt", "there is no such file")
    [skipped] = _inputs("une frappe", skipped="language fr")
    first, again, broken, misfit, last = _inputs("a strike", "a strike", "break", "misfit strike", "last strike")
    summary, steps = _add(record, [first, missing, again, skipped, broken, misfit, last])
    assert [step.status for step in steps] == [
        "added", "failed", "unchanged", "added", "failed", "failed", "added",
    ]  # fmt: skip
    assert steps[0].document == first.capture.sha256
    assert steps[3].skipped == "language fr"
    assert (summary.added, summary.unchanged, summary.revisions) == (3, 1, 0)
    assert summary.skipped == {"language fr": 1}
    assert [str(error).split(" (")[0] for error in summary.failed] == [
        "no.txt: there is no such file",
        "a.txt: reading it failed: ZeroDivisionError: it broke",
        "a.txt: its reading cannot be kept: keys for nothing:e1, which is no incident of this document",
    ]
    assert (summary.interrupted, summary.exit_code) == (False, 1)
    assert record.counts().documents == 3
    assert list(record.check()) == []


def test_nothing_to_add(record: Record) -> None:
    assert _add(record, []) == (Summary(), [])
    assert Summary().exit_code == 0


def test_the_same_again_reads_nothing(record: Record) -> None:
    inputs = _reports(40)
    assert _add(record, inputs)[0].added == 40
    before = _derived(record)

    def broken(_: Settings) -> None:
        pytest.fail("nothing was to be read")

    summary = add(inputs, record, Settings(), make=broken)
    assert (summary.added, summary.unchanged) == (0, 40)
    assert _derived(record) == before


def test_a_changed_page_is_a_revision(record: Record) -> None:
    summary, steps = _add(record, _inputs("a strike", "a strike, updated", url="https://herald.example/1"))
    assert (summary.added, summary.revisions) == (1, 1)
    assert [step.status for step in steps] == ["added", "revision"]


def test_all_that_was_added_is_linked(record: Record) -> None:
    _add(record, _reports(5))
    assert record.counts().unlinked == 0
    assert record.counts().incidents < 5


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_pauses_end_in_the_same_tables(tmp_path: Path, seed: int) -> None:
    copies = _inputs(
        *(
            "The same words again and again, told by one agency and printed by another. " * 4 + f"No {n}."
            for n in range(4)
        )
    )
    inputs = [*_reports(6), *copies, *_inputs("quiet words, no incident", skipped="language fr")]
    with open_record(str(tmp_path / "whole.db")) as record:
        _add(record, inputs)
        expected = _derived(record)
    chance = random.Random(seed)
    mixed = [*inputs, *inputs[:3]]
    chance.shuffle(mixed)
    with open_record(str(tmp_path / "parts.db")) as record:
        while mixed:
            some = [mixed.pop() for _ in range(min(len(mixed), chance.randint(1, 5)))]
            _add(record, some, relink=relink if chance.random() < 0.5 else lambda _: None)
        _add(record, [])
        assert _derived(record) == expected
    assert expected["links"]
    assert expected["copies"]


def test_several_processes_give_the_same_record(tmp_path: Path) -> None:
    inputs = _reports(40)
    outcomes = []
    for name, engine in (("a", None), ("b", ProcessEngine(Settings(), 2))):
        with open_record(str(tmp_path / name)) as record:
            _, steps = _add(record, inputs, engine=engine)
            outcomes.append((_derived(record), steps))
    assert outcomes[0] == outcomes[1]


def test_a_full_disk_stops_it_and_keeps_what_was_reported(record: Record) -> None:
    with record._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=170")
    steps: list[Step] = []
    inputs = _inputs(*(f"{n} strike " + os.urandom(600).hex() for n in range(200)))
    with pytest.raises(RecordFullError):
        add(inputs, record, Settings(), steps.append, make=make_telling, relink=lambda _: None)
    kept = {stored.document.sha256 for stored in record.documents()}
    assert kept == {step.document for step in steps if step.status == "added"} != set()


def test_ctrl_c_while_inputs_are_fetched(record: Record) -> None:
    def inputs() -> Iterator[Ingested]:
        yield from _reports(16)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
        pytest.fail("it went on")

    summary, steps = _add(record, inputs())
    assert (summary.interrupted, summary.exit_code, summary.added) == (True, 130, 16)
    assert record.counts().documents == len(steps) == 16
    assert record.counts().unlinked == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_while_a_document_is_written_finishes_it(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    index, at = record._dialect.index, []

    def interrupted(*arguments: object) -> None:
        at.append(1)
        if len(at) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        index(*arguments)

    monkeypatch.setattr(record._dialect, "index", interrupted)
    summary, steps = _add(record, _reports(10))
    assert (summary.interrupted, summary.added, len(steps)) == (True, 3, 3)
    assert record.counts().documents == 3
    assert list(record.check()) == []
    assert _add(record, _reports(10))[0].added == 7


ADDER = """
import sys
sys.path.insert(0, sys.argv[1])
from made import document
from reader_that_tells import make_telling
from rashomon.config import Settings
from rashomon.ingest import Ingested
from rashomon.record import open_record
from rashomon.run.add import add
from rashomon.run.engine import ProcessEngine
if __name__ == "__main__":
    inputs = (Ingested(*document(f"{n}: a slow strike hit Karsa.", id=str(n))) for n in range(int(sys.argv[3])))
    with open_record(sys.argv[2]) as record:
        summary = add(
            inputs, record, Settings(), lambda step: print(step.status, step.document, flush=True), make=make_telling,
            engine=ProcessEngine(Settings(), 2) if sys.argv[4] == "2" else None,
        )
        print("summary", summary.added, summary.unchanged, summary.interrupted, flush=True)
        sys.exit(summary.exit_code)
"""


@pytest.fixture
def adder(tmp_path: Path) -> Path:
    script = tmp_path / "adder.py"
    script.write_text(ADDER)
    return script


@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_on_the_command_line(tmp_path: Path, adder: Path, workers: str) -> None:
    path = tmp_path / "r.db"
    command = [sys.executable, str(adder), str(TESTS), str(path), "400", workers]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        *steps, last = [first, *process.stdout]
        assert process.wait() == 130
        assert process.stderr.read() == ""
    assert last == f"summary {len(steps)} 0 True\n"
    assert 0 < len(steps) < 400
    with open_record(str(path), create=False) as record:
        assert {f"added {stored.document.sha256}\n" for stored in record.documents()} == set(steps)
        assert record.counts().unlinked == 0
        assert list(record.check()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_and_run_again_ends_as_if_never_killed(tmp_path: Path, adder: Path) -> None:
    command = [sys.executable, str(adder), str(TESTS)]
    chance = random.Random(3)
    reported: set[str] = set()
    for _ in range(3):
        with subprocess.Popen(
            [*command, str(tmp_path / "killed.db"), "30", "1"], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            reported.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.5))
            process.kill()
            reported.update(line.strip() for line in process.stdout)
    for name in ("killed", "whole"):
        subprocess.run([*command, str(tmp_path / f"{name}.db"), "30", "1"], check=True, stdout=subprocess.DEVNULL)
    found = []
    for name in ("killed", "whole"):
        with open_record(str(tmp_path / f"{name}.db"), create=False) as record:
            found.append(_derived(record))
            kept = {stored.document.sha256 for stored in record.documents()}
            assert {line.split()[1] for line in reported if line.startswith("added")} <= kept
    assert found[0] == found[1]


def test_an_interrupted_link_is_taken_up_by_the_next_run(record: Record) -> None:
    _add(record, _reports(3), relink=lambda _: None)
    assert record.counts().unlinked == 3
    _add(record, [])
    assert record.counts().unlinked == 0


def test_steps_and_sums_can_be_printed() -> None:
    step = Step(origin="a.txt", status="added", document="0", skipped=None)
    assert msgspec.json.encode(step)
