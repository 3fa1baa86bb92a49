"""Word pieces of single words, remembered, since a few thousand words make up most of any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

_REMEMBERED = 200_000  # words; about 40 MB at most
_LONGEST = 8  # pieces kept of one word: a web address must not fill a window


class Pieces:
    """Turns words into the ids of their pieces; not safe to share between threads without the interpreter's lock."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._seen: dict[str, tuple[int, ...]] = {}
        self.cls, self.sep, self.pad, self.unknown = (
            tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]", "[PAD]", "[UNK]")
        )

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word, one at least: a word of nothing but invisible signs becomes the unknown piece."""
        seen = self._seen
        new = list(dict.fromkeys(word for word in words if word not in seen))
        if new:
            if len(seen) + len(new) > _REMEMBERED:
                seen.clear()
                new = list(dict.fromkeys(words))
            for word, encoding in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                seen[word] = tuple(encoding.ids[:_LONGEST]) or (self.unknown,)
        return [seen[word] for word in words]
