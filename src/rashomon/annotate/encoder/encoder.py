"""The encoder as the rest of rashomon sees it: texts in, marks out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.model import EntityMark, Marks, Span, TimeMark, ToponymMark

from . import attributions, syntax
from .files import Files, open_files, packaged
from .fillers import marks as fillers_of
from .network import Network
from .tagging import Tagged, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .words import Words

_READINGS = {"embedded": "metonymic"}  # a place's name inside another name stands for no place of its own


class Encoder:
    """Marks up texts with the learned network; loaded once a process and set of arguments."""

    def __init__(self, files: Files, threads: int = 1) -> None:
        self._network = Network(files, threads)
        self._files = files._replace(network=b"", fillers=b"")  # the session has its own copy

    @classmethod
    def load(cls, threads: int = 1, folder: str | Path | None = None) -> Encoder:
        """The encoder of the package, or of another ``folder``; the same object each time.

        Raises:
            ModelFileError: a file is missing or damaged.
        """
        return _load(threads, Path(folder) if folder else packaged())

    def mark(self, texts: Sequence[str]) -> list[Marks]:
        """Marks of each text, in the order of the texts. A text's marks do not depend on the other texts."""
        cut = (self._network.cut(text) for text in texts)
        return [self._decode(text, one.words, *self._network.read(one)) for text, one in zip(texts, cut, strict=True)]

    def _decode(self, text: str, words: Words, rows: NDArray[np.float32], fillers: NDArray[np.float32] | None) -> Marks:
        """All marks of one document from its rows."""
        labels = self._files.labels

        def layer(name: str) -> list[tuple[Span, str, float]]:
            kinds = [label[2:] for label in labels.layers[name][1::2]]
            tagged = spans(rows[:, slice(*labels.columns[name])])
            return [(_span(t, words), kinds[t.kind], round(t.score, 4)) for t in tagged]

        toponyms = layer("toponym")
        return Marks(
            attributions=attributions.marks(rows, text, words, self._files),
            entities=_entities(layer("entity"), toponyms),
            toponyms=tuple(ToponymMark(span, _READINGS.get(kind, kind), score) for span, kind, score in toponyms),
            times=tuple(TimeMark(span, kind, score) for span, kind, score in layer("time")),
            words=syntax.parse(rows, words, self._files),
            fillers=None if fillers is None else fillers_of(fillers, words),
        )


def _entities(names: list[tuple[Span, str, float]], toponyms: list[tuple[Span, str, float]]) -> tuple[EntityMark, ...]:
    """Named entities, with the demonyms that the layer of place names knows and that no name covers."""
    made = [EntityMark(span, kind, score) for span, kind, score in names]
    for span, kind, score in toponyms:
        if kind == "demonym" and not any(span.overlaps(mark.span) for mark in made):
            made.append(EntityMark(span, "demonym", score))
    return tuple(sorted(made, key=lambda mark: mark.span))


def _span(tagged: Tagged, words: Words) -> Span:
    return Span(words.starts[tagged.first], words.ends[tagged.last - 1])


@cache
def _load(threads: int, folder: Path) -> Encoder:
    return Encoder(open_files(folder), threads)
