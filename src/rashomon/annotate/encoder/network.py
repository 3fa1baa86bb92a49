"""Runs the network over the windows of a document and puts its words back in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rashomon.errors import ModelFileError
from rashomon.model import FILLER_COLUMNS

from .files import NETWORK, Files
from .fillers import TAP, SecondTop, tapped
from .pieces import Pieces
from .windows import Window, lay
from .words import ATTACHED, CASELESS, Words, cut

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Text(NamedTuple):
    """A document cut up: its words, as offsets and as written, their pieces, and the windows over them."""

    words: Words
    written: list[str]
    pieces: list[tuple[int, ...]]
    windows: list[Window]


class Rows(NamedTuple):
    """What the network says of each word [words, columns]; ``fillers`` of a text of the second top's kind, else None."""

    own: NDArray[np.float32]
    fillers: NDArray[np.float32] | None


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
            network = tapped(files.network) if files.fillers else files.network
            self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises many kinds; all mean that the file is no network
            raise ModelFileError(str(files.folder / NETWORK), f"this file holds no network: {error}") from error
        self._pieces = Pieces(tokenizer(files.vocabulary))
        self._second = SecondTop(files, options) if files.fillers else None
        self._width = max(last for _, last in files.labels.columns.values())

    def cut(self, text: str) -> Text:
        """Words, pieces and windows of a text."""
        words = cut(text)
        written = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
        pieces = self._pieces.of(written)
        return Text(words, written, pieces, lay([len(ids) for ids in pieces]))

    def read(self, text: Text) -> Rows:
        """What the network says of each word, and its second top where the text is of the kind that it knows.

        Windows run one at a time: without padding there is nothing to mask, which is a third faster, and what a
        document gets does not depend on the documents beside it.
        """
        out = np.empty((len(text.pieces), self._width), dtype=np.float32)
        second = self._second if self._second is not None and self._second.knows(text.written) else None
        fillers = None if second is None else np.empty((len(text.pieces), FILLER_COLUMNS), dtype=np.float32)
        for window in text.windows:
            ids, shapes, starts = self.line(text, window)
            own = slice(window.own_first - window.first, window.own_last - window.first)
            firsts = np.array(starts[own], dtype=np.int64)
            rows, *low = self._session.run(
                ["rows"] if second is None else ["rows", TAP],
                {"ids": np.array([ids]), "shapes": np.array([shapes]), "firsts": firsts},
            )
            out[window.own_first : window.own_last] = rows
            if second is not None and fillers is not None:
                fillers[window.own_first : window.own_last] = second.read(low[0], firsts)
        return Rows(out, fillers)

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
