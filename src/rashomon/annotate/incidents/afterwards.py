"""Days and places of what is done about a deed afterwards: of its trial, its anniversary, the funerals, the replies.

"A court in Karsa on Monday sentenced three men for the bombing in Dessary": neither Karsa nor Monday is the bombing's.
Words: ``lexicon/afterwards.yaml``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Timex

    from .context import Context
    from .triggers import Mention

_BESIDE = 3  # tokens behind the deed's word in which a day or place is the deed's own
_CLOSE = 3  # tokens between a reply and its day
_OWN = 10  # days around the report in which such things are news; what lies further off is rather the deed's
_ATTRIBUTES = frozenset({"identified"})  # "on Monday, twelve identified civilians were killed"
_LINKED = 3  # tokens behind a noun in which the deed's link stands


class _Words(NamedTuple):
    """afterwards.yaml, as sets."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    links: frozenset[str]
    breaks: frozenset[str]
    replies: frozenset[str]
    courses: frozenset[str]
    years: frozenset[str]
    relatives: frozenset[str]
    custody: frozenset[str]
    beside: frozenset[str]


class Marked(NamedTuple):
    """Tokens of a sentence at which words of ``afterwards.yaml`` stand."""

    words: tuple[int, ...]  # verbs and nouns
    replies: tuple[int, ...]
    years: tuple[int, ...]  # but a last token


@cache
def _words() -> _Words:
    data = load("afterwards")
    return _Words(*(frozenset(data[name]) for name in _Words._fields))


def of_aftermath(context: Context, mention: Mention, first: int, last: int, timex: Timex | None = None) -> bool:
    """Whether a time (``timex``) or place at tokens [first, last) is that of a word for what came after the deed."""
    if first <= mention.first < last or 0 <= first - mention.last <= _BESIDE or last == mention.first:
        return False  # "the bombing in Dessary", "the March bombing"
    if timex is not None and (not _is_news(context, timex) or _years_after(context, mention, first)):
        return _is_news(context, timex)
    here = context.afterwards(mention.sentence)
    for at in here.words:
        if not (first <= at < last or mention.first <= at < mention.last) and _is_of(context, mention, at, first):
            return True
    if timex is None:
        return False
    return any(
        not (first <= at < last or mention.first <= at < mention.last) and _beside(context, mention, at, first, last)
        for at in here.replies
    )


def marked(words: Sequence[str], start: int, end: int) -> Marked:
    """Where such words stand among tokens [start, end); looked up once a sentence, as times and places are many."""
    known = _words()
    return Marked(
        tuple(at for at in range(start, end) if words[at] in known.verbs or words[at] in known.nouns),
        tuple(at for at in range(start, end) if words[at] in known.replies),
        tuple(at for at in range(start, end - 1) if words[at] in known.years),
    )


def _is_of(context: Context, mention: Mention, at: int, first: int) -> bool:
    """Whether what stands at token ``first`` is of the verdict or ceremony at ``at``, which is about the deed."""
    if _about(context, mention, at) and (first < mention.last or _opens(context, at, mention, first)):
        return True
    # "the man who bombed the market was sentenced on Monday"
    verb = context.words[at] in _words().verbs
    return verb and mention.last <= at < first and not _words().breaks & set(context.words[at:first])


def _beside(context: Context, mention: Mention, at: int, first: int, last: int) -> bool:
    """Whether the day at tokens [first, last) stands right beside a reply at ``at`` before the deed ("condemned on Monday the")."""
    between = context.words[last:at] if last <= at else context.words[at + 1 : first]
    return at < mention.first and first < mention.last and len(between) <= _CLOSE and "," not in between


def _years_after(context: Context, mention: Mention, first: int) -> bool:
    """Whether the deed lies whole years back from the day: "ten years after the massacre, ... on Monday", "two years ago on Monday"."""
    known = _words()
    for at in context.afterwards(mention.sentence).years:
        if context.words[at + 1] == "ago" and 0 <= first - at - 2 <= 1:
            return True
        if context.words[at + 1] in ("after", "since") and mention.first >= at + 2:
            behind = context.words[at + 2 : mention.first]
            return "," not in behind or bool(known.relatives & set(behind))
    return False


def of_custody(context: Context, mention: Mention, first: int, last: int) -> bool:
    """Whether a time at tokens [first, last) stands right beside a word for what became of those held, or of the dead.

    "Two men were charged on Monday in the shooting", "police on Monday arrested a man in the shooting".
    """
    known = _words()
    start, end = context.bounds(mention.sentence)
    at = first - 1
    while at > start and context.words[at] in known.beside:
        at -= 1
    if mention.first <= at < mention.last:
        return False
    if at >= start and context.words[at] in known.custody:
        return True
    behind = context.words[last : min(end, last + _BESIDE)]
    return mention.first >= last and not (known.custody - _ATTRIBUTES).isdisjoint(behind)


def _opens(context: Context, at: int, mention: Mention, first: int) -> bool:
    """Whether between the deed and the day stands when the trial or the ceremony began ("The trial over the bombing opened on")."""
    between = context.words[mention.last : first]
    return context.words[at] in _words().nouns and "," not in between and bool(_words().courses & set(between))


def _about(context: Context, mention: Mention, at: int) -> bool:
    """Whether the deed is told as what the word at ``at`` is about."""
    known = _words()
    if at > mention.first:
        return False
    between = context.words[at + 1 : mention.first]
    if not known.breaks.isdisjoint(between):
        return False
    if context.words[at] in known.nouns and context.words[at] not in known.verbs:
        return "," not in between and bool(known.links & set(between[:_LINKED]))
    return True


def _is_news(context: Context, timex: Timex) -> bool:
    published = context.annotated.document.published
    return published is None or timex.start is None or abs((published - timex.start).days) <= _OWN
