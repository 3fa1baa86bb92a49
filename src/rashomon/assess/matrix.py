"""The matrix of accounts: who says what about one incident, side by side, each cell with its words.

Rows, columns and states: design of the pages ("The matrix of accounts"). No column is truth: cells are compared with a
reference column, which the reader may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Account, Assessment, Claim, Count, Interval, PlaceValue

from .accounts import FIGURES, current, fold, saying
from .disputes import shown
from .policy import policy
from .ranges import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROWS = (
    "occurred", "perpetrator", "type", *FIGURES, "place", "date", "instrument", "target", "source",
)  # fmt: skip
LABELS = {
    "occurred": "it happened", "perpetrator": "who did it", "type": "what", "place": "where", "date": "when",
    "instrument": "weapon", "target": "target", "source": "rejected source",
}  # fmt: skip
UNSURE = frozenset({"deny", "doubt", "retract"})
"""Stances in which a value is named and not held."""
REVIEWS = {"corrected": "✎", "accepted": "✓", "unsure": "¿"}
"""Beside a value: what people decided of it."""
MARKS = {
    "asserts": "•", "same": "=", "overlaps": "~", "differs": "≠", "denies": "✕", "says unknown": "?", "silent": "–",
    "retracted": "⌫",
}  # fmt: skip


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one account says on one row. ``older`` are values that it has replaced; claims give words and offsets.

    ``review`` is what people decided of the values: corrected or unsure where it holds of any, accepted where it holds of
    all, else machine.
    """

    state: str
    values: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reason: str | None = None
    review: str = "machine"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One property (and group); ``conflict`` says why its accounts differ, None where they do not."""

    property: str
    group: str | None
    label: str
    cells: tuple[Cell, ...]
    conflict: str | None = None


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one cell a column; ``columns`` are accounts; ``reference`` is the index of the column compared with."""

    incident: str
    columns: tuple[Account, ...]
    rows: tuple[Row, ...]
    reference: int
    status: str
    why: str
    policy: str


def matrix(assessment: Assessment, claims: Iterable[Claim], reference: int | None = None) -> Matrix:
    """The matrix of an assessed incident; disputed rows first, columns with the most claims first.

    ``reference`` is the index of the column to compare with: by default the first.
    """
    by_id = {c.id: c for c in claims}
    order = sorted(
        assessment.accounts, key=lambda a: (-_weight(a, by_id), a.speaker or "~", a.speaker_class or "", a.claims)
    )
    columns = [[by_id[i] for i in account.claims if i in by_id] for account in order]
    chosen = reference if reference is not None and 0 <= reference < len(columns) else 0
    conflicts = _conflicts(assessment, by_id)
    rows = [
        _row(prop, group, columns, chosen, conflicts.get((prop, group)), assessment.policy)
        for prop, group in _slots(claim for column in columns for claim in column)
    ]
    rows.sort(key=lambda row: (row.conflict is None, ROWS.index(row.property), row.group or ""))
    return Matrix(
        incident=assessment.incident,
        columns=tuple(order),
        rows=tuple(rows),
        reference=chosen,
        status=assessment.status,
        why=assessment.why,
        policy=assessment.policy,
    )


def _weight(account: Account, by_id: Mapping[str, Claim]) -> int:
    """Columns that say most of substance come first."""
    return sum(
        1 for i in account.claims if i in by_id and by_id[i].property in (*FIGURES, "perpetrator", "source", "occurred")
    )


def _slots(claims: Iterable[Claim]) -> list[tuple[str, str | None]]:
    found = {(c.property, c.group if c.property in FIGURES else None) for c in claims if c.property in ROWS}
    return sorted(found, key=lambda slot: (ROWS.index(slot[0]), slot[1] or ""))


def _conflicts(assessment: Assessment, by_id: Mapping[str, Claim]) -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], str] = {}
    for dispute in assessment.disputes:
        claim = by_id.get(dispute.claim)
        if claim is not None:
            found.setdefault((claim.property, claim.group if claim.property in FIGURES else None), dispute.reason)
    return found


def _row(
    prop: str,
    group: str | None,
    columns: Sequence[Sequence[Claim]],
    reference: int,
    conflict: str | None,
    policy_name: str,
) -> Row:
    said = [
        [c for c in column if c.property == prop and (prop not in FIGURES or c.group == group)] for column in columns
    ]
    base = _standing(said[reference]) if said else []
    cells = tuple(_cell(column, base, is_base=i == reference, policy_name=policy_name) for i, column in enumerate(said))
    label = LABELS.get(prop, prop) + (f", {group}" if group else "")
    return Row(property=prop, group=group, label=label, cells=cells, conflict=conflict)


