"""What the Python API answers with: lists of rows that turn into tables, and a matrix; both show themselves in notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

from rashomon.assess import machine_text, value_text
from rashomon.errors import MissingExtraError, NotInRecordError
from rashomon.export.flat import flat
from rashomon.model import words_of
from rashomon.model.codec import plain
from rashomon.model.wording import UNNAMED

from .columns import even
from .shown import matrix_html

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from rashomon.assess import Cell, Matrix
    from rashomon.model import (
        ActorMention,
        Annotated,
        Attribution,
        Claim,
        Document,
        Figure,
        IncidentMention,
        Keeping,
        Promise,
        Relation,
        Span,
        Timex,
        Toponym,
    )

SHOWN = 50  # rows of a table in a notebook


class Rows(Sequence[dict[str, Any]]):
    """Rows of one kind, each a dict as printed in JSON Lines; ``kind`` names it (incidents, claims, ...).

    ``to_pandas``, ``to_polars`` and ``to_arrow`` give flat tables: nested values become columns ("date_from") or, where
    they are lists, JSON text.
    """

    def __init__(self, kind: str, rows: Iterable[dict[str, Any]]) -> None:
        self.kind = kind
        self._rows = list(rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Rows:
        """One row, or the rows of a slice."""
        return Rows(self.kind, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}>"

    def columns(self) -> dict[str, list[Any]]:
        """Flat columns of equal length."""
        rows = [flat(row) for row in self._rows]
        names = list(dict.fromkeys(name for row in rows for name in row))
        return {name: [row.get(name) for row in rows] for name in names}

    def to_arrow(self) -> pa.Table:
        """As a pyarrow Table.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingExtraError("pyarrow", "tables") from error
        return pa.table({name: even(column) for name, column in self.columns().items()})

    def to_pandas(self) -> pd.DataFrame:
        """As a pandas DataFrame.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("pandas", "tables") from error
        return pd.DataFrame(self.columns())

    def to_polars(self) -> pl.DataFrame:
        """As a polars DataFrame.

        Raises:
            MissingExtraError: polars is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise MissingExtraError("polars", "tables") from error
        return pl.DataFrame({name: even(column) for name, column in self.columns().items()}, strict=False)

    def _repr_html_(self) -> str:
        """A plain table, without script; the first rows where there are many."""
        rows = [flat(row) for row in self._rows[:SHOWN]]
        names = [
            name for name in dict.fromkeys(name for row in rows for name in row) if any(row.get(name) for row in rows)
        ]
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell_text(row.get(name))}</td>" for name in names) + "</tr>" for row in rows
        )
        left = f"; the first {SHOWN} are shown" if len(self) > SHOWN else ""
        caption = f"<caption>{len(self)} {escape(self.kind)}{left}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Reading:
    """What one text says.

    ``document``, ``attributions``, ``times``, ``places``, ``actors``, ``figures``, ``incidents``, ``relations``, ``promises`` and ``keepings`` are the
    things that were found, as in ``rashomon.model``; ``to_dict`` gives the row that ``rashomon read`` prints, and
    ``reading["figures"]`` a part of it.
    """

    def __init__(self, annotated: Annotated, row: dict[str, Any]) -> None:
        self.annotated, self._row = annotated, row

    def __getitem__(self, name: str) -> Any:
        return self._row[name]

    def __repr__(self) -> str:
        layers = ", ".join(
            f"{len(value)} {name}" for name, value in self._row.items() if isinstance(value, list) and value
        )
        return f"<reading of {self.document.id}: {layers or 'nothing found'}>"

    @property
    def document(self) -> Document:
        """The text, with what is known about it."""
        return self.annotated.document

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says, denies, admits, promises what."""
        return self.annotated.attributions

    @property
    def times(self) -> tuple[Timex, ...]:
        """Time expressions, with the days they mean."""
        return self.annotated.times

    @property
    def places(self) -> tuple[Toponym, ...]:
        """Place names, with coordinates where they are known."""
        return self.annotated.places

    @property
    def actors(self) -> tuple[ActorMention, ...]:
        """Mentions of persons, groups and institutions."""
        return self.annotated.actors

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers of people or things, with who gives them."""
        return self.annotated.figures

    @property
    def incidents(self) -> tuple[IncidentMention, ...]:
        """Incidents, each with its status by the accounts of this text alone."""
        return self.annotated.incidents

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How attributions stand to each other and to incidents."""
        return self.annotated.relations

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What parties promise or agree to."""
        return self.annotated.promises

    @property
    def keepings(self) -> tuple[Keeping, ...]:
        """What is said about keeping promises."""
        return self.annotated.keepings

    def words(self, *spans: Span) -> str:
        """The characters that spans cover, joined by " ... "."""
        return words_of(self.document.text, spans)

    def to_dict(self) -> dict[str, Any]:
        """The row of the printed format."""
        return self._row

    def table(self, layer: str) -> Rows:
        """One layer (attributions, times, ...) as rows, with the words of its spans."""
        return Rows(layer, [row | _quoted(row, self.document.text) for row in self._row[layer]])

    def _repr_html_(self) -> str:
        """Tables of who says what and of the incidents, without script."""
        said = self.table("attributions")._repr_html_() if self.attributions else "<p>No one is quoted.</p>"
        return said + (self.table("incidents")._repr_html_() if self.incidents else "")


