"""The matrix of accounts: who says what about one incident, side by side; every cell leads to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.assess import MARKS, machine_text
from rashomon.web.clocks import clocks
from rashomon.web.told import Told, told
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from rashomon.assess import Cell, Row

SHOWN = 8  # columns at first; the others wait behind a link, and stand in print
CARRIED = (
    40  # columns that a page carries for print without being asked for all: beyond, it would weigh more than 100 KB
)
QUOTES = 6  # in one cell; of more, a link to all
STATES = {
    "asserts": "says so; what others are compared with, or what the compared column is silent about",
    "same": "gives the same as the compared column",
    "overlaps": "can stand together with it, without being the same",
    "differs": "gives something else",
    "denies": "denies it",
    "says unknown": "says that it does not know, or doubts it",
    "silent": "says nothing about it",
    "retracted": "said so once and took it back",
}


def page(visit: Visit) -> Answer:
    """The whole matrix."""
    found = told(visit, visit.path("incident"))
    return Answer(
        template="matrix.html", title=f"Accounts: {found.title}", context=lambda: drawn(found),
        data=found.accounts.to_dict, rows=found.accounts.cells,
    )  # fmt: skip


def embed(visit: Visit) -> Answer:
    """The matrix alone, without any script, for other pages to frame."""
    found = told(visit, visit.path("incident"))
    return Answer(template="embed.html", title=found.title, context=lambda: drawn(found))


def drawn(found: Told) -> dict[str, Any]:
    """What the template needs: columns in the order shown, the compared one first, and rows of cells."""
    matrix = found.accounts.matrix
    order = (
        [matrix.reference, *(i for i in range(len(matrix.columns)) if i != matrix.reference)] if matrix.columns else []
    )
    everything = found.visit.words("columns") == "all"
    shown = len(order) if everything or len(order) <= SHOWN + 1 else SHOWN
    columns = [
        found.heading(matrix.columns[i]) | {"index": i, "compared": i == matrix.reference, "more": n >= shown}
        for n, i in enumerate(order)
    ]
    if not everything and len(columns) > CARRIED:
        columns = columns[:shown]
    rows = [_row(found, number, row, columns) for number, row in enumerate(matrix.rows)]
    return {
        "told": found, "columns": columns, "of": len(order), "shown": shown, "hidden": len(order) - shown, "everything": everything,
        "disputed": [row for row in rows if row["row"].conflict], "agreed": [row for row in rows if not row["row"].conflict],
        "marks": MARKS, "states": STATES, "clocks": clocks(found.visit, found.incident.id), "quotes_shown": QUOTES,
        "rejected": found.accounts.rejected(),
    }  # fmt: skip


def _row(found: Told, number: int, row: Row, columns: list[dict[str, Any]]) -> dict[str, Any]:
    cells = [_cell(found, f"r{number}c{column['index']}", row.cells[column["index"]]) for column in columns]
    speaking = sum(cell.state != "silent" for cell in row.cells)
    return {"row": row, "cells": cells, "number": number, "speaking": speaking, "of": len(row.cells)}


def _cell(found: Told, name: str, cell: Cell) -> dict[str, Any]:
    claims = [found.by_id[key] for key in cell.claims if key in found.by_id]
    quotes = found.quoting.sentences(claims)
    return {
        "id": name, "state": cell.state, "kind": cell.state.replace(" ", "-"), "mark": MARKS[cell.state], "values": cell.values,
        "older": cell.older, "silent": cell.state == "silent", "claims": claims,
        "quotes": quotes[:QUOTES], "left": max(0, len(quotes) - QUOTES),
        "review": sorted({claim.review for claim in claims} - {"machine"} | {"unsure" for claim in claims if claim.unsure}),
        "machine": list(dict.fromkeys(text for claim in claims if (text := machine_text(claim)))),
        "day": max((claim.published for claim in claims if claim.published), default=None),
    }  # fmt: skip


PAGES = (
    Page("/incidents/{incident}/matrix", page),
    Page("/incidents/{incident}/matrix/embed", embed, twins=()),
)
