"""How linking grows: time, memory and accuracy as more and more documents are linked, and the time of adding one more.

usage: python bench/growth.py [--documents N ...] [--readings FILE] [--seed N] [--keep DIR]

Nothing is read by the encoder or the rules while time is taken: real readings are varied, those of the incidents of
../shared/data/gunviolence that several articles tell. FILE keeps them for the next run. Each made incident takes the
readings of one real incident and draws anew the names of its people, streets and places, its days and its figures, and of
its other telling words two in three (by words as rare); of its documents one in eight is printed word for word by another
outlet too, and one in eight updated by its own. Which incident each tells is known, so B3 and pairs are printed beside the
time. Seconds are those of the processor, with those of the clock behind them; the exponent is that of linking over documents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.config import Settings
from rashomon.errors import InputError
from rashomon.ingest import ingest
from rashomon.lexicon import load
from rashomon.model import (
    Annotated,
    Capture,
    Claim,
    Count,
    Document,
    Fingerprint,
    IncidentMention,
    Interval,
    LinkKey,
    PlaceValue,
    Span,
    content_id,
    sha256,
)
from rashomon.model.codec import line, typed
from rashomon.record import Keys, Record, open_record
from rashomon.resolve import bands, blocks, link_keys
from rashomon.resolve.names import folded
from rashomon.resolve.telling import bits, is_listed
from rashomon.run.assessing import assessments
from rashomon.run.link import relink
from rashomon.run.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHARED = Path(__file__).resolve().parents[2] / "shared"
DAYS = 3650  # the made incidents lie in ten years
TOWNS = 20_000  # and in so many towns
NAMES = 60_000  # people, streets and the like bear so many words that no table lists
OUTLETS = 400
OTHER = 2 / 3  # of the words that tell an incident, as far as they are no names: as many are others in a made one
WAITING = 200  # documents among which the next one is drawn
STEP = 16  # documents added before they are linked, as `rashomon add` does


class Made(NamedTuple):
    """A document ready to be added, and the number of the incident that it tells."""

    capture: Capture
    annotated: Annotated
    claims: tuple[Claim, ...]
    keys: Keys
    incident: int


def main() -> int:
    """Links records of each size and prints a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--readings", type=Path, help="where readings are kept between runs")
    parser.add_argument("--articles", type=int, default=2000, help="how many real articles are read to be varied")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    real = _real(options)
    took: list[tuple[int, float]] = []
    print(
        "documents  mentions     add s (clock)    link s (clock)  one more ms (clock)     claims  assess s (clock)"
        "  MiB file  MB memory  B3 P/R/F1  pairs P/R/F1"
    )
    with tempfile.TemporaryDirectory() as made:
        for size in options.documents:
            path = (options.keep or Path(made)) / f"growth-{size}.db"
            path.unlink(missing_ok=True)
            with open_record(str(path)) as record:
                took.append((size, _row(record, path, real, size, options.seed)))
            if options.keep is None:
                path.unlink()
    for (fewer, less), (many, more) in pairwise(took):
        print(
            f"{fewer} to {many} documents: linking grows with an exponent of {math.log(more / less, many / fewer):.2f}"
        )
    return 0


def _real(options: argparse.Namespace) -> list[list[list[LinkKey]]]:
    """By incident (of those that two or more articles tell), by article: by what its incidents are compared."""
    articles = SHARED / "data/gunviolence/articles.jsonl"
    rows = [json.loads(row) for row in articles.open(encoding="utf8")]
    told = Counter(row["incident"] for row in rows)
    incident_of = {
        row["id"]: row["incident"] for row in [r for r in rows if told[r["incident"]] > 1][: options.articles]
    }
    kept: dict[str, list[LinkKey]] = {}
    if options.readings and options.readings.exists():
        kept = typed(options.readings.read_bytes(), dict[str, list[LinkKey]])
    if not kept:
        found = ingest([str(articles)], Settings())
        documents = [f.document for f in found if not isinstance(f, InputError) and f.document.id in incident_of]
        for reading in read(documents, Settings()):
            if not isinstance(reading, InputError):
                kept[reading.document.id] = list(link_keys(reading))
        if options.readings:
            options.readings.write_text(line(kept), encoding="utf8")
    groups: defaultdict[str, list[list[LinkKey]]] = defaultdict(list)
    for article in sorted(kept.keys() & incident_of.keys()):
        if kept[article]:
            groups[incident_of[article]].append(kept[article])
    return [groups[name] for name in sorted(groups)]


