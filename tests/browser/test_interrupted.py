"""An import that is stopped midway, by Ctrl-C or by a kill, while somebody reads: what was added is whole, and running it again completes it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from browsing import serving
from journeys import LAYERS, check_marks, incidents
from odd_reports import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browsing import Visitor

TOWNS = ("Tel Oram", "Dessary", "Karsa", "Bir Hadid", "Qalat Numar")
OF_THE_RUN = ("captured", "first_seen", "last_seen", "origin")  # of the run, not of the reports
MANY, ENOUGH = 96, 24  # reports in all; reports that were reported as added when it is stopped


def report(number: int) -> dict[str, str]:
    town, day = TOWNS[number % len(TOWNS)], 1 + number // len(TOWNS)
    return {
        "id": f"wave-{number:03}", "outlet": f"{town} Courier", "published": f"2031-{5 + day // 28}-{1 + day % 28:02}",
        "text": (
            f"An airstrike hit the market of {town} on Monday. The mayor of {town} said that {5 + number} people were killed and "
            f"{9 + number} were wounded. “Our jets bombed nobody in {town},” the Ardan Air Force said. The Velmari Army blamed the "
            f"Ardan Air Force for the airstrike, the {number}th of this war."
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wave") / "wave.jsonl"
    path.write_text("".join(json.dumps(report(number)) + "\n" for number in range(MANY)), encoding="utf-8")
    return path


def environment(record: Path) -> dict[str, str]:
    """As ``odd_reports.build`` reads: rules alone, places of the invented country."""
    places = next(record.parent.glob("*places*"))
    return {**os.environ, "RASHOMON_ENCODER": "none", "RASHOMON_GAZETTEER": str(places), "PYTHONUNBUFFERED": "1"}


def add(record: Path, reports: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rashomon.cli", "add", "-r", str(record), str(reports)],
        stderr=subprocess.PIPE, text=True, env=environment(record),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (jobs of a shell ignore it)
    )  # fmt: skip


def told(record: Path, *command: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "rashomon.cli", *command, "-r", str(record)]
    return subprocess.run(whole, capture_output=True, text=True, env=environment(record), check=False)


def what_it_holds(record: Path) -> dict[str, list[dict[str, Any]]]:
    """Incidents, claims and documents as exported, less what tells when they were captured."""
    folder = record.parent / "exported"
    done = told(
        record, "export", str(folder), "--format", "jsonl", "-t", "incidents", "-t", "claims", "-t", "documents"
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[dict[str, Any]]] = {}
    for table in ("incidents", "claims", "documents"):
        rows = [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert rows, table
        found[table] = [{k: v for k, v in row.items() if k not in OF_THE_RUN} for row in rows]
    return found


@pytest.fixture(scope="module")
def uninterrupted(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What a record holds to which the reports were added in one go."""
    record = build(tmp_path_factory.mktemp("whole"))
    with add(record, reports) as adding:
        adding.communicate()
    return what_it_holds(record)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A record of two reports, and the address under which it is served."""
    record = build(tmp_path)
    with serving(record) as address:
        yield record, address


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_interrupted_import(
    visit: Callable[..., Visitor], started: tuple[Path, str], reports: Path, uninterrupted: dict[str, list[dict[str, Any]]],
    how: signal.Signals,
) -> None:  # fmt: skip
    record, address = started
    visitor = visit(address)
    get = visitor.page.request.get
    pages = ("/", "/incidents", "/map", "/timeline", "/disputes", "/review")
    added = []
    with add(record, reports) as adding:
        for line in adding.stderr or ():
            if line.startswith("added"):
                added.append(line.split()[1])
                if len(added) % 8 == 1:
                    assert get(visitor.home + pages[len(added) // 8 % len(pages)]).status == 200
                if len(added) == ENOUGH:
                    adding.send_signal(how)
    assert adding.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert ENOUGH <= len(added) < MANY

    for path in pages:
        assert get(visitor.home + path).status == 200, path
    shown = {one["id"]: one["sha256"] for row in incidents(visitor) for one in row["documents"]}
    wanted = {f"wave-{int(origin.rpartition('#')[2]) - 1:03}" for origin in added}
    assert wanted <= set(shown), "what was reported as added is shown"
    for name in sorted(wanted)[-3:]:
        page = visitor.go(f"/documents/{shown[name]}?layers={LAYERS}")
        assert check_marks(page, get(f"{visitor.home}/documents/{shown[name]}.json").json()) > 50
        page.locator(".told a").first.click()
        page.wait_for_url("**/matrix*")
        assert page.locator("#matrix td.cell details").count() > 2
    assert told(record, "check").returncode == 0

    again = told(record, "add", str(reports))
    assert again.returncode == 0, again.stderr
    unchanged = re.search(r"(\d+) unchanged", again.stderr)
    # A killed process may have kept a report without having said so.
    assert unchanged is not None
    assert len(wanted) <= int(unchanged[1]) < MANY
    page = visitor.go("/incidents?limit=500")
    shown = page.locator("li.hit").evaluate_all("nodes => nodes.map(node => node.id)")
    assert sorted(shown) == sorted(row["id"] for row in uninterrupted["incidents"]), "nothing double, nothing missing"
    assert what_it_holds(record) == uninterrupted, "as if nothing had happened"
    assert told(record, "check").returncode == 0
