"""The second top: it runs on texts of its kind alone, and changes nothing of what the first says."""

from __future__ import annotations

import shutil

import msgspec
import numpy as np
import pytest

from rashomon.annotate.encoder import Encoder
from rashomon.annotate.encoder.files import FILLERS, LABELS, WORDS_KNOWN, open_files, packaged
from rashomon.annotate.encoder.fillers import numbers
from rashomon.errors import ModelFileError
from rashomon.model import FILLER_COLUMNS

WIRE = """VELMAR CITY, 3 MAR 89 -- [TEXT] GUERRILLAS OF THE FRONT ATTACKED A BRIDGE WITH DYNAMITE LAST NIGHT. THE POLICE SAID
TODAY THAT TWO PEASANTS WERE KILLED AND ONE WAS WOUNDED IN THE ATTACK. NO GROUP HAS CLAIMED RESPONSIBILITY."""
POST = (
    "Drone footage geolocated by volunteers on Telegram shows smartphones, hashtags and livestreams near the hospital."
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load()


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "weights"
    shutil.copytree(packaged(), folder)
    return folder


def without(folder):
    """The folder without the second top."""
    labels = msgspec.json.decode((folder / LABELS).read_bytes())
    for name in (FILLERS, WORDS_KNOWN):
        (folder / name).unlink()
        del labels["sha256"][name]
    (folder / LABELS).write_bytes(msgspec.json.encode(labels))
    return folder


def test_a_wire_of_its_kind_is_read_word_by_word(encoder):
    (marks,) = encoder.mark([WIRE])
    assert marks.fillers is not None
    assert [WIRE[s:e] for s, e in zip(marks.fillers.starts, marks.fillers.ends, strict=True)][:3] == [
        "VELMAR",
        "CITY",
        ",",
    ]
    rows = np.frombuffer(marks.fillers.scores, "<f2").reshape(len(marks.fillers.starts), FILLER_COLUMNS)
    assert np.isfinite(rows).all()


def test_a_text_of_another_kind_is_not_read(encoder):
    assert [m.fillers for m in encoder.mark([POST, "", "..."])] == [None] * 3


def test_what_a_text_gets_does_not_depend_on_the_others(encoder):
    alone = encoder.mark([WIRE])
    assert encoder.mark([POST, WIRE, WIRE]) == [*encoder.mark([POST]), *alone, *alone]


def test_the_first_top_says_the_same_without_it(encoder, copy):
    (with_it,), (left,) = encoder.mark([WIRE]), Encoder.load(1, without(copy)).mark([WIRE])
    assert left.fillers is None
    assert left == msgspec.structs.replace(with_it, fillers=None)


def test_words_are_counted_once_and_without_their_case():
    assert numbers(["Bridge", "BRIDGE", "12", "--", "police"]).tolist() == sorted(
        numbers(["bridge", "police"]).tolist()
    )


@pytest.mark.parametrize("name", [FILLERS, WORDS_KNOWN])
def test_a_missing_or_damaged_file_is_named(copy, name):
    raw = bytearray((copy / name).read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    (copy / name).write_bytes(raw)
    with pytest.raises(ModelFileError, match="damaged") as caught:
        open_files(copy)
    assert caught.value.path.endswith(name)
    (copy / name).unlink()
    with pytest.raises(ModelFileError, match="missing"):
        open_files(copy)
