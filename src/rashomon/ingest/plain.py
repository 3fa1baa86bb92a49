"""Plain text and Markdown to clean text: links and emphasis become their words, hard line ends are joined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from rashomon.model import Span

from . import days
from .draft import Draft
from .layout import is_teaser, layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

PLAIN_EXTRACTOR = "plain 1"
MARKDOWN_EXTRACTOR = "markdown 1"
_INVISIBLE = dict.fromkeys((0x00, 0xAD, 0x200B, 0x2060, 0xFEFF))
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\t\v\f", " "))
_BULLET = re.compile(r"^\s*(?:[-*•‣]|\d{1,2}[.)])\s+")
_MARKED = re.compile(r"\]\(|[*_]\S")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)")
_MOST_BRACKETS = 500  # in one paragraph; parsing links takes time that grows with the square of open brackets
_FRONT = re.compile(r"\A---[ ]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)


def normal(text: str) -> str:
    """The text with Unix line ends, composed letters (NFC), plain spaces, and without invisible characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\x85", "\n")
    )
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SPACES)


def from_plain(text: str) -> Draft:
    """The draft of a plain text file; links and emphasis written as in Markdown are understood too."""
    return _assembled(_plain_blocks(normal(text)), PLAIN_EXTRACTOR)


def from_markdown(text: str) -> Draft:
    """The draft of a Markdown file; a YAML header gives title, date, outlet, author, url, language, id."""
    text = normal(text)
    header: dict[str, Any] = {}
    if match := _FRONT.match(text):
        header = _header(match["yaml"])
        text = text[match.end() :]
    parts = re.split(r"\n\s*\n", text)
    blocks = _plain_blocks(text) if any(_hostile(part) for part in parts) else _markdown_blocks(text)
    draft = _assembled(blocks, MARKDOWN_EXTRACTOR, title=_word(header, "title"))
    day = _word(header, "published", "date")
    return replace(
        draft,
        id=_word(header, "id"),
        outlet=_word(header, "outlet", "source", "publisher", "site") or draft.outlet,
        author=_word(header, "author") or draft.author,
        url=_word(header, "url", "link"),
        language=_word(header, "language", "lang"),
        published=(days.whole(day) if day else None) or draft.published,
    )


def _plain_blocks(text: str) -> Iterator[tuple[str, bool]]:
    for block in re.split(r"\n\s*\n", text):
        for line in _unwrapped(block.split("\n")):
            if line.strip():
                yield _clean_line(line), is_teaser(line.strip())


def _hostile(paragraph: str) -> bool:
    """Whether its marks are so many that no one wrote them."""
    return paragraph.count("[") > _MOST_BRACKETS or paragraph.count("*") + paragraph.count("_") > 10 * _MOST_BRACKETS


def _assembled(blocks: Iterable[tuple[str, bool]], extractor: str, title: str | None = None) -> Draft:
    """Blocks, each with whether it is an aside, joined by blank lines; the layout of what comes out."""
    parts: list[str] = []
    asides: list[Span] = []
    at = 0
    for raw, aside in blocks:
        words = re.sub(r"[ ]{2,}", " ", raw).strip()
        if not words:
            continue
        if aside:
            asides.append(Span(at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    text = "\n\n".join(parts)
    seen = layout(text, title)
    if title and seen.headline is None and text:  # the header's title belongs to the text that is read
        return _assembled(
            [(title, False), *((part, Span(*span) in asides) for part, span in _spans(parts))], extractor, title
        )
    return Draft(
        text=text, extractor=extractor, title=seen.title, outlet=seen.outlet, author=seen.author, published=seen.published,
        headline=seen.headline, dateline=seen.dateline, asides=tuple(sorted({*asides, *seen.asides})),
    )  # fmt: skip


def _spans(parts: Sequence[str]) -> Iterator[tuple[str, Span]]:
    at = 0
    for part in parts:
        yield part, Span(at, at + len(part))
        at += len(part) + 2


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines of one block, joined where they were only broken to a width; else as they are."""
    filled = [line for line in lines if line.strip()]
    widths = [len(line.rstrip()) for line in filled[:-1]]
    wrapped = (
        len(filled) > 1
        and all(45 <= width <= 100 for width in widths)
        and not any(_BULLET.match(line) or is_teaser(line.strip()) for line in filled)
        and sum(line.rstrip().endswith((".", "!", "?", '."', ".”")) for line in filled[:-1]) < len(filled) - 1
        and days.line_day(filled[-1]) is None
    )
    return [" ".join(line.strip() for line in filled)] if wrapped else filled


def _clean_line(line: str) -> str:
    if not _MARKED.search(line):
        return line
    if _hostile(line):
        return _LINK.sub(r"\1", line)
    return "".join(_words(token.children or ()) for token in _inline().parseInline(line.strip()))


def _markdown_blocks(text: str) -> Iterator[tuple[str, bool]]:
    for token in _blocks().parse(text):
        if token.type == "inline":
            yield _words(token.children or ()), _links_away(token)
        elif token.type in {"fence", "code_block"}:
            yield token.content, False


def _links_away(token: Token) -> bool:
    return (
        any(is_teaser(line.strip()) for line in token.content.split("\n")[:1])
        if "](" in token.content
        else is_teaser(token.content.strip())
    )


def _words(tokens: Iterable[Token]) -> str:
    """The words of inline tokens; images and raw HTML tags leave none."""
    out = []
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append(" ")
    return "".join(out)


@cache
def _inline() -> MarkdownIt:
    """For plain text: links, images and emphasis only, so that numbers, stars and slashes stay what they are."""
    return MarkdownIt("zero").enable(["link", "image", "emphasis"])


@cache
def _blocks() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _header(source: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(source)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _word(header: dict[str, Any], *names: str) -> str | None:
    value = next((header[name] for name in names if header.get(name) not in (None, "", [])), None)
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    return None if value is None else str(value).strip() or None
