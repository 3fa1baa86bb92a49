"""A reader for the tests of adding; at the top of a module, so that other processes find it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from made import told
from rashomon.model import Annotated
from rashomon.record import Keys
from rashomon.run.preparing import Prepared, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rashomon.config import Settings
    from rashomon.model import Document


def make_telling(_: Settings) -> Callable[[Sequence[Document]], list[Prepared]]:
    """One incident a document, at the word "strike"; "break" breaks, "misfit" gives what cannot be kept."""

    def read(documents: Sequence[Document]) -> list[Prepared]:
        return [_told(document) for document in documents]

    return read


def _told(document: Document) -> Prepared:
    if "break" in document.text:
        raise ZeroDivisionError("it broke")
    if "slow" in document.text:
        time.sleep(0.05)
    if "strike" not in document.text:
        return prepared(Annotated(document=document))
    _, annotated, *_ = told(document.text)
    found = prepared(msgspec.structs.replace(annotated, document=document))
    if "misfit" in document.text:
        found = msgspec.structs.replace(found, keys=Keys(blocks={"nothing:e1": ("x",)}))
    return found
