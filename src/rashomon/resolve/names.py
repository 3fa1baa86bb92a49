"""Names and words folded for comparison."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """A text without case and accents; other code points than before, so no offsets hold."""
    if text.isascii():
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def folded(name: str) -> str:
    """A name without case, accents, punctuation and articles."""
    bare = plain(name)
    return " ".join(w for w in re.findall(r"\w+", bare) if w not in ("the", "al", "el")) or bare
