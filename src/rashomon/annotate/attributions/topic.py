"""Whether a text is about armed conflict (lexicon/conflict.yaml)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

if TYPE_CHECKING:
    from .page import Page


def about_conflict(page: Page) -> bool:
    """Whether words of conflict have the share in the text that lexicon/conflict.yaml asks for."""
    words, share = _lexicon()
    total = sum(word[:1].isalnum() for word in page.low)
    return sum(word in words for word in page.low) * 1000 >= share * max(total, 1)


@cache
def _lexicon() -> tuple[frozenset[str], float]:
    content = load("conflict")
    return frozenset(content["words"]), float(content["share"])
