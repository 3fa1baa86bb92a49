"""How the record grows: time to add and link a document, time to ask, size, as documents come in.

usage: python bench/record.py [--documents N] [--step N] [--keep FILE]

The documents are made up: invented places and days, three incidents and twelve claims each; nothing is read by the
encoder or the rules, so that the record alone is measured. Prints a table, one row a step.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.ingest import Ingested
from rashomon.model import (
    Annotated,
    Capture,
    Claim,
    Count,
    Document,
    IncidentMention,
    Interval,
    PlaceValue,
    Range,
    Sentence,
    Span,
    content_id,
    sha256,
)
from rashomon.record import ClaimFilter, IncidentFilter, Record, mention_id, open_record
from rashomon.run.link import relink
from rashomon.run.preparing import prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

INCIDENTS, CLAIMS = 3, 4  # a document; claims an incident
WORDS = [
    "the",
    "army",
    "said",
    "shells",
    "fell",
    "near",
    "market",
    "hospital",
    "convoy",
    "road",
    "people",
    "killed",
    "injured",
    "monitor",
    "denied",
    "on",
    "by",
]


def main() -> int:
    """Adds step by step and prints what each step took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--step", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="keep the record in this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "bench.db"
        with open_record(str(path)) as record:
            print("documents  claims  add ms  link ms  party ms  words ms  show ms  search ms  MiB")
            made = _made(options.documents)
            for total in range(options.step, options.documents + 1, options.step):
                print(_row(record, path, [next(made) for _ in range(options.step)], total), flush=True)
    return 0


def _row(record: Record, path: Path, some: list[tuple[Ingested, tuple[Claim, ...], Annotated]], total: int) -> str:
    ready = [(item.capture, annotated, claims, prepared(annotated).keys) for item, claims, annotated in some]
    added = _timed(lambda: [record.add(*parts) for parts in ready]) / len(ready)
    linked = _timed(lambda: relink(record)) / len(ready)
    one = next(iter(record.incidents(IncidentFilter(document=ready[0][0].sha256)))).id
    party = _timed(lambda: list(record.incidents(IncidentFilter(place="Place 7", start=dt.date(2031, 1, 1)))))
    words = _timed(lambda: list(record.incidents(IncidentFilter(words=f"place 7 shells {total}"))))
    show = _timed(lambda: (record.incident(one), list(record.claims(ClaimFilter(incidents=(one,))))))
    search = _timed(lambda: record.search('market "denied on"'))
    size = sum(file.stat().st_size for file in path.parent.glob(path.name + "*")) / 2**20
    return (
        f"{total:9,} {record.counts().claims:7,} {added:7.2f} {linked:8.2f} {party:9.1f} {words:9.1f} {show:8.1f}"
        f" {search:10.1f} {size:4.0f}"
    )


def _timed(work: object) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


def _made(count: int) -> Iterator[tuple[Ingested, tuple[Claim, ...], Annotated]]:
    chance = random.Random(1)
    for n in range(count):
        published = dt.date(2030, 1, 1) + dt.timedelta(days=chance.randrange(1500))
        sentences = [
            f"{' '.join(chance.choices(WORDS, k=110))} in Place {chance.randrange(80)}, {n}.\n"
            for _ in range(INCIDENTS)
        ]
        text = "".join(sentences)
        content = text.encode()
        sha = sha256(content)
        document = Document(id=str(n), text=text, sha256=sha, outlet=f"Outlet {n % 40}", published=published)
        annotated, claims = _told(document, sentences, chance)
        capture = Capture(sha256=sha, content=content, origin=f"{n}.txt", media_type="text/plain")
        yield Ingested(capture, document), claims, annotated


def _told(document: Document, sentences: list[str], chance: random.Random) -> tuple[Annotated, tuple[Claim, ...]]:
    at, spans, incidents, claims = 0, [], [], []
    for n, sentence in enumerate(sentences):
        span = Span(at, at + len(sentence))
        at = span.end
        spans.append(Sentence(span, (0, 0), n))
        where = chance.randrange(80)
        place = PlaceValue(f"Place {where}", 30 + where % 9, 30 + where // 9, where, "VM", "exact")
        day = Interval.day((document.published or dt.date.min) - dt.timedelta(days=chance.randrange(3)))
        mention = IncidentMention(
            id=f"e{n}",
            type="shelling",
            anchor=Span(span.start, span.start + 3),
            date=day,
            place=place,
            killed=Range(1, 2, 3),
        )
        incidents.append(mention)
        key = mention_id(document.sha256, mention.id)
        claims += [
            Claim(
                id=content_id("c", key, m), mention=key, incident=key, property="killed", value=Count(m, m), stance="assert",
                original=sentence[:3], document=document.sha256, span=mention.anchor, speaker=f"Speaker {m}",
            )
            for m in range(CLAIMS)
        ]  # fmt: skip
    return Annotated(document=document, sentences=tuple(spans), incidents=tuple(incidents)), tuple(claims)


if __name__ == "__main__":
    sys.exit(main())
