"""For which body persons speak: by their office ("a spokesman for X, Name"), or because the text says so ("speaking for X").

Not here: offices that the actors of the document or the registry tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotate.attributions.cues import verbs
from rashomon.annotate.attributions.phrases import phrase_after

from .cast import Cast, personal
from .common import nominal
from .proper import SPOKESPEOPLE, with_name

if TYPE_CHECKING:
    from rashomon.annotate.attributions.described import Named

_SPEAKING = frozenset(("speaking", "speaks", "spoke", "speak"))
_NEAR = 8  # words from a name to "speaking for"
_NO_BODY = frozenset((None, "person", "unknown", "place", "demonym"))


def represented(cast: Cast) -> dict[str, str]:
    """The body for which each person of the document speaks, by full name; none for who speaks for several."""
    found: dict[str, set[str]] = {}
    for named, one in cast.offices:
        if one.noun in SPOKESPEOPLE and not one.ranks:
            found.setdefault(named.name, set()).update(_office_body(cast, one.first, one.last))
    for at in range(1, len(cast.page.low) - 1):
        start = _for_whom(cast, at)
        who = _speaking(cast, at, start) if start is not None else None
        if start is not None and who is not None and (body := _body_at(cast, start)) is not None:
            found.setdefault(who.name, set()).add(body)
    return {name: next(iter(bodies)) for name, bodies in found.items() if len(bodies) == 1}


def _office_body(cast: Cast, first: int, last: int) -> list[str]:
    """The body that a spokesperson's title names."""
    page = cast.page
    link = next((i for i in range(first, last) if page.low[i] in ("for", "of")), None)
    if link is not None:
        body = _body(cast, link + 1, last)
        return [body] if body is not None else []
    noun = next((i for i in range(last, first - 1, -1) if page.low[i] in SPOKESPEOPLE), first)
    if noun > first and page.low[noun - 1] == "'s":
        noun -= 1
    body = _body(cast, first, noun - 1) if noun > first else None
    return [body] if body is not None else []


def _for_whom(cast: Cast, at: int) -> int | None:
    """Where the body begins behind "speaking for", "on behalf of" at ``at``."""
    low = cast.page.low
    if low[at] == "for" and low[at - 1] in _SPEAKING:
        return at + 1
    if low[at : at + 3] == ["on", "behalf", "of"] and any(
        w in _SPEAKING or w in verbs() for w in low[max(0, at - 3) : at]
    ):
        return at + 3
    return None


def _body_at(cast: Cast, start: int) -> str | None:
    found = phrase_after(cast.page, start, cast.page.bounds(start)[1])
    return _body(cast, found[0], found[1]) if found is not None else None


def _body(cast: Cast, first: int, last: int) -> str | None:
    """The name of the body that the words mean; None where they name none ("for the first time", "for the victims")."""
    words = list(range(first, last + 1))
    low = [cast.page.low[i] for i in words]
    found = with_name(cast, words) or nominal(cast, words, low)
    return found.name if found.kind not in _NO_BODY else None


def _speaking(cast: Cast, at: int, start: int) -> Named | None:
    """Who speaks for a body: the only person named in the words before, else the first behind a participle that opens its sentence."""
    page = cast.page
    low, high = page.bounds(at)
    before = [n for n in cast.names_between(max(low, at - _NEAR - 4), at) if personal(n) and at - n.last <= _NEAR]
    if before:
        return before[-1]
    found = phrase_after(page, start, high)
    if page.low[low] not in _SPEAKING or found is None or page.low[found[1] + 1 : found[1] + 2] != [","]:
        return None
    after = [n for n in cast.names_between(found[1] + 2, found[1] + 6) if personal(n)]
    return after[0] if after else None
