"""Ids that depend on content alone, so that the same input gives the same ids in any order and on any machine."""

from __future__ import annotations

import hashlib


def sha256(content: bytes) -> str:
    """Lower-case hex SHA-256."""
    return hashlib.sha256(content).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """``prefix`` and 16 hex digits of a hash over ``parts``; parts are told apart, None differs from ""."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