def _row(record: Record, path: Path, real: list[list[list[LinkKey]]], size: int, seed: int) -> float:
    """Adds and links ``size`` documents, prints what it took, and gives the seconds of linking."""
    source = _made(real, random.Random(seed))
    truth: dict[str, int] = {}
    adding, linking = Took(), Took()
    while len(truth) < size:
        batch = [next(source) for _ in range(min(STEP, size - len(truth)))]
        adding += _timed(lambda: [_add(record, made) for made in batch])  # noqa: B023
        linking += _timed(lambda: relink(record))
        truth.update((made.capture.sha256, made.incident) for made in batch)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    more = [next(source) for _ in range(10)]
    one = max(_timed(lambda: (_add(record, made), relink(record))) for made in more)  # noqa: B023
    counts = record.counts()
    incidents = [found.id for found in record.incidents()]
    assessing = _timed(lambda: assessments(record, incidents, policy="span"))
    scores = _scores(record, truth)
    file = sum(f.stat().st_size for f in path.parent.glob(path.name + "*")) / 2**20
    print(
        f"{size:9,} {counts.mentions:9,} {adding.shown(1):>17} {linking.shown(1):>17} {one.shown(1000):>20} {counts.claims:10,}"
        f" {assessing.shown(1):>17} {file:9.0f} {memory:10.0f}  {scores[0]}  {scores[1]}",
        flush=True,
    )
    return linking.processor


def _add(record: Record, made: Made) -> None:
    record.add(made.capture, made.annotated, made.claims, made.keys)


class Took(NamedTuple):
    """Seconds of the processor, and of the clock."""

    processor: float = 0.0
    clock: float = 0.0

    def __add__(self, other: object) -> Took:
        """The sum of both; not one tuple behind the other."""
        if not isinstance(other, Took):
            return NotImplemented
        return Took(self.processor + other.processor, self.clock + other.clock)

    def shown(self, times: int) -> str:
        """As the table has it, in seconds divided by ``times``."""
        return f"{times * self.processor:.1f} ({times * self.clock:.1f})"


def _timed(work: object) -> Took:
    processor, clock = time.process_time(), time.perf_counter()
    work()  # type: ignore[operator]
    return Took(time.process_time() - processor, time.perf_counter() - clock)


def _made(real: list[list[LinkKey]], chance: random.Random) -> Iterator[Made]:
    """Documents without end; the reports of an incident stand among those of others."""
    waiting: list[Made] = []
    number = 0
    while True:
        while len(waiting) < WAITING:
            number += 1
            waiting += _incident(real[chance.randrange(len(real))], number, chance)
        yield waiting.pop(chance.randrange(len(waiting)))


def _incident(real: list[list[LinkKey]], number: int, chance: random.Random) -> Iterator[Made]:
    """The documents of one made incident: the real ones varied, some copied and some updated."""
    varied = _Varied(real, chance)
    for n, keys in enumerate(real):
        drawn = [varied.key(key) for key in keys]
        values = tuple(chance.getrandbits(32) for _ in range(64))
        outlet = f"outlet {chance.randrange(OUTLETS)}"
        yield _document(drawn, f"{number}-{n}", outlet, values, number, later=0)
        kind = chance.randrange(8)
        if kind == 0:
            yield _document(drawn, f"{number}-{n} copy", f"outlet {chance.randrange(OUTLETS)}", values, number, later=1)
        elif kind == 1:
            new = tuple(chance.getrandbits(32) if chance.random() < 0.2 else value for value in values)
            yield _document([varied.told_again(k) for k in drawn], f"{number}-{n} update", outlet, new, number, later=1)


_NAMES = ("names", "phrases", "people", "speaking", "streets")


