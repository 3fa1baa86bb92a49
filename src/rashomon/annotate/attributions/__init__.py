"""Who says, denies, admits, promises, blames ... what.

``attributions`` fills ``Annotated.attributions``. With the encoder's marks it takes their spans and adds speaker, stance,
nesting and day; without them rules find the spans too. ``about`` is set later, by the component that finds incidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .blend import blend
from .build import build
from .page import Page

if TYPE_CHECKING:
    from rashomon.model import Annotated

__all__ = ["attributions"]


def attributions(annotated: Annotated) -> Annotated:
    """The document with its attributions, ids a1, a2, ... in text order of their contents (GUIDELINES of domain.md)."""
    if not annotated.tokens:
        return msgspec.structs.replace(annotated, attributions=())
    page = Page(annotated)
    return msgspec.structs.replace(annotated, attributions=build(page, blend(page)))
