"""The columns of each table: their names, for where there is no row to tell them (the header of an empty CSV), and their types."""

from __future__ import annotations

from typing import Any

from .rows import CLAIM

_WITHOUT = ("text", "headline", "dateline", "asides")  # of a document, in its row
_STORED = ("origin", "media_type", "bytes", "revision", "captured")
_ASSESSED = ("evidence", "disputes", "answers", "policy")
_SIDES = (
    "speaker_class", "other_class", "outlet", "other_outlet", "words", "other_words", "document", "span", "other_document", "other_span",
    "incident_type", "place", "date",
)  # fmt: skip
_JUDGEMENT = (
    "id", "made", "author", "verdict", "undoes", "about", "subject", "other", "incident", "words", "property", "before", "after", "reason",
    "undone",
)  # fmt: skip


def columns(table: str) -> tuple[str, ...]:
    """The fields of a row of ``table`` (incidents, claims, documents, disputes, promises, actors, judgements), in order.

    Raises:
        KeyError: there is no such table.
    """
    from rashomon.model import Claim, Dispute, Document
    from rashomon.model.incident import Incident
    from rashomon.model.promises import PromiseRow
    from rashomon.record import SeenActor

    return {
        "incidents": (*Incident.__struct_encode_fields__, *_ASSESSED),
        "claims": (*CLAIM, *(name for name in Claim.__struct_encode_fields__ if name not in CLAIM)),
        "documents": tuple(
            dict.fromkeys((*(name for name in Document.__struct_encode_fields__ if name not in _WITHOUT), *_STORED))
        ),
        "disputes": (*Dispute.__struct_encode_fields__, *_SIDES),
        "promises": PromiseRow.__struct_encode_fields__,
        "actors": SeenActor.__struct_encode_fields__,
        "judgements": _JUDGEMENT,
    }[table]


def even(column: list[Any]) -> list[Any]:
    """The column with values of one type: numbers and truth values stay, a mixture becomes text, since Parquet wants one."""
    kinds = {type(value) for value in column if value is not None}
    return column if len(kinds) <= 1 else [None if value is None else str(value) for value in column]
