"""What a page that weighs its sources says itself of an incident's standing: "graded as a single source claim".

Such words are evidence for the status, as the page's own statement; they are no account of what happened. What is only
graded so in part (the civilian harm, whether somebody was a fighter) is left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load
from rashomon.model import Grading, Span

if TYPE_CHECKING:
    from .context import Context

_BEHIND = 160  # characters from a word of grading to the status


class _Words(NamedTuple):
    """gradings.yaml, compiled."""

    verbs: re.Pattern[str]
    statuses: dict[str, re.Pattern[str]]
    other: re.Pattern[str]
    incident: re.Pattern[str]
    alone: re.Pattern[str]
    past: re.Pattern[str]
    declared: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load("gradings")
    return _Words(
        verbs=re.compile(rf"\b(?:{data['verbs']})\b", re.IGNORECASE),
        statuses={name: re.compile(rf"\b{words}", re.IGNORECASE) for name, words in data["statuses"].items()},
        other=re.compile(data["else"], re.IGNORECASE), incident=re.compile(data["incident"], re.IGNORECASE),
        alone=re.compile(data["alone"], re.IGNORECASE), past=re.compile(data["past"], re.IGNORECASE),
        declared=re.compile(data["declared"]), joined=re.compile(data["joined"], re.IGNORECASE),
    )  # fmt: skip


def gradings(context: Context) -> tuple[Grading, ...]:
    """What the page says of its main incident's standing, the words that count most last; nothing where it weighs no sources."""
    stated = [g for s in context.annotated.sentences if (g := _stated(context.text, s.span)) is not None]
    if stated:
        return tuple(stated)
    if not context.weighs_sources:
        return ()
    words = _words()
    inferred = []
    for sentence in context.annotated.sentences:
        text = sentence.span.of(context.text)
        if match := words.alone.search(text):
            inferred.append(_grading("single source", sentence.span.start, match, "one source names the party"))
    opening = context.annotated.sentences[:2]
    inferred += [
        _grading("acknowledged", sentence.span.start, match, "declared in the opening")
        for sentence in opening
        if (match := words.declared.search(sentence.span.of(context.text)))
    ]
    return tuple(inferred)


def _stated(text: str, sentence: Span) -> Grading | None:
    """The status that a sentence grades the incident as: the one that stands first behind a word of grading."""
    words, said = _words(), sentence.of(text)
    best: tuple[int, str, re.Match[str]] | None = None
    for status, pattern in words.statuses.items():
        for match in pattern.finditer(said):
            if _graded(said, match) and (best is None or match.start() < best[0]):
                best = (match.start(), status, match)
    return _grading(best[1], sentence.start, best[2], "graded by the page") if best else None


def _graded(said: str, status: re.Match[str]) -> bool:
    """Whether the status stands behind a word of grading, of the incident itself, and holds."""
    words, before = _words(), said[: status.start()]
    verbs = list(words.verbs.finditer(before))
    direct = re.search(r"\bstatus\s+(?:is|was)\s+\W*$", before)
    if (not direct and (not verbs or status.start() - verbs[-1].start() > _BEHIND)) or words.past.search(before):
        return False
    others = [m.end() for m in words.other.finditer(before)]
    joined = words.joined.search(before) is not None
    own = [m.end() for m in words.incident.finditer(words.other.sub(lambda m: " " * len(m[0]), before))]
    if others and not joined and (not own or own[-1] < others[-1]):
        return False
    return re.search(r"\b(?:as|is|was|a|the)\W+(?:an?\s+)?(?:weak,?\s+)?\W*$", before, re.IGNORECASE) is not None or (
        re.search(r"\b(?:as|is|was)\b[^,;]{0,40}$", before) is not None
    )


def _grading(status: str, offset: int, match: re.Match[str], rule: str) -> Grading:
    return Grading(span=Span(offset + match.start(), offset + match.end()), status=status, rule=rule)
