"""Cuts a text into words and gives each a one-letter kind, so that the grammar runs over a short string of letters.

The kinds are what SynTime (Zhong et al., ACL 2017) calls token types: month, weekday, unit, numeral, ... What a word
means as a date is not decided here; only whether "may" or "march" can be a month at all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from rashomon.annotate import numbers
from rashomon.lexicon import load

# One letter for each kind of word; patterns of the grammar use the long names.
KINDS = {
    "OTHER": "_", "MONTH": "m", "WDAY": "w", "DNUM": "d", "YEAR": "y", "NUM": "n", "NUMW": "W", "ORDN": "o", "ORDW": "O",
    "DECN": "D", "DECW": "e", "UNIT": "u", "UNITS": "U", "SEASON": "s", "PART": "p", "PARTS": "P", "CLOCK": "t",
    "AMPM": "T", "ZONE": "z", "LITERAL": "i", "TODAY": "x", "LAST": "l", "THIS": "k", "NEXT": "j", "THAT": "K",
    "SAME": "S", "THE": "c", "AN": "a", "AGO": "g", "BEFORE": "b", "LATER": "f", "EARLY": "E", "EDGE": "G", "OF": "v",
    "IN": "I", "COMMA": ",", "DASH": "-", "APOS": "'", "POSS": "~", "VAGUE": "C", "APPROX": "B", "EVERY": "V",
    "FREQ": "F", "FISCAL": "Y", "ERA": "X", "AND": "&", "TILL": "2", "BETWEEN": "3", "BREAK": "|", "HALF": "h",
    "PERIOD": "R", "OLD": "Z", "LONG": "L", "MORE": "M", "WEEKEND": "q", "LATE": "r", "ABOUT": "A", "ENDED": "N", "WDAYS": "9", "SHORT": "5", "SUCH": "Q",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<i>\d{4}-\d{1,2}-\d{1,2}(?:T\d\d:\d\d(?::\d\d)?)?(?![\w-])|9/11(?![\w/])|\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d\d)(?![\w/-]|\.\d))
    |(?P<t>\d{1,2}[:.]\d\d(?::\d\d)?(?=\s*[ap]\.?m\b)|\d{1,2}:\d\d(?::\d\d)?(?![\w:])|\d{1,2}:?\d\d(?=\s?hrs\b)|\d{4}(?=\s?(?:EST|EDT|GMT|UTC|PST|PDT)\b))
    |(?P<D>(?:['’]\d0|\b\d{3}0|\b\d\d0(?=['’]?s\s+B))['’]?s\b)
    |(?P<o>\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=[^\W\d_]{3})[^\W\d_]\w*|\d+)
    |(?P<T>[ap]\.\s?m\.|[ap]\.?m\b|(?<=\d\d)\s?hrs\b)
    |(?P<X>B\.\s?C\.(?:\s?E\.?)?|B\.C\b|A\.\s?D\.|(?:BCE|BC|AD|CE)\b)
    |(?P<m>(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.)
    |(?P<w>(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.(?=,?\s*(?:[a-z]{3,9}\.?\s)?\d))
    |(?P<s>['’]s\b)
    |(?P<W>[^\W\d_]\w*(?:['’](?!s\b)[^\W\d_]\w*)?)
    |(?P<b>\n[^\S\n]*\n)
    |(?P<p>[^\w\s])""",
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
NUMBER_WORDS = {word: n for word, n in (numbers.UNITS | numbers.TENS | _SCALES).items() if n}
ORDINALS = numbers.ORDINALS | {"latter": 2}
_MARKS = {",": ",", "-": "-", "–": "-", "—": "-", "‑": "-", "'": "'", "’": "'", "&": "&", "/": "-"}


class Words(NamedTuple):
    """A text's words: where each starts and ends (code points), its lower-case form, and the string of their kinds."""

    text: str
    starts: list[int]
    ends: list[int]
    low: list[str]
    kinds: str

    def said(self, first: int, last: int) -> str:
        """The lower-case words [first, last), with single spaces."""
        return " ".join(self.low[first:last])


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of ``lexicon/times.yaml``; read-only."""
    return dict(load("times"))


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the small sets of words at the end of the lexicon."""
    return frozenset(lexicon()["sets"][name])


