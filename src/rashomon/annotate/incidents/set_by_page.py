"""The ranges that a page which weighs its sources says it has set: "has recorded the number of civilians killed as 4-5".

Such a page closes what its sources leave open and says so. Its own word is meant, not a source's: a passive ("has been
quantified as 2"), "we", or the outlet's name before the verb. What it sets for children, women, fighters or kin alone is no total.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

if TYPE_CHECKING:
    from .context import Context

_MOST = 100_000
_REACH = 80  # characters from the verb to the value
_NEAR = 80  # characters around, in which those counted are named


class Bounds(NamedTuple):
    """What a page says it has set: either end, None where it sets that end not."""

    low: int | None
    high: int | None


class _Words(NamedTuple):
    """set_by_page.yaml, compiled."""

    passive: re.Pattern[str]
    active: str
    value: re.Pattern[str]
    measures: dict[str, re.Pattern[str]]
    alone: re.Pattern[str]
    estimate: re.Pattern[str]
    parts: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load("set_by_page")

    def any_of(name: str) -> str:
        return "(?:" + "|".join(data[name]).replace(" ", r"\s+") + ")"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    number = r"(?:\d+(?:,\d{3})*|[a-z]+(?:-[a-z]+)?(?:\s+hundred)?)"
    return _Words(
        passive=compiled(rf"\b(?:has|have|is|was|were)(?:\s+\w+ly|\s+therefore|\s+now)*\s+(?:been\s+)?(?:\w+ly\s+|therefore\s+)*{any_of('set')}\b"),
        active=rf"(?:['’]s?)?(?:\s+\w+){{0,2}}?\s+(?:has|have)?(?:\s+\w+ly|\s+therefore|\s+also)*\s*{any_of('set')}\b",
        value=compiled(
            rf"\b(?:as|at|to be|of|in the|to|is)\s+(?P<bound>at least\s+|up to\s+|a minimum of\s+)?(?:between\s+)?(?P<low>{number})"
            rf"(?:\s*(?:-|–|\bto\b|\band\b)\s*(?P<high>{number}))?".replace(" ", r"\s+")
        ),
        measures={name: compiled(rf"\b(?:{words})") for name, words in data["measures"].items()},
        alone=compiled(rf"\b{any_of('alone')}"), estimate=compiled(rf"\b{any_of('estimate')}"), parts=compiled(rf"\b{any_of('parts')}\b"),
        least=compiled(rf"\b{any_of('least')}\b"), most=compiled(rf"\b{any_of('most')}\b"),
        subject=compiled(rf"\b{any_of('subject')}\b"),
    )  # fmt: skip


def set_by_page(context: Context, measure: str) -> Bounds | None:
    """What the page says it has set for those ``measure`` (killed, injured); None where it says nothing of it."""
    low = high = None
    for sentence in context.annotated.sentences:
        bounds = _in_sentence(context, " ".join(sentence.span.of(context.text).split()), measure)
        if bounds is not None:
            low, high = bounds.low if bounds.low is not None else low, bounds.high if bounds.high is not None else high
    if low is not None and high is not None and low > high:
        return None
    return Bounds(low, high) if low is not None or high is not None else None


def _in_sentence(context: Context, text: str, measure: str) -> Bounds | None:
    words = _words()
    for setter in _setters(context, text):
        match = next((m for m in words.value.finditer(text, setter.end()) if _number(m["low"])), None)
        if match is None or match.start() - setter.end() > _REACH:
            continue
        if any(_number(word) for word in re.findall(r"\w+", text[setter.end() : match.start()])):
            continue  # "recorded six killed, and two to three injured": told one by one
        low, high = _number(match["low"]), _number(match["high"] or "")
        end = match.end() if high is not None else match.end("low")
        if low is None or not _of_measure(text, setter.start(), match.start(), end, measure):
            continue
        if high is not None and high >= low:
            return Bounds(low, high)
        before = text[: match.start("low")]
        least, most = words.least.search(before) is not None, words.most.search(before) is not None
        if least != most:
            return Bounds(low, None) if least else Bounds(None, low)
        return Bounds(low, low)
    return None


def _number(words: str) -> int | None:
    """The number of people that the words give, at least one."""
    found = value_of(words.lower()) if words else None
    return found if isinstance(found, int) and 0 < found < _MOST else None


def _setters(context: Context, text: str) -> list[re.Match[str]]:
    """Where the page says that it has set something."""
    words = _words()
    outlet = (context.annotated.document.outlet or "").split(".")[0].strip()
    own = "|".join(["we", *([re.escape(outlet)] if outlet else [])])
    active = re.compile(rf"\b(?:{own})\b{words.active}", re.IGNORECASE)
    found = [*words.passive.finditer(text), *active.finditer(text), *words.estimate.finditer(text)]
    told = [m for m in found if not words.alone.search(m[0]) or words.subject.search(text[: m.start()])]
    return sorted(told, key=lambda m: m.start())


def _of_measure(text: str, setter: int, value: int, end: int, measure: str) -> bool:
    """Whether what is set is the number of those killed (injured): by the phrase that names it, else by the whole sentence."""
    words = _words()
    subjects = [m.start() for m in words.subject.finditer(text[:value])]
    # "Fatality range" names it before the noun.
    phrase = text[max(0, subjects[-1] - 10) : value] if subjects else text[max(0, setter - _NEAR) : value]
    behind = re.split(
        r"[.;,–]|\b(?:with|including|among|though|but|alongside|besides)\b|\band\b(?=[^.;,]*\b(?:as|at)\b)",
        text[end : end + _NEAR],
    )[0]
    if words.parts.search(phrase) or words.parts.search(behind):
        return False
    for told in (f"{phrase} {behind}", text):
        found = {name for name, pattern in words.measures.items() if pattern.search(told)}
        if found:
            return measure in found
    return measure == "killed" and "casualt" in text.lower()
