"""The patterns of ``lexicon/promises.yaml``, compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rashomon.lexicon import load


class Kind(NamedTuple):
    """One kind of promise: patterns of its names, of the act, and of names behind a verb of agreeing."""

    name: str
    noun: re.Pattern[str]
    act: re.Pattern[str]
    agreed: re.Pattern[str]
    undone: re.Pattern[str]
    undertaken: re.Pattern[str]
    brokered: re.Pattern[str]


class Patterns(NamedTuple):
    """All of them."""

    kinds: tuple[Kind, ...]
    condition: re.Pattern[str]
    negation: re.Pattern[str]
    own: re.Pattern[str]
    broken: re.Pattern[str]
    kept: re.Pattern[str]
    passive: re.Pattern[str]
    breaches: re.Pattern[str]
    holding: re.Pattern[str]
    both: re.Pattern[str]
    supposed: re.Pattern[str]
    wanted: re.Pattern[str]
    unheld: re.Pattern[str]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def patterns() -> Patterns:
    """Compiled when first used."""
    data = load("promises")
    nouns = "|".join(kind["noun"] for kind in data["kinds"].values())
    pledge = rf"(?:{nouns}|{data['pledges']})\b"
    det = r"(?: (?:an?|the|its|their|his|this|that|our|any|such|\w+(?:-\w+)?)){0,3}? "
    return Patterns(
        kinds=tuple(
            Kind(
                name,
                _compiled(rf"\b(?:{kind['noun']})\b"),
                _compiled(rf"\b(?:{kind['act']})"),
                _compiled(rf"{data['agreed']}(?:\w+ )?(?P<noun>{kind['noun']})\b"),
                _compiled(rf"\b{data['undone']}(?:{kind['act']})"),
                _compiled(rf"{data['undertaken']}(?P<noun>{kind['act']})"),
                _compiled(rf"\b(?P<noun>{kind['noun']}){data['brokered']}"),
            )
            for name, kind in data["kinds"].items()
        ),
        condition=_compiled(data["condition"]),
        negation=_compiled(data["negation"]),
        own=_compiled(data["own"]),
        broken=_compiled(rf"\b(?:{data['broken']}){det}(?P<noun>{pledge})"),
        kept=_compiled(rf"\b(?:{data['kept']}){det}(?P<noun>{pledge})"),
        passive=_compiled(rf"\b(?P<noun>{pledge}) (?:was|were|is|had been|has been|been) (?:\w+ )?(?P<how>violated|breached|broken|kept|honou?red|respected|observed) by"),
        breaches=_compiled(rf"\b(?P<how>{data['breaches']}){det}(?P<noun>{pledge}) by"),
        holding=_compiled(rf"\b(?P<noun>{nouns}){data['holding']}"),
        both=_compiled(data["both"]),
        supposed=_compiled(data["supposed"]),
        wanted=_compiled(data["wanted"]),
        unheld=_compiled(data["unheld"]),
    )  # fmt: skip


def kind_of(noun: str) -> str | None:
    """The kind that a noun names; None for "the deal"."""
    return next((kind.name for kind in patterns().kinds if kind.noun.fullmatch(noun)), None)
