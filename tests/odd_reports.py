"""Reports of the invented conflict that are hard to show, and the records made of them by the real reader, rules alone."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FORMULA = "=2+5 Gazette"
SCRIPT = "<script>document.title='taken'</script>"
ODD = (
    {
        "id": "arabic", "title": "🕊️ Quiet after the strike on Bir Hadid", "outlet": "صوت بئر حديد", "published": "2031-05-02",
        "text": (
            "🕊️ Quiet after the strike on Bir Hadid\n\nBIR HADID, May 2 - An airstrike hit the bakery of Bir Hadid on Thursday, "
            "killing 12 people. The mayor of Bir Hadid, سليم حداد, said that “the 🕯️ woman from صوت بئر حديد told us that at least ١٢ "
            "people were killed”. “Nobody of ours flew,” the Velmari Army said. The hospital said 9 people were wounded."
        ),
    },
    {
        "id": "script", "title": f"{SCRIPT} Shelling of Karsa", "outlet": FORMULA, "published": "2031-05-03",
        "text": (
            f"{SCRIPT} Shelling of Karsa\n\nShells hit the market of Karsa on Friday. {SCRIPT}, the mayor of Karsa, said that 7 people "
            "were killed. The Velmari Army denied that it had shelled the market of Karsa."
        ),
    },
)  # fmt: skip


def build(folder: Path, reports: tuple[dict[str, str], ...] = ODD) -> Path:
    """A record of ``reports`` in ``folder``: its path."""
    from rashomon.api import open_book
    from rashomon.config import Settings
    from rashomon.demo import PLACES
    from rashomon.gazetteer import build as build_gazetteer

    source, record, places = folder / "reports.jsonl", folder / "odd.db", folder / PLACES
    with resources.as_file(resources.files("rashomon.demo") / "places.txt") as known:
        build_gazetteer(known, places)
    source.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        with open_book(str(record), using=Settings(encoder="none", gazetteer=str(places))) as book:
            assert not book.add(str(source)).failed
    return record


def build_crowd(folder: Path, sources: int = 175) -> Path:
    """A record in which ``sources`` sources, each by name in its own outlet, tell of one strike: at least 500 claims."""
    return build(folder, tuple(_told(number) for number in range(sources)))


def _told(number: int) -> dict[str, str]:
    town, killed, hurt = _name(number), 20 + number % 7, 40 + number % 5
    return {
        "id": f"report-{number:03}", "title": f"Airstrike on the market of Tel Oram, says {town}", "outlet": f"{town} Courier",
        "published": "2031-03-05",
        "text": (
            f"An airstrike hit the market of Tel Oram on March 4, 2031. The {town} Relief Committee said that {killed} people were killed "
            f"and {hurt} people were wounded. The {town} Relief Committee blamed the Ardan Air Force for the airstrike."
        ),
    }  # fmt: skip


def _name(number: int) -> str:
    first = ("Bel", "Cor", "Dan", "Fel", "Gar", "Hol", "Jun", "Kel", "Lom", "Mar", "Nor", "Pel", "Ros", "Sel")
    second = ("ada", "enko", "imar", "ovan", "usta", "arim", "edor", "ilan", "omir", "ura", "aven", "estan", "ibor")
    return first[number % 14] + second[number // 14]
