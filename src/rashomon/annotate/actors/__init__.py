"""Mentions of persons, groups, institutions and states, each resolved to its fullest name within the document."""

from __future__ import annotations

from .component import actors

__all__ = ["actors"]
