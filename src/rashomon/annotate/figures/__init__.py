"""Numbers of people (or of things lost) that a text gives, with what happened to whom, according to whom."""

from __future__ import annotations

from .component import figures

__all__ = ["figures"]
