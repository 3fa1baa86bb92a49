"""Which accounts are one voice when independent ones are counted: who speaks for a body, and the body; nobody in particular, and all.

Accounts stay apart where they are shown. Rules: domain.md "Figures" (independence is counted by speaker) and docs/decisions/0025.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.bodies import body
from rashomon.lexicon.registry import registry
from rashomon.model.wording import UNNAMED

from .accounts import AFFIRMS, NARRATOR, AccountKey, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.model import Claim


def voices(accounts: Mapping[AccountKey, Sequence[Claim]], *, told: bool = False) -> dict[AccountKey, AccountKey]:
    """For each account the one that stands for its voice.

    A person who speaks for one body is that body's voice. Somebody of whom a text does not tell who he is may be anybody whom it
    names or describes: he is nobody's second voice there, unless ``told`` leaves those apart.
    """
    bodies = _bodies(accounts)
    found = {key: _of_body(key, claims, bodies) for key, claims in accounts.items()}
    known = [key for key in accounts if key.kind not in (*UNNAMED, NARRATOR)]
    for key in accounts:
        if key.kind in UNNAMED and not told:
            pages = _affirmed(accounts[key])
            other = next((k for k in known if pages and _affirmed(accounts[k]) >= pages), key)
            found[key] = found[other]
            known.append(key)
    return found


def _affirmed(claims: Sequence[Claim]) -> set[str]:
    """The documents in which an account affirms something."""
    return {c.document for c in claims if c.stance in AFFIRMS}


def _bodies(accounts: Mapping[AccountKey, Sequence[Claim]]) -> dict[str, AccountKey]:
    """Accounts of speakers by registry id and by folded name."""
    found: dict[str, AccountKey] = {}
    for key, claims in accounts.items():
        for claim in claims:
            if claim.speaker is not None and claim.represents is None:
                found.setdefault(fold(body(claim.speaker)), key)
                if claim.actor is not None:
                    found.setdefault(claim.actor, key)
    return found


def _of_body(key: AccountKey, claims: Sequence[Claim], bodies: Mapping[str, AccountKey]) -> AccountKey:
    spoken_for = {fold(body(c.represents)): c.represents for c in claims if c.represents is not None}
    if len(spoken_for) != 1:
        return key
    ((folded, name),) = spoken_for.items()
    entry = registry().lookup(name)
    who = entry.id if entry is not None else folded
    return bodies.get(who) or bodies.get(folded) or AccountKey("speaker", who)


def heard(
    keys: Sequence[AccountKey], accounts: Mapping[AccountKey, Sequence[Claim]], *, told: bool = False
) -> list[AccountKey]:
    """One account for each voice, in the order given; the body's own where it is among them. ``told`` as for ``voices``."""
    one = voices(accounts, told=told)
    chosen: dict[AccountKey, AccountKey] = {}
    for key in keys:
        if key == one[key] or one[key] not in chosen:
            chosen[one[key]] = key
    return list(chosen.values())
