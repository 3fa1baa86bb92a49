"""The status of an incident: the first rule of domain.md "Status" that holds, in words, with the claims it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Claim, Dispute
from rashomon.model.wording import called

from .accounts import AFFIRMS, FIGURES, NARRATOR, AccountKey, current, does, saying
from .policy import groups
from .ranges import WEIGHED
from .sides import party
from .voices import heard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Accounts = dict[AccountKey, list[Claim]]
STATUSES = ("discounted", "acknowledged", "contested", "single source", "corroborated", "reported")
GRADING = "grading"  # the property of what a page says itself of an incident's standing


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
    if _speakers(every) and not _narrators(every):
        return Status("reported", "rule 6: one account, and the word of somebody not named", narrated)
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
        return _graded(accounts, "acknowledged", "rule 2")
    forms = ("claims", "claim") if found[0].stance == "claim responsibility" else ("acknowledges", "acknowledge")
    return Status("acknowledged", f"rule 2: {does(found[0], *forms)} it", tuple(c.id for c in found))


def _contested(accounts: Accounts, disputed: Sequence[Dispute]) -> Status | None:
    """The reason printed is that of the gravest dispute: of a named party before others, the earliest before later ones.

    Where nobody disputes anything, a page's own word that it grades the incident so is the evidence.
    """
    order = {"denies": 0, "rejects source": 1, "rival blame": 2, "disputes figure": 3}
    by_id = {c.id: c for claims in accounts.values() for c in claims}
    weighing = _weighing(accounts)
    disputed = [d for d in disputed if not _settled(d, by_id, weighing)]
    if not disputed:
        return _graded(accounts, "contested", "rule 3")
    first = min(
        disputed,
        key=lambda d: (
            order[d.type], by_id[d.claim].property != "perpetrator", d.speaker is None, d.other is None, saying(by_id[d.claim]), d.against or "",
        ),
    )  # fmt: skip
    evidence = dict.fromkeys(i for d in disputed for i in (d.claim, d.against) if i)
    return Status("contested", f"rule 3: {first.reason}", tuple(evidence))


def _settled(dispute: Dispute, by_id: Mapping[str, Claim], weighing: frozenset[str]) -> bool:
    """Whether figures that do not meet stand in one text whose narrator has weighed them, or are all nobody's in particular.

    A page that says "at least 8" above sources that say 6 and 9 has told how they stand; and of unnamed sources of one text
    nobody can tell whether they are two.
    """
    if dispute.type != "disputes figure" or dispute.against is None:
        return False
    one, other = by_id[dispute.claim], by_id[dispute.against]
    if one.document != other.document:
        return False
    return one.document in weighing or (one.speaker is None and other.speaker is None)


def _weighing(accounts: Accounts) -> frozenset[str]:
    """The documents whose narrator gives a total after weighing his sources, or says himself how he grades the incident."""
    every = (c for claims in accounts.values() for c in claims)
    return frozenset(c.document for c in every if c.rule in WEIGHED or c.property == GRADING)


def _graded(accounts: Accounts, status: str, rule: str) -> Status | None:
    """The status that pages give the incident in their own words: each page's last word, where no page says otherwise."""
    last: dict[str, Claim] = {}
    for claim in sorted((c for claims in accounts.values() for c in claims if c.property == GRADING), key=saying):
        last[claim.document] = claim
    if not last or {c.value for c in last.values()} != {status}:
        return None
    stated = tuple(last[document] for document in sorted(last))
    words = " ".join(stated[0].original.split())
    return Status(status, f'{rule}: the page itself grades it so ("{words}")', tuple(c.id for c in stated))


def _single_source(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """One account, and no outlet that says it in its own voice; or a page's own word that all its sources come to one.

    What a page says of its sources holds only as long as no other independent page tells of the incident.
    """
    pages = {c.document for claims in accounts.values() for c in claims}
    if len(pages) == 1 and (stated := _graded(accounts, "single source", "rule 4")):
        return stated
    speakers = heard(_speakers(accounts), accounts, told=True)
    if len(speakers) != 1 or _narrators(accounts):
        return None
    (key,) = speakers
    claims = accounts[key]
    who = next((c for c in claims if c.speaker), claims[0])  # an outlet that is quoted by its name may narrate, too
    return Status("single source", f"rule 4: only {does(who, 'tells', 'tell')} of it", tuple(c.id for c in claims))


def _corroborated(accounts: Accounts, _: Sequence[Dispute]) -> Status | None:
    """Two or more independent accounts that agree: speakers, or outlets that say it in their own voice."""
    speakers, narrators = heard(_speakers(accounts), accounts), _narrators(accounts)
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
    cls = called(None, claim.speaker_class, NARRATOR)
    if claim.outlet is None:
        return cls
    return claim.outlet if cls == NARRATOR else f"{cls} in {claim.outlet}"


def _speakers(accounts: Accounts) -> list[AccountKey]:
    """Accounts of speakers, named or not, that affirm something of the incident."""
    return [
        k
        for k, claims in accounts.items()
        if k.kind != NARRATOR and any(c.stance in AFFIRMS and c.property != GRADING for c in current(claims))
    ]


def _narrators(accounts: Accounts) -> list[AccountKey]:
    """Outlets that say in their own voice that it happened."""
    return [
        k
        for k, claims in accounts.items()
        if k.kind == NARRATOR
        and any(c.property == "occurred" and c.value is True and c.stance in AFFIRMS for c in current(claims))
    ]
