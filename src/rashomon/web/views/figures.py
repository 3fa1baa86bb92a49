"""The figures of an incident: the range of each source over the days of saying. No number stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.api.rows import claim_row
from rashomon.assess import value_text
from rashomon.assess.accounts import current, saying
from rashomon.model import Count
from rashomon.web.charts import Point, figures
from rashomon.web.told import Told, told
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import day

if TYPE_CHECKING:
    from datetime import date

    from rashomon.model import Claim

FIGURES = ("killed", "injured", "displaced", "detained", "missing", "abducted")


def page(visit: Visit) -> Answer:
    """A chart and a table for each measure and group; one measure where the address names it."""
    found = told(visit, visit.path("incident"))
    claims = _claims(found)
    return Answer(
        template="figures.html", title=f"Figures: {found.title}", context=lambda: _drawn(found, claims),
        both=lambda: [claim_row(claim) for claim in claims],
    )  # fmt: skip


def _claims(found: Told) -> list[Claim]:
    wanted = found.visit.words("measure")
    return [
        c for c in found.claims if isinstance(c.value, Count) and c.property in FIGURES and wanted in (None, c.property)
    ]


def said_on(claim: Claim) -> date | None:
    """The day on which it was said, else published."""
    return ((claim.said.end or claim.said.start) if claim.said else None) or claim.published


def _drawn(found: Told, claims: list[Claim]) -> dict[str, Any]:
    slots: dict[tuple[str, str | None], list[Claim]] = {}
    for claim in claims:
        slots.setdefault((claim.property, claim.group), []).append(claim)
    order = sorted(slots, key=lambda slot: (FIGURES.index(slot[0]), -len(slots[slot]), slot[1] or ""))
    measures = {c.property for c in found.claims if isinstance(c.value, Count) and c.property in FIGURES}
    return {
        "told": found, "measures": sorted(measures, key=FIGURES.index),
        "sections": [_section(found, slot, slots[slot]) for slot in order],
    }  # fmt: skip


def _section(found: Told, slot: tuple[str, str | None], claims: list[Claim]) -> dict[str, Any]:
    """One measure of one group: a line for each number that an account gave, however often it or its copies repeat it."""
    label = slot[0] + (f", {slot[1]}" if slot[1] else "")
    said: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=saying):
        said.setdefault((found.account_name(claim), value_text(claim)), []).append(claim)
    stands = _standing(found, claims)
    numbers: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for (name, value), same in said.items():
        first = same[0]
        rows.append(
            {
                "n": numbers.setdefault(name, len(numbers) + 1), "claim": first, "name": name, "value": value, "day": said_on(first),
                "replaced": value not in stands.get(name, ()), "again": same[1:], "last": said_on(same[-1]),
                "quote": found.quoting.claim(first), "denied": first.stance == "deny",
            }
        )  # fmt: skip
    points = [
        Point(
            row["n"], row["day"], row["claim"].value.low, row["claim"].value.high, row["replaced"],
            f"{row['name']}: {row['value']}, {day(row['day'])}",
        )
        for row in rows
        if row["day"] is not None and not row["denied"]
    ]  # fmt: skip
    title = (
        f"{label}: the number that each source gave, by the day on which it was said; the table below lists the same"
    )
    undrawn = sum(row["day"] is None for row in rows)
    return {"label": label, "rows": rows, "chart": figures(points, title), "sources": len(numbers), "undrawn": undrawn}


def _standing(found: Told, claims: list[Claim]) -> dict[str, set[str]]:
    """By account: the numbers that it has not replaced."""
    by_account: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=saying):
        by_account.setdefault(found.account_name(claim), []).append(claim)
    return {name: {value_text(claim) for claim in current(given)} for name, given in by_account.items()}


PAGES = (Page("/incidents/{incident}/figures", page),)
