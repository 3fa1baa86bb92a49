"""One order, one outcome a document, whatever happens to the others; here and in other processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon.config import Settings
from rashomon.errors import InputError, ModelFileError
from rashomon.model import Document
from rashomon.run.engine import Engine, HereEngine, ProcessEngine, engine_for
from reader_that_shouts import make_nothing, make_shouting

HERE = Path(__file__).parent


def _documents(*texts: str) -> list[Document]:
    return [Document(id=text, text=text, sha256="0", origin=f"{n}.txt") for n, text in enumerate(texts)]


def _run(engine: Engine, *batches: list[str]) -> list[list[str]]:
    found = engine.run(make_shouting, [_documents(*batch) for batch in batches])
    return [[str(outcome) for outcome in batch] for batch in found]


@pytest.fixture(params=["here", "processes"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return HereEngine(Settings()) if request.param == "here" else ProcessEngine(Settings(), 2)


def test_outcomes_come_in_order(engine: Engine) -> None:
    batches = [["slow a", "b"], [], ["c"], *[[f"d{n}"] for n in range(9)]]
    assert _run(engine, *batches) == [[text.upper() for text in batch] for batch in batches]


def test_one_bad_document_costs_no_other(engine: Engine) -> None:
    [[a, broken, refused, c], [d]] = _run(engine, ["a", "break", "refuse", "c"], ["d"])
    assert (a, c, d) == ("A", "C", "D")
    assert broken.startswith("1.txt: reading it failed: ZeroDivisionError: it broke (in reader_that_shouts.py, line ")
    assert refused == "2.txt: it is not to be read"


def test_a_reader_that_cannot_be_made_stops_everything(engine: Engine) -> None:
    with pytest.raises(ModelFileError, match="missing") as caught:
        list(engine.run(make_nothing, [_documents("a")]))
    assert (caught.value.path, caught.value.reason) == ("weights", "missing")


def test_nothing_to_read_makes_no_reader(engine: Engine) -> None:
    assert list(engine.run(make_nothing, [[], []])) == [[], []]


def test_a_process_that_dies_takes_one_document_with_it() -> None:
    engine = ProcessEngine(Settings(), 2)
    batches = [["a", "b"], ["c", "die", "e"], ["f"], ["g"], ["h"], ["i"], ["j"]]
    found = _run(engine, *batches)
    assert "died" in found[1][1]
    found[1][1] = "DIE"
    assert found == [[text.upper() for text in batch] for batch in batches]


def test_documents_are_taken_as_they_are_needed() -> None:
    taken = []

    def batches():
        for n in range(100):
            taken.append(n)
            yield _documents(f"{n}")

    found = ProcessEngine(Settings(), 2).run(make_shouting, batches())
    assert [str(outcome) for outcome in next(found)] == ["0"]
    assert len(taken) <= 6
    found.close()


def test_the_setting_says_how_many() -> None:
    assert isinstance(engine_for(Settings(workers=1)), HereEngine)
    assert isinstance(engine_for(Settings(workers=3)), ProcessEngine)
    assert isinstance(engine_for(Settings(workers=0)), HereEngine if os.cpu_count() == 1 else ProcessEngine)


SLOW = """
import sys
sys.path[:0] = sys.argv[1:2]
from reader_that_shouts import make_shouting
from rashomon.config import Settings
from rashomon.model import Document
from rashomon.run.engine import ProcessEngine
if __name__ == "__main__":
    batches = ([Document(id="x", text="slow", sha256="0")] for _ in range(1000))
    try:
        for found in ProcessEngine(Settings(), 2).run(make_shouting, batches):
            print(found, flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs process groups")
def test_ctrl_c_ends_the_processes_quietly(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    command = [sys.executable, str(script), str(HERE.parent)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes
        *_, last = process.stdout.read().split("\n")[:-1]
        assert process.wait() == 0
        assert last == "stopped"
        assert process.stderr.read() == ""
        assert time.monotonic() - started < 5


def test_errors_travel_with_their_fields() -> None:
    found = HereEngine(Settings()).run(make_shouting, [_documents("refuse")])
    [[error]] = list(found)
    assert isinstance(error, InputError)
    assert (error.origin, error.reason) == ("0.txt", "it is not to be read")
