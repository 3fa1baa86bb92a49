"""Documents in, readings out, in the same order: annotate, then what a document's own accounts come to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rashomon.annotate.pipeline import Pipeline
from rashomon.config import Settings

from .engine import Engine, engine_for
from .statuses import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rashomon.errors import InputError
    from rashomon.model import Annotated, Document

    from .engine import Batch, Reader

BATCH = 16  # documents; the encoder fills its windows from all of them


def read(
    documents: Iterable[Document], settings: Settings | None = None, *, engine: Engine | None = None
) -> Iterator[Annotated | InputError]:
    """Each document with all that was found in it, status and ranges of its incidents by its own accounts included.

    Outcomes come in the order of ``documents``, which are taken as they are needed, a batch at a time (a few batches
    with several ``workers``). A skipped document comes back bare. A document whose reading fails gives an InputError in
    its place, not raised; the others go on. ``engine`` is where to read; by default the setting ``workers`` says it.

    Raises:
        ModelFileError: the encoder or a data file is missing or damaged.
        SettingError: there is no such policy.
    """
    chosen = settings or Settings()
    for outcomes in (engine or engine_for(chosen)).run(make_reader, batches(documents)):
        yield from outcomes


def make_reader(settings: Settings) -> Reader[Annotated]:
    """A reader of batches, with its own pipeline."""
    pipeline = Pipeline.load(settings)

    def reader(documents: Sequence[Document]) -> list[Annotated]:
        return [settled(annotated, policy=settings.policy) for annotated in pipeline.annotate(documents)]

    return reader


def batches(documents: Iterable[Document]) -> Iterator[Batch]:
    """The documents in lists of at most BATCH."""
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch
