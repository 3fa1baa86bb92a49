"""An invented conflict in fifteen short dispatches: what ``rashomon demo`` reads. NOTICE says that all of it is invented."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def dispatches() -> Traversable:
    """The folder of the dispatches: HTML, Markdown, plain text and JSON Lines."""
    return resources.files(__name__) / "dispatches"