def _standing(claims: Sequence[Claim]) -> list[Claim]:
    return current(sorted(claims, key=saying))


def _cell(claims: Sequence[Claim], base: Sequence[Claim], *, is_base: bool, policy_name: str) -> Cell:
    if not claims:
        return Cell(state="silent")
    now = _standing(claims)
    kept = {c.id for c in now}
    values = tuple(dict.fromkeys(value_text(c) for c in now))
    before = dict.fromkeys(value_text(c) for c in sorted(claims, key=saying) if c.id not in kept)
    return Cell(
        state=state_of(now, base, is_base=is_base, policy_name=policy_name),
        values=values,
        older=tuple(value for value in before if value not in values),
        claims=tuple(c.id for c in sorted(claims, key=saying)),
        review=_review(now),
    )


def _review(now: Sequence[Claim]) -> str:
    if any(claim.review == "corrected" for claim in now):
        return "corrected"
    if any(claim.unsure for claim in now):
        return "unsure"
    return "accepted" if all(claim.review == "accepted" for claim in now) else "machine"


def state_of(now: Sequence[Claim], base: Sequence[Claim], *, is_base: bool, policy_name: str) -> str:
    """How the standing claims of one account stand to those of another: one of the keys of ``MARKS``, never silent."""
    denied = [c for c in now if c.stance == "deny"]
    if denied:  # never hidden behind what the same account says besides
        others = [c for c in now if c.stance != "deny"]
        return "retracted" if all(_taken_back(c, others, policy_name) for c in denied) else "denies"
    if all(c.stance == "retract" for c in now):
        return "retracted"
    if all(c.stance in ("doubt", "retract") or c.value is None for c in now):
        return "says unknown"
    affirmed = [c for c in base if c.stance not in UNSURE]
    if is_base or not affirmed:
        return "asserts"
    mine = [c for c in now if c.stance not in UNSURE]
    pairs = [_compare(a, b, policy_name) for a in mine for b in affirmed]
    for state in ("same", "overlaps"):
        if state in pairs:
            return state
    return "differs"


def _taken_back(denial: Claim, others: Sequence[Claim], policy_name: str) -> bool:
    """Whether the account said earlier what it denies now: who blames one party and denies that it was another takes nothing back."""
    same = [c for c in others if denial.value is None or _compare(c, denial, policy_name) == "same"]
    return bool(same) and max(saying(c)[0] for c in same) < saying(denial)[0]


def _compare(a: Claim, b: Claim, policy_name: str) -> str:
    x, y = a.value, b.value
    if isinstance(x, Count) and isinstance(y, Count):
        x, y = count_of(a, policy(policy_name)), count_of(b, policy(policy_name))
        return "same" if x == y else "overlaps" if x.meets(y) else "differs"
    if isinstance(x, Interval) and isinstance(y, Interval):
        return "same" if x == y else "overlaps" if x.meets(y) else "differs"
    if isinstance(x, PlaceValue) and isinstance(y, PlaceValue):
        if fold(x.name) == fold(y.name):
            return "same"
        return "overlaps" if x.country and x.country == y.country else "differs"
    first, second = a.value_identity or a.value_actor, b.value_identity or b.value_actor
    if first and first == second:
        return "same"
    return "same" if fold(str(x)) == fold(str(y)) else "differs"


def machine_text(claim: Claim) -> str | None:
    """The value that the machine read, as a person reads it, where somebody corrected the claim; else None."""
    if claim.machine is None:
        return None
    return value_text(msgspec.structs.replace(claim, value=claim.machine.value, stance=claim.machine.stance))


def value_text(claim: Claim) -> str:
    """A claim's value as a person reads it; a denial says so, and so does a doubt."""
    value = claim.value
    if isinstance(value, Count):
        text = shown(value)
    elif isinstance(value, Interval):
        start, end = value.start, value.end
        text = f"{start or '?'}" if start == end else f"{start or '?'} to {end or '?'}"
    elif isinstance(value, PlaceValue):
        text = value.name
    elif value is None:
        return {"deny": "disputed", "retract": "taken back"}.get(claim.stance, "unknown")
    elif isinstance(value, bool):
        if claim.stance == "retract":
            return "taken back"
        return "in doubt" if claim.stance == "doubt" else "yes" if value is (claim.stance != "deny") else "no"
    else:
        text = value
    return {"deny": f"not {text}", "doubt": f"{text}, in doubt", "retract": f"{text}, taken back"}.get(
        claim.stance, text
    )