class Accounts:
    """The matrix of accounts of one incident: ``matrix`` as assess made it, ``claims`` by id, ``outlet`` of documents."""

    def __init__(self, matrix: Matrix, claims: Iterable[Claim]) -> None:
        self.matrix = matrix
        self.claims = {claim.id: claim for claim in claims}

    def __repr__(self) -> str:
        return f"<matrix of {self.matrix.incident}: {len(self.matrix.columns)} accounts, {self.matrix.status}>"

    def speakers(self) -> list[str]:
        """A name for each column: the speaker, or who speaks where no one is named."""
        return [speaker_of(account.speaker, account.speaker_class, account.outlets) for account in self.matrix.columns]

    def column(self, name: str) -> int:
        """The index of the column whose speaker's name holds ``name``, without regard to case.

        Raises:
            NotInRecordError: none does.
        """
        speakers = self.speakers()
        for index, speaker in enumerate(speakers):
            if name.casefold() in speaker.casefold():
                return index
        raise NotInRecordError("speaker", name, tuple(speakers[:5]))

    def quotes(self, cell: Cell) -> list[dict[str, Any]]:
        """The claims behind a cell: words, stance, day, outlet, and where they stand."""
        return [quote(self.claims[key]) for key in cell.claims if key in self.claims]

    def rejected(self) -> list[dict[str, Any]]:
        """The claims that people rejected: no cell counts them, and nothing hides them."""
        found = [claim for claim in self.claims.values() if claim.review == "rejected"]
        return [
            quote(c) | {"speaker": c.speaker or c.speaker_class, "property": c.property, "value": value_text(c)}
            for c in found
        ]

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values; each cell with its claims and their words."""
        names = self.speakers()
        return {
            "incident": self.matrix.incident,
            "status": self.matrix.status,
            "why": self.matrix.why,
            "policy": self.matrix.policy,
            "reference": self.matrix.reference,
            "columns": [plain(account) | {"name": name} for account, name in zip(self.matrix.columns, names, strict=True)],
            "rows": [
                {
                    "property": row.property, "group": row.group, "label": row.label, "conflict": row.conflict,
                    "cells": [plain(cell) | {"quotes": self.quotes(cell)} for cell in row.cells],
                }
                for row in self.matrix.rows
            ],
            "rejected": self.rejected(),
        }  # fmt: skip

    def cells(self) -> Rows:
        """One row for each cell that is not silent, for tables and CSV."""
        names = self.speakers()
        return Rows(
            "cells",
            [
                {
                    "incident": self.matrix.incident, "row": row.label, "property": row.property, "group": row.group,
                    "speaker": name, "outlets": "; ".join(account.outlets), "state": cell.state,
                    "review": cell.review, "value": "; ".join(cell.values), "older": "; ".join(cell.older), "conflict": row.conflict,
                    "quote": " | ".join(found["words"] for found in self.quotes(cell)), "claims": " ".join(cell.claims),
                }
                for row in self.matrix.rows
                for name, account, cell in zip(names, self.matrix.columns, row.cells, strict=True)
                if cell.state != "silent"
            ],
        )  # fmt: skip

    def _repr_html_(self) -> str:
        """The matrix as a table with scopes and caption, without script or style; each cell opens its words."""
        return matrix_html(self.matrix, self.speakers(), self.to_dict()["rows"])


def speaker_of(speaker: str | None, speaker_class: str | None, outlets: Sequence[str]) -> str:
    """A column's name: the speaker; "narrator (Karsa Courier)", "officials (unnamed), Karsa Courier" where no one is named.

    Those of one class whom one outlet quotes are one account: they cannot be told apart.
    """
    if speaker:
        return speaker
    where = ", ".join(outlets)
    if speaker_class == "narrator":
        return f"narrator ({where})" if where else "narrator"
    found = UNNAMED.get(speaker_class or "unspecified", f"{speaker_class} (unnamed)")
    return f"{found}, {where}" if where else found


def quote(claim: Claim) -> dict[str, Any]:
    """The words behind a claim, and where they stand."""
    return {
        "claim": claim.id, "words": " ".join(claim.original.split()), "stance": claim.stance, "outlet": claim.outlet,
        "published": str(claim.published) if claim.published else None, "document": claim.document,
        "span": [claim.span.start, claim.span.end], "review": claim.review, "unsure": claim.unsure,
        "machine": machine_text(claim),
    }  # fmt: skip


def _quoted(row: dict[str, Any], text: str) -> dict[str, str]:
    found = {}
    for name in ("span", "anchor", "source", "cue", "content"):
        if row.get(name):
            spans = [row[name]] if isinstance(row[name][0], int) else row[name]
            found[f"{name}_words"] = " ... ".join(text[start:end] for start, end in spans)
    return found


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value)
    return escape(text if len(text) <= 200 else text[:200] + "…")
