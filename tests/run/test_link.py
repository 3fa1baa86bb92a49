"""Linking into a record: no order, batch or crowding of blocks changes the outcome; people's judgements hold. Invented reports."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa

from made import WHEN, told
from rashomon.model import Judgement
from rashomon.record import Keys, Record, open_record, schema
from rashomon.resolve import blocks
from rashomon.run import link
from rashomon.run.link import relink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Report = tuple
WORDS = ("bakery", "dawn", "drogher", "queue", "tarhun", "velmer", "zerrin", "karsani", "orchard", "ambulance")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("link") / "empty.db"
    open_record(str(path)).close()
    return path


def _reports(count: int, seed: int) -> list[Report]:
    """Reports that share people and rare words here and there, days and places seldom; some texts are copies."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        capture, annotated, claims, keys = told(f"A strike hit Karsa. Report {n}.", id=str(n))
        (key,) = keys.mentions
        words = tuple(sorted(chance.sample(WORDS, 5)))
        drawn = msgspec.structs.replace(
            key,
            main=chance.random() < 0.8,
            date=None if chance.random() < 0.5 else key.date,
            published=date(2031, 5, 4) + timedelta(days=chance.randrange(3)),
            place=None if chance.random() < 0.3 else key.place,
            terms=words,
            words=words,
            people=tuple(sorted(chance.sample(("ilyas dahn", "zerrin tarhun", "omar velmer"), 1))),
        )
        values = tuple(chance.choices((1, 2), k=1) * 64)
        made = Keys(
            mentions=(drawn,),
            blocks={drawn.mention: blocks(drawn)},
            fingerprint=values,
            copies=(f"copy|0|{values[0]}|{n % 3}", f"copy|1|{n % 2}"),
        )
        found.append((capture, annotated, claims, made))
    return found


def _outcome(record: Record) -> tuple:
    """The incidents, the copies, and the links with their reasons."""
    with record._engine.connect() as connection:
        links = sorted(tuple(row) for row in connection.execute(sa.select(schema.links)))
    return tuple(record.incidents()), tuple(record.copies()), links


def _linked(path: Path, reports: Sequence[Report], steps: int, judged: Sequence[Judgement] = ()) -> tuple:
    with open_record(str(path)) as record:
        for at, report in enumerate(reports):
            record.add(*report)
            if at % steps == 0:
                relink(record)
        for judgement in judged:
            record.judge(judgement)
        relink(record)
        assert relink(record) == link.Linked()
        assert list(record.check()) == []
        return _outcome(record)


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_batches_nor_crowding_change_the_outcome(
    seed: int, tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "CROWDED", 4)  # so that blocks become crowded while reports come in
    reports, outcomes = _reports(14, seed), []
    for n, steps in enumerate((1, 3, 99)):
        path = shutil.copy(empty, tmp_path / f"{n}.db")
        random.Random(n).shuffle(reports)
        monkeypatch.setattr(link, "_BATCH", 1 + 2 * n)
        outcomes.append(_linked(path, reports, steps))
    assert outcomes[0] == outcomes[1] == outcomes[2]
    incidents, copies, links = outcomes[0]
    assert links
    assert copies
    assert len(incidents) < 14


def test_a_crowded_block_links_nothing_that_only_it_linked(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "CROWDED", 2)
    reports = _named(3)
    path = shutil.copy(empty, tmp_path / "r.db")
    with open_record(str(path)) as record:
        for report in reports[:2]:
            record.add(*report)
        relink(record)
        assert record.counts().incidents == 1
        record.add(*reports[2])
        relink(record)
        assert record.counts().incidents == 3


def test_a_link_that_another_block_holds_up_stays_when_one_becomes_crowded(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "CROWDED", 2)
    *parts, keys = zip(*_named(3), strict=True)
    more = [
        msgspec.structs.replace(k, blocks={m: (*own, "few|street|mill")}) if n < 2 else k
        for n, k in enumerate(keys)
        for m, own in k.blocks.items()
    ]
    path = shutil.copy(empty, tmp_path / "r.db")
    with open_record(str(path)) as record:
        for report in zip(*parts, more, strict=True):
            record.add(*report)
            relink(record)
        assert sorted(len(found.mentions) for found in record.incidents()) == [1, 2]


def test_groups_of_copies_are_told_by_their_first_text_in_any_order(tmp_path: Path, empty: Path) -> None:
    """Each is like its neighbours only; some join two groups, some come before the first."""
    reports = []
    for n in range(7):
        capture, annotated, claims, keys = told(
            f"A strike hit Karsa. Report {n}.", id=str(n), published=date(2031, 5, 4) + timedelta(days=(n * 3) % 7)
        )
        values = tuple(
            (24 * n + at) // 64 for at in range(64)
        )  # 40 of 64 are those of the next, 16 those of the one after
        reports.append(
            (capture, annotated, claims, Keys(mentions=keys.mentions, fingerprint=values, copies=("copy|0|x",)))
        )
    outcomes = set()
    for seed in range(6):
        path = shutil.copy(empty, tmp_path / f"{seed}.db")
        random.Random(seed).shuffle(reports)
        with open_record(str(path)) as record:
            for at, report in enumerate(reports):
                record.add(*report)
                if at % (1 + seed % 3) == 0:
                    relink(record)
            relink(record)
            outcomes.add(tuple(record.copies()))
    assert len(outcomes) == 1
    assert outcomes.pop()


def _named(count: int) -> list[Report]:
    """Reports that share the name of a person harmed and their words, and no block but that of the name."""
    found = []
    for n in range(count):
        capture, annotated, claims, keys = told(f"A strike hit Karsa. Report {n}.", id=str(n))
        key = msgspec.structs.replace(
            keys.mentions[0], main=True, terms=WORDS, words=WORDS, names=("ilyas dahn",), people=("ilyas dahn",)
        )
        found.append(
            (capture, annotated, claims, Keys(mentions=(key,), blocks={key.mention: ("few|name|ilyas dahn",)}))
        )
    return found


def test_merges_and_splits_hold_in_any_order(tmp_path: Path, empty: Path) -> None:
    reports = _named(4)
    a, b, c, d = (report[3].mentions[0].mention for report in reports)
    judged = [
        Judgement(id="j1", verdict="split", subject=a, other=b, made=WHEN),
        Judgement(id="j2", verdict="merge", subject=c, other=d, made=WHEN),
    ]
    outcomes = []
    for n, steps in enumerate((1, 99)):
        path = shutil.copy(empty, tmp_path / f"{n}.db")
        outcomes.append(_linked(path, reports[:: 1 - 2 * n], steps, judged[:: 1 - 2 * n]))
    assert outcomes[0] == outcomes[1]
    homes = {m.document: i.id for i in outcomes[0][0] for m in i.mentions}
    sha = [m.split(":")[0] for m in (a, b, c, d)]
    assert homes[sha[0]] != homes[sha[1]]
    assert homes[sha[2]] == homes[sha[3]]
