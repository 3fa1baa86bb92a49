"""How the attributions of a document stand to each other and to its incidents.

The types are those of ``model.RELATIONS``. Each rule needs words of the text on both sides: a denial answers an
accusation that stands in the text, a rejection the claim of the speaker who is rejected, a dispute of figures two
figures of the same incident, measure and group that cannot both be right. Silence is not dispute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Relation

from .denials import NEAR, denied
from .figures import instead, unequal
from .statements import ANY, Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Annotated, Attribution

_THEIRS = re.compile(r"(?:its|their|his|her)\b", re.IGNORECASE)
_CONFIRM = re.compile(
    r"\b(confirm(?:ed|s|ing)?|corroborat\w+|verified|beyond doubt|indeed took place)\b", re.IGNORECASE
)
_NOT_CONFIRM = re.compile(r"\b(not|n[o']t|unable|cannot|without|could|no one|nobody|yet to|if)\b", re.IGNORECASE)


def relations(annotated: Annotated) -> Annotated:
    """Fills ``relations``, sorted by attribution, then type, then target; each at most once."""
    found: dict[tuple[str, str, str], str] = {}
    said = Statements(annotated)
    for index, attribution in enumerate(annotated.attributions):
        for target, kind, rule in _of(said, index, attribution):
            if target != attribution.id:
                found.setdefault((attribution.id, kind, target), rule)
    for later, earlier, kind, rule in (*instead(annotated), *unequal(annotated)):
        found.setdefault((later, kind, earlier), rule)
    order = {a.id: n for n, a in enumerate(annotated.attributions)}
    rows = sorted(found.items(), key=lambda r: (order.get(r[0][0], 0), r[0][1], order.get(r[0][2], -1), r[0][2]))
    return msgspec.structs.replace(
        annotated, relations=tuple(Relation(origin=o, target=t, type=k, rule=rule) for (o, k, t), rule in rows)
    )


def _of(said: Statements, number: int, attribution: Attribution) -> Iterator[tuple[str, str, str]]:
    """The relations that one attribution starts: (target id, type, rule)."""
    event = attribution.about if attribution.about and attribution.about.startswith("e") else None
    if attribution.stance == "accuse" and event:
        own = _admits(said, attribution, event)
        yield event, "acknowledges" if own else "blames", "accuses its own side" if own else "accuse:about"
    elif attribution.stance in ("acknowledge", "claim responsibility") and event and _admits(said, attribution, event):
        yield event, "acknowledges", f"{attribution.stance}:about"
    elif attribution.stance == "deny":
        yield from denied(said, number, event)
    elif attribution.stance == "reject source":
        yield from _rejected(said, number, attribution)
    if attribution.stance == "assert" and event and _tells_own_deed(said, attribution, event):
        yield event, "acknowledges", "own deed told"
    elif attribution.stance == "assert" and event and _confirms(said.text, attribution):
        yield event, "confirms", "cue:confirm"


def _admits(said: Statements, attribution: Attribution, event: str) -> bool:
    """Whether a party of the incident admits or claims it by these words: a bystander cannot acknowledge a deed."""
    anchors = said.anchors.get(event, ())
    if attribution.stance == "assert" and not any(c.covers(a) for c in attribution.content for a in anchors):
        return False
    return bool({attribution.speaker, attribution.speaker_class} & said.admitting.get(event, frozenset()))


def _tells_own_deed(said: Statements, attribution: Attribution, event: str) -> bool:
    """Whether a plain statement is the one by which its speaker admits the deed: no plainer one stands in the text."""
    plainer = (event, attribution.speaker) in said.owned
    return attribution.speaker is not None and not plainer and _admits(said, attribution, event)


def _rejected(said: Statements, number: int, attribution: Attribution) -> Iterator[tuple[str, str, str]]:
    """The claim whose speaker is rejected: named in the rejection, else the nearest other speaker's of an event before it.

    Nobody rejects his own side: neither whom he speaks for nor whom "its spokesman" points to.
    """
    words = " ".join(c.of(said.text) for c in (*attribution.content, *attribution.cue)).casefold()
    meant = said.names_in(number)
    named = sorted(
        n
        for speaker, n in said.last_of.items()
        if speaker != attribution.speaker and (speaker in meant or _shortened(speaker) in words)
    )
    near = said.ending_within(number, (ANY,), NEAR)
    own, theirs = said.own(number), attribution.source and _THEIRS.match(attribution.source[0].of(said.text))
    before = [n for n in near if said.all[n].source and said.all[n].about is not None and not said.own(n) & own]
    if theirs:
        before = []
    for pool, rule in ((named, "reject:named"), (before, "reject:nearest other speaker")):
        if pool:
            yield said.all[pool[-1]].id, "rejects source", rule
            return


def _shortened(name: str) -> str:
    """A name as it is said again: its last two words, where it has more ("the so-called Casualty Watch")."""
    words = name.casefold().split()
    return " ".join(words[-2:] if len(words) > 2 and len(words[-1]) > 1 else words)


def _confirms(text: str, attribution: Attribution) -> bool:
    words = " ".join(s.of(text) for s in attribution.cue)
    if _CONFIRM.search(words):
        return not attribution.negated and not _NOT_CONFIRM.search(words)
    said = " ".join(s.of(text) for s in attribution.content)[:120]
    return re.search(r"\b(beyond doubt|indeed took place|did take place)\b", said, re.IGNORECASE) is not None
