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
    "network": "organization", "force": "military", "forces": "armed group", "council": "organization", "coalition": "coalition", "alliance": "coalition",
}  # fmt: skip
_MAY_END = frozenset({"rights", "nations", "staff", "international"})
# Places and things whose names have such a word; and words that make no name by themselves.
_NO_BODY = frozenset(
    {
        "service",
        "services",
        "unit",
        "units",
        "administration",
        "office",
        "center",
        "team",
        "stock",
        "resistance",
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


# Institutions that follow the adjective of a state or region that no list knows: "the Velmari defence ministry".
_INSTITUTIONS = {
    ("government",): "government", ("authorities",): "government", ("army",): "military", ("military",): "military",
    ("armed", "forces"): "military", ("air", "force"): "military", ("navy",): "military", ("police",): "police",
    ("defence", "ministry"): "ministry", ("ministry", "of", "defence"): "ministry", ("foreign", "ministry"): "ministry",
    ("interior", "ministry"): "ministry", ("health", "ministry"): "ministry", ("ministry", "of", "health"): "ministry",
    ("state", "media"): "media", ("news", "agency"): "media", ("civil", "defence"): "aid agency",
}  # fmt: skip


def organisations(annotated: Annotated, words: list[Word], taken: list[Span]) -> list[ActorMention]:
    """Mentions of unlisted organisations, in text order, none overlapping ``taken``."""
    never = lexicon().never
    places = [p.span for p in annotated.places if p.reading != "metonymic"]
    covered = {i for s in taken for i in range(s.start, s.end)}
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        end = _run_end(words, at, never)
        kind = _kind(words[at:end]) if end - at >= 2 else None
        if kind is None and end > at:
            end, kind = _institution(words, end)
        if kind is not None:
            span = Span(words[at].span.start, words[end - 1].span.end)
            if not any(p.covers(span) for p in places) and not covered & set(range(span.start, span.end)):
                name = " ".join(span.of(annotated.text).split())
                found.append(ActorMention(span, name, None, kind, "name", "organisation-word"))
        at = max(end, at + 1)
    return found


def _institution(words: list[Word], at: int) -> tuple[int, str | None]:
    """The index behind an institution in lower case that starts at ``at``, and its kind; ``at`` and None without one."""
    for count in (3, 2, 1):
        phrase = tuple(w.key for w in words[at : at + count])
        if (
            len(phrase) == count
            and phrase in _INSTITUTIONS
            and all(joins(w.gap) and not w.first for w in words[at : at + count])
        ):
            return at + count, _INSTITUTIONS[phrase]
    return at, None


def _run_end(words: list[Word], at: int, never: frozenset[str]) -> int:
    """The index behind a run of capitalised words, with "of", "for" and particles inside it; "and" only behind those."""
    end = at
    while end < len(words) and (end == at or (joins(words[end].gap) and not words[end].first)):
        word = words[end]
        if not ((word.capital and (word.key not in never or _part(word.key))) or _links(words, at, end)):
            break
        end += 1
    while end > at and not words[end - 1].capital:
        end -= 1
    return end


def _links(words: list[Word], start: int, at: int) -> bool:
    """Whether a small word inside a name goes on with it: "Union of Relief and Medical Organisations"."""
    word = words[at].key
    if at == start or at + 1 >= len(words) or not joins(words[at + 1].gap):
        return False
    following = words[at + 1]
    if word == "and":
        return following.capital and any(w.key in ("of", "for", "on") for w in words[start:at])
    if word == "the":
        return following.capital and words[at - 1].key in ("of", "for", "to")
    return (word in ("of", "for") and (following.capital or following.key == "the")) or (
        word in PARTICLES and following.capital
    )


def _part(word: str) -> bool:
    """Words that start no name but stand inside names of organisations."""
    return word in (
        "news",
        "middle",
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
    if keys[:2] == ["state", "of"] or not telling or (keys[-1] in _NO_BODY and keys[-1] not in _MAY_END):
        return None
    return _of_keys(tuple(keys))


def _of_keys(keys: tuple[str, ...]) -> str:
    return next((_KINDS[w] for w in reversed(keys) if w in _KINDS), "organization")


def kind_of(name: str) -> str:
    """The kind of organisation that the words of a name tell: ministry, armed group, media, ...; organization if none."""
    return _of_keys(key(name))
