"""Universal Dependencies: parts of speech and arcs on our own words, sentences of a document together.

A treebank token that our words cut up ("don't", "U.S.") puts its arc on the first piece; later pieces are marked as
continuations of that piece. A treebank token inside one of our words loses its arc.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, NamedTuple

from training.data.example import Example, start
from training.labels import CONTINUATION, DEPRELS, LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Token(NamedTuple):
    """One syntactic word; ``head`` counts from 1 within the sentence, 0 is the root."""

    form: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space: bool


def documents(path: Path) -> Iterator[tuple[str, list[list[Token]]]]:
    """(id, sentences) of a CoNLL-U file; multi-word tokens are taken apart where their parts spell them."""
    name, sentences, current = "", [], []
    surface: tuple[int, str, bool] | None = None
    for line in [*path.read_text(encoding="utf8").splitlines(), "# newdoc id = end"]:
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences
            name, sentences = line.split("=", 1)[1].strip(), []
        elif not line:
            if current:
                sentences.append(current)
            current = []
        elif line[0] != "#":
            cells = line.split("\t")
            space = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                surface = (int(cells[0].split("-")[1]), cells[1], space)
            elif "." not in cells[0]:
                number = int(cells[0])
                if surface and number <= surface[0]:
                    space = surface[2] if number == surface[0] else False
                current.append(Token(cells[1], cells[3], cells[4], int(cells[6]), cells[7], space))


def relation(deprel: str) -> int:
    """The number of a relation; a subtype we do not keep falls back to its base."""
    return DEPRELS.index(deprel if deprel in DEPRELS else deprel.split(":", maxsplit=1)[0])


def annotate(example: Example, sentences: list[list[Token]], spans: list[list[tuple[int, int]]]) -> None:
    """Fill the layers ``upos``, ``heads`` and ``deprels``; ``spans`` gives each token's place in the text."""
    words, n = example.words, len(example.words.starts)
    upos, heads, deprels = [0] * n, [-1] * n, [-1] * n
    tags = LAYERS["upos"]
    for tokens, places in zip(sentences, spans, strict=True):
        owned = [_words_of(example, span) for span in places]
        for token, mine in zip(tokens, owned, strict=True):
            if not mine:
                continue
            first = mine[0]
            upos[first] = 1 << tags.index(token.upos) if token.upos in tags else 0
            governor = [first] if token.head == 0 else owned[token.head - 1]
            if governor:
                heads[first], deprels[first] = governor[0], relation(token.deprel)
            for later in mine[1:]:
                upos[later], heads[later] = 1 << tags.index(CONTINUATION), first
                deprels[later] = DEPRELS.index(CONTINUATION)
    assert len(words.starts) == n
    example.allowed["upos"], example.heads, example.deprels = upos, heads, deprels


def _words_of(example: Example, span: tuple[int, int]) -> list[int]:
    """The words that begin inside a token."""
    starts = example.words.starts
    return list(range(bisect.bisect_left(starts, span[0]), bisect.bisect_left(starts, span[1])))


def read(folder: Path, part: str) -> list[Example]:
    """The English Web Treebank; GUM's trees come with its entities."""
    examples = []
    for name, sentences in documents(folder / "syntax" / "ewt" / f"{part}.conllu"):
        text, spans = "", []
        for tokens in sentences:
            places = []
            for token in tokens:
                places.append((len(text), len(text) + len(token.form)))
                text += token.form + (" " if token.space else "")
            spans.append(places)
            if text and not text[-1].isspace():
                text += " "
        example = start(f"ewt/{name}", text)
        annotate(example, sentences, spans)
        examples.append(example)
    return examples
