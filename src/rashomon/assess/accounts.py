"""Who counts as one account: independence by speaker first, by outlet second; copies of a wire are one.

Rules: domain.md "Figures" and the design's word on copies. A named speaker is one account wherever it is quoted. The
narrator and unnamed speakers are one account per outlet; the outlet of a copied report is that of its origin. An outlet
that names itself in its own text ("Conflict Ledger counts twelve dead") still tells in its own words; one that others
quote by its name is that speaker in its own text, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon.bodies import body, is_part, is_party
from rashomon.lexicon.registry import registry
from rashomon.model import Account, Claim, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NARRATOR = "narrator"
AFFIRMS = frozenset({"assert", "accuse", "acknowledge", "claim responsibility"})  # who doubts a value has not given it
ADMITS = frozenset({"acknowledge", "claim responsibility"})
FIGURES = ("killed", "injured", "displaced", "detained", "missing", "abducted")


class AccountKey(NamedTuple):
    """What makes two claims belong to one account: ``("speaker", who)`` or ``(class, origin outlet)``."""

    kind: str
    who: str


@lru_cache(maxsize=8192)  # a matrix compares the same few names thousands of times
def fold(name: str) -> str:
    """A name without case, accents, articles and punctuation, for telling whether two names are the same."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\w+", plain)
    return " ".join(w for w in words if w not in ("the", "of", "a", "an")) or plain


def called(claim: Claim) -> str:
    """Who speaks, in the words of a reason."""
    return wording.called(claim.speaker, claim.speaker_class)


def does(claim: Claim, one: str, many: str) -> str:
    """Who speaks with the verb for it: "Velmari Army denies", "residents deny"."""
    return f"{called(claim)} {wording.agreeing(claim.speaker, claim.speaker_class, one, many)}"


def account_key(claim: Claim, copies: Mapping[str, str], outlets: Mapping[str, str]) -> AccountKey:
    """The account that a claim belongs to.

    ``copies`` maps a copied document (sha256) to its origin; ``outlets`` maps a document to its outlet.
    """
    if claim.speaker is not None:
        return AccountKey("speaker", claim.identity or claim.actor or fold(body(claim.speaker)))
    origin = copies.get(claim.document, claim.document)
    outlet = outlets.get(origin) or (claim.outlet if origin == claim.document else None)
    if outlet and claim.speaker_class in (None, NARRATOR) and is_party(outlet):
        known = registry().lookup(body(outlet))  # a party that issues its own text speaks in it
        return AccountKey("speaker", known.id if known is not None else fold(body(outlet)))
    return AccountKey(claim.speaker_class or NARRATOR, fold(outlet) if outlet else origin)


def grouped(claims: Iterable[Claim], copies: Mapping[str, str]) -> dict[AccountKey, list[Claim]]:
    """The claims of each account, each list in order of saying; accounts in a fixed order."""
    items = list(claims)
    outlets = {c.document: c.outlet for c in items if c.outlet}
    wholes, keys = _wholes(items), {c.id: account_key(c, copies, outlets) for c in items}
    keys |= _of_issuers(items, keys, copies, outlets)
    selves = {c.id: own for c in items if (own := _own_voice(c, copies, outlets)) is not None}
    cited = _cited(items, keys, selves)
    found: defaultdict[AccountKey, list[Claim]] = defaultdict(list)
    for claim in items:
        key = wholes.get(claim.document) if claim.speaker and not claim.actor and is_part(claim.speaker) else None
        own = selves.get(claim.id)
        found[key or (keys[claim.id] if own is None else cited.get(own.who, own))].append(claim)
    return {key: sorted(found[key], key=saying) for key in sorted(found)}


def _of_issuers(
    claims: Iterable[Claim], keys: Mapping[str, AccountKey], copies: Mapping[str, str], outlets: Mapping[str, str]
) -> dict[str, AccountKey]:
    """By claim of a party's own text that names no speaker: the account that it has under its name, with its registry id or what people judged."""
    items = list(claims)
    named: dict[str, tuple[bool, AccountKey]] = {}
    for claim in items:
        if claim.speaker is not None and is_party(claim.speaker):
            name = fold(body(claim.speaker))
            rank = (claim.actor is None or claim.identity is not None, keys[claim.id])
            named[name] = min(named.get(name, rank), rank)
    found = {}
    for claim in items:
        outlet = outlets.get(copies.get(claim.document, claim.document))
        if (
            claim.speaker is None
            and outlet
            and keys[claim.id].kind == "speaker"
            and (own := named.get(fold(body(outlet))))
        ):
            found[claim.id] = own[1]
    return found


def _own_voice(claim: Claim, copies: Mapping[str, str], outlets: Mapping[str, str]) -> AccountKey | None:
    """The narrator's account, where a claim is his: unnamed, or under the name of his own outlet; None for all others."""
    outlet = outlets.get(copies.get(claim.document, claim.document))
    if (
        outlet is None
        or is_party(outlet)
        or claim.identity
        or (claim.speaker is None and claim.speaker_class not in (None, NARRATOR))
    ):
        return None
    if claim.speaker is not None and fold(body(claim.speaker)) != fold(outlet):
        return None
    return AccountKey(NARRATOR, fold(outlet))


