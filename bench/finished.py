"""Measures finished readings within one process: rows of a set, read once by the encoder, then by the rules in variants.

Used by ablation.py (marks taken away) and letters.py (texts in other letters). The figures are those that quality.py
prints; this is quicker where the same texts are read by the rules many times.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rashomon.annotate.encoder import Encoder
from rashomon.annotate.pipeline import Pipeline
from rashomon.api.reading import reading_row
from rashomon.config import settings
from rashomon.ingest.rows import Row, draft
from rashomon.ingest.stream import of_draft
from rashomon.model import Annotated, Document, Marks
from rashomon.model.codec import line
from rashomon.run.statuses import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from numpy.typing import NDArray

SHARED = Path(__file__).resolve().parents[2] / "shared"
DRAWS = 2000
SETS = {  # name: (gold file, scorer)
    "attribution": ("attribution/dev.jsonl", "attribution"),
    "reading": ("reading/dev.jsonl", "reading"),
    "times, news": ("timex/news.jsonl", "times"),
    "times, histories": ("timex/narratives.jsonl", "times"),
    "places, GeoWebNews": ("toponyms/gwn_dev.jsonl", "places"),
    "places, TR-News": ("toponyms/trnews_dev.jsonl", "places"),
    "places, GeoVirus": ("toponyms/geovirus_dev.jsonl", "places"),
    "airwars": ("airwars/dev.jsonl", "incidents_doc"),
    "muc4": ("muc4/dev.jsonl", "roles"),
}


def gold(shared: Path, name: str) -> list[dict[str, Any]]:
    """The annotated rows of a set."""
    path = shared / "data" / SETS[name][0]
    return [json.loads(row) for row in path.read_text(encoding="utf8").splitlines() if row.strip()]


def documents(rows: Sequence[dict[str, Any]], change: Callable[[str], str] = str) -> list[Document]:
    """The rows as documents, in order; ``change`` must keep a text's length."""
    made = []
    for row in rows:
        text, title = change(row["text"]), row.get("title")
        read = Row(
            text=text,
            id=str(row["id"]),
            title=change(title) if title else None,
            published=row.get("published") or row.get("dct"),
            outlet=row.get("outlet"),
            language=row.get("language"),
        )
        document = of_draft(draft(read), line(read).encode(), "text", settings())
        assert isinstance(document, Document)
        made.append(document)
    return made


class Reader:
    """Reads documents by the rules with marks that are given; the encoder's own marks on demand."""

    def __init__(self) -> None:
        self._pipeline = Pipeline.load(settings())

    def marks(self, made: Sequence[Document]) -> list[Marks]:
        """The encoder's marks."""
        chosen = settings().encoder
        return Encoder.load(threads=1, folder=chosen or None).mark([d.text for d in made])

    def rows(self, made: Sequence[Document], marks: Sequence[Marks]) -> list[dict[str, Any]]:
        """Rows as ``rashomon read`` prints them."""
        bare = (Annotated(document=d, marks=m) for d, m in zip(made, marks, strict=True))
        return [reading_row(settled(self._pipeline.apply_rules(one))) for one in bare]


class Figure(NamedTuple):
    """A figure in percent (or kilometres); ``parts`` are the (right, predicted, gold) of each document, where it has them."""

    value: float
    parts: NDArray[np.int64] | None = None


def figures(shared: Path, name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Figure]:
    """What the scorer of the set says of the rows, by the scorer's own names."""
    file, scorer = SETS[name]
    module = _scorer(shared / "score", scorer)
    found: dict[str, Figure] = {}

    class Kept(module.Tally):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.parts: list[tuple[int, int, int]] = []

        def add(self, right: int, predicted: int, gold: int) -> None:
            self.parts.append((right, predicted, gold))
            super().add(right, predicted, gold)

    def show(results: dict[str, Any]) -> None:
        for key, value in results.items():
            found[key] = Figure(value) if isinstance(value, float) else Figure(value.prf()[2], _parts(value.parts))

    def _parts(parts: list[tuple[int, int, int]]) -> NDArray[np.int64] | None:
        each, rest = divmod(len(parts), len(rows))
        return None if rest or not each else np.array(parts).reshape(len(rows), each, 3).sum(1)

    module.Tally, module.show = Kept, show
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        out.writelines(line(row) + "\n" for row in rows)
        out.flush()
        with contextlib.redirect_stderr(io.StringIO()):
            module.main(str(shared / "data" / file), out.name)
    return found


def interval(first: Figure, other: Figure) -> tuple[float, float] | None:
    """95 % of the differences in F1, other less first, over paired draws of the documents."""
    if first.parts is None or other.parts is None:
        return None
    drawn = np.random.default_rng(1).integers(0, len(first.parts), (DRAWS, len(first.parts)))
    one, two = (_f1(f.parts[drawn].sum(1)) for f in (first, other) if f.parts is not None)
    low, high = np.percentile(two - one, [2.5, 97.5])
    return float(low), float(high)


def _f1(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    right, predicted, wanted = counts[..., 0], counts[..., 1], counts[..., 2]
    return 200 * right / np.maximum(1, predicted + wanted)


def _scorer(folder: Path, name: str) -> ModuleType:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
