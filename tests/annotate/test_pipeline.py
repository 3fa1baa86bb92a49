"""The order of the components, and the settings that reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rashomon.annotate.pipeline import OrderError, Pipeline, Step, checked
from rashomon.config import Settings
from rashomon.errors import ModelFileError
from rashomon.gazetteer import build
from rashomon.model import Document

if TYPE_CHECKING:
    from pathlib import Path


def step(name: str, needs: set[str], gives: set[str]) -> Step:
    return Step(name, lambda annotated: annotated, frozenset(needs), frozenset(gives))


def test_a_component_before_what_it_needs_does_not_start() -> None:
    cut, count = step("cut", {"document"}, {"tokens"}), step("count", {"tokens"}, {"figures"})
    assert checked([cut, count], frozenset({"document"})) == (cut, count)
    with pytest.raises(OrderError, match="component count needs tokens"):
        checked([count, cut], frozenset({"document"}))


def test_the_gazetteer_of_the_settings_is_the_one_that_is_asked(tmp_path: Path) -> None:
    row = [
        "1",
        "Tel Oram",
        "Tel Oram",
        "",
        "-47.5",
        "-123.5",
        "P",
        "PPL",
        "XV",
        "",
        "",
        "",
        "",
        "",
        "9000",
        "",
        "",
        "",
        "",
    ]
    (tmp_path / "places.txt").write_text("\t".join(row) + "\n")
    build(tmp_path / "places.txt", tmp_path / "places.sqlite")
    document = Document(id="d", sha256="0" * 64, text="Two shells fell in Tel Oram on Monday.")
    chosen = Settings(encoder="none", gazetteer=str(tmp_path / "places.sqlite"))
    (found,) = Pipeline.load(chosen).annotate([document])
    assert [(p.name, p.lat, p.lon) for p in found.places] == [("Tel Oram", -47.5, -123.5)]
    with pytest.raises(ModelFileError):
        Pipeline.load(Settings(encoder="none", gazetteer=str(tmp_path / "missing.sqlite")))


def test_skipped_documents_come_back_bare() -> None:
    document = Document(id="d", sha256="0" * 64, text="Two shells fell.", skipped="no words")
    (found,) = Pipeline().annotate([document])
    assert (found.document, found.tokens) == (document, ())
