"""What stands where in a report's text: its title, day line, byline, wire dateline and teasers. Changes no character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

from . import days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_LONGEST_TITLE = 220
_TOP_LINES = 8  # a day line or byline stands at most so many written lines below the start
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)")
_BYLINE = re.compile(
    r"^by\s+(?P<name>[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,4}(?:\s+and\s+[^\W\d_][\w.'’ -]{1,40})?)", re.IGNORECASE
)
_OUTLET = re.compile(r"^(?:source|outlet|publisher|published\s+(?:by|in))\s*:\s*(?P<name>\S.{1,60})$", re.IGNORECASE)
_TEASER = re.compile(
    r"""^(?:read\s+(?:more|also|next|on)|also\s+read|more\s+on\s+this|more\s+(?:from|stories)|see\s+also|related(?:\s+\w+)?|
        recommended|watch(?:\s+(?:more|also|live))?|listen|trends|tags?|topics?|share(?:\s+this)?|follow\s+us|sign\s+up|subscribe|
        don['’]t\s+miss|most\s+read|in\s+pictures|(?:photo|image|picture)(?:\s+(?:credit|by))?)\b\s*(?P<rest>[:|»>–—-].*|$)?""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = r"(?:,\s(?:\d{1,2}\s[A-Za-z]{3,9}\.?(?:,?\s\d{2,4})?|[A-Za-z]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?))"
_COUNTRY = (
    r"(?:,\s[A-Z][A-Za-z. ]{2,25}?|\s\([A-Z][A-Za-z. ]{1,25}\)(?=,))?"  # "Karsa, Velmar" or "Karsa (Velmar), 3 May"
)
_AGENCY = r"(?:\s*\((?P<agency>[A-Z][\w .&'’/-]{1,40})\))"
_DASH = r"\s*(?:--|[—–_-])(?:\s+|$)"
_WIRES = (
    re.compile(  # THE PLACE, in capitals, Country, day (Agency) -
        rf"""^(?P<dateline>
            [^\W\d_a-zß-ÿ][^\W\d_a-zß-öø-ÿ]+(?:[ .'’/-]+[^\W\d_a-zß-öø-ÿ]+)*
            {_COUNTRY}
            {_DAY}?{_AGENCY}?
        ){_DASH}""",
        re.VERBOSE,
    ),
    re.compile(  # The Place, day (Agency) - : in small letters only with what nothing but a dateline has
        rf"""^(?P<dateline>
            [^\W\d_a-zß-ÿ][\w.'’-]+(?:\s[^\W\d_a-zß-ÿ][\w.'’-]+){{0,3}}
            {_COUNTRY}
            (?:{_DAY}{_AGENCY}?|{_AGENCY.replace("agency", "agency2")})
        ){_DASH}""",
        re.VERBOSE,
    ),
    re.compile(  # (The Place, day) - : as monitors' and aid agencies' releases open
        rf"""^(?P<dateline>\([^\W\d_a-zß-ÿ][\w.'’ -]{{1,40}}{_DAY}\)){_DASH}""",
        re.VERBOSE,
    ),
)


class Layout(NamedTuple):
    """Spans into the text, and what they say; None or empty where the text does not show it."""

    title: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    published: date | None = None
    author: str | None = None
    outlet: str | None = None
    asides: tuple[Span, ...] = ()


class Line(NamedTuple):
    """A line's span without the white space around it, its words, and whether a blank line comes next."""

    span: Span
    text: str
    alone: bool


def layout(text: str, title: str | None = None) -> Layout:
    """The layout of ``text``; ``title`` is the title where another place has told it already."""
    lines = list(_lines(text))
    headline = _headline(lines, title)
    body = lines[1:] if headline else lines
    day_line, author = _top(body)
    wire = next((found for line in body[:3] if (found := _wire(line, text))), None)
    published = days.line_day(day_line.text) if day_line else (days.find(wire.of(text)) if wire else None)
    return Layout(
        title=title or (headline.of(text) if headline else None),
        headline=headline,
        dateline=wire or (day_line.span if day_line else None),
        published=published,
        author=author,
        outlet=_outlet(body, wire, text),
        asides=tuple(line.span for line in lines if is_teaser(line.text) or line in _credits(body, day_line, wire)),
    )


def is_teaser(line: str) -> bool:
    """Whether the line leads elsewhere and is no part of the report: "Read more [..](..)", a row of links."""
    bare, links = _LINK.subn(" ", line)
    if links:
        words = re.findall(r"[^\W_]+", bare)
        return (
            len(words) <= 3
            and not re.search(r"[.!?]\s*$", line)
            and (len(words) < 2 or bool(_TEASER.match(bare.strip())))
        )
    match = _TEASER.match(line)
    if match is None or len(line) > _LONGEST_TITLE:
        return False
    return not line[match.end("rest") if match["rest"] else match.end() :].strip()


def _credits(body: list[Line], day_line: Line | None, wire: Span | None) -> list[Line]:
    """The lines near the top that name author, outlet or day only; a lone day line is the dateline, not an aside."""
    return [
        line
        for line in body[:_TOP_LINES]
        if _is_credit(line.text) or (wire and day_line and line.span == day_line.span and days.line_day(line.text))
    ]


def _is_credit(line: str) -> bool:
    """Whether the line is a byline or names the outlet, and says nothing else."""
    byline = _BYLINE.match(line)
    return bool(_OUTLET.match(line)) or bool(byline and not re.search(r"\w", line[byline.end() :]))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    rows = text.split("\n")
    for number, row in enumerate(rows):
        span = Span(start, start + len(row)).trimmed(text)
        start += len(row) + 1
        if span.start < span.end:
            following = rows[number + 1] if number + 1 < len(rows) else ""
            yield Line(span, span.of(text), not following.strip())


def _headline(lines: list[Line], title: str | None) -> Span | None:
    if not lines:
        return None
    first = lines[0]
    if title is not None:
        return first.span if _same(first.text, title) else None
    looks = len(first.text) <= _LONGEST_TITLE and len(lines) > 1 and not re.search(r"[.:;,]$", first.text)
    looks = looks and not is_teaser(first.text) and days.line_day(first.text) is None and _dateline(first.text) is None
    return first.span if looks and (first.alone or days.line_day(lines[1].text) is not None) else None


def _same(line: str, title: str) -> bool:
    def bare(words: str) -> str:
        return re.sub(r"[\W_]+", " ", words).strip().casefold()

    return bare(line) == bare(title) != ""


def _top(lines: list[Line]) -> tuple[Line | None, str | None]:
    """The day line and the author of the byline among the first short lines."""
    author = None
    for line in lines[:_TOP_LINES]:
        if len(line.text) > _LONGEST_TITLE:
            break
        for part in re.split(r"\s[|•·–—]\s", line.text):
            if byline := _BYLINE.match(part):
                author = author or byline["name"].strip()
        if any(days.line_day(part) for part in re.split(r"\s[|•·–—]\s", line.text)):
            return Line(line.span, _day_part(line.text), line.alone), author
    return None, author


def _outlet(body: list[Line], wire: Span | None, text: str) -> str | None:
    """As a line "Source: ..." near the top says; else the agency of the wire dateline."""
    for line in body[:_TOP_LINES]:
        if found := _OUTLET.match(line.text):
            return found["name"].strip()
    found = _dateline(text[wire.start :]) if wire else None
    return _agency(found) if found else None


def _day_part(line: str) -> str:
    return next(part for part in re.split(r"\s[|•·–—]\s", line) if days.line_day(part))


def _wire(line: Line, text: str) -> Span | None:
    match = _dateline(line.text)
    if match is None or (not _agency(match) and "," not in match["dateline"] and len(match["dateline"]) > 30):
        return None
    return Span(line.span.start, line.span.start + match.end("dateline")).trimmed(text)


def _dateline(line: str) -> re.Match[str] | None:
    return next((match for pattern in _WIRES if (match := pattern.match(line))), None)


def _agency(match: re.Match[str]) -> str | None:
    return next((name for group, name in match.groupdict().items() if group.startswith("agency") and name), None)
