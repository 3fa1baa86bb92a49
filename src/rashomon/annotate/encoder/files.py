"""Opens the files of the encoder: network, decoder tables, labels and vocabulary; checks that they are whole."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from rashomon.errors import ModelFileError

if TYPE_CHECKING:
    from numpy.typing import NDArray

NETWORK, TABLES, VOCABULARY, LABELS = "reader.onnx", "decoder.npz", "vocab.txt", "labels.json"
FILLERS, WORDS_KNOWN = "fillers.onnx.gz", "fillers.npz"  # of the second top, which a folder may lack
FORMAT = 1  # of labels.json and of the network's outputs; a file of another format is refused


class Labels(msgspec.Struct, frozen=True):
    """What stands in ``labels.json``.

    ``layers`` are the labels of each tagging layer, in the order of the network's columns; ``columns`` gives the
    [first, last) columns of each output by name; ``sha256`` the digests of the other files; ``calibration`` the
    coefficients of the attribution score (see :mod:`.attributions`).
    """

    format: int
    layers: dict[str, list[str]]
    join: list[str]
    deprels: list[str]
    columns: dict[str, tuple[int, int]]
    sha256: dict[str, str]
    calibration: list[float]


class Files(NamedTuple):
    """The opened files."""

    folder: Path
    network: bytes
    tables: dict[str, NDArray[np.float32]]
    labels: Labels
    vocabulary: dict[str, int]
    fillers: bytes = b""
    known: NDArray[np.uint8] = np.zeros(0, np.uint8)


def packaged() -> Path:
    """The folder of the encoder that comes with the package."""
    return Path(__file__).with_name("weights")


def read(path: Path) -> bytes:
    """The bytes of one file.

    Raises:
        ModelFileError: it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelFileError(str(path), "this file of the encoder is missing") from None
    except OSError as error:
        raise ModelFileError(str(path), f"this file of the encoder cannot be read: {error.strerror}") from error


def open_files(folder: Path) -> Files:
    """Open and check all files of an encoder.

    Raises:
        ModelFileError: a file is missing, damaged, or of another format.
    """
    path = folder / LABELS
    try:
        labels = msgspec.json.decode(read(path), type=Labels)
    except msgspec.DecodeError as error:
        raise ModelFileError(str(path), f"this file of the encoder is damaged: {error}") from error
    if labels.format != FORMAT:
        raise ModelFileError(str(path), f"the encoder has format {labels.format}, this rashomon reads format {FORMAT}")
    content = {}
    second = tuple(name for name in (FILLERS, WORDS_KNOWN) if name in labels.sha256)
    for name in (NETWORK, TABLES, VOCABULARY, *second):
        content[name] = read(folder / name)
        if hashlib.sha256(content[name]).hexdigest() != labels.sha256.get(name):
            raise ModelFileError(
                str(folder / name), "this file of the encoder is damaged: its digest is not the recorded one"
            )
    with np.load(BytesIO(content[TABLES]), allow_pickle=False) as tables:
        arrays = {name: np.ascontiguousarray(tables[name], dtype=np.float32) for name in tables.files}
    known = np.zeros(0, np.uint8)
    if second:
        with np.load(BytesIO(content[WORDS_KNOWN]), allow_pickle=False) as words:
            known = words["known"]
    names = content[VOCABULARY].decode("utf8").split("\n")
    return Files(
        folder,
        content[NETWORK],
        arrays,
        labels,
        {name: i for i, name in enumerate(names) if name},
        content.get(FILLERS, b""),
        known,
    )
