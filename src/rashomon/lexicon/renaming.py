"""Names by which a text says that one body took the other's place as its name: "formerly known as", "renamed itself".

Narrow by design, since a pair that is wrongly made one puts the words and deeds of one body on another. Only the words of naming that stand alone between
the two names count; the second must end its phrase, nothing may stand before the first that could be meant instead ("a splinter of X, now known as Y"), and
the text must not tell of the two as of two. "Has become", "once" and "now" say too many other things of two bodies ("once the X's ally"). Who broke away from a group,
joined it or is allied with it bears another name because it is another body. Read by annotate/actors/renames.py and resolve/renamed.py.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.model import ActorMention

OLD_FIRST, NEW_FIRST = "old first", "new first"
LONGEST = 90  # characters between the two names
_NEVER = frozenset({"person", "state", "media", "platform", "place"})
_WHEN = r"(?:\s*,?\s*(?:in|on|since|last|earlier)\s+(?:[A-Z]\w+|\d{1,4}|year|month|week|this)(?:\s+\w{3,9}|\s+\d{1,4}){0,2}\s*,?)?"
_HAS = r"(?:has\s+|had\s+)?(?:since\s+|later\s+|recently\s+|then\s+|subsequently\s+)*"
_KNOWN = r"(?:known\s+as|called|named)"
_THE = r"\s+(?:the\s+)?[\"“'‘]?"
_TAKES = rf"(?:(?:renamed|rebranded|rechristened|restyled)\s+itself{_WHEN}(?:\s+(?:as|to))?|changed\s+its\s+name{_WHEN}\s+to)"
_OLD = re.compile(
    rf"(?:\s*[,(]?\s*(?:which|that)\s+|\s*,?\s+){_HAS}{_TAKES}{_THE}"
    rf"|\s*[,(]\s*(?:which\s+is\s+)?now\s+{_KNOWN}{_THE}|\s+is\s+now\s+{_KNOWN}{_THE}",
    re.IGNORECASE,
)
_NEW = re.compile(
    rf"\s*[,(]\s*(?:which\s+was\s+)?(?:formerly|previously)\s+{_KNOWN}{_THE}",
    re.IGNORECASE,
)
_SHORT_OLD = re.compile(rf"\s*\(\s*now{_THE}", re.IGNORECASE)
_SHORT_NEW = re.compile(rf"\s*(?:,|\()\s*formerly{_THE}", re.IGNORECASE)
_CLOSES = re.compile(
    r"[\"”'’]?\s*(?:[,.;:)(!?–—]|$|(?:in|on|last|after|when|since|before|during|earlier|this)\b)", re.IGNORECASE
)
_CLOSES_SHORT = re.compile(r"[\"”'’]?\s*[,)]")
# Before the first name: what the words of naming may be about instead, or what makes two of the two.
_BEFORE = re.compile(
    r"\b(?:of|from|to|with|within|inside|against|than|like|unlike|alongside|by|between|near|fighting|backing|opposing|supporting|first|once|then|now|both|"
    r"neither|either|not|former|ex)[\s-]+(?:the\s+)?[\"“'‘]?$|['’]s?\s+$",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|whether|false|falsely|untrue|denied|denies|deny|rumou?rs?|wrong|wrongly)\b", re.IGNORECASE
)
# In a sentence with both names: they are two.
_APART = re.compile(
    r"\b(?:accus|blam|den(?:y|ie)|reject|condemn|fight|fought|battl|clash|attack|shell|bomb|strik|struck|kill|captur|rival|enem|foe|war\b|against|all(?:y|ie)|"
    r"join|merge|broke|split|splinter|defect|negotiat|talks|truce|ceasefire|agree|both|between|and\s+the)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+")


class Told(NamedTuple):
    """Two mentions in the order of the text, and which of them is the old name."""

    first: ActorMention
    second: ActorMention
    order: str


def renaming(between: str, after: str = ".") -> str | None:
    """Which of two names is the old one, by the words between them and those ``after`` the second; None where they tell of no new name.

    >>> renaming(", formerly known as the ", ", said")
    'new first'
    >>> renaming(", formerly known as the ", "'s enemy")
    >>> renaming(" (now the ", ")")
    'old first'
    """
    if not between or len(between) > LONGEST:
        return None
    if _CLOSES.match(after):
        if _NEW.fullmatch(between):
            return NEW_FIRST
        if _OLD.fullmatch(between):
            return OLD_FIRST
    if _CLOSES_SHORT.match(after) is None:
        return None
    if _SHORT_NEW.fullmatch(between):
        return NEW_FIRST
    closed = after.lstrip("\"”'’ \n").startswith(")")
    return OLD_FIRST if closed and _SHORT_OLD.fullmatch(between) else None


def told(text: str, mentions: Sequence[ActorMention]) -> Iterator[Told]:
    """Each place where the text says that one body bears two names, in text order; both are names. ``mentions`` in text order."""
    bodies = [m for m in mentions if m.kind not in _NEVER and m.mention in ("name", "nominal")]
    for one, other in pairwise(bodies):
        between = text[one.span.end : other.span.start]
        if one.mention != "name" or other.mention != "name" or len(between) > LONGEST:
            continue
        order = renaming(between, text[other.span.end : other.span.end + 20])
        if order is None or _called(text, one) == _called(text, other):
            continue
        before = text[max(0, one.span.start - 200) : one.span.start]
        sentence = re.split(r"[.!?\n]\s", before)[-1]
        if _UNSURE.search(sentence) or _BEFORE.search(before[-40:]):
            continue
        if not _two(text, one, other):
            yield Told(one, other, order)


def _called(text: str, mention: ActorMention) -> str:
    return " ".join(mention.span.of(text).split()).casefold().removeprefix("the ")


def _two(text: str, one: ActorMention, other: ActorMention) -> bool:
    """Whether a sentence tells of the two as of two bodies, besides the words that make them one."""
    first, second = _called(text, one), _called(text, other)
    for found in _SENTENCE.finditer(text):
        span = Span(found.start(), found.end())
        words = found.group()
        if span.start <= one.span.start and other.span.end <= span.end:
            words = text[span.start : one.span.start] + " ; " + text[other.span.end : span.end]
        low = " ".join(words.split()).casefold()
        if first in low and second in low and _APART.search(low):
            return True
    return False
