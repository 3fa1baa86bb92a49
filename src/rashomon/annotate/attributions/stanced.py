"""Cues that have a stance of their own (lexicon/stances.yaml)."""

from __future__ import annotations

import re
from functools import cache

from rashomon.lexicon import load


@cache
def stances_of_cues() -> dict[str, str]:
    """Base form of a cue -> the stance that it tells by itself."""
    return {lemma: stance for stance, lemmas in load("stances")["cues"].items() for lemma in lemmas}


@cache
def _labels() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    words = load("stances")
    untrue, labelled = (re.compile(words[name], re.IGNORECASE) for name in ("untruths", "labelled"))
    return frozenset(words["labels"]), untrue, labelled


def labelled_untrue(lemma: str, text: str, *, in_order: bool = False) -> bool:
    """Whether a cue gives a statement a label of untruth: "dismissed | the count as propaganda"; ``in_order``: the label after the statement."""
    cues, untrue, labelled = _labels()
    statement = labelled.search(text) if lemma in cues else None
    return statement is not None and untrue.search(text, statement.end() if in_order else 0) is not None


def stanced() -> frozenset[str]:
    """The base forms of those cues."""
    return frozenset(stances_of_cues())
