"""The words of a text as place names need them: split at hyphens ("Britain-based"), genitives apart, initials whole."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Z]\b)?"  # U.S., D.C., N.H
    r"|[A-Z]&[A-Z]\b"
    r"|(?!(?<=['’])s\b)[^\W_]+(?:['’‘ʿʾ`](?!s\b)[^\W_]+)*"  # Sana'a, Hawaii; not the genitive of Syria's
    r"|[ʿʾ`][A-Z][^\W_]+(?:['’‘ʿʾ`](?!s\b)[^\W_]+)*",  # ʿAdra
)
# A name goes on over a blank, a line break of hard-wrapped text, or a hyphen; over a dot after "St".
_JOINT = re.compile(r"(?: |-|‑| ?\r?\n ?|  )\Z")
_DOTTED = frozenset(("St", "Ste", "Mt", "Ft"))
_COMMA = re.compile(r", ?\Z")


class Word(NamedTuple):
    """A word with its half-open code-point offsets; ``joined`` says that only a joint parts it from the one before.

    ``first`` says that it begins a sentence, ``hyphen`` that a hyphen stands before it.
    """

    text: str
    start: int
    end: int
    joined: bool
    capital: bool
    first: bool
    hyphen: bool


def words(text: str, starts: frozenset[int]) -> list[Word]:
    """The words in text order; ``starts`` are the offsets at which sentences begin."""
    out: list[Word] = []
    end = 0
    pending = True
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start]
        pending = pending or not starts.isdisjoint(range(end, start + 1))
        word = match.group()
        head = word[0] if word[0].isalpha() else word[1:2]
        joined = (
            gap == " " or bool(gap and _JOINT.match(gap)) or (gap == ". " and bool(out) and out[-1].text in _DOTTED)
        )
        out.append(Word(word, start, match.end(), joined and bool(out), head.isupper(), pending, gap in ("-", "‑")))
        end, pending = match.end(), False
    return out


def comma(text: str, left: int, right: int) -> bool:
    """Whether nothing but a comma stands between two offsets."""
    return bool(_COMMA.match(text[left:right]))
