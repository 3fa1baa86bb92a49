"""For which body persons speak: by their office ("a spokesman for X, Name"), or because the text says so ("speaking for X").

Not here: offices that the actors of the document or the registry tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.annotate.attributions.cues import verbs
from rashomon.annotate.attributions.phrases import phrase_after

from .cast import Cast, Speaker, personal
from .common import nominal
from .proper import SPOKESPEOPLE, with_name
from .titles import office

if TYPE_CHECKING:
    from rashomon.annotate.attributions.described import Named

_SPEAKING = frozenset(("speaking", "speaks"))
# Before the name: nobody says that he speaks for them, or it is what he is charged with.
_UNTOLD = frozenset(
    ("for", "accused", "accuses", "accusing", "denied", "denies", "denying", "nobody", "none", "no", "not", "never", "if", "whether", "falsely", "claimed",
     "claims", "arrested", "detained", "jailed", "charged", "pretended", "pretending", "posed", "posing")
)  # fmt: skip
_OFFICIALS = "officials"
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
    if low[at : at + 3] == ["on", "behalf", "of"] and (low[at - 1] in _SPEAKING or low[at - 1] in verbs()):
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
    """Who speaks for a body: the name beside ", speaking for X,", that before "(who) speaks for X", or the first behind "Speaking for X,"."""
    page = cast.page
    low, high = page.bounds(at)
    found = phrase_after(page, start, high)
    if found is None or not _UNTOLD.isdisjoint(page.low[low : at - 1]):
        return None
    closed = page.low[found[1] + 1 : found[1] + 2] == [","]
    verb = page.low[at - 1]
    if verb == "speaking" and at - 1 == low:
        after = [n for n in cast.names_between(found[1] + 2, found[1] + 6) if personal(n)] if closed else []
        return after[0] if after else None
    last = at - 2  # of the name
    if verb == "speaking":
        if page.low[last] != "," or not closed:
            return None
        last -= 1
    elif page.low[last - 1 : last + 1] == [",", "who"]:
        last -= 2
    return next((n for n in cast.names_between(max(low, last - 6), last) if personal(n) and n.last == last), None)


def perhaps_named(cast: Cast, speaker: Speaker, words: list[int]) -> Speaker:
    """An official without a name, as nobody told where the page names a holder of such an office: he may be that one, no second voice.

    He stays where the words tell that the office is another's ("the governor of Karsa" beside Mara Telin, the governor of Dessary).
    """
    noun = speaker.rule.partition(":")[2]
    if speaker.name is not None or speaker.group != _OFFICIALS or not words:
        return speaker
    bare = office(cast.page, words[0], words[-1])
    whose = bare.whose if bare is not None and bare.noun == noun else frozenset()
    for _, held in cast.offices:
        if held.noun == noun and not (whose and held.whose and whose.isdisjoint(held.whose)):
            return msgspec.structs.replace(speaker, group="unresolved")
    return speaker
