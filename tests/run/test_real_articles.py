"""Linking of real articles: no order, batch or second adding changes incidents, copies, links or assessments. Needs ../shared."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rashomon.config import Settings
from rashomon.errors import InputError
from rashomon.ingest import Ingested, ingest
from rashomon.record import Record, open_record, schema
from rashomon.run import link
from rashomon.run.add import add
from rashomon.run.assessing import assessments, incident_rows
from rashomon.run.engine import engine_for
from rashomon.run.preparing import Prepared, make_preparer

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rashomon.model import Document

LOCAL, WORLD = 28, 8  # articles of local news, of which many tell one incident, and of a war
LONGEST = 2500  # code points, to be quick
CHOSEN = Settings(encoder="none")  # the rules alone: quick, and linking sees the same kinds of keys


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Ingested]:
    """The first articles that tell an incident together with others, and the first of a war."""
    local = _rows(shared / "data/gunviolence/articles.jsonl")
    told = Counter(row["incident"] for row in local)
    wanted = [row for row in local if told[row["incident"]] >= 3][:LOCAL]
    chosen = tmp_path_factory.mktemp("articles") / "chosen.jsonl"
    rows = (*wanted, *_rows(shared / "data/news/guardian_syria.jsonl")[:WORLD])
    chosen.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return [item for item in ingest([str(chosen)], CHOSEN) if not isinstance(item, InputError)]


def _rows(file: Path) -> list[dict]:
    with file.open(encoding="utf8") as lines:
        return [row for row in map(json.loads, lines) if len(row["text"]) < LONGEST]


@pytest.fixture(scope="module")
def maker(articles: list[Ingested]) -> Callable[[Settings], Callable[[Sequence[Document]], list[Prepared]]]:
    """What reads the articles once, and then only looks up what was read."""
    outcomes = engine_for(CHOSEN).run(make_preparer, [[item.document for item in articles]])
    read = {outcome.annotated.document.sha256: outcome for batch in outcomes for outcome in batch}  # type: ignore[union-attr]
    return lambda _settings: lambda documents: [read[document.sha256] for document in documents]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "empty.db"
    open_record(str(path)).close()
    return path


def _outcome(record: Record) -> tuple:
    """Incidents with their ranges and assessments, copies, and links with their reasons."""
    incidents = list(record.incidents())
    ids = [incident.id for incident in incidents]
    with record._engine.connect() as connection:
        links = sorted(tuple(row) for row in connection.execute(sa.select(schema.links)))
    assert list(record.check()) == []
    assessed = assessments(record, ids)
    return ids, [assessed[name] for name in ids], incident_rows(record, incidents), tuple(record.copies()), links


def test_neither_order_nor_batches_nor_adding_twice_change_the_record(
    articles: list[Ingested],
    maker: Callable,
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link, "CROWDED", 6)  # so that blocks become crowded while articles come in
    known: list[tuple] = []

    @settings(max_examples=6, deadline=None, derandomize=True, phases=(Phase.generate,))  # shrinking would take minutes
    @given(st.randoms(use_true_random=False), st.lists(st.integers(0, len(articles)), max_size=4))
    def holds(chance: random.Random, cuts: list[int]) -> None:
        path = shutil.copy(empty, tmp_path_factory.mktemp("drawn") / "r.db")
        order = list(articles)
        if known:
            chance.shuffle(order)
        with open_record(str(path)) as record:
            ends = sorted({*cuts, len(order)})
            for start, end in zip([0, *ends], ends, strict=False):
                again = order[:start][-3:]  # some that were added before come in anew
                add([*again, *order[start:end]], record, CHOSEN, make=maker)
            outcome = _outcome(record)
            summary = add(order, record, CHOSEN, make=maker)
            assert summary.added == 0
            assert _outcome(record) == outcome
        known.append(outcome)
        assert outcome == known[0]

    holds()
    ids, _, rows, _, links = known[0]
    assert links
    assert len(ids) < sum(len(row.documents) for row in rows)  # some are told by several
