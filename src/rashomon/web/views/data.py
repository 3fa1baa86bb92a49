"""The tables of the record, and questions about them in SQL: shown, or as CSV, JSON or Parquet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from rashomon.api.columns import even
from rashomon.errors import MissingExtraError, QueryError
from rashomon.record import OPEN
from rashomon.record.schema import metadata
from rashomon.web.problems import BadQueryError
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from rashomon.record import Table

SECONDS = 5.0
SHOWN, MOST = 200, 50_000  # rows on the page; rows of a file
EXAMPLES = (
    ("Who speaks most", "SELECT speaker, count(*) AS claims, count(DISTINCT document) AS documents FROM claims WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY claims DESC"),
    ("Denials, with the words", "SELECT published, outlet, speaker, original FROM claims WHERE stance = 'deny' ORDER BY published"),
    ("Figures of one property", "SELECT published, speaker, value, original FROM claims WHERE property = 'killed' ORDER BY published"),
    ("Incidents with most reports", "SELECT incident, count(*) AS reports, min(day_from) AS first_day FROM incident_of JOIN mentions ON mentions.id = incident_of.mention GROUP BY incident ORDER BY reports DESC"),
)  # fmt: skip


def show(visit: Visit) -> Answer:
    """The tables; with ``sql`` the answer to a question, or why there is none."""
    question = visit.words("sql")
    wanted = MOST if visit.kind != "html" else SHOWN
    table, wrong = None, None
    if question is not None:
        try:
            table = _ask(visit, question, wanted)
        except QueryError as error:
            if visit.kind != "html":
                raise BadQueryError(
                    "sql", question[:80], f"a question that can be answered ({error.reason})"
                ) from error
            wrong = error.reason
    tables = [(name, [str(column.name) for column in metadata.tables[name].columns]) for name in OPEN]
    context = {
        "question": question, "table": table, "wrong": wrong, "tables": tables, "examples": EXAMPLES, "most": MOST,
        "seconds": SECONDS, "shown": SHOWN, "parquet": _has_arrow(),
    }  # fmt: skip
    return Answer(
        template="data.html", title="Data", context=context, status=400 if wrong else 200,
        data=lambda: _plain(table) if table else {"tables": dict(tables)},
        rows=lambda: _rows(table) if table else [{"table": name, "columns": ", ".join(columns)} for name, columns in tables],
    )  # fmt: skip


def parquet(visit: Visit) -> Response:
    """The answer to ``sql`` as a Parquet file.

    Raises:
        BadQueryError: there is no question, or it cannot be answered.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet as writing
    except ImportError as error:
        raise MissingExtraError("pyarrow", "tables") from error
    question = visit.words("sql")
    if question is None:
        raise BadQueryError("sql", "", "given: ask something")
    try:
        table = _ask(visit, question, MOST)
    except QueryError as error:
        raise BadQueryError("sql", question[:80], f"a question that can be answered ({error.reason})") from error
    columns = {name: even([row[i] for row in table.rows]) for i, name in enumerate(table.columns)}
    out = io.BytesIO()
    writing.write_table(pa.table(columns), out)
    headers = {"Content-Disposition": 'attachment; filename="answer.parquet"'}
    return Response(out.getvalue(), media_type="application/vnd.apache.parquet", headers=headers)


def _ask(visit: Visit, question: str, most: int) -> Table:
    return visit.book.record.ask(question, seconds=SECONDS, most=most, through=visit.book.settings.questions)


def _plain(table: Table) -> dict[str, Any]:
    return {"columns": table.columns, "rows": table.rows, "cut": table.cut}


def _rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _has_arrow() -> bool:
    from importlib.util import find_spec

    return find_spec("pyarrow") is not None


PAGES = (
    Page("/data", show, nav="Data", order=80),
    Page("/data/parquet", parquet, twins=()),
)
