from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate.attributions import attributions
from rashomon.annotate.segment import segment
from rashomon.annotate.times import times
from rashomon.lexicon import registry, registry_rows
from rashomon.model import Annotated, Attribution, Document, Marks, words_of


class Row:
    """One attribution with the words behind its spans."""

    def __init__(self, text: str, attribution: Attribution) -> None:
        self.a = attribution
        self.source = words_of(text, attribution.source)
        self.cue = words_of(text, attribution.cue)
        self.content = words_of(text, attribution.content)

    def __repr__(self) -> str:
        return f"<{self.a.speaker or self.a.speaker_class} | {self.cue} | {self.content} | {self.a.stance} {self.a.accused}>"


def read_text(
    text: str, *, published: date | None = date(2021, 3, 10), title: str | None = None, marks: Marks | None = None
) -> list[Row]:
    document = Document(id="d", text=text, sha256="0" * 64, title=title, published=published)
    annotated = times(segment(Annotated(document=document, marks=marks or Marks())))
    return [Row(text, a) for a in attributions(annotated).attributions]


@pytest.fixture
def read():
    return read_text


@pytest.fixture
def in_the_registry(monkeypatch):
    """The registry with the invented states, so that no real one is given invented words."""
    invented = [
        {"id": "xv", "name": "Velmar", "adjective": ["Velmari"], "capital": "Dessary", "seats": ["Amber House"]},
        {"id": "xa", "name": "Ardania", "adjective": ["Ardan"], "capital": "Tel Oram"},
    ]
    entries, faults = registry_rows.entries_of({"actors": invented}, states=True)
    assert not faults
    package = registry_rows.package_entries()
    monkeypatch.setattr(registry_rows, "package_entries", lambda: [*package, *entries])
    registry._built.cache_clear()
    yield
    registry._built.cache_clear()
