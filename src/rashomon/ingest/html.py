"""Pages as saved from the web: the report without menus, captions and links to elsewhere, by trafilatura."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

import trafilatura

from rashomon.model import Span

from . import days
from .draft import Draft
from .layout import is_teaser, layout
from .plain import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset({"p", "head", "quote", "item", "cell", "code", "ab"})
_CONTROLS = re.compile(
    r"\[\s*(?:collapse|expand|edit|show|hide)\s*\]|\b(?:click (?:here|to)|continue to map)\b|\bunblur\b|^advertisement$",
    re.IGNORECASE,
)
_LONGEST_CONTROL = 120
# A label and its value without a space between ("StatusUnknown"): a row of a table, not a sentence.
_FUSED = re.compile(r"^[A-Z][^.!?]*[a-z]{3}(?:[A-Z][a-z]|\d)[^.!?]*$")
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—]{2,40})$")


@cache
def extractor() -> str:
    """Name and version of what draws the text, kept with each document."""
    return f"trafilatura {metadata.version('trafilatura')}"


def from_html(page: str, url: str | None = None) -> Draft:
    """The draft of a page: its title as first line, then the report's paragraphs. ``url`` is where it was fetched."""
    page = normal(page)
    notes = () if re.search(r"</(?:html|body)\s*>", page, re.IGNORECASE) else ("the page breaks off before its end",)
    found = _extracted(page, url)
    if found is None:
        return Draft(text="", extractor=extractor(), url=url, notes=notes, skipped="no report found in the page")
    site = _clean(found.sitename)
    title = _title(_clean(found.title), site)
    text, asides = _assembled(title, _blocks(found.body))
    seen = layout(text, title)
    return Draft(
        text=text,
        extractor=extractor(),
        title=title,
        outlet=site or _clean(found.hostname),
        author=_clean(found.author),
        url=_clean(found.url) or url,
        # Last resort: pages that carry no day but one in their title.
        published=(days.whole(found.date) if found.date else None) or seen.published or days.find(title or ""),
        language=None,  # templates often declare the site's language, not the text's: the words decide
        headline=seen.headline,
        dateline=seen.dateline,
        asides=tuple(sorted({*asides, *seen.asides})),
        notes=notes,
        skipped=None if len(text) > len(title or "") else "no report found in the page",
    )


def _extracted(page: str, url: str | None) -> Any:
    try:
        return trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            include_links=True,
            # Without the extensive search, which tries 400 languages for seconds and guesses.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
        )
    except (ValueError, TypeError, AttributeError, RecursionError):  # lxml on pages that are hardly pages
        return None


def _assembled(title: str | None, blocks: Iterator[tuple[str, bool]]) -> tuple[str, tuple[Span, ...]]:
    parts = [title] if title else []
    at = len(title) + 2 if title else 0
    asides = []
    for words, aside in blocks:
        if words == title:
            continue
        if aside:
            asides.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), tuple(asides)


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """Paragraphs in order, each once, with whether it is an aside: all links, a teaser, a heading over nothing."""
    found = list(_written(body))
    for number, (words, aside, heads) in enumerate(found):
        over_nothing = heads and (number + 1 == len(found) or found[number + 1][2])
        yield words, aside or over_nothing


def _written(body: Any) -> Iterator[tuple[str, bool, bool]]:
    """Words of each block, whether it is an aside, whether it is a heading; the page's controls are left out."""
    seen: set[str] = set()
    for element in body.iter():
        if element.tag not in _BLOCKS or any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        words = _clean(_inner(element))
        if not words or words in seen or (len(words) < _LONGEST_CONTROL and _CONTROLS.search(words)):
            continue
        seen.add(words)
        linked = sum(len("".join(ref.itertext()).strip()) for ref in element.iter("ref"))
        aside = (
            linked >= 0.9 * len(words)
            or is_teaser(words)
            or bool(_FUSED.search(words) and len(words) < _LONGEST_CONTROL)
        )
        yield words, aside, element.tag == "head"


def _inner(element: Any) -> str:
    """The words of a block; where a label and its value touch ("StatusUnknown"), a space comes between."""
    words = element.text or ""
    for child in element:
        words = _joined(words, " " if child.tag in {"lb", "graphic"} else _inner(child))
        words = _joined(words, child.tail or "")
    return words


def _joined(left: str, right: str) -> str:
    touch = left[-1:].islower() and (right[:1].isupper() or right[:1].isdigit())
    return f"{left} {right}" if touch else left + right


def _title(title: str | None, site: str | None) -> str | None:
    """The title without the name of the site behind it."""
    if not title:
        return None
    tail = _SITE_TAIL.search(title)
    return title[: tail.start()] if tail and site and tail["site"].casefold() == site.casefold() else title


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None
