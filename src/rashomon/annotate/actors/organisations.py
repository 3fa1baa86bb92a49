"""Names of organisations that no list knows: capitalised names with a word of organisations in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.registry import key
from rashomon.model import ActorMention, Annotated, Span

from .people import lexicon
from .words import PARTICLES, joins

if TYPE_CHECKING:
    from .words import Word

# What kind a word of the name speaks for; the last word that decides wins.
_KINDS = {
    "ministry": "ministry", "army": "armed group", "front": "armed group", "brigade": "armed group", "brigades": "armed group",
    "battalion": "armed group", "militia": "armed group", "cartel": "armed group", "observatory": "monitor", "watch": "monitor",
    "monitor": "monitor", "party": "party", "news": "media", "times": "media", "post": "media", "tv": "media", "radio": "media",
    "television": "media", "press": "media", "tribune": "media", "journal": "media", "crescent": "aid agency", "police": "police",
    "command": "military", "division": "military", "regiment": "military", "corps": "military", "court": "court",
    "network": "organization", "coalition": "coalition", "alliance": "coalition",
}  # fmt: skip
_MAY_END = frozenset({"rights", "nations", "staff", "international"})
# Places and things whose names have such a word; and words that make no name by themselves.
_NO_BODY = frozenset(
    {
        "hospital",
        "clinic",
        "university",
        "church",
        "embassy",
        "school",
        "street",
        "airport",
        "club",
        "republic",
        "state",
        "human",
        "rights",
        "national",
        "democratic",
        "civil",
        "medical",
        "relief",
        "international",
        "peoples",
        "staff",
        "nations",
    }
)


def organisations(annotated: Annotated, words: list[Word], taken: list[Span]) -> list[ActorMention]:
    """Mentions of unlisted organisations, in text order, none overlapping ``taken``."""
    lex = lexicon()
    places = [p.span for p in annotated.places if p.reading != "metonymic"]
    covered = sorted(taken)
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        end = _run_end(words, at, lex.never)
        if end - at >= 2 and (kind := _kind(words[at:end])) is not None:
            span = Span(words[at].span.start, words[end - 1].span.end)
            place = any(p.covers(span) for p in places)
            if not place and not any(span.overlaps(c) for c in covered):
                name = " ".join(span.of(annotated.text).split())
                found.append(ActorMention(span, name, None, kind, "name", "organisation-word"))
        at = max(end, at + 1)
    return found


def _run_end(words: list[Word], at: int, never: frozenset[str]) -> int:
    """The index behind a run of capitalised words, with "of", "for", "and", particles inside it."""
    end = at
    while end < len(words) and (end == at or (joins(words[end].gap) and not words[end].first)):
        word = words[end]
        inside = end > at and word.key in ("of", "for", "and", "the", *PARTICLES) and end + 1 < len(words)
        linked = inside and joins(words[end + 1].gap) and (words[end + 1].capital or words[end + 1].key == "the")
        if not ((word.capital and (word.key not in never or _part(word.key))) or linked):
            break
        end += 1
    while end > at and not words[end - 1].capital:
        end -= 1
    return end


def _part(word: str) -> bool:
    """Words that start no name but stand inside names of organisations."""
    return word in (
        "news",
        "press",
        "radio",
        "tv",
        "television",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "international",
        "kurdish",
        "arab",
        "european",
        "african",
        "christian",
        "islamic",
        "government",
        "camp",
        "university",
        "civil",
    )


def _kind(words: list[Word]) -> str | None:
    """The kind that the words of a name tell, or None where they make no organisation."""
    lex = lexicon()
    keys = [w.key for w in words]
    telling = [w for w in keys if w in lex.organisation and w not in _NO_BODY]
    if not telling or (keys[-1] in _NO_BODY and keys[-1] not in _MAY_END):
        return None
    return _of_keys(tuple(keys))


def _of_keys(keys: tuple[str, ...]) -> str:
    return next((_KINDS[w] for w in reversed(keys) if w in _KINDS), "organization")


def kind_of(name: str) -> str:
    """The kind of organisation that the words of a name tell: ministry, armed group, media, ...; organization if none."""
    return _of_keys(key(name))
