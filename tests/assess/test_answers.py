"""Denials that answer the accusations of other documents, on invented claims."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.assess import assess, matrix
from rashomon.model import Claim, Interval, Span, content_id

ARMY = "Velmari Army"


def claim(
    speaker: str | None,
    stance: str,
    value: object = ARMY,
    *,
    prop: str = "perpetrator",
    day: int | None = 1,
    doc: str | None = None,
    **more: object,
) -> Claim:
    doc = doc or f"doc-{speaker}-{day}"
    return Claim(
        id=content_id("c", speaker, prop, repr(value), stance, day, doc), mention=f"{doc}:e1", incident="i1", property=prop,
        value=value, original="words", stance=stance, document=doc, span=Span(3, 9), speaker=speaker,
        speaker_class=None if speaker else "officials", published=date(2031, 3, day) if day else None, **more,
    )  # fmt: skip


BLAME = claim("Velmar Casualty Watch", "accuse")
DENIAL = claim(ARMY, "deny", day=2)
EVENT = claim(ARMY, "deny", True, prop="occurred", day=2)


def pairs(*claims: Claim, copies: dict[str, str] | None = None) -> set[tuple[str, str]]:
    return {(a.claim, a.against) for a in assess("i1", claims, copies=copies).answers}


@pytest.mark.parametrize("denial", [DENIAL, EVENT, claim(ARMY, "deny", None, day=2)], ids=["deed", "event", "charge"])
def test_a_denial_alone_in_its_report_answers_the_accusation_of_another(denial: Claim) -> None:
    (found,) = assess("i1", [denial, BLAME]).answers
    assert (found.claim, found.against) == (denial.id, BLAME.id)
    assert (found.document, found.span) == (denial.document, denial.span)
    assert (found.other_document, found.other_span) == (BLAME.document, BLAME.span)
    assert (found.type, found.party, found.speaker, found.other) == ("denies", ARMY, ARMY, "Velmar Casualty Watch")
    (dispute,) = assess("i1", [denial, BLAME]).disputes
    assert (dispute.claim, dispute.against) == (denial.id, BLAME.id)
    assert dispute.rule == "denial answers another document"
    assert dispute.reason.endswith("(in another document)")


def test_an_accusation_of_somebody_else_is_not_answered() -> None:
    front = claim("Velmar Casualty Watch", "accuse", "Northern Front")
    assert not pairs(DENIAL, front)
    assert not pairs(EVENT, front)
    assert assess("i1", [DENIAL, front]).status != "contested"


def test_a_denial_that_has_its_accusation_beside_it_looks_no_further() -> None:
    own = claim("Karsa Clinic", "accuse", doc=DENIAL.document, day=2)
    assert not pairs(DENIAL, BLAME, own)
    assert {d.against for d in assess("i1", [DENIAL, BLAME, own]).disputes} == {BLAME.id, own.id}


def test_what_came_later_is_not_answered() -> None:
    later = claim("Velmar Casualty Watch", "accuse", day=3)
    assert not pairs(DENIAL, later)
    (dispute,) = assess("i1", [DENIAL, later]).disputes
    assert dispute.reason == "Velmari Army had denied having done it, before Velmar Casualty Watch said so"
    said_later = claim(ARMY, "deny", day=5, said=Interval.day(date(2031, 3, 2)))
    assert not pairs(said_later, later)


def test_days_of_capture_stand_for_unknown_days_and_nothing_for_both() -> None:
    seen = [datetime(2031, 3, day, 12, tzinfo=UTC) for day in (1, 2)]
    blame, denial = (
        claim("Watch", "accuse", day=None, first_seen=seen[0]),
        claim(ARMY, "deny", day=None, first_seen=seen[1]),
    )
    assert pairs(blame, denial)
    other = claim("Watch", "accuse", day=None, first_seen=seen[1], doc="x")
    assert not pairs(other, msgspec.structs.replace(denial, first_seen=seen[0]))
    assert not pairs(claim("Watch", "accuse", day=None), claim(ARMY, "deny", day=None))


def test_a_spokesman_answers_for_the_body_and_its_parts_are_one() -> None:
    spokesman = claim("Sami Vint", "deny", True, prop="occurred", day=2, represents=ARMY)
    command = claim("Velmar Casualty Watch", "accuse", "Command of the Velmari Army")
    assert pairs(spokesman, command) == {(spokesman.id, command.id)}
    assert not pairs(msgspec.structs.replace(spokesman, represents=None), command)


def test_copies_of_a_denial_answer_nothing_anew_and_the_latest_accusation_is_answered() -> None:
    copy = claim(ARMY, "deny", day=2, doc="copy")
    newer = claim("Velmar Casualty Watch", "accuse", day=2)
    assert pairs(DENIAL, copy, BLAME, newer, copies={"copy": DENIAL.document}) == {(DENIAL.id, newer.id)}


def test_a_denial_of_the_deed_contradicts_nobody_who_blames_nobody() -> None:
    told = claim("Karsa Clinic", "assert", True, prop="occurred")
    found = assess("i1", [told, DENIAL])
    assert not found.disputes
    assert found.status != "contested"
    table = matrix(found, [told, DENIAL])
    states = {
        row.label: dict(zip([c.speaker for c in table.columns], [c.state for c in row.cells], strict=True))
        for row in table.rows
    }
    assert states["who did it"] == {"Karsa Clinic": "silent", ARMY: "denies"}
    assert states["it happened"][ARMY] == "silent"


def test_unnamed_deniers_answer_nobody() -> None:
    assert not pairs(claim(None, "deny", None, day=2), BLAME)


CLAIMS = st.builds(
    claim, st.sampled_from([ARMY, "Northern Front", "Watch", None]), st.sampled_from(["accuse", "deny", "assert"]),
    st.sampled_from([ARMY, "Northern Front", None]), day=st.sampled_from([1, 2, 3, None]), doc=st.sampled_from(["d1", "d2", "d3"]),
)  # fmt: skip


@given(st.lists(CLAIMS, max_size=9, unique_by=lambda c: c.id), st.integers(0, 9))
def test_answers_do_not_depend_on_order_and_never_reach_ahead(claims: list[Claim], seed: int) -> None:
    mixed = list(claims)
    random.Random(seed).shuffle(mixed)
    found = assess("i1", claims).answers
    assert found == assess("i1", mixed).answers
    by_id = {c.id: c for c in claims}
    for answer in found:
        denial, accusation = by_id[answer.claim], by_id[answer.against]
        assert denial.published is not None
        assert accusation.published is not None
        assert accusation.published <= denial.published
        assert denial.document != accusation.document
        assert accusation.value in (denial.value, denial.speaker)
