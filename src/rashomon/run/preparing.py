"""From a document to all that the record keeps of it; runs where documents are read, in other processes too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.annotate.pipeline import Pipeline
from rashomon.model import Annotated, Claim, Marks
from rashomon.record import Keys
from rashomon.resolve import claims_of
from rashomon.resolve.blocking import blocks
from rashomon.resolve.copies import bands, fingerprint
from rashomon.resolve.keys import link_keys

from .statuses import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.config import Settings
    from rashomon.model import Document

    from .engine import Reader


class Prepared(msgspec.Struct, frozen=True):
    """What ``Record.add`` wants besides the capture."""

    annotated: Annotated
    claims: tuple[Claim, ...]
    keys: Keys


def prepared(read: Annotated, *, policy: str | None = None) -> Prepared:
    """The claims of a reading as the rules left it, and by what it will be compared with others.

    Claims are drawn before the ranges of the document are settled by a policy: what its narrator weighed or counted by name is a
    claim, what a policy makes of all claims is none.
    """
    annotated = settled(read, policy=policy)
    document = annotated.document
    keys = link_keys(annotated)
    own = fingerprint(document.sha256, document.text, document.outlet, document.published)
    return Prepared(
        # The record keeps neither tokens nor marks: they need not travel between processes.
        annotated=msgspec.structs.replace(annotated, tokens=(), marks=Marks()),
        claims=claims_of(read),
        keys=Keys(
            mentions=keys,
            blocks={key.mention: blocks(key) for key in keys},
            fingerprint=own.values,
            copies=bands(own),
        ),
    )


def make_preparer(settings: Settings) -> Reader[Prepared]:
    """A reader of batches whose readings come with claims and keys."""
    pipeline = Pipeline.load(settings)

    def reader(documents: Sequence[Document]) -> list[Prepared]:
        return [prepared(annotated, policy=settings.policy) for annotated in pipeline.annotate(documents)]

    return reader
