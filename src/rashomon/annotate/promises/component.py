"""Puts the rules of promises together."""

from __future__ import annotations

import msgspec

from rashomon.model import Annotated  # noqa: TC001  (the public signature)

from .keeping import keepings
from .made import agreed, later, promised


def promises(annotated: Annotated) -> Annotated:
    """Fills ``promises`` and ``keepings``, each in text order."""
    made = later([*promised(annotated), *agreed(annotated)])
    annotated = msgspec.structs.replace(
        annotated, promises=tuple(msgspec.structs.replace(p, id=f"p{n}") for n, p in enumerate(made, 1))
    )
    said = sorted({(k.span, k.party, k.kind or ""): k for k in keepings(annotated)}.items())
    return msgspec.structs.replace(
        annotated,
        keepings=tuple(msgspec.structs.replace(k, id=f"k{n}") for n, (_, k) in enumerate(said, 1)),
    )
