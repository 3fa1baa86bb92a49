"""Nested rows to flat ones: {"date": {"from": ...}} becomes date_from; lists become JSON text."""

from __future__ import annotations

from typing import Any

from rashomon.model.codec import line


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """One level of columns; spans become two numbers (span_start, span_end), other lists JSON text, empty lists None."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        _put(found, name, value)
    return found


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _put(found, f"{name}_{key}", inner)
    elif isinstance(value, (list, tuple)):
        if name.endswith("span") and len(value) == 2:
            found[f"{name}_start"], found[f"{name}_end"] = value
        else:
            found[name] = line(value) if value else None
    else:
        found[name] = value
