"""The noun that a number counts: found behind it, past adjectives and names, as far as its phrase reaches."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rashomon.lexicon.registry import key, registry

from .lexicon import Lexicon, Noun, lexicon, starting

REACH = 8  # words between a number and its noun


class Words(NamedTuple):
    """The words of a sentence: folded to lower case, as written (in lower case where all is in capitals), where they are."""

    folded: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]
    shouted: bool


class Counted(NamedTuple):
    """What a number counts: the index behind the noun, what the noun says (None: no noun), a measure by adjective."""

    head: int
    noun: Noun | None
    measure: str | None


def counted(words: Words, at: int, *, many: bool = False) -> Counted:
    """What a number ending before ``at`` counts.

    Where ``many`` are counted, a singular noun is only the first part of a compound ("140 terrorist attacks").
    """
    lex, folded = lexicon(), words.folded
    if folded[at : at + 2] == ["-", "strong"]:
        return Counted(at + 2, Noun("fighters", "fighters", thing=False), None)
    measure: str | None = None
    demonym, j = -1, at
    while j < min(len(folded), at + REACH):
        if (adjective := lex.adjectives.get(folded[j])) and _noun_at(lex, folded, j + 1):
            measure, j = adjective, j + 1
            continue
        match = _noun_at(lex, folded, j)
        if match and _is_head(lex, words, j, match[0], many=many):
            if folded[match[0] : match[0] + 1] in (["'s"], ["'"]):
                break  # "7,000 victims' names" are names
            return Counted(match[0], match[1], None if match[1].thing else measure)
        if _ends_phrase(lex, words, j, at, part=match is not None):
            break
        j += 1
        demonym = j if _is_demonym(words, j - 1) or _is_people(words, j - 1) else demonym
    if j < len(folded) and _is_harmed(lex, folded, j):
        return Counted(j + 1, Noun("people", None, thing=False), measure)  # "33 socialists were killed"
    if demonym == j and (folded[j - 1].endswith("s") or folded[at] == "of"):
        return Counted(j, Noun("people", None, thing=False), measure)  # "six Velmaris", "dozens of Velmaris"
    return Counted(at, None, None)


def _noun_at(lex: Lexicon, words: list[str], at: int) -> tuple[int, Noun] | None:
    for parts, noun in lex.nouns.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(parts)]) == parts:
            return at + len(parts), noun
    return None


def _is_head(lex: Lexicon, words: Words, start: int, end: int, *, many: bool) -> bool:
    """Whether the noun is what is counted, and not the first part of a compound: "rebel fighters", "terrorist attacks"."""
    if many and words.folded[end - 1] in singulars() and not words.raw[start][0].isupper():
        return False
    following = _noun_at(lex, words.folded, end)
    if following is None or words.folded[end] in lex.adjectives:
        return True
    return following[1].measure is not None and following[1].group == "people"


def _ends_phrase(lex: Lexicon, words: Words, at: int, start: int, *, part: bool) -> bool:
    """Whether the noun phrase cannot reach past the word: a preposition, a verb, another plural noun, punctuation."""
    word = words.folded[at]
    if word in lex.not_modifiers or not (word[0].isalnum() or word in ("'s", "-", "'", "“", "”", "‘", "[", "]")):
        return True
    if _is_demonym(words, at):
        return False
    if starting(lex.after, words.folded, at) is not None:
        return True
    other_noun = word not in lex.modifiers and not words.raw[at][0].isupper() and _plural(word) and not part
    return other_noun or (at > start and word[0].isdigit())


_HARMS = frozenset({"killed", "injured", "abducted", "detained", "missing"})


def _is_harmed(lex: Lexicon, words: list[str], at: int) -> bool:
    """Whether the word is an unlisted plural noun of which the next words say what only happens to living beings."""
    if not _plural(words[at]) or words[at] in lex.not_modifiers:
        return False
    end = at + 1
    while end < min(len(words), at + 5) and words[end] in lex.between:
        end += 1
    match = starting(lex.after, words, end)
    passive = any(w in lex.auxiliaries for w in words[at + 1 : end])
    return match is not None and match[0] in _HARMS and (passive or words[end] in ("died", "perished"))


def _is_demonym(words: Words, at: int) -> bool:
    return (words.shouted or words.raw[at][0].isupper()) and _demonym(words.folded[at])


def _is_people(words: Words, at: int) -> bool:
    """Whether the word may be a people that no list knows: a capitalised plural ("Velmaris")."""
    word = words.raw[at]
    return (
        word[0].isupper()
        and word.endswith("s")
        and word[1:].islower()
        and not word.lower().endswith(("days", "ss", "us"))
    )


@cache
def _demonym(word: str) -> bool:
    return any(name.kind == "demonym" for _, name in registry().candidates(key(word)))


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ous", "less", "ss", "'s"))


@cache
def singulars() -> frozenset[str]:
    """Nouns of groups in the singular: those of which the lexicon also has a plural."""
    every = {parts[-1] for entries in lexicon().nouns.values() for parts, noun in entries if not noun.thing}
    plural_of = {
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people",
        "wife": "wives",
        "baby": "babies",
    }
    return frozenset(
        w
        for w in every
        if w + "s" in every
        or (w in plural_of)
        or w.removesuffix("man") + "men" in every
        or w.removesuffix("y") + "ies" in every
    )
