"""Denials that answer another report, through a record: in any order of adding, as of a day, and as people judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import rashomon
from rashomon.api import review

if TYPE_CHECKING:
    from pathlib import Path

TOLD = "An air strike on 4 March 2031 killed 12 people at the market in Karsa. "
REPORTS = (
    {"id": "first", "published": "2031-03-05", "outlet": "Karsa Courier",
     "text": TOLD + "Velmar Casualty Watch accused the Velmari Army of carrying out the strike."},
    {"id": "second", "published": "2031-03-07", "outlet": "Meridian Times",
     "text": TOLD + "The Velmari Army denied any involvement in the strike."},
)  # fmt: skip


def added(folder: Path, *reports: dict[str, str]) -> rashomon.Book:
    folder.mkdir(exist_ok=True)
    book = rashomon.open(str(folder / "record.db"))
    for report in reports:
        file = folder / f"{report['id']}.jsonl"
        file.write_text(json.dumps(report), encoding="utf8")
        book.add(str(file))
    return book


def test_in_any_order_as_of_any_day_and_as_judged(tmp_path: Path) -> None:
    with added(tmp_path / "a", *REPORTS) as book, added(tmp_path / "b", *reversed(REPORTS)) as other:
        (row,), (same,) = book.incidents(), other.incidents()
        (answer,) = row["answers"]
        assert same["answers"] == row["answers"]
        assert (answer["speaker"], answer["other"], answer["type"]) == (
            "Velmari Army",
            "Velmar Casualty Watch",
            "denies",
        )
        texts = {d.document.sha256: d.document.text for d in book.record.documents()}
        start, end = answer["span"]
        assert texts[answer["document"]][start:end] == "any involvement in the strike"
        start, end = answer["other_span"]
        assert "strike" in texts[answer["other_document"]][start:end]
        assert "in another document" in book.matrix(row["id"])._repr_html_()
        (dispute,) = [d for d in book.disputes() if d["type"] == "denies"]
        assert (dispute["document"], dispute["other_document"]) == (answer["document"], answer["other_document"])
        (then,) = book.at("2031-03-06").incidents()
        assert (list(then["answers"]), then["status"]) == ([], "reported")
        review.decide(book, answer["against"], "reject", by="Ines", why="it counts another strike")
        (judged,) = book.incidents()
        assert not judged["answers"]
