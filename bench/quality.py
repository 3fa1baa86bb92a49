"""Measures rashomon on the development data with the scorers beside it, and prints a table of figures for each set.

usage: python bench/quality.py [--shared ../shared] [--keep DIR] [SET ...]

What is measured is the installed command, as a user runs it: `rashomon read --format jsonl` (and, for linking,
`rashomon add` and `rashomon incidents`), then the scorer. Rows printed by `read` are kept in DIR, if given.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SETS = {  # name: (gold file, scorer)
    "attribution": ("attribution/dev.jsonl", "attribution.py"),
    "reading": ("reading/dev.jsonl", "reading.py"),
    "seed": ("reading/seed.jsonl", "reading.py"),
    "timex news": ("timex/news.jsonl", "times.py"),
    "timex narratives": ("timex/narratives.jsonl", "times.py"),
    "gwn": ("toponyms/gwn_dev.jsonl", "places.py"),
    "trnews": ("toponyms/trnews_dev.jsonl", "places.py"),
    "geovirus": ("toponyms/geovirus_dev.jsonl", "places.py"),
    "airwars": ("airwars/dev.jsonl", "incidents_doc.py"),
    "muc4": ("muc4/dev.jsonl", "roles.py"),
}
LINKING = "gunviolence"
_RASHOMON = [sys.executable, "-m", "rashomon.cli"]


def main() -> int:
    """Runs the sets named (all by default); the exit status is 1 where a command failed."""
    options = _options()
    data, score = options.shared / "data", options.shared / "score"
    if not score.is_dir():
        print(f"no scorers in {score}: give --shared", file=sys.stderr)
        return 2
    failed = False
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.sets or [*SETS, LINKING]:
            print(f"\n## {name}\n", flush=True)
            try:
                if name == LINKING:
                    _linking(data, score, folder)
                else:
                    gold, scorer = SETS[name]
                    _reading(data / gold, score / scorer, folder / f"{name.replace(' ', '-')}.jsonl")
            except subprocess.CalledProcessError as error:
                print(f"failed: {error}", file=sys.stderr)
                failed = True
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of: {', '.join([*SETS, LINKING])}")
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--keep", type=Path, help="folder for the rows that were read")
    return parser.parse_args()


def _reading(gold: Path, scorer: Path, rows: Path) -> None:
    words = sum(len(json.loads(line)["text"].split()) for line in gold.open(encoding="utf8"))
    started = time.perf_counter()
    with rows.open("wb") as out:
        _run("read", "--format", "jsonl", str(gold), stdout=out)
    seconds = time.perf_counter() - started
    subprocess.run([sys.executable, str(scorer), str(gold), str(rows)], check=True)
    print(f"{words} words read in {seconds:.1f} s: {words / seconds:.0f} words/s, start-up included", flush=True)


def _linking(data: Path, score: Path, folder: Path) -> None:
    articles, incidents = data / "gunviolence/articles.jsonl", data / "gunviolence/incidents.jsonl"
    record, rows = folder / "gunviolence.db", folder / "gunviolence.jsonl"
    record.unlink(missing_ok=True)
    environment = {**os.environ, "RASHOMON_RECORD": str(record)}
    started = time.perf_counter()
    _run("add", "--quiet", str(articles), env=environment, stdout=subprocess.DEVNULL)
    added = time.perf_counter() - started
    with rows.open("wb") as out:
        _run("incidents", "--format", "jsonl", env=environment, stdout=out)
    subprocess.run([sys.executable, str(score / "linking.py"), str(articles), str(incidents), str(rows)], check=True)
    print(f"added in {added:.0f} s", flush=True)


def _run(*arguments: str, **options: Any) -> None:
    """Runs rashomon; status 1 (some inputs failed, each named) still gives rows to score."""
    done = subprocess.run([*_RASHOMON, *arguments], check=False, **options)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, arguments)


if __name__ == "__main__":
    sys.exit(main())
