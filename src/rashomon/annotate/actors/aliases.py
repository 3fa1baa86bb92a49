"""Further names that a document gives its actors: acronyms in brackets, "also known as", "formerly"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.lexicon.registry import key, registry
from rashomon.model import ActorMention, Span

from .naming import disjoint

if TYPE_CHECKING:
    from .words import Word

# All of the words between two names: "attacked a village. A group called the" makes nobody's name of the next one.
_OFTEN = (
    r"(?:also|better|formerly|previously|once|variously|locally|then|recently|now|commonly|widely|sometimes|otherwise)"
)
_CALLED = r"['‘’\"“]?(?:known|called|rebranded|renamed)['’\"”]?\s*(?:as|to)?"
_QUOTED = r"\s+(?:the\s+)?['‘’\"“]?"
_SAME = re.compile(
    rf"(?:\s*[,(–—-]\s*(?:which\s+|who\s+)?(?:(?:is|was|are|were)\s+)?(?:{_OFTEN}\s+)?{_CALLED}"
    rf"|\s+(?:is|was|are|were|has\s+been|have\s+been)\s+(?:{_OFTEN}\s+)?{_CALLED}|\s+{_OFTEN}\s+{_CALLED}"
    rf"|(?:\s*[,(]\s*|\s+)(?:aka|a\.k\.a\.|alias)|\s*[,(]\s*(?:formerly|previously)){_QUOTED}",
    re.IGNORECASE,
)
_BETWEEN = 60  # characters between two names
_BRACKET = re.compile(r"\s*(?:[(\[]\s*(?:the\s+)?|,\s+or\s+)[\"“'‘]?([A-Z][\w.’'-]{1,15})[\"”'’]?\s*[)\],;.]")


class _Alias(NamedTuple):
    """A name that the document introduces, as written, and the actor that bears it."""

    text: str
    mention: ActorMention


def aliased(text: str, words: list[Word], mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, with those added or re-named that an acronym or alias introduced by the document brings."""
    aliases = _introduced(text, mentions)
    if not aliases:
        return mentions
    renamed = [_renamed(m, aliases.get(key(m.span.of(text)))) for m in mentions]
    taken = {m.span.start for m in mentions}
    added = [
        ActorMention(word.span, alias.mention.name, alias.mention.actor, alias.mention.kind, "name", "acronym")
        for word in words
        if (alias := aliases.get((word.key,))) is not None
        and word.span.start not in taken
        and (word.text.isupper() or word.text == alias.text)
    ]
    return disjoint([*renamed, *added])


def _renamed(mention: ActorMention, alias: _Alias | None) -> ActorMention:
    if alias is None or alias.mention.span == mention.span:
        return mention
    bearer = alias.mention
    return msgspec.structs.replace(mention, name=bearer.name, actor=bearer.actor, kind=bearer.kind, rule="alias")


def _introduced(text: str, mentions: list[ActorMention]) -> dict[tuple[str, ...], _Alias]:
    found: dict[tuple[str, ...], _Alias] = {}
    previous: ActorMention | None = None
    for mention in mentions:
        if mention.mention != "name" or mention.kind == "state":
            continue
        short = acronym_in_brackets(text, mention.span)
        if short is not None and all(entry.id == mention.actor for entry, _ in registry().candidates(key(short))):
            found.setdefault(key(short), _Alias(short, mention))
        if previous is not None and mention.actor is None:
            between = text[previous.span.end : mention.span.start]
            if len(between) <= _BETWEEN and _SAME.fullmatch(between):
                name = mention.span.of(text)
                found.setdefault(key(name), _Alias(name, previous))
        previous = mention
    return found


def acronym_in_brackets(text: str, name: Span) -> str | None:
    """The acronym that stands in brackets behind a name, where its letters are the name's: "Velmar Casualty Watch (VCW)"."""
    match = _BRACKET.match(text, name.end)
    if match is None:
        return None
    short = match.group(1).rstrip(".")
    several = sum(c.isupper() for c in short) > 1 or short.istitle()
    return short if several and _initials_fit(short, name.of(text)) else None


def _initials_fit(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` are initials of ``name``'s words, in order (small words may be left out)."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    initials = [w[0] for w in key(name.replace("-", " ")) if w != "'s"]
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return at == len(letters) and initials[:1] == letters[:1] and len(letters) > 1
