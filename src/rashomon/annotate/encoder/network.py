"""Runs the network over windows of many documents and puts each document's words back in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rashomon.errors import ModelFileError

from .files import NETWORK, Files
from .pieces import Pieces
from .windows import Window, lay
from .words import ATTACHED, CASELESS, Words, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BATCH = 2048  # padded word pieces in one run: more do not fit a core's cache


class Text(NamedTuple):
    """A document cut up: its words, their pieces, and the windows over them."""

    words: Words
    pieces: list[tuple[int, ...]]
    windows: list[Window]


def tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    """The uncased BERT tokenizer over a vocabulary."""
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


class Network:
    """An onnxruntime session with the tokenizer that feeds it."""

    def __init__(self, files: Files, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(files.network, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises many kinds; all mean that the file is no network
            raise ModelFileError(str(files.folder / NETWORK), f"this file holds no network: {error}") from error
        self._pieces = Pieces(tokenizer(files.vocabulary))
        self._width = max(last for _, last in files.labels.columns.values())

    def cut(self, text: str) -> Text:
        """Words, pieces and windows of a text."""
        words = cut(text)
        pieces = self._pieces.of([text[s:e] for s, e in zip(words.starts, words.ends, strict=True)])
        return Text(words, pieces, lay([len(ids) for ids in pieces]))

    def read(self, texts: Sequence[Text]) -> list[NDArray[np.float32]]:
        """For each text an array [words, columns] of what the network says of its words."""
        out = [np.empty((len(text.pieces), self._width), dtype=np.float32) for text in texts]
        jobs = [(window, at) for at, text in enumerate(texts) for window in text.windows]
        jobs.sort(key=lambda job: -job[0].pieces)
        start = 0
        while start < len(jobs):
            size = max(1, _BATCH // (jobs[start][0].pieces + 2))
            self._run(texts, jobs[start : start + size], out)
            start += size
        return out

    def _run(self, texts: Sequence[Text], jobs: list[tuple[Window, int]], out: list[NDArray[np.float32]]) -> None:
        """Run one batch and write the rows of owned words into ``out``."""
        length = jobs[0][0].pieces + 2
        ids = np.full((len(jobs), length), self._pieces.pad, dtype=np.int64)
        shapes = np.full((len(jobs), length), CASELESS, dtype=np.int64)
        lengths = np.empty(len(jobs), dtype=np.int32)
        firsts: list[int] = []
        for row, (window, at) in enumerate(jobs):
            line, forms, starts = self.line(texts[at], window)
            ids[row, : len(line)], shapes[row, : len(line)], lengths[row] = line, forms, len(line)
            firsts += [row * length + s for s in starts[window.own_first - window.first : window.own_last - window.first]]
        feed = {"ids": ids, "shapes": shapes, "lengths": lengths, "firsts": np.array(firsts, dtype=np.int64)}
        (rows,) = self._session.run(None, feed)
        done = 0
        for window, at in jobs:
            count = window.own_last - window.own_first
            out[at][window.own_first : window.own_last] = rows[done : done + count]
            done += count

    def line(self, text: Text, window: Window) -> tuple[list[int], list[int], list[int]]:
        """Piece ids and shapes of a window, and where each word's first piece stands."""
        ids, shapes, starts = [self._pieces.cls], [CASELESS], []
        for pieces, shape in zip(
            text.pieces[window.first : window.last], text.words.shapes[window.first : window.last], strict=True
        ):
            starts.append(len(ids))
            ids += pieces
            shapes.append(shape)
            if len(pieces) > 1:
                shapes += [shape - shape // 5 % 4 * 5 + ATTACHED * 5] * (len(pieces) - 1)
        ids.append(self._pieces.sep)
        shapes.append(CASELESS)
        return ids, shapes, starts