@cache
def _fixed() -> dict[str, str]:
    """The kind of every word that has one wherever it stands."""
    lex = lexicon()
    kinds: dict[str, str] = {}
    for kind, group in (
        ("m", lex["months"]), ("w", lex["weekdays"]), ("u", lex["units"]), ("U", lex["plural_units"]),
        ("s", lex["seasons"]), ("p", lex["parts"]), ("P", lex["plural_parts"]), ("x", lex["todays"]), ("l", lex["last"]),
        ("j", lex["next"]), ("k", lex["this"]), ("K", lex["that"]), ("S", lex["same"]), ("E", lex["early"]),
        ("G", lex["edges"]), ("F", lex["frequencies"]), ("V", lex["every"]), ("C", lex["vague"]),
        ("B", lex["approximators"]), ("A", lex["outer_approximators"]), ("e", lex["decades"]), ("z", lex["zones"]), ("W", NUMBER_WORDS), ("O", ORDINALS),
        ("c", ["the"]), ("a", ["a", "an"]), ("g", ["ago"]), ("b", ["before", "previously"]), ("f", ["after", "afterwards"]),
        ("v", ["of"]), ("I", ["in", "on", "at", "during"]), ("&", ["and", "or"]),
        ("2", ["to", "through", "until", "till", "thru"]), ("3", ["between", "from"]), ("h", ["half"]),
        ("Y", ["fiscal"]), ("Q", ["latest", "comparable", "corresponding"]), ("R", ["period", "periods", "era"]), ("Z", ["old"]), ("L", ["long"]), ("M", ["more"]),
        ("q", ["weekend"]), ("N", ["ended", "ending"]),
    ):  # fmt: skip
        for word in group:
            kinds.setdefault(word, kind)
    for word in lex["weekdays"]:
        if word.endswith("day"):
            kinds[f"{word}s"] = "9"
    kinds["second"] = "O"
    kinds["some"] = "B"
    kinds["latter"] = "O"
    for word in ("earlier", "later"):
        kinds[word] = "r"
    return kinds


def _number_kind(word: str) -> str:
    if not word.isdigit():
        return "n" if word.replace(",", "").replace(".", "").isdigit() else "_"
    if len(word) <= 2:
        return "d" if 1 <= int(word) <= 31 else "n"
    return "y" if len(word) == 4 and 1000 <= int(word) <= 2199 else "n"


def _word_kind(word: str, original: str, fixed: dict[str, str], months: frozenset[str]) -> str:
    kind = fixed.get(word, "_")
    if kind == "_":
        return kind
    if word in months and original.islower():
        return "_"
    if kind == "m" and original.islower() and len(word) <= 4:
        return "_"
    return kind


def cut(text: str) -> Words:
    """The words of ``text`` with their kinds; every word's offsets are exact."""
    starts: list[int] = []
    ends: list[int] = []
    low: list[str] = []
    kinds: list[str] = []
    fixed, months = _fixed(), frozenset(lexicon()["ambiguous_months"])
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or "p"
        original = match.group()
        word = original.lower()
        if group == "W":
            kind = _word_kind(word, original, fixed, months)
        elif group == "p":
            kind = _MARKS.get(original, "_")
        elif group == "n":
            kind = _number_kind(word)
        elif group == "b":
            kind = "|"
        elif group == "s":
            kind = "~"
        else:
            kind = group
        starts.append(match.start())
        ends.append(match.end())
        low.append(word)
        kinds.append(kind)
    words = Words(text, starts, ends, low, "".join(kinds))
    return words._replace(kinds=_settled(words))


def _settled(words: Words) -> str:
    """Kinds after a look at the neighbours: "May" the name or the verb, "March" the deed, "Sat" the verb."""
    lex = lexicon()
    months, weekdays = frozenset(lex["ambiguous_months"]), frozenset(lex["ambiguous_weekdays"])
    kinds = list(words.kinds)
    for i, kind in enumerate(words.kinds):
        if (kind == "m" and words.low[i] in months and not _is_month(words, kinds, i)) or (
            kind == "w" and words.low[i] in weekdays and not _BESIDE_WEEKDAY.match(words.kinds, i + 1)
        ):
            kinds[i] = "_"
        elif kind in "dn" and _is_short_year(words, i):
            kinds[i] = "5"
    return "".join(kinds)


def _is_short_year(words: Words, i: int) -> bool:
    """Whether two digits after a month are a year: "4 FEB 90" of wires in capitals, "May '16"; not "on 3 May 12 men"."""
    if len(words.low[i]) != 2 or not words.low[i].isdigit() or i < 2:
        return False
    if words.kinds[i - 1] == "'":
        return words.kinds[i - 2] == "m"
    month = words.text[words.starts[i - 1] : words.ends[i - 1]]
    counted = i + 1 < len(words.low) and words.low[i + 1][0].isalpha()
    return not counted and words.kinds[i - 1] == "m" and words.kinds[i - 2] in "do" and month.isupper()


_BESIDE_WEEKDAY = re.compile(r",?[mdo]")
_AFTER_MONTH = re.compile(r"[dyoO]|W-O|,y|[-2&][mdy]|,?vy|X")


def _is_month(words: Words, kinds: list[str], i: int) -> bool:
    """Whether a word that is a month only at times is one here: beside a number, after a preposition of time, in a range."""
    lex, word = lexicon(), words.low[i]
    before = kinds[i - 1] if i else ""
    if (before and before in "dEoOlj") or _AFTER_MONTH.match(words.kinds, i + 1):
        return True
    if i > 1 and kinds[i - 1] in "-2&" and kinds[i - 2] in "mdy":
        return True
    if i and words.low[i - 1] in lex["month_cues"]:
        return True
    capital = words.text[words.starts[i] + 1].islower()
    if capital and i and words.low[i - 1] in lex["capital_month_cues"]:
        return True
    return capital and word in {"august", "april"}
