"""The status of an incident: the first rule of domain.md "Status" that holds, in words, with the claims it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Claim, Dispute

from .accounts import AFFIRMS, FIGURES, NARRATOR, AccountKey, current, saying
from .disputes import party
from .policy import groups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Accounts = dict[AccountKey, list[Claim]]


class Status(NamedTuple):
    """A status, the rule that gave it in words, and the ids of the claims that the rule rests on."""

    status: str
    why: str
    evidence: tuple[str, ...]


def status(accounts: Mapping[AccountKey, Sequence[Claim]], disputed: Sequence[Dispute]) -> Status:
    """The status by the first rule that holds."""
    every = {key: list(claims) for key, claims in accounts.items()}
    for rule in (_discounted, _acknowledged, _contested, _single_source, _corroborated):
        if found := rule(every, disputed):
            return found
    narrated = tuple(c.id for claims in every.values() for c in claims if c.property == "occurred")
    return Status(
        "reported", "rule 6: the narrator's word" + (" and one account" if _speakers(every) else " only"), narrated
    )


def _discounted(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """Harm that was first said of civilians and is now, by all, of combatants; or blame that all have moved."""
    bearing = groups().combatant
    now = [c for claims in accounts.values() for c in current(claims) if c.property in FIGURES]
    before = [
        c for claims in accounts.values() for c in claims if c.property in FIGURES and c.group in groups().civilian
    ]
    if now and before and all(c.group in bearing for c in now):
        return Status(
            "discounted", "rule 1: all accounts now say that those harmed were combatants", tuple(c.id for c in now)
        )
    first: dict[AccountKey, str] = {}
    moved: list[str] = []
    for key, claims in accounts.items():
        blames = [c for c in claims if c.property == "perpetrator" and c.stance == "accuse"]
        if not blames:
            continue
        first[key] = party(blames[0])
        last = max(blames, key=lambda c: (c.published is not None, c.published, c.id))
        if party(last) != first[key] and last.published != blames[0].published:
            moved.append(last.id)
    if first and len(moved) == len(first) and len(set(first.values())) == 1:
        return Status(
            "discounted", "rule 1: every account that first blamed the party now blames another", tuple(moved)
        )
    return None


def _acknowledged(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """A belligerent admits or claims its part."""
    found = [
        c
        for claims in accounts.values()
        for c in claims
        if c.property in ("perpetrator", "occurred") and c.stance in ("acknowledge", "claim responsibility")
    ]
    if not found:
        return None
    who = found[0].speaker or found[0].speaker_class or "a belligerent"
    verb = "claims" if found[0].stance == "claim responsibility" else "acknowledges"
    return Status("acknowledged", f"rule 2: {who} {verb} it", tuple(c.id for c in found))


def _contested(accounts: Accounts, disputed: Sequence[Dispute]) -> Status | None:
    """The reason printed is that of the gravest dispute: of a named party before others, the earliest before later ones."""
    if not disputed:
        return None
    order = {"denies": 0, "rejects source": 1, "rival blame": 2, "disputes figure": 3}
    by_id = {c.id: c for claims in accounts.values() for c in claims}
    first = min(
        disputed,
        key=lambda d: (
            order[d.type], by_id[d.claim].property != "perpetrator", d.speaker is None, d.other is None, saying(by_id[d.claim]), d.against or "",
        ),
    )  # fmt: skip
    evidence = dict.fromkeys(i for d in disputed for i in (d.claim, d.against) if i)
    return Status("contested", f"rule 3: {first.reason}", tuple(evidence))


def _single_source(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """One account, and no outlet that says it in its own voice."""
    speakers = _speakers(accounts)
    if len(speakers) != 1 or _narrators(accounts):
        return None
    (key,) = speakers
    claims = accounts[key]
    who = claims[0].speaker or claims[0].speaker_class
    return Status("single source", f"rule 4: only {who} tells of it", tuple(c.id for c in claims))


def _corroborated(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """Two or more independent accounts that agree: speakers, or outlets that say it in their own voice."""
    speakers, narrators = _speakers(accounts), _narrators(accounts)
    if len(speakers) < 2 and len(narrators) < 2:
        return None
    kept = speakers if len(speakers) >= 2 else narrators
    named = ", ".join(_called(accounts[k][0]) for k in kept[:4])
    evidence = tuple(accounts[k][0].id for k in kept)
    return Status(
        "corroborated",
        f"rule 5: {len(kept)} independent accounts agree ({named}{', ...' if len(kept) > 4 else ''})",
        evidence,
    )


def _called(claim: Claim) -> str:
    """An account as a person names it: speakers by name, the unnamed by class and outlet, the narrator by outlet."""
    if claim.speaker:
        return claim.speaker
    cls = claim.speaker_class or NARRATOR
    if claim.outlet is None:
        return cls
    return claim.outlet if cls == NARRATOR else f"{cls} in {claim.outlet}"


def _speakers(accounts: Accounts) -> list[AccountKey]:
    """Accounts of speakers, named or not, that affirm something of the incident."""
    return [k for k, claims in accounts.items() if k.kind != NARRATOR and any(c.stance in AFFIRMS for c in claims)]


def _narrators(accounts: Accounts) -> list[AccountKey]:
    """Outlets that say in their own voice that it happened."""
    return [
        k
        for k, claims in accounts.items()
        if k.kind == NARRATOR
        and any(c.property == "occurred" and c.value is True and c.stance in AFFIRMS for c in claims)
    ]
