"""Judgements: what they make of claims and incidents, that they collide, and that taking them back restores exactly."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made import WHEN, told
from rashomon.errors import CollisionError, JudgementError
from rashomon.model import Correction, Count, Judgement, Sides
from rashomon.model.codec import line
from rashomon.record import Record, open_record
from rashomon.run.link import relink

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = [told(f"A strike hit the market of Karsa, killing at least 12. Report {n}.") for n in range(3)]


@pytest.fixture
def filled(address: str) -> Iterator[Record]:
    with open_record(address) as opened:
        for report in REPORTS:
            opened.add(*report)
        relink(opened)
        yield opened


def judge(record: Record, verdict: str, subject: str, **more: Any) -> Judgement:
    """Notes a judgement and links what it touches; ids count up."""
    number = len(record.judgements()) + 1
    made = Judgement(
        id=f"j{number:03}", verdict=verdict, subject=subject, made=WHEN + dt.timedelta(minutes=number), **more
    )
    assert record.judge(made)
    relink(record)
    return made


def state(record: Record) -> tuple[Any, ...]:
    """All that judgements may change."""
    incidents = sorted((found.id, tuple(m.id for m in found.mentions)) for found in record.incidents())
    return tuple(incidents), tuple(record.claims())


def test_a_correction_stands_beside_what_was_read(filled: Record) -> None:
    claim = next(filled.claims())
    judge(filled, "correct", claim.id, value=line(Correction(value={"low": 14, "high": 14}, speaker=None)))
    found = next(filled.claims())
    assert (found.review, found.value, found.speaker) == ("corrected", Count(14, 14), None)
    assert found.machine is not None
    assert (found.machine.value, found.machine.speaker) == (claim.value, "Velmar Casualty Watch")
    judge(filled, "accept", claim.id)
    assert next(filled.claims()).review == "corrected"
    judge(filled, "unsure", claim.id)
    assert (next(filled.claims()).review, next(filled.claims()).unsure) == ("corrected", True)
    judge(filled, "reject", claim.id)
    assert next(filled.claims()).review == "rejected"
    assert next(filled.claims()).value == claim.value


def test_only_the_last_can_be_taken_back(filled: Record) -> None:
    claim = next(filled.claims())
    first, second = judge(filled, "accept", claim.id), judge(filled, "reject", claim.id)
    with pytest.raises(JudgementError, match="rests on it"):
        judge(filled, "undo", first.id)
    undoing = judge(filled, "undo", second.id)
    assert next(filled.claims()).review == "accepted"
    for again, why in ((second, "already"), (undoing, "cannot be undone")):
        with pytest.raises(JudgementError, match=why):
            judge(filled, "undo", again.id)
    with pytest.raises(JudgementError, match="no such"):
        judge(filled, "undo", "j999")


def test_two_who_judge_the_same_collide(filled: Record) -> None:
    one, other = (claim.id for claim in list(filled.claims())[:2])
    first = judge(filled, "accept", one, author="Ines", upon="")
    judge(filled, "reject", other, author="Ole", upon="")
    with pytest.raises(CollisionError, match="Ines has judged the same meanwhile: accept") as caught:
        judge(filled, "reject", one, author="Ole", upon="", reason="a long note")
    assert caught.value.mine["reason"] == "a long note"
    assert caught.value.theirs["id"] == first.id
    assert len(filled.judgements()) == 2
    last = filled.last_judged(Judgement(id="", verdict="reject", subject=one))
    assert last is not None
    judge(filled, "reject", one, author="Ole", upon=last.id)
    with pytest.raises(CollisionError):
        judge(filled, "undo", first.id, upon=first.id)


def test_merges_and_splits_collide_where_they_share_mentions(filled: Record) -> None:
    a, b, c = (mention.id for found in filled.incidents() for mention in found.mentions)
    judge(filled, "split", a, other=b, upon="")
    with pytest.raises(CollisionError):
        judge(filled, "merge", b, other=c, upon="")
    judge(filled, "accept", next(filled.claims()).id, upon="")


def test_a_split_holds_until_it_is_taken_back(filled: Record) -> None:
    [incident] = filled.incidents()
    a, *rest = (mention.id for mention in incident.mentions)
    before = state(filled)
    split = judge(filled, "split", a, other=rest[0], value=line(Sides(one=(a,), other=tuple(rest))))
    assert sorted(len(found.mentions) for found in filled.incidents()) == [1, 2]
    judge(filled, "undo", split.id)
    assert state(filled) == before


def test_judgements_touch_only_what_they_are_about(filled: Record) -> None:
    filled.add(*told("A strike hit Dessary.", place=None, day=dt.date(2031, 8, 9)))
    relink(filled)
    from rashomon.run.assessing import assessments

    ids = [found.id for found in filled.incidents()]
    assert len(ids) == 2
    assessments(filled, ids)
    claim = next(filled.claims())
    judge(filled, "reject", claim.id)
    assert set(filled.kept_assessments(ids, "span")) == set(ids) - {claim.incident}


VERDICTS = st.tuples(
    st.sampled_from(["accept", "reject", "correct", "unsure", "merge", "split", "undo"]), st.integers(0, 5)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VERDICTS, max_size=8))
def test_taking_all_back_gives_the_machines_record(filled: Record, wanted: list[tuple[str, int]]) -> None:
    before = state(filled)
    claims = [claim.id for claim in filled.claims()]
    mentions = [mention.id for found in filled.incidents() for mention in found.mentions]
    for verdict, n in wanted:
        standing = [j for j in filled.judgements() if j.undone is None and j.verdict != "undo"]
        if verdict == "undo":
            if standing:
                _taken_back(filled, standing[n % len(standing)])
        elif verdict in {"merge", "split"}:
            a, b = mentions[n % 3], mentions[(n + 1 + n // 3) % 3]
            if a != b:
                judge(filled, verdict, a, other=b)
        else:
            value = line(Correction(value={"low": n, "high": None}, stance="deny")) if verdict == "correct" else None
            judge(filled, verdict, claims[n % 3], value=value)
    while standing := [j for j in filled.judgements() if j.undone is None and j.verdict != "undo"]:
        assert any(_taken_back(filled, judgement) for judgement in standing)
    assert state(filled) == before


def _taken_back(record: Record, judgement: Judgement) -> bool:
    try:
        judge(record, "undo", judgement.id)
    except JudgementError:
        return False
    return True


def test_how_the_subject_stood_is_written_down(filled: Record) -> None:
    claim = next(filled.claims())
    judge(filled, "reject", claim.id)
    [found] = filled.judgements(claim.id)
    before, after = (msgspec.json.decode(text) for text in (found.before or "", found.after or ""))
    assert (before["review"], after["review"]) == ("machine", "rejected")
    mention = next(filled.incidents()).mentions[0].id
    judge(filled, "split", mention, other=next(filled.incidents()).mentions[1].id)
    assert "incidents" in (filled.judgements(mention)[0].before or "")
