"""How a page is known that weighs its sources, and the words by which it says what its totals count."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rashomon.lexicon import load

_OPENING = 700  # characters


class Patterns(NamedTuple):
    """weighing.yaml, compiled."""

    sources: re.Pattern[str]
    together: re.Pattern[str]
    graded: re.Pattern[str]
    alleged: re.Pattern[str]
    posts: re.Pattern[str]
    early: re.Pattern[str]
    uncounted: re.Pattern[str]
    another: re.Pattern[str]
    across: re.Pattern[str]
    names: re.Pattern[str]
    bodies: re.Pattern[str]
    beside: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns of weighing.yaml."""
    found = {name: "|".join(listed) for name, listed in load("weighing").items()}

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Patterns(
        sources=compiled(found["sources"]), together=compiled(found["together"]), graded=compiled(found["graded"]), alleged=compiled(found["alleged"]),
        posts=re.compile(found["posts"]), early=compiled(rf"\b(?:{found['early']})\b"),
        uncounted=compiled(found["uncounted"]), another=compiled(found["another"]), across=compiled(found["across"]), names=compiled(found["names"]),
        bodies=compiled(rf"\b(?:{found['bodies']})\b"), beside=compiled(rf"\b(?:{found['beside']})\s*$"),
    )  # fmt: skip


def weighs_sources(text: str) -> bool:
    """Whether a text speaks of its sources as such, as monitors do; reporters name theirs."""
    known = patterns()
    return (
        known.sources.search(text) is not None
        or known.graded.search(text) is not None
        or (known.alleged.search(text[:_OPENING]) is not None and known.posts.search(text) is not None)
    )


def weighs_them_together(text: str) -> bool:
    """Whether a text says of all its sources what they say, or is graded: a monitor's page, no wire that names its sources."""
    return patterns().together.search(text) is not None or patterns().graded.search(text) is not None
