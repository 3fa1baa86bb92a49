"""CSV (RFC 4180, UTF-8): flat columns; cells that a spreadsheet would run as a formula are made text."""

from __future__ import annotations

import csv as csv_writer
import io
from typing import TYPE_CHECKING, Any

from .flat import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet takes cells that begin with these for formulas (OWASP, "CSV injection"); tab and return hide them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(
    rows: Iterable[dict[str, Any]], columns: Sequence[str] | None = None, *, empty: Sequence[str] = ()
) -> Iterator[bytes]:
    """A header and the rows, as lines. Without ``columns`` all rows are read first, to know every column.

    ``empty`` are the names of the rows' fields for the header where there is no row; nothing is written without them.
    """
    flattened = [flat(row) for row in rows] if columns is None else (flat(row) for row in rows)
    names = list(dict.fromkeys(name for row in flattened for name in row)) if columns is None else list(columns)
    if not names:
        names = list(flat({name: (None, None) if name.endswith("span") else None for name in empty}))
    if not names:
        return
    yield _line(names)
    for row in flattened:
        yield _line([_cell(row.get(name)) for name in names])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv_writer.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")
