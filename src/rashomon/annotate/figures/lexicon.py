"""groups.yaml and measures.yaml as look-up tables, built once."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rashomon.lexicon import load

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Noun(NamedTuple):
    """What a noun behind a number says: the group counted, and the measure where the noun names it ("hostages", "deaths")."""

    group: str
    measure: str | None
    thing: bool


class Lexicon(NamedTuple):
    """The tables. Phrases are looked up by their first word (``before``: by their last); the longest comes first."""

    nouns: dict[str, list[tuple[tuple[str, ...], Noun]]]
    before: Phrases
    after: Phrases
    loss_before: Phrases
    loss_after: Phrases
    adjectives: dict[str, str]
    between: frozenset[str]
    barriers: frozenset[str]
    not_modifiers: frozenset[str]
    modifiers: frozenset[str]
    free: frozenset[str]
    auxiliaries: frozenset[str]
    singular: frozenset[str]
    speech: frozenset[str]
    prepositions: frozenset[str]
    stop_forward: frozenset[str]
    skip_back: frozenset[str]
    toll_verbs: frozenset[str]
    participles: frozenset[str]
    lives: frozenset[str]
    unreal: frozenset[str]
    attempted: frozenset[str]
    collective: frozenset[tuple[str, ...]]
    parts: tuple[tuple[str, ...], ...]
    default_measure: dict[str, str]
    pairs: frozenset[str]
    toll: re.Pattern[str]
    zero: re.Pattern[str]


_SETS = (
    "between", "barriers", "not_modifiers", "modifiers", "free", "auxiliaries", "singular", "speech", "prepositions",
    "stop_forward", "skip_back", "toll_verbs", "participles", "lives", "unreal", "attempted",
)  # fmt: skip


@cache
def lexicon() -> Lexicon:
    """The tables, built when first asked for."""
    groups, measures = load("groups"), load("measures")
    nouns: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    defaults = groups["default_measure"]
    _add(nouns, groups["pairs"], Noun("people", None, thing=False))
    for group, words in groups["people"].items():
        _add(nouns, words, Noun(group, defaults.get(group) if defaults.get(group) != "fighters" else None, thing=False))
    for measure, words in groups["counted"].items():
        _add(nouns, words, Noun("people", measure, thing=False))
    for group, words in groups["things"].items():
        _add(nouns, words, Noun(group, None, thing=True))
    for entries in nouns.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    every = measures["measures"]
    return Lexicon(
        nouns=nouns,
        before=_phrases({m: lists["before"] for m, lists in every.items()}, last=True),
        after=_phrases({m: lists["after"] for m, lists in every.items()}),
        loss_before=_phrases({"other": measures["loss"]["before"]}, last=True),
        loss_after=_phrases({"other": measures["loss"]["after"]}),
        adjectives={word: measure for measure, words in measures["adjectives"].items() for word in words},
        **{name: frozenset(measures[name]) for name in _SETS},
        collective=frozenset(tuple(phrase.split()) for phrase in measures["collective"]),
        parts=tuple(tuple(phrase.split()) for phrase in measures["parts"]),
        default_measure=defaults,
        pairs=frozenset(groups["pairs"]),
        toll=re.compile(measures["toll"], re.IGNORECASE),
        zero=re.compile(measures["zero"], re.IGNORECASE),
    )


def _add(table: dict[str, list[tuple[tuple[str, ...], Noun]]], words: list[str], noun: Noun) -> None:
    for phrase in words:
        parts = tuple(phrase.split())
        held = table.setdefault(parts[0], [])
        if all(parts != p for p, _ in held):  # the group named first keeps the word
            held.append((parts, noun))


def _phrases(lists: dict[str, list[str]], *, last: bool = False) -> Phrases:
    table: Phrases = {}
    for measure, phrases in lists.items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            table.setdefault(parts[-1] if last else parts[0], []).append((parts, measure))
    for entries in table.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return table


def starting(table: Phrases, words: list[str], at: int) -> tuple[str, int] | None:
    """The measure of the longest phrase that starts at ``at``, and the index behind it."""
    for parts, measure in table.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(parts)]) == parts:
            return measure, at + len(parts)
    return None


def ending(table: Phrases, words: list[str], end: int) -> tuple[str, int] | None:
    """The measure of the longest phrase that ends just before ``end``, and the index at which it starts."""
    for parts, measure in table.get(words[end - 1], ()) if end > 0 else ():
        if end >= len(parts) and tuple(words[end - len(parts) : end]) == parts:
            return measure, end - len(parts)
    return None
