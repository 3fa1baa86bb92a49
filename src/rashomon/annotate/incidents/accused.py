"""Whether somebody whom an accuser's words name can be the one accused: not those harmed, not tellers, not places.

An accusation put on a victim would be the worst of errors, so what the words around the name speak against is left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load
from rashomon.lexicon.registry import registry

from .parties import fold

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Attribution, Span

    from .context import Context

# Kinds of actors that tell of deeds: where only a verb nearby makes them doers, they are rather the ones who told.
_TELLERS = frozenset({"media", "platform", "monitor"})
_AFTER = 90
# "Was killed" is no deed of whoever was; "was behind it" is.
_PASSIVE = r"(?:was|were|been|being)\s+(?!(?:\w+ly\s+)?(?:responsible|behind))"
_SIDES = frozenset({"state", "government", "ministry", "military", "armed group", "coalition", "alliance"})


class _Words(NamedTuple):
    """accused.yaml, compiled."""

    harmed: re.Pattern[str]
    owning: re.Pattern[str]
    kin: re.Pattern[str]
    posts: re.Pattern[str]
    things: re.Pattern[str]
    owned: re.Pattern[str]
    charge: re.Pattern[str]
    by: re.Pattern[str]
    acting: re.Pattern[str]
    aimed: re.Pattern[str]
    armed: re.Pattern[str]
    held: re.Pattern[str]
    nobody: re.Pattern[str]
    aggression: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load("accused")

    def any_of(name: str) -> str:
        return "(?:" + "|".join(data[name]) + ")"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    aside = r"^\W*(?:\([^)]*\)\W*)?"
    return _Words(
        harmed=compiled(
            rf"{aside}(?:,[^,.]{{0,60}},\s*)?(?:and\s+[^.]{{0,60}}?)?\b(?:was|were|been|are|is)\b(?:\s+\w+){{0,2}}?\s+{any_of('struck')}\b"
            rf"|{aside}(?:had\s+)?{any_of('died')}\b"
            rf"|^[^.;]{{0,60}}?\b(?:among|one of|some of)\s+(?:the|those|these)\s+(?:\w+\s+)?{any_of('among')}\b"
        ),
        owning=compiled(rf"^\W{{0,2}}(?:['’]s?\s+)?(?:(?!the\b|an?\b)\w+\s+){{0,2}}{any_of('owned')}\b"),
        kin=compiled(rf"^['’]s?\s+(?:[\w-]+\s+){{0,3}}?{any_of('kin')}\b"),
        posts=compiled(rf"^(?:['’]s?)?\s+(?:(?!{any_of('acting')}\b)[\w-]+\s+){{0,2}}?{any_of('posts')}\b"),
        things=compiled(rf"(?:^|\b){any_of('things')}$"),
        owned=compiled(
            rf"{any_of('owning')}\s+of\s+(?:[A-Z][\w’'-]+(?:\s+[\w’'-]+){{0,5}}?\s+and\s+)?(?:the\s+|uncle\s+|[A-Z]\w+\s+)?[“\"‘']?$"
        ),
        charge=compiled(rf"\b{any_of('charge')}\w*"),
        by=re.compile(r"\b(?:by|from)\s+(?:the\s+|an?\s+|[a-z]+\s+){0,2}[“\"‘']?$"),
        acting=compiled(
            rf"^\W{{0,3}}(?:\([^)]*\)\s*)?(?:['’]s?\s+)?(?:(?!{_PASSIVE})[\w-]+\s+){{0,4}}?{any_of('acting')}\b"
        ),
        aimed=compiled(rf"\b{any_of('aimed')}\s+(?:{any_of('aimed_adjectives')}\s+)*[“\"‘']?$"),
        armed=compiled(rf"\b{any_of('armed')}\b"),
        held=compiled(
            rf"\b{any_of('tellers')}\b[^.;]{{0,160}}?\b{any_of('held')}\b(?!\s+{data['not_held']})".replace(" ", r"\s+")
        ),
        nobody=compiled(rf"\b{any_of('nobody')}\b"),
        aggression=compiled(rf"\b{data['aggression']}".replace(" ", r"\s+")),
    )


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
    held = [m for m in _words().held.finditer(said) if not _words().nobody.search(said[: m.end()])]
    return held + list(_words().aggression.finditer(said))


def struck(context: Context, span: Span) -> bool:
    """Whether a phrase is what a deed was aimed at: "targeting an embedded Northern Front post"."""
    return _words().aimed.search(context.text[max(0, span.start - 40) : span.start]) is not None


def answerable(context: Context, attribution: Attribution, name: str) -> bool:
    """Whether the words let ``name`` be the one accused; what a registry knows as a side can always be."""
    known = context.called.get(fold(name), [])
    inside = [m for m in known if any(c.covers(m.span) for c in (*attribution.content, *attribution.cue))]
    counted = bool(inside) and all(_people(context, m) for m in inside)
    if counted or any(m.kind in _TELLERS for m in known):
        return False
    if by_words(attribution) and inside and all(_holds(context, m.span) for m in inside):
        return False
    if any(m.actor for m in known) or registry().lookup(name) is not None:
        return True
    if _words().things.search(name) or (not known and fold(name) in context.placenames):
        return False
    return _may_be(context, attribution, name, [m.span for m in inside])


def by_words(attribution: Attribution) -> bool:
    """Whether words of harm alone made an accusation of it (rule of attributions/stances.py)."""
    return (attribution.rule or "").endswith("content:harm")


def _holds(context: Context, span: Span) -> bool:
    """Whether a side is named only for what it holds: "an underground X depot beneath the building collapsed", not "fired from X posts"."""
    after, before = context.text[span.end : span.end + _AFTER], context.text[max(0, span.start - 40) : span.start]
    return _words().posts.search(after) is not None and not _words().by.search(before)


def _may_be(context: Context, attribution: Attribution, name: str, named: list[Span]) -> bool:
    """Whether the words around a name that no registry knows let its bearer be the one accused."""
    spans = named or [
        span
        for content in attribution.content
        if (at := context.text.find(name, content.start, content.end)) >= 0
        and (span := type(content)(at, at + len(name)))
    ]
    cue = " ".join(span.of(context.text) for span in (*attribution.cue, *attribution.source))
    charges = _words().charge.search(cue) is not None
    # "Blamed X and said that nine were killed": what stands behind the charge is told of others.
    last = max((c.end for c in attribution.content), default=0) if charges else len(context.text)
    if any(_harmed(context, span.start, span.end, last) for span in spans):
        return False
    if _words().armed.search(name):
        return True
    return charges or any(_acts(context, span.start, span.end) for span in spans)


def _people(context: Context, mention: ActorMention) -> bool:
    """Whether a name counts people of a nation ("thirty Velmaris"), who are not their state."""
    if mention.mention != "demonym" or not mention.span.of(context.text).endswith("s"):
        return False
    before = context.text[max(0, mention.span.start - 40) : mention.span.start].split()
    return bool(before) and bool(value_of(before[-1].strip("“”\"'(").lower()))


def _acts(context: Context, start: int, end: int) -> bool:
    """Whether the words beside a name make its bearer the one who did harm: "hit by X", "X's men shelled", "X was responsible"."""
    after, before = context.text[end : end + _AFTER].split("\n")[0], context.text[max(0, start - 40) : start]
    return bool(_words().acting.search(after) or _words().by.search(before))


def _harmed(context: Context, start: int, end: int, last: int) -> bool:
    """Whether the words beside a name, up to the offset ``last``, say that its bearer, or what is theirs, was struck."""
    after, before = (
        context.text[end : max(end, min(last, end + _AFTER))].split("\n")[0],
        context.text[max(0, start - _AFTER) : start].split("\n")[-1],
    )
    words = _words()
    owning = words.owning.search(after)
    # "X shelled the school" is a deed of X.
    theirs = owning is not None and words.acting.search(owning.group()) is None
    return theirs or bool(words.harmed.search(after) or words.kin.search(after) or words.owned.search(before))
