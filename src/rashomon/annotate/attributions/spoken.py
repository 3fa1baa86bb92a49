"""Where and to whom somebody speaks: words between a cue and its content that belong to neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import DETERMINERS, PREPOSITIONS, is_adverb, settings
from .phrases import DAYS

if TYPE_CHECKING:
    from .page import Page

OPEN = frozenset(["“", '"', "„", "«", "``", "''", "‘"])
CLOSE = frozenset(["”", '"', "»", "''", "’", "“"])
ENDS = frozenset([".", "!", "?", "…"])
LINKS = frozenset(["and", "but", "while", "though", "although", "as", "with", "whereas", "or", "then", "nor", "yet"])
_WITHIN_SETTING = ("with", "to", "in", "by", "of", "for", "on")
# fmt: off
OBJECTS = frozenset([
    "me", "us", "him", "her", "them", "you", "it", "reporters", "journalists", "parliament", "lawmakers",
    "supporters", "mps", "delegates",
])
# fmt: on
# fmt: off
NEEDS_AS = frozenset([
    "describe", "regard", "see", "view", "portray", "denounce", "dismiss", "condemn", "characterise",
    "characterize", "hail",
])
# fmt: on
OUTLETS = frozenset(
    ["channel", "agency", "network", "newspaper", "council", "tv", "news", "television", "radio", "leaders"]
)
# fmt: off
TO_ADDRESSEE = frozenset([
    "ask", "urge", "order", "advise", "beg", "implore", "beseech", "press", "encourage", "appeal", "to",
    "plead", "with", "call", "on", "call", "upon",
])
# fmt: on
THINKING = frozenset(["believe", "think", "suspect", "find", "determine", "assess"])


def plain_name(page: Page, at: int, high: int) -> int:
    """One past a short name of somebody spoken to: "the Herald", "Karsa news agency", "a rally", "state television"."""
    start = at
    if at < high and page.low[at] in DETERMINERS:
        at += 1
        while at < high and (page.capital(at) or page.low[at] == "'s"):
            at += 1
        while at < high and (page.low[at] in settings() or page.low[at] in OUTLETS):
            at += 1
        return at if at > start + 1 else start + 2
    while at < high and (
        page.capital(at) or page.low[at] in ("'s", "of", "de", "al", "state", "and") or page.low[at] in OUTLETS
    ):
        at += 1
        if page.low[at - 1] in OUTLETS:
            break
    return at


def skip_settings(page: Page, at: int, high: int) -> int:
    """The first word after "on Monday", "in a statement", "at a rally in Bir Hadid", "late last night"."""
    while at < high:
        word = page.low[at]
        if at in page.timed or word in DAYS or (is_adverb(word) and word not in ("even", "not", "only", "once")):
            at += 1
        elif word in ("on", "at", "in", "during", "via", "through", "by", "late", "early", "after", "from"):
            stop = _setting_end(page, at + 1, high)
            if stop is None:
                return at
            at = stop
        elif word == "to" and at + 1 < high and page.low[at + 1] in ("reporters", "journalists"):
            at += 2
        else:
            return at
    return at


def _setting_end(page: Page, at: int, high: int) -> int | None:
    """One past the noun phrase at ``at`` if it is a time or a setting of speech, else None."""
    first, found = at, None
    while at < high and at - first < 10:
        word = page.low[at]
        if word in settings() or at in page.timed or word in DAYS:
            at += 1
            found = at
        elif found is not None and word in _WITHIN_SETTING and at + 1 < high and _goes_on(page, at + 1, high):
            at += 1
        elif found is None or found < at:
            if word == "that" or not (word.isalnum() or word in ("'s", "-")) or (word in PREPOSITIONS and at > first):
                break
            at += 1
            found = at if found is not None and page.capital(at - 1) else found
        else:
            break
    return found if found is not None else _named_place(page, first, high)


def _named_place(page: Page, first: int, high: int) -> int | None:
    """One past a name of capitalised words after which the setting must be over: "said in Karsa." and "said in Karsa that"."""
    at = first
    while at < high and page.capital(at) and page.low[at][0].isalpha():
        at += 1
    over = at >= high or page.low[at] in ENDS or page.low[at] in OPEN or page.low[at] in (",", ":", "that")
    return at if at > first and over else None


def _goes_on(page: Page, at: int, high: int) -> bool:
    """Whether a setting goes on with a place or an audience ("a rally | in Karsa", "a briefing | with reporters")."""
    return (
        page.capital(at)
        or page.low[at] in settings()
        or (page.low[at] == "the" and at + 1 < high and page.capital(at + 1))
    )


def skip_spoken_to(page: Page, at: int, high: int) -> int:
    """The first word after a setting and the person spoken to ("told | the Herald on Monday |")."""
    at = skip_settings(page, at, high)
    if at >= high or page.low[at] in (",", "that", ";", ":") or page.low[at] in ENDS or page.low[at] in OPEN:
        return at
    return skip_settings(page, at + 1 if page.low[at] in OBJECTS else plain_name(page, at, high), high)
