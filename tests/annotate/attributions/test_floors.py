"""Accuracy floors on the readings beside the checkout; lowering one is an explicit change to this file."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from rashomon.annotate.attributions import attributions
from rashomon.annotate.attributions.build import build
from rashomon.annotate.attributions.marked import marked
from rashomon.annotate.attributions.page import Page
from rashomon.annotate.segment import segment
from rashomon.annotate.times import times
from rashomon.model import Annotated, AttributionMark, Document, Marks, Span

pytestmark = pytest.mark.floor

READING = "04d29dbdf4cff7cc"
CONTENTION = {"accuse", "deny", "acknowledge", "claim responsibility", "reject source", "doubt"}


@pytest.fixture(scope="module")
def gold(shared):
    data = (shared / "data/reading/dev.jsonl").read_bytes()
    if hashlib.sha256(data).hexdigest()[:16] != READING:
        pytest.skip("the readings are not those on which the floors were measured")
    return [json.loads(line) for line in data.decode("utf8").splitlines() if line.strip()]


def spans(pairs) -> tuple[Span, ...]:
    return tuple(sorted(Span(*p) for p in pairs))


def characters(pairs) -> set[int]:
    return {i for s, e in pairs for i in range(s, e)}


def read(row, marks=None):
    """With marks: speakers and stances on exactly those spans."""
    document = Document(id="d", text=row["text"], sha256="0", published=date.fromisoformat(row["published"]))
    annotated = times(segment(Annotated(document=document, marks=marks or Marks())))
    if marks is None:
        return attributions(annotated).attributions
    page = Page(annotated)
    return build(page, marked(page))


def test_rules_alone_find_four_fifths(gold):
    found = wanted = made = 0
    for row in gold:
        mine = [characters(a.content) for a in read(row)]
        made += len(mine)
        wanted += len(row["attributions"])
        for a in row["attributions"]:
            own = characters(a["content"])
            best = max(mine, key=lambda m: len(m & own) / len(m | own), default=set())
            if best and len(best & own) / len(best | own) >= 0.5:
                mine.remove(best)
                found += 1
    assert 200 * found / (wanted + made) >= 82


def test_stances_and_speakers_on_given_spans(gold):
    right = total = named = speakers = 0
    for row in gold:
        marks = [
            AttributionMark(spans(a["source"]), spans(a["cue"]), spans(a["content"]), 0.9) for a in row["attributions"]
        ]
        made = {(a.content, a.source): a for a in read(row, Marks(attributions=tuple(marks)))}
        for a in row["attributions"]:
            mine = made.get((spans(a["content"]), spans(a["source"])))
            total += 1
            right += mine is not None and mine.stance == a["stance"]
            if a["speaker"]:
                named += 1
                speakers += mine is not None and bool(mine.speaker) and _same(mine.speaker, a["speaker"])
    assert 100 * right / total >= 83
    assert 100 * speakers / named >= 87


def _same(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return a <= b or b <= a
