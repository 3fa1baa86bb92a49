"""A body by whatever part of it speaks: its command, its press office, its leadership (lexicon/bodies.yaml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .loader import load

# Who issues a text, and what it is about: "... on the events in Karsa".
_WHO = r"(?:the\s+)?(?P<who>(?-i:[A-Z][\w'’-]*)(?:\s+(?-i:[A-Z][\w'’-]*|of|the|for|and)){0,7}?)"
_MATTER = r"(?:\s+(?:on|about|regarding|concerning)\s+(?P<matter>[^:;?!\"“”]+)|(?:\s*[,–-]|\s+(?:of|dated))\s*\d{1,2}\s+\w+\s+\d{4})?"
_COMPLEMENT = re.compile(r",|\(|\b(?:of|for|in)\b")  # behind the head of a name
_LEAST = 2  # words that must be left of a name whose end is cut: "Northern Command" stays


class _Words(NamedTuple):
    """bodies.yaml, compiled."""

    heads: re.Pattern[str]
    tails: re.Pattern[str]
    parts: frozenset[str]
    arms: tuple[tuple[str, re.Pattern[str]], ...]
    issued: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=50_000)
def body(name: str) -> str:
    """The body that a name speaks of: "Command of the Velmari Army", "Velmari troops" -> "Velmari Army"."""
    plain, words = " ".join(name.split()), _words()
    found = words.heads.fullmatch(plain)
    if found is not None:
        return body(found[1])
    found = words.tails.fullmatch(plain)
    if found is not None and len(found[1].split()) >= _LEAST:
        return body(found[1])
    for arm, pattern in words.arms:
        found = pattern.fullmatch(plain)
        if found is not None:
            return f"{found[1]} {arm.title()}"
    return plain


def is_part(name: str) -> bool:
    """Whether a name says only which part of a body is meant: "General Command"."""
    return " ".join(name.split()).casefold().removeprefix("the ") in _words().parts


@lru_cache(maxsize=50_000)
def is_party(name: str) -> bool:
    """Whether a name is that of a body that can be a party of a conflict: "Velmari Ministry of Defence", "Northern Front"; no paper's.

    The noun for it must be the head of the name: not "Front Page Karsa", nor "Police Reporter".
    """
    words, data = re.findall(r"\w+", name.casefold().removeprefix("the ")), load("bodies")
    head = _COMPLEMENT.split(name.casefold().removeprefix("the "), maxsplit=1)[0].split()
    if (
        len(words) < _LEAST
        or not head
        or head[-1] not in data["party"]
        or not frozenset(words).isdisjoint(data["no party"])
    ):
        return False
    before = data["party after"].get(head[-1])
    return before is None or (len(head) >= _LEAST and head[-2] in before)


def is_state(name: str) -> bool:
    """Whether such a body is a state's: a ministry, an army; in its own texts "the army" is its own."""
    return not frozenset(re.findall(r"\w+", name.casefold())).isdisjoint(load("bodies")["state"])


def issued_by(line: str) -> str | None:
    """The body that a heading says a text is issued by: "Statement of the Velmari Army on Karsa".

    None where it is no such heading, or may be a paper's headline about a statement ("... on Karsa rejected by residents").
    """
    for pattern in _words().issued:
        found = pattern.fullmatch(" ".join(line.split()))
        if found is not None and is_party(found["who"]) and not _headline(found["matter"] or ""):
            return body(found["who"])
    return None


def _headline(matter: str) -> bool:
    """Whether what a heading is about holds a verb or participle, as a paper's headline would."""
    data = load("bodies")
    words = [w for w in re.findall(r"[^\W\d_]+", matter.casefold()) if w not in data["nouns of war"]]
    return any(w in data["headline"] or re.search(r"(?:ed|ing|[^aiosu]s)$", w) for w in words)


@cache
def _words() -> _Words:
    words = load("bodies")
    heads, tails, kinds = _either(words["heads"]), _either(words["tails"]), _either(words["issued"])
    behind = _either(words["issued behind"])
    return _Words(
        re.compile(rf"(?:the\s+)?(?:{heads})\s+(?:of|for)\s+(?:the\s+)?(\S.*)", re.IGNORECASE),
        re.compile(rf"(?:the\s+)?(.*?\S)(?:['’]s)?\s+(?:{tails})", re.IGNORECASE),
        frozenset((*words["heads"], *words["tails"])),
        # A capital: "Velmari troops", not "rebel troops", who may be anybody's.
        tuple((arm[0], re.compile(rf"(?:[Tt]he\s+)?([A-Z]\S+(?:\s+[A-Z]\S+)?)\s+(?i:{_either(arm)})")) for arm in words["arms"]),
        (
            re.compile(rf"(?:{kinds})(?:\s+(?:no\.?|number)\s*\d+)?\s+(?:issued\s+)?(?:of|by|from)\s+{_WHO}{_MATTER}", re.IGNORECASE),
            re.compile(rf"{_WHO}:?\s+(?:{behind}){_MATTER}", re.IGNORECASE),
        ),
    )  # fmt: skip


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
