"""How a text stands to a party's responsibility: MUC-4's "perpetrator organization confidence".

Decision order as in the MUC-4 task: acquitted; claimed by the party itself; accused, by authorities or by others;
reported as fact; else possible. Looks at every sentence that names the party beside words of claiming or accusing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import Span

    from .context import Context

AUTHORITY = re.compile(
    r"\b(army|armed forces|military|police|government|minist\w+|president|state department|defen[cs]e|general|colonel|officials?|"
    r"authorit\w+|command\w*|attorney|prosecutor|sheriff|intelligence|kremlin|white house|pentagon|spokes\w+|mayor|governor|judge|investigators?)\b",
    re.IGNORECASE,
)  # fmt: skip
_CLAIM = re.compile(
    r"\b(?:claim(?:ed|s|ing)?|took|taken|takes|assum(?:ed|es)|admitt?(?:ed|s)?|accept(?:ed|s)?|acknowledged)\b[^.;]{0,25}\b(?:responsibility|credit|attack|bombing|killing|murder)",
    re.IGNORECASE,
)  # fmt: skip
_ACCUSE = re.compile(
    r"\b(?:accus(?:ed?|es|ing)|blam(?:ed?|es|ing)|suspect(?:s|ed)?|attribut(?:ed?|es|ing)|charged|implicat(?:ed|es)|held responsible|"
    r"point(?:ed|s)? (?:to|at)|responsib(?:le|ility))\b", re.IGNORECASE,
)  # fmt: skip
_HELD = re.compile(
    r"^[^.;:]{0,30}?\b(?:(?:is|are|was|were|be|been|being)\s+(?:also\s+|allegedly\s+)?(?:held\s+|found\s+)?(?:accused|blamed|suspected|responsible|guilty|"
    r"implicated|charged)|(?:is|are|was|were) (?:behind|to blame))\b", re.IGNORECASE,
)  # fmt: skip
_DENYING = re.compile(
    r"^[^.;:]{0,40}?\bden(?:y|ied|ies|ying)\b[^.;:]{0,120}?\b(?:responsibility|involvement|participation|part in|role|having|that (?:it|they)|charges|"
    r"accusations)\b", re.IGNORECASE,
)  # fmt: skip
# "The Front reports that its units attacked", "that urban commandos attacked": whoever tells so tells of his own.
_OWN = re.compile(
    r"^\W*(?:[\[(][^\])]*[\])]\W*)?(?:ha(?:s|ve) )?(?:also )?(?:reports?|reported|announce[sd]?|informs?|informed|states?|stated|said)\s+"
    r"(?:today\s+)?that\s+(?:(?:its|their|our)\s+|(?:(?!rebel|guerrilla|enemy|government|terrorist|army)[a-z]+\s+){0,3}(?:units|columns|commandos|combatants|fighters))",
    re.IGNORECASE,
)  # fmt: skip
_MAYBE = re.compile(
    r"\b(?:could|may|might) (?:have been|be) (?:\w+ )?(?:carried out|committed|perpetrated|planted|done|staged|caused|the work)\s+(?:by|of)\s+"
    r"(?:[^.;,]{0,60})$", re.IGNORECASE,
)  # fmt: skip
_BY = re.compile(r"^[^.;:]{0,50}?\b(?:by|according to)\s+(?:the\s+)?((?:[\w'-]+\s+){0,4}?[\w'-]+)", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:alleged(?:ly)?|suspected|presumed|presumably|apparent(?:ly)?|believe[sd]?|in the opinion of|suspicions?|possibl[ye]|probabl[ye]|supposed(?:ly)?|thought to|may have|could be)\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters
_REACH = 160  # characters before a party in which a word of accusing speaks of it


class Evidence(NamedTuple):
    """What the sentences that name the party say of its responsibility."""

    claimed: bool
    accused: bool
    by_authority: bool
    doubted: bool
    maybe: bool = False


def namings(context: Context, name: str, actor: str | None, mentions: Iterable[Span]) -> list[Span]:
    """Where the text names a party: its actor's mentions, then ``mentions``."""
    same = [m.span for _, _, m in context.actors if m.name == name or (actor and m.actor == actor)]
    return list(dict.fromkeys((*same, *mentions)))


def told_near(context: Context, sentences: Iterable[int], mentions: Iterable[Span]) -> list[Span]:
    """The mentions in the sentences that tell an incident and in those beside them; all of them where there are none.

    A report may hold a party responsible for one incident as a fact and for the next by an accusation.
    """
    spans = list(mentions)
    near = {sentence + step for sentence in sentences for step in (-1, 0, 1)}
    return [s for s in spans if context.sentence_at(s.start) in near] or spans


def evidence(context: Context, mentions: Iterable[Span]) -> Evidence:
    """The words of claiming, accusing and doubting around the mentions of a party."""
    claimed = accused = authority = doubted = maybe = False
    for span in mentions:
        sentence = context.annotated.sentences[context.sentence_at(span.start)].span
        before = context.text[sentence.start : span.start]
        after = context.text[span.end : sentence.end]
        claim = _CLAIM.search(after[: _NEAR + 60])
        claimed = claimed or (claim is not None and claim.start() <= _NEAR and " not " not in after[: claim.start()])
        claimed = claimed or _OWN.search(after) is not None
        accusing = list(_ACCUSE.finditer(before[-_REACH:]))
        held = _HELD.search(after)
        accused = accused or bool(accusing) or held is not None or _DENYING.search(after) is not None
        maybe = maybe or _MAYBE.search(before) is not None
        doubted = doubted or _DOUBT.search(before[-_NEAR:]) is not None
        if accusing:
            authority = authority or _in_office(before[-_REACH:][: accusing[-1].start()], after)
        elif held is not None:
            authority = authority or _in_office("", after[held.end() :])
    return Evidence(claimed, accused, authority, doubted, maybe)


def _in_office(subject: str, after: str) -> bool:
    """Whether an authority accuses: as the subject of the accusing word, or after the party with "by"."""
    named = list(AUTHORITY.finditer(subject))
    by = _BY.search(after)
    return bool(named) or (by is not None and AUTHORITY.search(by.group(1)) is not None)


def level(found: Evidence, *, asserted: bool, accused: bool, authority: bool, admitted: bool, denied: bool) -> str:
    """MUC-4's word for it, by its decision order.

    ``asserted`` says that the narrator, or some source not told, tells it as a fact, ``accused`` and ``authority`` that a speaker
    (in office) accuses, ``admitted`` that the party admits it, ``denied`` that it was only denied.
    """
    if denied and not (asserted or accused or admitted):
        return "acquitted"
    if admitted or found.claimed:
        return "claimed"
    if found.maybe and not (accused or found.accused):
        return "possible"
    if accused or found.accused or found.doubted or denied:
        return "accused by authorities" if authority or found.by_authority else "accused"
    return "reported as fact" if asserted else "possible"
