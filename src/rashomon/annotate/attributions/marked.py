"""Drafts from the encoder's marks: which lexicon cue a marked cue is, and what a charge names. Not here: adding or dropping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Span

from .cues import BE, auxiliaries, is_adverb, nouns, verbs
from .draft import Draft
from .stanced import stanced

if TYPE_CHECKING:
    from rashomon.model import AttributionMark

    from .page import Page


def marked(page: Page) -> list[Draft]:
    """One draft for each of the document's marks that has a content."""
    marks = [mark for mark in page.annotated.marks.attributions if mark.content]
    return [
        _draft(page, msgspec.structs.replace(mark, content=content, source=_single(mark)))
        for mark, content in zip(marks, _own(marks), strict=True)
    ]


def _single(mark: AttributionMark) -> tuple[Span, ...]:
    """The source; of several phrases the one that is nearest to the cue, for one statement has one speaker."""
    places = mark.cue or mark.content
    if len(mark.source) < 2 or not places:
        return mark.source
    return (min(mark.source, key=lambda s: min(max(p.start - s.end, s.start - p.end, 0) for p in places)),)


def _own(marks: list[AttributionMark]) -> list[tuple[Span, ...]]:
    """The contents of the marks, each span only with the nearest of the cues to which it was given.

    Quotations that follow one another are easily given to each other's speakers; a sentence has one speaker who is
    nearest, unless one cue stands within the other's content.
    """
    holders: dict[Span, list[int]] = {}
    for i, mark in enumerate(marks):
        for span in mark.content:
            holders.setdefault(span, []).append(i)
    out: list[tuple[Span, ...]] = []
    for i, mark in enumerate(marks):
        kept = tuple(s for s in mark.content if len(holders[s]) == 1 or _nearest(marks, holders[s], s) == i)
        out.append(kept or mark.content[-1:])
    return out


def _nearest(marks: list[AttributionMark], holders: list[int], span: Span) -> int:
    def distance(i: int) -> tuple[int, int]:
        places = marks[i].cue or marks[i].source
        if not places:
            return 1 << 30, i
        gaps = [max(place.start - span.end, span.start - place.end, 0) for place in places]
        return min(gaps), i

    return min(holders, key=distance)


def _draft(page: Page, mark: AttributionMark) -> Draft:
    given = [i for span in mark.cue for i in page.words_in(span)]
    words = _whole_group(page, given)
    lemma, frame = lemma_of(page, words)
    low = [page.low[i] for i in words]
    charged = frame == "charge"
    return Draft(
        source=mark.source,
        cue=(page.span(words[0], words[-1]),) if words != given else mark.cue,
        content=mark.content,
        lemma=lemma,
        frame=frame,
        rule="mark",
        score=mark.score,
        passive=any(w in BE for w in low) and any(w.endswith("ed") or w in ("seen", "told", "said") for w in low),
        negated=any(w in ("not", "never", "no", "without") or w.endswith("n't") for w in low),
        party=_party(page, mark, words) if charged else None,
        given=_given(page, mark, low),
    )


def _whole_group(page: Page, words: list[int]) -> list[int]:
    """The words of a cue; of one that is cut after its auxiliaries ("was | dismissed") with the verb that they belong to."""
    if not words or not all(page.low[i] in auxiliaries() for i in words):
        return words
    at, high = words[-1] + 1, page.bounds(words[-1])[1]
    while at < high and (page.low[at] in auxiliaries() or is_adverb(page.low[at])):
        at += 1
    return [*range(words[0], at + 1)] if at < high and page.low[at] in verbs() else words


def lemma_of(page: Page, words: list[int]) -> tuple[str, str]:
    """Base form and frame of the first word of the cue that the lexicon knows; the cue's own words where it knows none."""
    known_verbs, known_nouns = verbs(), nouns()
    found: list[tuple[str, str]] = []
    for position, at in enumerate(words):
        word = page.low[at]
        if word == "according":
            return "according to", "according"
        for entry in known_verbs.get(word, ()):
            rest = tuple(page.low[at + 1 : at + 1 + len(entry.rest)])
            if rest == entry.rest and (entry.form != "base" or position or len(words) == 1 or entry.lemma != "read"):
                found.append((entry.lemma, _frame(entry.frames)))
                break
        else:
            if word in known_nouns:
                found.append((known_nouns[word], "noun"))
    if found:
        return next((pair for pair in found if pair[0] in stanced()), found[0])
    text = " ".join(page.low[at] for at in words)
    if text.endswith("edly"):
        return text, "hedge"
    return (":" if text == ":" else text), "colon" if text == ":" else "other"


def _frame(frames: tuple[str, ...]) -> str:
    for wanted in ("charge", "cite", "tell", "say", "view", "object"):
        if wanted in frames:
            return wanted
    return frames[0]


def _given(page: Page, mark: AttributionMark, low: list[str]) -> str | None:
    if mark.source:
        return None
    if not mark.cue:
        return "narrator" if not page.quote_at(mark.content[0].start) else "unspecified"
    return "reports" if low[-1:] in (["reports"], ["report"]) else "unspecified"


def _party(page: Page, mark: AttributionMark, words: list[int]) -> Span | None:
    """Whom a charge names: between "accused" and "of", after "blamed", or the subject of "was accused"."""
    if not words:
        return None
    low, high = page.bounds(words[-1])
    after = words[-1] + 1
    content = page.words_in(mark.content[0])
    if page.low[words[0]] in BE:
        first = max(low, words[0] - 8)
        return page.span(first, words[0] - 1) if first < words[0] else None
    if content.start > after:
        return page.span(after, content.start - 1)
    stop = after
    while stop < high and page.low[stop] not in ("of", "for", "over", ",", ".", "with"):
        stop += 1
    return Span(page.starts[after], page.ends[stop - 1]) if stop > after else None
