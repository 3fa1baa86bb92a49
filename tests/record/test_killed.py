"""A process killed at any moment: what it reported as added is there, whole, and nothing is half-written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from rashomon.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

ADDER = """
import sys
sys.path.insert(0, sys.argv[2])
from made import told
from rashomon.record import open_record
with open_record(sys.argv[1]) as record:
    for n in range(int(sys.argv[3]), 100_000):
        parts = told(f"A strike hit Karsa. Report {n}. " + "More words follow. " * 300)
        record.add(*parts)
        print(parts[0].sha256, flush=True)
        if n % 5 == 0:
            with record.linking() as session:
                session.put_incidents({mention: "i1" for mention in session.unlinked()})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_again_and_again(path: Path, tests: Path) -> None:
    chance = random.Random(7)
    reported: list[str] = []
    for round_ in range(8):
        command = [sys.executable, "-c", ADDER, path, tests, str(round_ * 10_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            if round_ % 4:  # else anywhere: while it starts, or makes the tables
                reported.append(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.25))
            process.send_signal(signal.SIGKILL)
            reported += process.stdout.read().split()
            assert process.wait() == -signal.SIGKILL
        if not reported:
            continue  # killed before it said anything: there may be no record yet
        with open_record(str(path), create=False) as record:
            kept = {stored.document.sha256 for stored in record.documents()}
            assert set(reported) <= kept
            assert len(kept) <= len(reported) + round_ + 1  # at most the one in hand was kept and not reported
            assert list(record.check()) == []
    assert len(reported) > 20
