"""Words of a document as a page quotes them: with what stands around them, where they stand, and whether they still do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .bidi import whole
from .words import direction, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.model import Claim, Document, Span
    from rashomon.model.incident import Pointer

    from .visit import Visit

AROUND = 180  # code points shown on each side of the quoted words, at most
_END = re.compile(r"[.!?…。؟।][\"'”’»)\]]*(?=\s)|\n[ \t\r]*\n")
_SHORT = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|[A-Z][a-z]{1,2}|[A-Z][.][A-Z])[.]$"
)  # "Mr.", "Lt.", "U.S.": no sentence ends here


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

    @property
    def pieces(self) -> list[tuple[str, bool, str, bool]]:
        """The text in pieces: whether it is the quoted words, and where a quote against the direction begins and ends."""
        return whole(((self.before, False), (self.words, True), (self.after, False)), self.dir)


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

    def pointer(self, pointer: Pointer) -> Quote:
        """The words that a pointer leads to."""
        document = self._documents.get(pointer.document)
        before, words, after = around(document.text, pointer.span, 80) if document else ("", "", "")
        lang = language(before + words + after, document.language if document else None)
        return Quote(
            claim=None, before=before, words=words, after=after, held=bool(words),
            link=self._visit.link(f"/documents/{pointer.document}", **place(pointer.span, words)) + "#here",
            lang=lang, dir=direction(lang), outlet=document.outlet if document else None,
            published=document.published if document else None,
        )  # fmt: skip

    def sentences(self, claims: list[Claim]) -> list[Quote]:
        """The same, each sentence of a document once: the longest of its words stand for it."""
        found: dict[tuple[str, str], Quote] = {}
        for quote in self.claims(claims):
            if quote.claim is not None:
                key = quote.claim.document, " ".join((quote.before + quote.words + quote.after).split())
                if key not in found or len(quote.words) > len(found[key].words):
                    found[key] = quote
        return list(found.values())

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
    start = min(max(0, span.start), len(text))
    end = min(max(start, span.end), len(text))
    low, high = max(0, start - most), min(len(text), end + most)
    first, cut = _sentence_start(text, low, start)
    before = ("… " if cut else "") + text[first:start].lstrip()
    last, cut = _sentence_end(text, end, high)
    after = text[end:last].rstrip() + (" …" if cut else "")
    return " ".join(before.split()) + _blank_end(before), text[start:end], _blank_start(after) + " ".join(after.split())


def _sentence_start(text: str, low: int, start: int) -> tuple[int, bool]:
    """Where the sentence begins, and whether it was cut for its length."""
    found = [end.end() for end in _END.finditer(text, low, start) if not _SHORT.search(text, low, end.start() + 1)]
    if found:
        return found[-1], False
    at = low
    while 0 < at < start and not text[at - 1].isspace():
        at += 1
    return at, low > 0


def _sentence_end(text: str, end: int, high: int) -> tuple[int, bool]:
    for found in _END.finditer(text, end, high):
        if not _SHORT.search(text, max(0, found.start() - 6), found.start() + 1):
            return found.end(), False
    at = high
    while end < at < len(text) and not text[at].isspace():
        at -= 1
    return at, high < len(text)


def _blank_end(text: str) -> str:
    return " " if text[-1:].isspace() and text.strip() else ""


def _blank_start(text: str) -> str:
    return " " if text[:1].isspace() and text.strip() else ""
