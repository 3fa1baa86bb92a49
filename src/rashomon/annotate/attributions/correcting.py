"""What an outlet takes back itself: "an earlier version of this article wrongly said that 17 were killed".

The withdrawal is the narrator's, of what his outlet told before; what the article says now stands. Not here: the corrected value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model import Span

from .contents import trimmed
from .draft import Draft, overlap
from .withdrawn import LEMMA

if TYPE_CHECKING:
    from .page import Page

RULE = "correction"
NARRATOR = "narrator"
_THING = r"(?:article|story|report|piece|post|item|headline|page|text|dispatch|update|caption)"
_WRONGLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely|originally|previously|initially|first)"
_SAID = r"(?:said|stated|reported|gave|put|claimed|wrote|described|misstated|overstated|understated|suggested|attributed|quoted)"
_EARLIER = re.compile(
    rf"\b(?:an?|the|our|this)\s+(?:earlier|previous|original|initial|first)\s+(?:version|edition)s?\b(?:\s+of\s+(?:this|the|our)\s+{_THING})?"
    rf"[^.;:]{{0,60}}?\b(?:(?:had|has|have)\s+)?(?:{_WRONGLY}\s+)?(?P<said>{_SAID})\b"
    rf"|\b(?:this|our|the|a)\s+(?:[\w-]+\s+)?{_THING}\b[^.;:]{{0,140}}?\b(?P<adverb>{_WRONGLY})\s+(?P<said2>{_SAID})\b",
    re.IGNORECASE,
)
# "The article originally said" may be anybody's; it is the page's own where the sentence says so.
_OWN = re.compile(
    r"\b(?:this|our)\s|\bcorrection\b|\bcorrected\b|\bclarification\b|\bamended\b|\beditor['’]s note\b", re.IGNORECASE
)
_WRONG = re.compile(r"wrongly|incorrectly|mistakenly|erroneously|falsely", re.IGNORECASE)
_NOW = re.compile(
    r"\s*(?:;|[-–—]{1,2}\s|,?\s+(?:instead of|rather than|when in fact|in fact|whereas|while|but|not)\b)", re.IGNORECASE
)


def corrections(page: Page) -> list[Draft]:
    """One draft for each statement of the outlet's own that it takes back, in text order."""
    found: list[Draft] = []
    for sentence in page.annotated.sentences:
        match = _EARLIER.search(page.text, sentence.span.start, sentence.span.end)
        if match is None or page.quote_at(match.start()) is not None or not _of_the_page(page, match):
            continue
        said = "said" if match["said"] else "said2"
        cue = page.words_in(Span(match.start(said), match.end(said)))
        stop = _NOW.search(page.text, match.end(said), sentence.span.end)
        words = page.words_in(Span(match.end(said), stop.start() if stop else sentence.span.end))
        if cue and words:
            content = trimmed(page, page.span(words[0], words[-1]))
            found.append(Draft(
                source=(), cue=(page.span(cue[0], cue[-1]),), content=(content,), lemma=LEMMA, frame="object", rule=RULE,
                given=NARRATOR,
            ))  # fmt: skip
    return found


def _of_the_page(page: Page, match: re.Match[str]) -> bool:
    """Whether the words are the page's own about itself: "the report wrongly said" may be of a report by others."""
    if match["said"]:
        return True
    before = page.text[max(0, match.start() - 60) : match.end()]
    return _OWN.search(before) is not None and (
        _WRONG.fullmatch(match["adverb"]) is not None or "this" in match[0].lower()
    )


def without(page: Page, drafts: list[Draft], taken: list[Draft]) -> list[Draft]:
    """The drafts but those that take what is corrected for somebody's statement."""
    spans = [page.span(page.bounds(page.word_at(d.place))[0], page.words_in(d.content[0])[-1]) for d in taken]
    return [d for d in drafts if not any(overlap(d.cue or d.content, (span,)) for span in spans)]
