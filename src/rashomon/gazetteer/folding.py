"""Place names as keys: what differs only in spelling habits gets the same key.

``fold`` is the ordinary key: case, diacritics, apostrophes and ayn marks, hyphens and dots do not count. ``bare`` drops
Arabic articles besides. ``skeleton`` is the last resort for names that came from another script: it keeps the
consonants only, so that "Deir ez-Zor", "Dayr az-Zawr" and "Deir al-Zour" meet; what it finds must be compared again.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SILENT = dict.fromkeys(map(ord, "'’‘ʿʾ`´ʻʼʹ′“”\"."), None)
_SPACE = dict.fromkeys(map(ord, "-‐‑‒–—_/,"), " ")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a"}
)
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# The sun letters make "al-" sound, and be spelt, like the consonant that follows.
_ARTICLES = frozenset("al el il ul ad ed ash esh as es at et az ez ar er an en".split())  # noqa: SIM905
_RUNS = (("dj", "j"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "$"), ("ch", "$"), ("ts", "s"), ("tz", "s"), ("q", "k"), ("z", "z"), ("x", "ks"), ("c", "k"))  # fmt: skip
_UNITS = frozenset("province region oblast governorate state department prefecture district of".split())  # noqa: SIM905
_VOWELS = re.compile(r"[aeiouwy]+h?$|[aeiouwy]+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes, dots and hyphens, words separated by single blanks."""
    lower = name.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
        lower = "".join(c for c in lower if not unicodedata.combining(c))
    words = lower.translate(_SILENT | _SPACE).replace("&", " and ").split()
    return " ".join(SHORT.get(word, word) for word in words) if len(words) > 1 else "".join(words)


def bare(key: str) -> str:
    """A folded name without Arabic articles; the name itself where nothing else would be left."""
    words = key.split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept) if kept else key


def skeleton(key: str) -> str:
    """The consonants of a folded name, as transliterations of one name share them; "" where fewer than three are left."""
    out = []
    for word in bare(key).split():
        for old, new in _RUNS:
            word = word.replace(old, new)  # noqa: PLW2901
        rest = _VOWELS.sub("", word)
        # An initial vowel tells Idlib from Dalab; which vowel it is does not count.
        out.append(("a" if word[0] in "aeiou" else "") + _DOUBLE.sub(r"\1", rest))
    joined = "".join(out)
    return joined if len(joined) >= 3 else ""


@lru_cache(maxsize=8192)
def province_key(name: str) -> str:
    """A province's name for comparison: folded, without articles and without "province" and its like."""
    words = [word for word in bare(fold(name)).split() if word not in _UNITS]
    return " ".join(words)