class _Varied:
    """One made incident: what its names, words, places, days and figures become, the same in all its reports."""

    def __init__(self, real: list[list[LinkKey]], chance: random.Random) -> None:
        self._chance = chance
        self._names = {
            word
            for keys in real
            for key in keys
            for name in _NAMES
            for names in getattr(key, name)
            for word in names.split()
        }
        self._words: dict[str, str] = {}
        self._towns: dict[str, int] = {}
        self._days = dt.timedelta(days=chance.randrange(DAYS))
        self._more = chance.randrange(4)

    def key(self, key: LinkKey) -> LinkKey:
        """The same report of the made incident."""
        place = key.place
        if place is not None:
            place = self._place(place)
        return msgspec.structs.replace(
            key,
            date=Interval(self._day(key.date.start), self._day(key.date.end)) if key.date else None,
            published=self._day(key.published),
            place=place,
            killed=self._count(key.killed),
            injured=self._count(key.injured),
            towns=self._all(key.towns, self._town),
            ages=self._all(key.ages, lambda age: str(int(age) + 7 * self._more)),
            **{name: self._all(getattr(key, name), self._phrase) for name in ("words", "terms", "title", *_NAMES)},
        )

    def told_again(self, key: LinkKey) -> LinkKey:
        """A report of the same outlet some hours later: a tenth of its words are others."""
        words = (self._drawn() if self._chance.random() < 0.1 else word for word in key.terms)
        return msgspec.structs.replace(key, terms=tuple(sorted(words)))

    def _day(self, day: dt.date | None) -> dt.date | None:
        return day + self._days if day and day.year < 9000 else day

    def _count(self, count: Count | None) -> Count | None:
        if count is None:
            return None
        low, high = (None if end is None else end + self._more for end in (count.low, count.high))
        return Count(low, high)

    def _all(self, words: tuple[str, ...], made: Callable[[str], str]) -> tuple[str, ...]:
        return tuple(sorted(made(word) for word in words))

    def _phrase(self, words: str) -> str:
        return " ".join(self._word(word) for word in words.split())

    def _word(self, word: str) -> str:
        if word not in self._words:
            self._words[word] = self._new(word)
        return self._words[word]

    def _new(self, word: str) -> str:
        """A name or a rare word becomes a made name; of others, most become another word that is as rare."""
        if word in self._names or not is_listed(word):
            return self._drawn()
        return self._chance.choice(_as_rare()[bits(word)]) if self._chance.random() < OTHER else word

    def _drawn(self) -> str:
        """A made name; some are borne by many, most by few."""
        return f"n{int(NAMES * self._chance.random() ** 3)}x"

    def _town(self, name: str) -> str:
        if name not in self._towns:
            self._towns[name] = int(TOWNS * self._chance.random() ** 2)
        return f"town {self._towns[name]}"

    def _place(self, place: PlaceValue) -> PlaceValue:
        name = self._town(folded(place.name))
        if place.lat is None:
            return PlaceValue(name, precision=place.precision)
        at = random.Random(name)
        return PlaceValue(name, at.uniform(-50, 60), at.uniform(-170, 170), None, place.country, place.precision)


@cache
def _as_rare() -> dict[int, list[str]]:
    """By bits: the words that tell so much."""
    return {int(n): sorted(words.split()) for n, words in load("frequent")["bits"].items()}


def _document(
    keys: list[LinkKey], text: str, outlet: str, values: tuple[int, ...], incident: int, *, later: int
) -> Made:
    content = text.encode()
    sha = sha256(content)
    published = keys[0].published + dt.timedelta(days=later) if keys[0].published else None
    drawn = [
        msgspec.structs.replace(key, mention=f"{sha}:e{n}", document=sha, outlet=outlet, published=published)
        for n, key in enumerate(keys)
    ]
    span = Span(0, 1)
    mentions = tuple(
        IncidentMention(id=f"e{n}", type=key.type, anchor=span, main=key.main, date=key.date, place=key.place)
        for n, key in enumerate(drawn)
    )
    claims = tuple(
        Claim(
            id=content_id("c", key.mention, prop), mention=key.mention, incident=key.mention, property=prop, value=value,
            stance="assert", original=text[:1], document=sha, span=span, speaker=None if prop == "occurred" else outlet,
            outlet=outlet, published=published,
        )
        for key in drawn
        for prop, value in (("occurred", True), ("killed", key.killed or Count(1, 1)))
    )  # fmt: skip
    document = Document(id=text, text=text, sha256=sha, outlet=outlet, published=published)
    own = Fingerprint(document=sha, outlet=outlet, published=published, values=values)
    made = Keys(
        mentions=tuple(drawn), blocks={key.mention: blocks(key) for key in drawn}, fingerprint=values, copies=bands(own)
    )
    capture = Capture(sha256=sha, content=content, origin=f"{text}.txt", media_type="text/plain")
    return Made(capture, Annotated(document=document, incidents=mentions), claims, made, incident)


def _scores(record: Record, truth: dict[str, int]) -> tuple[str, str]:
    """B3 and pairs: precision, recall and F1 in per cent, a document by the incident that it is mainly about."""
    home: dict[str, str] = {}
    for incident in record.incidents():
        for mention in incident.mentions:
            if mention.mention.main:
                home[mention.document] = incident.id
    mine: defaultdict[str, set[str]] = defaultdict(set)
    theirs: defaultdict[int, set[str]] = defaultdict(set)
    for document, incident in truth.items():
        mine[home.get(document, document)].add(document)
        theirs[incident].add(document)
    both = {d: len(mine[home.get(d, d)] & theirs[i]) for d, i in truth.items()}
    precision = sum(n / len(mine[home.get(d, d)]) for d, n in both.items()) / len(truth)
    recall = sum(n / len(theirs[truth[d]]) for d, n in both.items()) / len(truth)
    right = sum(n - 1 for n in both.values())
    found, wanted = (sum(len(g) * (len(g) - 1) for g in groups.values()) for groups in (mine, theirs))
    return _three(precision, recall), _three(right / max(1, found), right / max(1, wanted))


def _three(precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{100 * precision:.1f}/{100 * recall:.1f}/{100 * f1:.1f}"


if __name__ == "__main__":
    sys.exit(main())
