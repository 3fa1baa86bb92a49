"""What a name is made of and what stands beside it: titles, offices, words of organisations, genders."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load

from .cues import DETERMINERS, JOINERS, NAMED_VERBS, PREPOSITIONS, PRONOUNS, verbs

if TYPE_CHECKING:
    from .page import Page

GENITIVE = "'s"
_RELATIVES = frozenset(["who", "which", "whose", "whom", "that", "where"])  # what follows tells, it does not describe


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """One name where it stands. ``first`` and ``last`` are words; ``name`` its fullest form in the document."""

    first: int
    last: int
    name: str
    kind: str
    gender: str | None = None
    actor: str | None = None
    words: frozenset[str] = frozenset()


@cache
def role_words() -> frozenset[str]:
    """Words of titles, ranks and offices, in lower case."""
    titles = load("titles")
    rows = [*titles["honorific"], *titles["rank"], *(r for kind in titles["role"].values() for r in kind)]
    return frozenset(part.lower() for row in rows for part in str(row).replace("-", " ").split()) | {
        "defence",
        "defense",
        "prime",
        "foreign",
    }


@cache
def organisation_words() -> frozenset[str]:
    """Words that tell an organisation's name from a person's, in lower case."""
    return frozenset(str(word).lower() for word in load("titles")["organisation"])


@cache
def classes() -> frozenset[str]:
    """Nouns for unnamed speakers."""
    return frozenset(noun for nouns in load("speakers")["classes"].values() for noun in nouns)


@cache
def genders() -> dict[str, str]:
    """First names and titles by the pronoun that they go with: "m" or "f"."""
    words = load("speakers")
    return {str(w): "f" for w in words["female"]} | {str(w): "m" for w in words["male"]}


def around(page: Page, first: int, last: int) -> frozenset[str]:
    """The words of office beside a name: before it without a comma, or in an apposition on either side."""
    low, high = page.bounds(first)
    words: list[str] = []
    at = first - 1
    if at > low and page.low[at] == ",":
        at -= 1
    while at >= low and first - at < 10 and _describes(page, at):
        words.append(page.low[at])
        if page.low[at] in DETERMINERS:
            break
        at -= 1
    if not any(w in role_words() for w in words[:4]):
        words = []
    after = last + 2
    if last + 1 < high and page.low[last + 1] == "," and after < high:
        apposed: list[str] = []
        while (
            after < high
            and len(apposed) < 16
            and page.low[after] not in (",", ".", ";", "”", '"')
            and not _tells(page.low[after])
            and page.low[after : after + 2][-1] != "by"  # "wrecked by the army": told of something else
        ):
            apposed.append(page.low[after])
            after += 1
        if any(w in role_words() or w in ("mother", "father") for w in apposed[:8]):
            words += apposed
    return frozenset(words)


def _tells(word: str) -> bool:
    """Whether an apposition ends at the word: what follows it tells what somebody did, it does not say who he is."""
    return (
        word in _RELATIVES
        or word in NAMED_VERBS
        or word in ("told", "said")
        or (word.endswith("ed") and word in verbs())
    )


def _describes(page: Page, at: int) -> bool:
    """Whether the word may stand in a title phrase ("the deputy foreign minister of ...")."""
    word = page.low[at]
    if not (word.replace("-", "").isalpha() or word == GENITIVE) or word in PRONOUNS or word in JOINERS:
        return False
    if word in PREPOSITIONS and word not in ("of", "for", "to"):
        return False
    return word == "state" or (word not in verbs() and word not in NAMED_VERBS)
