"""Cues that have a stance of their own (lexicon/stances.yaml)."""

from __future__ import annotations

from functools import cache

from rashomon.lexicon import load


@cache
def stances_of_cues() -> dict[str, str]:
    """Base form of a cue -> the stance that it tells by itself."""
    return {lemma: stance for stance, lemmas in load("stances")["cues"].items() for lemma in lemmas}


def stanced() -> frozenset[str]:
    """The base forms of those cues."""
    return frozenset(stances_of_cues())
