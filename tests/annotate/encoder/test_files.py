from __future__ import annotations

import json
import shutil

import pytest

from rashomon.annotate.encoder import Encoder
from rashomon.annotate.encoder.files import LABELS, NETWORK, TABLES, VOCABULARY, open_files, packaged
from rashomon.errors import ModelFileError


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "weights"
    shutil.copytree(packaged(), folder)
    return folder


@pytest.mark.parametrize("name", [NETWORK, TABLES, VOCABULARY, LABELS])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(ModelFileError, match="missing") as caught:
        open_files(copy)
    assert caught.value.path.endswith(name)


@pytest.mark.parametrize("name", [NETWORK, TABLES, VOCABULARY])
def test_a_damaged_file_is_named(copy, name):
    raw = bytearray((copy / name).read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    (copy / name).write_bytes(raw)
    with pytest.raises(ModelFileError, match="damaged") as caught:
        open_files(copy)
    assert caught.value.path.endswith(name)


def test_cut_off_labels_are_damaged(copy):
    path = copy / LABELS
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(ModelFileError, match="damaged"):
        open_files(copy)


def test_another_format_is_refused(copy):
    path = copy / LABELS
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 999}))
    with pytest.raises(ModelFileError, match="format 999"):
        open_files(copy)


def test_a_folder_without_an_encoder(tmp_path):
    with pytest.raises(ModelFileError, match="missing"):
        Encoder.load(1, tmp_path / "nowhere")


def test_what_ships_stays_small():
    files = [path for path in packaged().iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 30_000_000
    assert packaged() / "MODEL_CARD.md" in files
