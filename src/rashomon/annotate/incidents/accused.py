"""Whether somebody whom an accuser's words name can be the one accused: not those harmed, not tellers, not places.

An accusation put on a victim would be the worst of errors, so what the words around the name speak against is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry

from .parties import fold

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Attribution, Span

    from .context import Context

# Kinds of actors that tell of deeds: where only a verb nearby makes them doers, they are rather the ones who told.
_TELLERS = frozenset({"media", "platform", "monitor"})
_AFTER = 90
_HARMED = re.compile(
    r"^\W*(?:\([^)]*\)\W*)?(?:,[^,.]{0,60},\s*)?(?:and\s+[^.]{0,60}?)?\b(?:was|were|been|are|is)\b(?:\s+\w+){0,2}?\s+"
    r"(?:killed|martyred|injured|wounded|dead|hit|targeted|bombed|destroyed|struck|shelled)\b|^\W*(?:\([^)]*\)\W*)?(?:had\s+)?(?:died|perished)\b",
    re.IGNORECASE,
)
_OWNING = re.compile(
    r"^\W{0,2}(?:['’]s?\s+)?(?:\w+\s+){0,2}(?:home|house|residence|apartment|family|families|car|vehicle|tent|camp|neighbou?rhood|school|area|street|tower|building|hospital|mosque|church|market|market|square)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:home|house|residence|apartment|car|family|bod(?:y|ies)|death|killing|funeral|martyrdom|bombing|shelling|targeting|loss|murder|neighbou?rhood|area)\s+of\s+(?:the\s+|uncle\s+|[A-Z]\w+\s+)?[“\"‘']?$",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"\b(?:accus|blam|responsib|held|hold|charg|implicat|suspect|condemn|point)\w*", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+|an?\s+|[a-z]+\s+){0,2}[“\"‘']?$")
_ACTING = re.compile(
    r"^\W{0,3}(?:\([^)]*\)\s*)?(?:['’]s?\s+)?(?:[\w-]+\s+){0,4}?(?:kill(?:ed|ing|s)|shot|shell(?:ed|ing|s)|bomb(?:ed|ing|s)|hit|struck|strikes?|airstrikes?|attack(?:ed|s|ing)?|fir(?:ed|ing)|"
    r"target(?:ed|ing)|launch(?:ed|ing)|destroy(?:ed|ing)|abduct(?:ed|ing)|kidnapp(?:ed|ing)|murder(?:ed|ing)|execut(?:ed|ing)|tortur(?:ed|ing)|responsible|behind|carried|raid(?:ed|s|ing)?|us(?:ed|ing)|committ(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|aggression|gassed|drop(?:ped|ping)|forc(?:ed|ing)|massacr\w+|crimes?|stormed|seized|besieg\w+|violat\w+)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:target(?:ed|ing|s)|killed|killing|struck|hit|eliminated|neutrali[sz]ed|against)\s+(?:(?:an?|the|its|alleged|embedded|senior|top|suspected|local)\s+)*[“\"‘']?$",
    re.IGNORECASE,
)
# A name that says by itself that its bearers may fight: "rebel groups", "Velmari army".
_ARMED = re.compile(
    r"\b(?:groups?|rebels?|militants?|militias?|forces?|army|armies|troops|regime|governments?|fighters?|insurgents?|guerrillas?|gunm[ae]n|police|front|brigades?|factions?|movement|terrorists?|jihadists?|soldiers?|warplanes?|jets?|military|navy|guards?|squads?|gangs?)\b",
    re.IGNORECASE,
)
# "All sources attributed the strike to X", "sources identified X as responsible", "sources ... held X responsible".
_HELD = re.compile(
    r"\b(?:sources?|reports)\b[^.;]{0,160}?\b(?:attribut(?:ed|es|ing|ion)|identif(?:ied|ying)|held|holding|blam(?:ed|ing)|accus(?:ed|ing))\b(?!\s+(?:a|the)\s+(?:belligerent|perpetrator))",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:no|none|not|n't|without|neither|nor)\b", re.IGNORECASE)
# A ministry's list of the dead that says whose victims they are.
_AGGRESSION = re.compile(r"\bvictims\s+of\s+(?:the\s+)?(?=\S+(?:\s+\S+)?\s+aggression\b)", re.IGNORECASE)
_SIDES = frozenset({"state", "government", "ministry", "military", "armed group", "coalition", "alliance"})


def held_by_sources(context: Context) -> list[ActorMention]:
    """The sides that a page says its sources hold responsible, each once, in text order."""
    found: dict[str, ActorMention] = {}
    for sentence in context.annotated.sentences:
        said = sentence.span.of(context.text)
        for match in _reports(said):
            start = sentence.span.start + match.end()
            for _, _, mention in context.actors:
                near = start <= mention.span.start < min(sentence.span.end, start + _AFTER)
                if near and mention.actor and mention.kind in _SIDES and mention.mention != "pronoun":
                    found.setdefault(mention.actor, mention)
                    break
    return list(found.values())


def _reports(said: str) -> list[re.Match[str]]:
    held = [m for m in _HELD.finditer(said) if not _NOBODY.search(said[: m.end()])]
    return held + list(_AGGRESSION.finditer(said))


def struck(context: Context, span: Span) -> bool:
    """Whether a phrase is what a deed was aimed at: "targeting an embedded Northern Front post"."""
    return _AIMED.search(context.text[max(0, span.start - 40) : span.start]) is not None


def answerable(context: Context, attribution: Attribution, name: str) -> bool:
    """Whether the words let ``name`` be the one accused; what a registry knows as a side can always be."""
    known = context.called.get(fold(name), [])
    inside = [m for m in known if any(c.covers(m.span) for c in (*attribution.content, *attribution.cue))]
    if any(m.kind in _TELLERS for m in known):
        return False
    if any(m.actor for m in known) or registry().lookup(name) is not None:
        return True
    if not known and fold(name) in context.placenames:
        return False
    spans = [m.span for m in inside] or [
        span
        for content in attribution.content
        if (at := context.text.find(name, content.start, content.end)) >= 0
        and (span := type(content)(at, at + len(name)))
    ]
    if any(_harmed(context, span.start, span.end) for span in spans):
        return False
    if _ARMED.search(name):
        return True
    cue = " ".join(span.of(context.text) for span in (*attribution.cue, *attribution.source))
    return _CHARGE.search(cue) is not None or any(_acts(context, span.start, span.end) for span in spans)


def _acts(context: Context, start: int, end: int) -> bool:
    """Whether the words beside a name make its bearer the one who did harm: "hit by X", "X's men shelled", "X was responsible"."""
    after, before = context.text[end : end + _AFTER].split("\n")[0], context.text[max(0, start - 40) : start]
    return bool(_ACTING.search(after) or _BY.search(before))


def _harmed(context: Context, start: int, end: int) -> bool:
    """Whether the words beside a name say that its bearer, or what is theirs, was struck."""
    after, before = context.text[end : end + _AFTER].split("\n")[0], context.text[max(0, start - 40) : start]
    return bool(_HARMED.search(after) or _OWNING.search(after) or _OWNED.search(before))
