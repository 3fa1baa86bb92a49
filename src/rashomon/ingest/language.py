"""The language of a text: declared by the file, else told from enough words of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LEAST_LETTERS = 60  # fewer letters tell no language
_SAMPLE = 4000  # letters from the start and from the middle, so that a foreign header does not decide
_SURE = 0.9
# Codes that a declaration may hold for "not said".
_UNSAID = frozenset({"und", "xx", "zxx", "mul", "mis"})


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code: as ``declared``, else as told from the text, else None (too little text, or unsure)."""
    code = _code(declared)
    return code or told(text)


def told(text: str) -> str | None:
    """The language that the words tell, or None where they are too few or no language is probable."""
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"
    words = " ".join(re.findall(r"[^\W\d_]+", sample))
    if len(words) < _LEAST_LETTERS:
        return None
    # Old wires are ALL CAPS, of which the identifier knows little: it learned from ordinary text.
    code, probability = _identifier().classify(words.lower())
    return str(code) if float(probability) >= _SURE else None


def _code(declared: str | None) -> str | None:
    if not declared:
        return None
    code = re.split(r"[-_]", declared.strip().lower())[0]
    code = {"eng": "en", "english": "en", "ara": "ar", "fra": "fr", "rus": "ru"}.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) and code not in _UNSAID else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
