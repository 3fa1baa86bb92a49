"""Real inputs beside the checkout: the seed report and thirty saved pages."""

from datetime import date
from pathlib import Path

from rashomon.ingest import Ingested, ingest


def test_seed_report(shared: Path) -> None:
    (found,) = ingest([str(shared / "seed" / "kremlin-2016-09-30.txt")])
    assert isinstance(found, Ingested)
    document = found.document
    assert document.title is not None
    assert document.title.startswith("ISIS & Al-Nusra not in Damascus")
    assert document.published == date(2016, 9, 30)
    assert "](" not in document.text
    assert "*" not in document.text
    assert len(document.asides) == 3


def test_saved_pages(shared: Path) -> None:
    found = list(ingest([str(shared / "data" / "airwars" / "html")]))
    assert len(found) == 30
    for item in found:
        assert isinstance(item, Ingested)
        document = item.document
        assert document.skipped is None
        assert document.published is not None
        assert document.outlet == "Airwars"
        assert document.title
        assert len(document.text) > 500
        for chrome in ("Support us", "Continue to map", "Cookie", "unblur"):
            assert chrome not in document.text
