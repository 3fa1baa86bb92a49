"""Names and words folded for comparison."""

from __future__ import annotations

import re
import unicodedata

_MOST = 60  # telling words kept of one mention: more say little and cost space
# Words of four letters and more that stand in every report of harm and so tell nothing apart.
_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "against",
        "also",
        "among",
        "another",
        "area",
        "areas",
        "attack",
        "attacks",
        "because",
        "been",
        "before",
        "being",
        "between",
        "city",
        "could",
        "dead",
        "death",
        "deaths",
        "died",
        "during",
        "early",
        "earlier",
        "according",
        "from",
        "have",
        "having",
        "here",
        "hours",
        "house",
        "injured",
        "into",
        "just",
        "killed",
        "killing",
        "last",
        "least",
        "left",
        "many",
        "more",
        "most",
        "near",
        "news",
        "officials",
        "only",
        "other",
        "others",
        "over",
        "people",
        "person",
        "police",
        "report",
        "reported",
        "reportedly",
        "reports",
        "said",
        "same",
        "says",
        "several",
        "since",
        "some",
        "source",
        "sources",
        "statement",
        "still",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "three",
        "time",
        "told",
        "town",
        "under",
        "until",
        "village",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "without",
        "would",
        "wounded",
        "years",
    ]
)


def folded(name: str) -> str:
    """A name without case, accents, punctuation and articles."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(w for w in re.findall(r"\w+", plain) if w not in ("the", "al", "el")) or plain


def telling_words(text: str) -> tuple[str, ...]:
    """The words that tell one report from another: sorted, without repetition, at most 60."""
    words: dict[str, None] = {}
    for word in re.findall(r"[^\W_]{4,}", text):
        if (low := word.casefold()) not in _COMMON:
            words.setdefault(low)
    return tuple(sorted(list(words)[:_MOST]))
