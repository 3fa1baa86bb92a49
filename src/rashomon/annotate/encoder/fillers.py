"""The second top of the encoder: in texts of the kind it knows, which words fill the roles of an attack.

The first layers of the encoder are read by two tops: its own, for all marks, and this one, trained on the keys of MUC-4
alone (training/fillers.py). It runs only on texts whose words it has mostly seen, so that other texts cost nothing and
are read as if it were not there.
"""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import numpy as np

from rashomon.errors import ModelFileError
from rashomon.model import FILLER_COLUMNS, FillerMarks

from .files import FILLERS, Files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from .words import Words

TAP = "block2.norm2"  # the output of the encoder's third layer, by its name in the network
BITS = 1 << 17
KNOWN = 0.94  # share of a text's words from which on it is of the kind; decision 19
_GRAPH, _OUTPUT, _NAME, _TYPE, _TENSOR, _FLOAT = 7, 12, 1, 2, 1, b"\x08\x01"  # field numbers of onnx.proto


def tapped(network: bytes, name: str = TAP) -> bytes:
    """The network with one more output, the value called ``name``.

    Serialised protocol buffers that stand one after the other are read as one message, lists joined, so that the file
    need be neither parsed nor copied into another format.
    """
    kind = _field(_TYPE, _field(_TENSOR, _FLOAT))
    return network + _field(_GRAPH, _field(_OUTPUT, _field(_NAME, name.encode()) + kind))


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited field of a protocol buffer."""
    head, size = bytearray([number << 3 | 2]), len(content)
    while size > 127:
        head.append(size & 127 | 128)
        size >>= 7
    head.append(size)
    return bytes(head) + content


def numbers(words: Iterable[str]) -> NDArray[np.int64]:
    """The bits of the distinct words that are letters throughout, case folded; sorted."""
    distinct = {word.casefold() for word in words if word.isalpha()}
    return np.array(sorted({zlib.crc32(word.encode()) % BITS for word in distinct}), dtype=np.int64)


class SecondTop:
    """The session of the second top, and the words that it was trained on."""

    def __init__(self, files: Files, options: object) -> None:
        """``options`` are the session options of onnxruntime.

        Raises:
            ModelFileError: the file holds no network.
        """
        import onnxruntime

        try:
            network = gzip.decompress(files.fillers)
            self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises many kinds; all mean that the file is no network
            raise ModelFileError(str(files.folder / FILLERS), f"this file holds no network: {error}") from error
        self._known = np.unpackbits(files.known).astype(bool)

    def knows(self, words: Sequence[str]) -> bool:
        """Whether a text of these words is of the kind that the second top was trained on."""
        found = numbers(words)
        return bool(len(found)) and float(self._known[found].mean()) >= KNOWN

    def read(self, low: NDArray[np.float32], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows [words, FILLER_COLUMNS] of a window; ``low`` [1, pieces, hidden] is what the third layer says."""
        (rows,) = self._session.run(None, {"low": low, "firsts": firsts})
        found: NDArray[np.float32] = rows
        return found


def marks(rows: NDArray[np.float32], words: Words) -> FillerMarks:
    """The rows of a document as marks."""
    assert rows.shape == (len(words.starts), FILLER_COLUMNS)
    return FillerMarks(tuple(words.starts), tuple(words.ends), rows.astype("<f2").tobytes())
