"""Reading without storing: texts and inputs in, rows of the printed format out, in input order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO

from rashomon.config import Settings, settings
from rashomon.errors import InputError
from rashomon.ingest import ingest
from rashomon.ingest.rows import Row, draft
from rashomon.ingest.stream import of_draft
from rashomon.model.codec import line, plain

from .results import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rashomon.model import Annotated, Document

DOCUMENT = ("id", "text", "title", "outlet", "url", "published", "language", "sha256", "skipped")
LAYERS = ("attributions", "times", "places", "actors", "figures", "incidents", "relations", "promises", "keepings")


def read(
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    id: str | None = None,  # noqa: A002  (the field's own word)
    using: Settings | None = None,
) -> Reading:
    """What one text says: who says what, when, where, how many, which incidents. Nothing is stored.

    ``published`` is the day against which "on Tuesday" is read (a date or ISO 8601). Offsets of the result are half-open
    code points into ``text``.

    Raises:
        InputError: the text cannot be read.
    """
    row = Row(
        text=text,
        id=id,
        title=title,
        published=str(published) if published else None,
        outlet=outlet,
        url=url,
        language=language,
    )
    document = of_draft(draft(row), line(row).encode(), "text", using or settings())
    (found,) = _read([document], using or settings())
    if isinstance(found, InputError):
        raise found
    return Reading(found, reading_row(found))


def read_sources(
    sources: Sequence[str], using: Settings | None = None, stdin: BinaryIO | None = None
) -> Iterator[dict[str, Any] | InputError]:
    """Read files, folders, addresses and ``-``; one row a document, an InputError (not raised) in place of what failed.

    The order is that of the inputs, whatever the number of workers.
    """
    chosen = using or settings()
    order: deque[InputError | None] = deque()

    def documents() -> Iterator[Document]:
        for item in ingest(sources, chosen, stdin):
            if isinstance(item, InputError):
                order.append(item)
            else:
                order.append(None)
                yield item.document

    for outcome in _read(documents(), chosen):
        while order and (failed := order[0]) is not None:
            yield failed
            order.popleft()
        order.popleft()
        yield outcome if isinstance(outcome, InputError) else reading_row(outcome)
    yield from (failed for failed in order if failed is not None)


def reading_row(annotated: Annotated) -> dict[str, Any]:
    """One row of ``rashomon read``."""
    document = plain(annotated.document)
    return {
        "document": {name: document[name] for name in DOCUMENT},
        **{layer: plain(getattr(annotated, layer)) for layer in LAYERS},
    }


def _read(documents: Any, using: Settings) -> Iterator[Annotated | InputError]:
    from rashomon.run.reading import read as run  # brings the encoder's libraries

    return run(documents, using)
