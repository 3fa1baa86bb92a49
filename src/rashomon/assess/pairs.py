"""How two sources stand to each other over many incidents: where they agree, overlap, differ, or one of them is silent."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from .accounts import FIGURES, NARRATOR, current, fold, saying
from .matrix import LABELS, ROWS, state_of, value_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rashomon.model import Account, Assessment, Claim

AGREE, OVERLAP, DIFFER, UNKNOWN, FIRST_SILENT, SECOND_SILENT = (
    "agree", "overlap", "differ", "unknown", "first silent", "second silent",
)  # fmt: skip
STATES = (AGREE, OVERLAP, DIFFER, UNKNOWN, FIRST_SILENT, SECOND_SILENT)
Slot = tuple[str, str | None]


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One property of one incident on which two sources speak, or one of them: ``state`` is one of ``STATES``.

    ``first`` and ``second`` are what they say, ``first_claims`` and ``second_claims`` the claims that hold the words.
    """

    incident: str
    label: str
    property: str
    group: str | None
    state: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    first_claims: tuple[str, ...] = ()
    second_claims: tuple[str, ...] = ()


def source_key(account: Account) -> str | None:
    """What names the source of an account over all incidents: an actor's id, ``name:`` and a folded name, or ``outlet:`` and an outlet that tells by itself; None for unnamed speakers."""
    if account.speaker is not None:
        return account.actor or f"name:{fold(account.speaker)}"
    if account.speaker_class == NARRATOR and account.outlets:
        return f"outlet:{account.outlets[0]}"
    return None


def tallies(
    assessed: Assessment, claims: Iterable[Claim], wanted: Collection[str]
) -> dict[tuple[str, str], Counter[str]]:
    """By pair of the wanted sources that both speak of the incident, in order: how many properties in which state."""
    sides = _sides(assessed, {c.id: c for c in claims}, wanted)
    found = {}
    for one, other in combinations(sorted(sides), 2):
        slots = sides[one].keys() | sides[other].keys()
        found[one, other] = Counter(
            _stand(sides[one].get(s, ()), sides[other].get(s, ()), assessed.policy) for s in slots
        )
    return found


def meetings(assessed: Assessment, claims: Iterable[Claim], first: str, second: str) -> list[Meeting]:
    """What two sources say of one incident, row by row of its matrix; nothing where one of them says nothing of it at all."""
    sides = _sides(assessed, {c.id: c for c in claims}, (first, second))
    if first not in sides or second not in sides or first == second:
        return []
    here, there = sides[first], sides[second]
    found = []
    for slot in sorted(here.keys() | there.keys(), key=lambda s: (ROWS.index(s[0]), s[1] or "")):
        one, other = here.get(slot, ()), there.get(slot, ())
        prop, group = slot
        found.append(
            Meeting(
                incident=assessed.incident, label=LABELS.get(prop, prop) + (f", {group}" if group else ""), property=prop,
                group=group, state=_stand(one, other, assessed.policy),
                first=_values(one), second=_values(other),
                first_claims=tuple(c.id for c in one), second_claims=tuple(c.id for c in other),
            )
        )  # fmt: skip
    return found


def _sides(
    assessed: Assessment, by_id: Mapping[str, Claim], wanted: Collection[str]
) -> dict[str, dict[Slot, list[Claim]]]:
    """By wanted source: its standing claims of each property."""
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for account in assessed.accounts:
        key = source_key(account)
        if key is not None and key in wanted:
            told[key] += [by_id[i] for i in account.claims if i in by_id]
    return {key: _slots(claims) for key, claims in told.items()}


def _slots(claims: Sequence[Claim]) -> dict[Slot, list[Claim]]:
    found: defaultdict[Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.property in ROWS:
            found[claim.property, claim.group if claim.property in FIGURES else None].append(claim)
    return {slot: current(sorted(said, key=saying)) for slot, said in found.items()}


def _values(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value_text(claim) for claim in claims))


def _stand(one: Sequence[Claim], other: Sequence[Claim], policy_name: str) -> str:
    """How they stand on one property: a denial of both is agreement, of one a difference."""
    if not one:
        return FIRST_SILENT
    if not other:
        return SECOND_SILENT
    first = state_of(one, (), is_base=True, policy_name=policy_name)
    second = state_of(other, one, is_base=False, policy_name=policy_name)
    if "says unknown" in (first, second):
        return UNKNOWN
    denials = [state in ("denies", "retracted") for state in (first, second)]
    if any(denials):
        return AGREE if all(denials) else DIFFER
    return {"same": AGREE, "overlaps": OVERLAP}.get(second, DIFFER)
