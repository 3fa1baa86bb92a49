"""How a matrix shows itself in a notebook: a table of plain HTML, without script, style or address; every cell opens its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from rashomon.assess import MARKS, REVIEWS
from rashomon.model.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.assess import Matrix

QUOTES = 6  # in one cell; of more, how many


def matrix_html(matrix: Matrix, speakers: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """The table; ``rows`` are those of ``Accounts.to_dict``, ``speakers`` the names of the columns."""
    # Who is not named is called by the outlets: they stand in the name already.
    head = "".join(
        f'<th scope="col"><bdi>{escape(name)}</bdi>{_outlets(account.outlets) if account.speaker else ""}{" <em>compared with</em>" if at == matrix.reference else ""}</th>'
        for at, (name, account) in enumerate(zip(speakers, matrix.columns, strict=True))
    )
    caption = (
        f"<caption>{escape(matrix.incident)}: <strong>{escape(matrix.status)}</strong> ({escape(matrix.why)}); "
        f"{plural(len(matrix.columns), 'account')}, by the policy {escape(matrix.policy)}. No column is the truth.</caption>"
    )
    body = "".join(_row(row) for row in rows)
    key = ", ".join(f"{mark} {state}" for state, mark in MARKS.items())
    foot = f'<tfoot><tr><td colspan="{len(matrix.columns) + 1}"><small>{escape(key)}</small></td></tr></tfoot>'
    return (
        f'<table>{caption}<thead><tr><th scope="col">matter</th>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>'
    )


def _outlets(outlets: Sequence[str]) -> str:
    return f"<br><small><bdi>{escape(', '.join(outlets))}</bdi></small>" if outlets else ""


def _row(row: dict[str, Any]) -> str:
    conflict = f"<br><small>{escape(row['conflict'])}</small>" if row["conflict"] else ""
    cells = "".join(_cell(cell) for cell in row["cells"])
    return f'<tr><th scope="row">{escape(row["label"])}{conflict}</th>{cells}</tr>'


def _cell(cell: dict[str, Any]) -> str:
    state = f"{MARKS[cell['state']]} <small>{escape(cell['state'])}</small>"
    if cell["state"] == "silent":
        return f"<td>{state}</td>"
    seen = f" {REVIEWS[cell['review']]}" if cell["review"] in REVIEWS else ""
    old = f" <del>{escape('; '.join(cell['older']))}</del>" if cell["older"] else ""
    quotes = cell["quotes"]
    words = "".join(f"<li>{_quote(one)}</li>" for one in quotes[:QUOTES])
    left = f"<li>{len(quotes) - QUOTES} more</li>" if len(quotes) > QUOTES else ""
    opened = f"<details><summary>words</summary><ul>{words}{left}</ul></details>" if quotes else ""
    return f"<td>{state}<br><bdi>{escape('; '.join(cell['values']))}</bdi>{seen}{old}{opened}</td>"


def _quote(one: dict[str, Any]) -> str:
    where = ", ".join(str(part) for part in (one["outlet"], one["published"]) if part)
    return f'<q dir="auto">{escape(one["words"])}</q> <small>{escape(where)}</small>'
