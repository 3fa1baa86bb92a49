"""How fast the pages are on a large record: made by varying the demo's readings, served, asked page by page, then by many at once.

usage: python bench/web.py [--incidents 100000] [--claims 1000000] [--record FILE] [--rounds 20] [--readers 50] [--seconds 20]

Makes (or takes, where it is there) the SQLite file FILE, starts `rashomon serve` on it and prints for each page the median
and the 95th percentile of the time to the whole answer on this machine, and its bytes as sent (gzipped). Then --readers ask pages
at once for --seconds while `rashomon add` runs. What is made has other days, ids and hashes than the demo, its words and
places; every 40th incident has the reports of ten. Hashes do not fit the bytes: `rashomon check` is not for it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

READ = 200  # copies of the demo whose documents keep their readings: they are what makes a file large
DAYS = 3650
OPENER = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())  # keeps the token of the start

# k is the number of the copy: it takes the first digits of every hash and id.
_SHA = "printf('%08x', k) || substr({0}, 9)"
_MENTION = _SHA
_CLAIM = "'c' || printf('%08x', k) || substr({0}, 10)"
_DAY = f"date({{0}}, '+' || (k % {DAYS}) || ' days')"
_STEPS = (
    ("captures", {"sha256": _SHA, "captured": f"datetime({{0}}, '+' || (k % {DAYS}) || ' days')"}, ""),
    ("documents", {"sha256": _SHA, "id": _SHA, "published": _DAY, "number": "NULL", "url": "NULL"}, ""),
    ("readings", {"document": _SHA}, f"k <= {READ}"),
    (
        "mentions",
        {
            "id": _MENTION, "document": _SHA, "day_from": _DAY, "day_to": _DAY, "number": "NULL", "link_key": "NULL",
            "lat": "{0} + (k % 700) / 10.0", "lon": "{0} + (k % 1300) / 10.0",
            "body": f"json_set({{0}}, '$.date.from', date(day_from, '+' || (k % {DAYS}) || ' days'), '$.date.to', date(day_to, '+' || (k % {DAYS}) || ' days'), "
            "'$.place.lat', lat + (k % 700) / 10.0, '$.place.lon', lon + (k % 1300) / 10.0)",
        },
        "",
    ),
    ("parties", {"mention": _MENTION}, ""),
    ("claims", {"id": _CLAIM, "mention": _MENTION, "document": _SHA, "published": _DAY, "said_from": _DAY, "said_to": _DAY,
                "against": _CLAIM, "supersedes": _CLAIM, "part_of": _CLAIM}, "(t.rowid * 7919 + k) % 1000 < {keep}"),
    ("relations", {"document": _SHA}, f"k <= {READ}"),
    ("actors_seen", {"document": _SHA}, ""),
    # Ten copies in a row of every forty share the incidents of the first of them.
    ("incident_of", {"mention": _MENTION, "incident": "'i' || printf('%08x', CASE WHEN k % 40 < 10 THEN k - k % 40 + 1 ELSE k END) || substr({0}, 10)"}, ""),
)  # fmt: skip


def main() -> int:
    """Makes, serves, measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--record", type=Path, default=Path(tempfile.gettempdir()) / "rashomon-bench-web.db")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    os.environ["RASHOMON_ENCODER"] = "none"
    if not options.record.exists():
        started = time.perf_counter()
        make(options.record, options.incidents, options.claims)
        print(f"made in {time.perf_counter() - started:.0f} s, {options.record.stat().st_size / 1e6:,.0f} MB")
    with sqlite3.connect(options.record) as file:
        held = {
            name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("documents", "mentions", "claims")
        }
        held["incidents"] = file.execute("SELECT count(DISTINCT incident) FROM incident_of").fetchone()[0]
        pages = addresses(file)
    print(", ".join(f"{many:,} {name}" for name, many in held.items()))
    server = subprocess.Popen(
        [sys.executable, "-m", "rashomon.cli", "serve", "-r", str(options.record), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        base = _address(server)
        alone(base, pages, options.rounds, server.pid)
        if options.readers:
            together(base, pages, options.record, options.readers, options.seconds)
    finally:
        server.terminate()
        server.wait()
    return 0


def make(path: Path, incidents: int, claims: int) -> None:
    """A record of about so many incidents and claims."""
    from rashomon import demo

    with tempfile.TemporaryDirectory() as folder:
        demo.build(Path(folder))
        shutil.copy(Path(folder) / "rashomon.db", path)
    file = sqlite3.connect(path)
    file.execute("PRAGMA journal_mode=OFF")
    file.execute("PRAGMA synchronous=OFF")
    told = {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("claims",)}
    each = file.execute("SELECT count(DISTINCT incident) FROM incident_of").fetchone()[0]
    copies = max(1, round(incidents / each / (1 - 10 / 40 * 0.9)))
    keep = min(1000, round(1000 * claims / (copies * told["claims"])))
    for step, (table, changed, condition) in enumerate(_STEPS):
        columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
        given = ", ".join(changed[name].format(f't."{name}"') if name in changed else f't."{name}"' for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        where = f"WHERE {condition.format(keep=keep)}" if condition else ""
        file.execute(
            f"CREATE TEMP TABLE base{step} AS SELECT rowid AS n, * FROM {table}"
            if table == "claims"
            else f"CREATE TEMP TABLE base{step} AS SELECT * FROM {table}"
        )
        series = f"WITH RECURSIVE s(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM s WHERE k < {copies})"
        file.execute(
            f"{series} INSERT INTO {table} ({names}) SELECT {given} FROM s, base{step} AS t {where.replace('t.rowid', 't.n')}"
        )
        file.commit()
    for table in ("document_words", "mention_words"):
        file.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
    file.execute("DELETE FROM assessments")
    file.execute(
        "INSERT INTO incident_names SELECT 'n' || id, id FROM mentions WHERE id NOT IN (SELECT mention FROM incident_names)"
    )
    file.commit()
    file.execute("ANALYZE")
    file.commit()
    file.close()


def addresses(file: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """Pages with some addresses each, so that no measurement is of one cached answer."""
    chance = random.Random(1)
    some = [
        row[0] for row in file.execute("SELECT DISTINCT incident FROM incident_of WHERE incident LIKE 'i0%' LIMIT 2000")
    ]
    large = [
        row[0]
        for row in file.execute("SELECT incident FROM incident_of GROUP BY incident ORDER BY count(*) DESC LIMIT 40")
    ]
    claims = [row[0] for row in file.execute("SELECT id FROM claims WHERE mention IS NOT NULL LIMIT 2000")]
    documents = [row[0] for row in file.execute("SELECT document FROM readings LIMIT 2000")]
    actors = [
        quote(row[0]) for row in file.execute("SELECT DISTINCT name FROM actors_seen WHERE mentions > 1 LIMIT 10")
    ]
    pick = lambda keys: chance.sample(keys, min(len(keys), 40))  # noqa: E731
    days = [f"{year}-{month:02}-15" for year in range(2032, 2040) for month in (1, 4, 7, 10)]
    late = [f"2041-{month:02}-15" for month in range(1, 13)]
    return [
        ("front", ["/"]),
        ("search", [f"/incidents?q={word}" for word in ("market", "convoy", "shelling", "monitor", "children")]),
        ("search by place", ["/incidents?place=Dessary", "/incidents?place=Tel+Oram", "/incidents?party=army"]),
        ("search, all", ["/incidents", "/incidents?start=50"]),
        ("incident", [f"/incidents/{key}" for key in pick(some)]),
        ("matrix", [f"/incidents/{key}/matrix" for key in pick(some)]),
        ("matrix, many sources", [f"/incidents/{key}/matrix" for key in pick(large)]),
        ("matrix as of a day", [f"/incidents/{key}/matrix?asof={chance.choice(late)}" for key in pick(large)]),
        ("figures", [f"/incidents/{key}/figures" for key in pick(some)]),
        ("disputes of one", [f"/incidents/{key}/disputes" for key in pick(some)]),
        ("disputes", ["/disputes"]),
        ("claim", [f"/claims/{key}" for key in pick(claims)]),
        ("document", [f"/documents/{key}" for key in pick(documents)]),
        ("actor", [f"/actors/{key}" for key in pick(actors)]),
        ("map", ["/map", "/map?start=500"]),
        ("map, one month", [f"/map?from={day[:8]}01&to={day[:8]}28" for day in days]),
        ("map as of a day", [f"/map?asof={day}" for day in days[:6]]),
        ("timeline", ["/timeline"]),
        ("timeline, one year", [f"/timeline?from={year}-01-01&to={year}-12-31" for year in range(2032, 2040)]),
        ("compare", ["/compare", "/compare?from=2035-01-01&to=2035-06-01"]),
        ("actors", ["/actors", "/actors?start=50"]),
        ("promises", ["/promises"]),
        ("review", ["/review"]),
        ("audit", ["/audit", "/audit?about=claims"]),
        ("data", ["/data"]),
    ]


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr
    for line in server.stderr:
        if " at http" in line:
            threading.Thread(target=server.stderr.read, daemon=True).start()
            entry = line.split(" at ", 1)[1].split()[0]
            base = entry.partition("/?")[0].rstrip("/")
            for _ in range(100):  # the address is said before it is listened at
                try:
                    OPENER.open(entry, timeout=60).read()
                except urllib.error.HTTPError:
                    return base
                except urllib.error.URLError:
                    time.sleep(0.1)
                else:
                    return base
    sys.exit("the server did not start")


def asked(address: str) -> tuple[float, int, int]:
    """Seconds to the whole answer, its bytes as sent, its status."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    started = time.perf_counter()
    try:
        with OPENER.open(request, timeout=120) as answer:
            body, status = answer.read(), answer.status
            packed = answer.headers.get("Content-Encoding") == "gzip"
    except urllib.error.HTTPError as error:
        body, status, packed = error.read(), error.code, False
    took = time.perf_counter() - started
    return took, len(body) if packed else len(gzip.compress(body)), status


def alone(base: str, pages: list[tuple[str, list[str]]], rounds: int, server: int) -> None:
    """Each page by itself."""
    print(
        f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; cpu: milliseconds of the server's process, a page"
    )
    began = time.perf_counter()
    while asked(base + "/incidents")[2] == 503:  # it took longer than a page may
        pass
    print(
        f"the first list after the start: {time.perf_counter() - began:.1f} s, {_whole(server):.1f} s of processor time since the start"
    )
    print(f"{'page':24} {'p50 ms':>8} {'p95 ms':>8} {'cpu p50':>8} {'cpu p95':>8} {'first ms':>9} {'KB gz':>7}")
    for name, paths in pages:
        if not paths or asked(base + paths[0])[2] != 200:
            print(f"{name:24} not there: {paths[:1]}")
            continue
        first = asked(base + paths[-1])[0]
        found, busy = [], []
        for i in range(rounds):
            before = _busy(server)
            found.append(asked(base + paths[i % len(paths)]))
            busy.append(_busy(server) - before)
        busy.sort()
        seconds = sorted(took for took, _, _ in found)
        most = max(size for _, size, _ in found)
        wrong = sum(status != 200 for *_, status in found)
        said = f"  {wrong} failed" if wrong else ""
        print(
            f"{name:24} {_at(seconds, 0.5):8.0f} {_at(seconds, 0.95):8.0f} {_at(busy, 0.5):8.0f} {_at(busy, 0.95):8.0f} {1000 * first:9.0f} {most / 1000:7.1f}{said}",
            flush=True,
        )


def _whole(process: int) -> float:
    """Seconds of processor that a process has used, threads that have ended included; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _busy(process: int) -> float:
    """Seconds of processor that the threads of a process have used, to the nanosecond; 0 where the system does not tell."""
    try:
        told = [file.read_text("ascii").split()[0] for file in Path(f"/proc/{process}/task").glob("*/schedstat")]
    except OSError:
        return 0.0
    return sum(int(nanoseconds) for nanoseconds in told) / 1e9


def _at(seconds: list[float], share: float) -> float:
    return 1000 * (statistics.quantiles(seconds, n=100)[round(share * 100) - 1] if len(seconds) > 1 else seconds[0])


def together(base: str, pages: list[tuple[str, list[str]]], record: Path, readers: int, seconds: float) -> None:
    """Many readers at once while reports are added."""
    paths = [
        path for name, some in pages for path in some if name in {"incident", "matrix", "claim", "document", "search"}
    ]
    found: list[tuple[float, int, int]] = []
    end = time.monotonic() + seconds

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < end:
            found.append(asked(base + chance.choice(paths)))

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "new.jsonl"
        texts = (
            {
                "text": f"On 4 March {2040 + i} an airstrike hit a market in Tel Oram, killing {i + 1} people, the Velmari Army said.",
                "published": f"{2040 + i}-03-05",
                "id": f"bench-{time.time_ns()}-{i}",
            }
            for i in range(20)
        )
        file.write_text("\n".join(json.dumps(text) for text in texts), "utf-8")
        threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
        for thread in threads:
            thread.start()
        started = time.perf_counter()
        added = subprocess.run(
            [sys.executable, "-m", "rashomon.cli", "add", "-r", str(record), str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.perf_counter() - started
        for thread in threads:
            thread.join()
    times = sorted(took for took, _, _ in found)
    statuses: dict[int, int] = {}
    for *_, status in found:
        statuses[status] = statuses.get(status, 0) + 1
    print(
        f"{readers} readers for {seconds:g} s: {len(found) / seconds:.0f} pages a second, p50 {_at(times, 0.5):.0f} ms, p95 {_at(times, 0.95):.0f} ms; answers {statuses}"
    )
    print(
        f"add of 20 reports meanwhile: {took:.1f} s, exit {added.returncode} {added.stderr.strip().splitlines()[-1:] if added.returncode else ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
