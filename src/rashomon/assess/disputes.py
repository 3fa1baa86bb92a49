"""Which claims do not stand together, and why, in words. Silence is not dispute."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from rashomon.model import Claim, Count, Dispute
from rashomon.model.wording import counted

from .accounts import AFFIRMS, FIGURES, AccountKey, called, current, does
from .answers import cleared, said_on, when
from .policy import Policy, groups
from .ranges import count_of
from .sides import party, sides

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from rashomon.model import Answer


CHARGE = "denies:charge"  # the rule of claims that deny charges without saying which (resolve.claims)


def disputes(
    incident: str, accounts: Mapping[AccountKey, Sequence[Claim]], rule: Policy, answers: Iterable[Answer] = ()
) -> tuple[Dispute, ...]:
    """All disputes among the accounts of one incident, in a fixed order; ``answers`` tie denials to other documents."""
    standing = {key: current(claims) for key, claims in accounts.items()}
    found = [
        *_denials(incident, standing, {(a.claim, a.against) for a in answers}),
        *_rejections(incident, standing),
        *_rival_blame(incident, standing),
        *_figures(incident, standing, rule),
    ]
    return tuple(sorted(found, key=lambda d: (d.type, d.claim, d.against or "")))


def _denials(
    incident: str, accounts: Mapping[AccountKey, Sequence[Claim]], across: Collection[tuple[str, str]]
) -> Iterable[Dispute]:
    """A denial of blame answers those who hold its party responsible; who blames nobody, or another, it does not contradict.

    A denial of the event answers those who blame the denier's side, else those who say that it happened, else nobody in
    particular. Each account answers each other one once on one matter, however often it says so: by the words that answer
    another document, else by its first.
    """
    tied = {one for one, _ in across}
    for key, claims in accounts.items():
        told: set[tuple[str, str, str | None, AccountKey | None]] = set()
        for denial in sorted((c for c in claims if c.stance == "deny"), key=lambda c: c.id not in tied):
            matter = denial.property, party(denial) if denial.property == "perpetrator" else "", denial.group
            answered: list[tuple[AccountKey | None, Claim | None]] = [*_answered(denial, key, accounts, across).items()]
            if not answered and (denial.property != "perpetrator" or (denial.rule == CHARGE and denial.speaker)):
                answered = [(None, None)]  # it happened not, or the charge that somebody must have made is false
            for other_key, other in answered:
                if (*matter, other_key) in told:
                    continue
                told.add((*matter, other_key))
                elsewhere = other is not None and (denial.id, other.id) in across
                yield Dispute(
                    incident=incident,
                    type="denies",
                    claim=denial.id,
                    against=other.id if other else None,
                    speaker=denial.speaker,
                    other=other.speaker if other else None,
                    reason=_denial_reason(denial, other, elsewhere=elsewhere),
                    rule="denial answers another document" if elsewhere else "denial",
                )


def _answered(
    denial: Claim,
    key: AccountKey,
    accounts: Mapping[AccountKey, Sequence[Claim]],
    across: Collection[tuple[str, str]],
) -> dict[AccountKey, Claim]:
    """The claim of each account that a denial answers: the one that it answers in another document, else the first.

    Who denies the same is not answered, whomever else it accuses: a ministry does not answer its own spokesman.
    """
    others = {
        k: [c for c in claims if c.stance in AFFIRMS]
        for k, claims in accounts.items()
        if k != key and (not _denies_too(denial, claims) or _accuses_of(key, claims))
    }
    if denial.against and (named := _first(others, lambda c: c.id == denial.against)):
        return named
    if denial.property in ("perpetrator", "occurred"):
        wanted = cleared(denial)
        linked = _first(others, lambda c: (denial.id, c.id) in across)
        blamed = _first(others, lambda c: c.property == "perpetrator" and party(c) in wanted)
        found = {k: linked.get(k) or blamed[k] for k in others if k in linked or k in blamed}
        return found or (_first(others, lambda c: c.property == "occurred") if denial.property == "occurred" else {})
    return _first(
        others,
        lambda c: (
            c.property == denial.property
            and (_came_before(c, denial) if denial.value is None else _comparable(c.group) == _comparable(denial.group))
        ),
    )


def _came_before(claim: Claim, denial: Claim) -> bool:
    """Whether "the figures" can mean this one: it was not published only later."""
    said, denied = when(claim), when(denial)
    return said is None or denied is None or said <= denied


def _denies_too(denial: Claim, claims: Sequence[Claim]) -> bool:
    same = [c for c in claims if c.stance == "deny" and c.property == denial.property]
    return any(denial.property != "perpetrator" or party(c) == party(denial) for c in same)


def _accuses_of(key: AccountKey, claims: Sequence[Claim]) -> bool:
    """Whether the speaker of the account ``key`` is accused by these claims: two sides that blame each other."""
    return key.kind == "speaker" and any(c.stance == "accuse" and party(c) == key.who for c in claims)


def _first(accounts: Mapping[AccountKey, Sequence[Claim]], wanted: Callable[[Claim], bool]) -> dict[AccountKey, Claim]:
    found = {key: next((c for c in claims if wanted(c)), None) for key, claims in accounts.items()}
    return {key: claim for key, claim in found.items() if claim is not None}


def _denial_reason(denial: Claim, other: Claim | None, *, elsewhere: bool) -> str:
    """Such as "X denies having done it, against Y (in another document)"; of what was said only afterwards, that it was."""
    if denial.property == "perpetrator" and not denial.value:
        what = "the charge" if denial.rule == CHARGE else "having done it"
    elif denial.property == "perpetrator":
        what = "having done it" if party(denial) in sides(denial) else f"that {denial.value} did it"
    elif denial.property in FIGURES:
        what = f"the figure of {denial.property}"
    else:
        what = "that it happened so"
    if other is None:
        return f"{does(denial, 'denies', 'deny')} {what}"
    denied, said = when(denial), when(other)
    if denied is not None and said is not None and denied < said:
        return f"{called(denial)} had denied {what}, before {called(other)} said so"
    return f"{does(denial, 'denies', 'deny')} {what}, against {called(other)}" + (
        " (in another document)" if elsewhere else ""
    )


def _rejections(incident: str, accounts: Mapping[AccountKey, Sequence[Claim]]) -> Iterable[Dispute]:
    for claims in accounts.values():
        for claim in (c for c in claims if c.stance == "reject source"):
            yield Dispute(
                incident=incident,
                type="rejects source",
                claim=claim.id,
                against=claim.against,
                speaker=claim.speaker,
                other=str(claim.value) if claim.value else None,
                reason=f"{does(claim, 'rejects', 'reject')} {claim.value or 'the other'} as a source",
                rule="source rejected",
            )


def _rival_blame(incident: str, accounts: Mapping[AccountKey, Sequence[Claim]]) -> Iterable[Dispute]:
    """Two accounts that hold quite different parties responsible. One party in common is no rivalry."""
    blamed: dict[AccountKey, dict[str, Claim]] = {}
    for key, claims in accounts.items():
        named = {party(c): c for c in claims if _blames(c)}
        if named:
            blamed[key] = named
    for (_, mine), (_, theirs) in combinations(blamed.items(), 2):
        if mine.keys() & theirs.keys() or not _accuses(mine, theirs):
            continue
        first, second = mine[min(mine)], theirs[min(theirs)]
        yield Dispute(
            incident=incident,
            type="rival blame",
            claim=first.id,
            against=second.id,
            speaker=first.speaker,
            other=second.speaker,
            reason=f"{first.value} against {second.value}: different parties are blamed",
            rule="rival parties",
            mutual=True,
        )


def _blames(claim: Claim) -> bool:
    """Whether a claim holds a party responsible, and not only describes somebody ("a gunman") whom no registry knows."""
    told = claim.property == "perpetrator" and claim.stance in AFFIRMS and bool(claim.value)
    name = str(claim.value)
    side = (
        bool(claim.value_identity or claim.value_actor)
        or re.search(r"\b[A-Z][a-z]+", name) is not None
        or name.endswith("s")
    )
    return told and side and (claim.stance != "assert" or bool(claim.value_identity or claim.value_actor))


def _accuses(*sides: Mapping[str, Claim]) -> bool:
    """Whether somebody is accused at all: two narrators who name different participants of a battle do not differ."""
    return any(c.stance == "accuse" for side in sides for c in side.values())


def _figures(incident: str, accounts: Mapping[AccountKey, Sequence[Claim]], rule: Policy) -> Iterable[Dispute]:
    """Figures of two accounts for the same measure and group that no number satisfies; parts of a toll are none."""
    ids = {c.id for claims in accounts.values() for c in claims}
    # Of a figure that an account gives over and over (copies do), the first words stand for all.
    slots: defaultdict[tuple[str, str | None], dict[tuple[AccountKey, Count], Claim]] = defaultdict(dict)
    for key, claims in accounts.items():
        for claim in claims:
            given = claim.property in FIGURES and claim.stance in AFFIRMS and claim.value is not None
            if given and claim.part_of not in ids:
                slots[claim.property, _comparable(claim.group)].setdefault((key, count_of(claim, rule)), claim)
    for (measure, group), figures in sorted(slots.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        matter = f"{measure}, {group}" if group else measure  # 4 against 6 children is no toll of 4 against 6
        for ((a, x), first), ((b, y), second) in combinations(figures.items(), 2):
            if a == b or x.meets(y):
                continue
            # Who speaks later disputes who spoke before; of one day, or of unknown days, neither is the doer.
            days = said_on(first), said_on(second)
            mutual = None in days or days[0] == days[1]
            (one, mine), (other, theirs) = sorted(
                ((first, x), (second, y)), key=lambda said: said_on(said[0]) or date.min, reverse=True
            )
            yield Dispute(
                incident=incident,
                type="disputes figure",
                claim=one.id,
                against=other.id,
                speaker=one.speaker,
                other=other.speaker,
                reason=f"{matter}: {shown(mine)} {'and' if mutual else 'against'} {shown(theirs)}: do not meet",
                rule="figures do not meet",
                mutual=mutual,
            )


def _comparable(group: str | None) -> str | None:
    """Groups whose figures may be compared; "people" and no group are the same."""
    return None if group in groups().whole else group


def shown(count: Count) -> str:
    """A count as a person writes it."""
    return counted(count.low, count.high)