def _cited(
    claims: Iterable[Claim], keys: Mapping[str, AccountKey], selves: Mapping[str, AccountKey]
) -> dict[str, AccountKey]:
    """By folded outlet: the speaker's account that it has because a text of somebody else quotes it by its name."""
    telling = {own.who for own in selves.values()}
    quoted = (
        (fold(body(c.speaker)), keys[c.id]) for c in claims if c.speaker and not c.identity and c.id not in selves
    )
    return {name: key for name, key in sorted(quoted, reverse=True) if name in telling}


def _wholes(claims: Sequence[Claim]) -> dict[str, AccountKey]:
    """By document: the only body of which it quotes a part by its full name, which "General Command" alone then means there."""
    found: defaultdict[str, set[AccountKey]] = defaultdict(set)
    for claim in claims:
        if claim.speaker and not is_part(claim.speaker) and body(claim.speaker) != claim.speaker:
            found[claim.document].add(account_key(claim, {}, {}))
    return {document: next(iter(keys)) for document, keys in found.items() if len(keys) == 1}


def saying(claim: Claim) -> tuple[date, date, str, int, int, str]:
    """Sort key: the day a claim was made (said, else published), then its place in the record; unknown days first."""
    published = claim.published or date.min
    said = (claim.said.end or claim.said.start) if claim.said else None
    return (said or published, published, claim.document, claim.span.start, claim.span.end, claim.id)


def account(claims: Sequence[Claim]) -> Account:
    """The account that these claims of one AccountKey make up. The name is the fullest that was used.

    An outlet that only its own texts call by its name has none: it is their narrator.
    """
    names = sorted({c.speaker for c in claims if c.speaker}, key=lambda n: (-len(n), n))
    outlets = {fold(c.outlet) for c in claims if c.outlet}
    if len(outlets) == 1 and all(c.outlet and not c.identity for c in claims):
        names = [name for name in names if fold(body(name)) not in outlets or is_party(name)]
    return Account(
        speaker=names[0] if names else None,
        actor=_actor(claims),
        speaker_class=None if names else (next((c.speaker_class for c in claims if c.speaker_class), NARRATOR)),
        outlets=tuple(sorted({c.outlet for c in claims if c.outlet})),
        documents=tuple(sorted({c.document for c in claims})),
        claims=tuple(c.id for c in claims),
    )


def _actor(claims: Sequence[Claim]) -> str | None:
    """The registry id: the one that people say is meant, else the one that was read."""
    judged = next((c.identity for c in claims if c.identity), None)
    if judged is not None:
        return None if judged.startswith("name:") else judged
    return next((c.actor for c in claims if c.actor), None)


def current(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one account without those that it has replaced by newer ones.

    A claim is replaced when ``supersedes`` of another names it, or when the same account gives the same figure (property
    and group) anew on a later day. An admission ends the account's earlier denials, and who takes back a statement no longer
    makes it. Claims of one day stand side by side, but for those taken back.
    """
    named = {c.supersedes for c in claims if c.supersedes}
    admitted = max((saying(c)[0] for c in claims if c.stance in ADMITS), default=date.min)
    newest: dict[tuple[str, str | None], date] = {}
    for claim in claims:
        if (key := _slot(claim)) is not None:
            newest[key] = max(newest.get(key, date.min), saying(claim)[0])
    withdrawn = [c for c in claims if c.stance == "retract"]
    kept = []
    for claim in claims:
        key = _slot(claim)
        outdated = key is not None and saying(claim)[0] < newest[key]
        outdated |= (
            claim.stance == "deny" and claim.property in ("occurred", "perpetrator") and saying(claim)[0] < admitted
        )
        if claim.id not in named and not outdated and not any(_takes_back(one, claim) for one in withdrawn):
            kept.append(claim)
    return kept


def _takes_back(withdrawal: Claim, claim: Claim) -> bool:
    """Whether a statement is taken back: of the same matter, or, with the event, all that the account said of it by then."""
    if claim.stance not in AFFIRMS or saying(claim)[0] > saying(withdrawal)[0]:
        return False
    if claim.supersedes is not None and claim.document == withdrawal.document:
        return False  # what is said instead, in the same breath
    if withdrawal.property == "occurred":
        return True
    if withdrawal.property != claim.property:
        return False
    same = withdrawal.value in (None, claim.value) or (claim.value_actor or "") == withdrawal.value_actor
    return same or (isinstance(withdrawal.value, str) and body(withdrawal.value) == body(str(claim.value)))


def _slot(claim: Claim) -> tuple[str, str | None] | None:
    """What a newer claim of the same account replaces; None where several values stand side by side."""
    return (claim.property, claim.group) if claim.property in FIGURES else None
