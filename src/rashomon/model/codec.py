"""JSON of the model: one line a row, ISO 8601 days, spans as [start, end]."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_encoder = msgspec.json.Encoder()


def line(row: Any) -> str:
    """``row`` (a model type, dict or list) as one line of JSON without a line end."""
    return _encoder.encode(row).decode()


def plain(row: Any) -> Any:
    """``row`` as dicts, lists, strings and numbers, under the printed names."""
    return msgspec.to_builtins(row)


def typed(data: bytes | str, kind: type[T]) -> T:
    """JSON text as the model type ``kind``.

    Raises:
        msgspec.ValidationError: the JSON does not have the type's shape.
        msgspec.DecodeError: it is not JSON.
    """
    return msgspec.json.decode(data, type=kind)
