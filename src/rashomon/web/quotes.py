"""Words of a document as a page quotes them: with what stands around them, where they stand, and whether they still do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import direction, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.model import Claim, Document, Span

    from .visit import Visit

AROUND = 180  # code points shown on each side of the quoted words, at most
_ENDS = ".!?…。؟।\n"
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """The words behind a claim, ready to be shown; ``held`` is False where the text does not hold them at that place."""

    claim: Claim | None
    before: str
    words: str
    after: str
    held: bool
    link: str
    lang: str | None
    dir: str
    outlet: str | None
    published: object


class Quoting:
    """Draws quotes from documents that were fetched once."""

    def __init__(self, visit: Visit, documents: Mapping[str, Document]) -> None:
        self._visit, self._documents = visit, documents

    def claim(self, claim: Claim) -> Quote:
        """The words behind a claim."""
        document = self._documents.get(claim.document)
        before, words, after = around(document.text, claim.span) if document else ("", claim.original, "")
        held = document is not None and same(words, claim.original)
        known = document.language if document else None
        lang = language(before + words + after, known)
        return Quote(
            claim=claim, before=before, words=words if held else claim.original, after=after, held=held,
            link=self._visit.link(f"/documents/{claim.document}", **place(claim.span, claim.original), claim=claim.id) + "#here",
            lang=lang, dir=direction(lang), outlet=claim.outlet or (document.outlet if document else None),
            published=claim.published,
        )  # fmt: skip

    def claims(self, claims: list[Claim]) -> list[Quote]:
        """The same for several, those of the same words once."""
        return [self.claim(claim) for claim in claims]


def place(span: Span, words: str) -> dict[str, str]:
    """The parameters that lead to exact characters: where they stand, and their hash."""
    return {"c": f"{span.start}-{span.end}", "h": mark(words)}


def mark(words: str) -> str:
    """A short hash of quoted characters, by which a link finds out that the text under it has changed."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def same(words: str, quoted: str) -> bool:
    """Whether the characters are those that were quoted; only the width of blanks may differ."""
    return words == quoted or " ".join(words.split()) == " ".join(quoted.split())


def around(text: str, span: Span, most: int = AROUND) -> tuple[str, str, str]:
    """What stands before the words in their sentence, the words, and what stands after; half-open code points."""
    start, end = max(0, span.start), min(len(text), span.end)
    low, high = max(0, start - most), min(len(text), end + most)
    first = _sentence_start(text, low, start)
    last = _sentence_end(text, end, high)
    before = ("" if first > low or low == 0 else "… ") + text[first:start].lstrip()
    after = text[end:last].rstrip() + ("" if last < high or high == len(text) else " …")
    return " ".join(before.split()) + _blank_end(before), text[start:end], _blank_start(after) + " ".join(after.split())


def _sentence_start(text: str, low: int, start: int) -> int:
    for at in range(start - 1, low - 1, -1):
        if text[at] == "\n" and (at == 0 or text[at - 1] == "\n"):
            return at + 1
        if (
            text[at] in _ENDS
            and text[at] != "\n"
            and at + 1 < start
            and text[at + 1] in _CLOSING + " \n"
            and text[at - 2 : at - 1].strip(" .")
        ):
            return at + 1 + (text[at + 1] in _CLOSING)
    while 0 < low < start and not text[low - 1].isspace():
        low += 1
    return low


def _sentence_end(text: str, end: int, high: int) -> int:
    for at in range(end, high):
        if text[at] == "\n" and text[at + 1 : at + 2] in ("\n", ""):
            return at
        if text[at] in _ENDS and text[at] != "\n" and (at + 1 >= len(text) or text[at + 1] in _CLOSING + " \n"):
            return at + 1 + (text[at + 1 : at + 2] in tuple(_CLOSING))
    while end < high < len(text) and not text[high].isspace():
        high -= 1
    return high


def _blank_end(text: str) -> str:
    return " " if text[-1:].isspace() and text.strip() else ""


def _blank_start(text: str) -> str:
    return " " if text[:1].isspace() and text.strip() else ""
