"""An incident: what it comes to and by which rule, figures, parties, victims, documents; its claims as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.api.rows import claim_row, incident_row
from rashomon.assess import value_text
from rashomon.web.clocks import clocks
from rashomon.web.told import OWN_WORDS, Told, told, voice_of
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from rashomon.model import Claim, Range
    from rashomon.model.incident import Pointer
    from rashomon.web.quotes import Quote

MEASURES = (
    "killed", "killed_children", "killed_women", "killed_men", "injured", "injured_children", "displaced", "detained",
    "abducted", "missing",
)  # fmt: skip
PER_PAGE = 100


def page(visit: Visit) -> Answer:
    """The summary."""
    found = told(visit, visit.path("incident"))
    row = incident_row(found.incident, found.assessed)
    return Answer(
        template="incident.html",
        title=found.title,
        context=lambda: _summary(found),
        data=lambda: row,
        rows=lambda: [row],
    )


def claims(visit: Visit) -> Answer:
    """The claims about it, those of one property or one account where the address says so."""
    found = told(visit, visit.path("incident"))
    chosen = _chosen(found)
    return Answer(
        template="claims.html", title=f"Claims: {found.title}", context=lambda: _listed(found, chosen),
        both=lambda: [claim_row(claim) for claim in chosen],
    )  # fmt: skip


def victims(visit: Visit) -> Answer:
    """Who was harmed, according to which report."""
    found = told(visit, visit.path("incident"))
    return Answer(
        template="victims.html", title=f"Victims: {found.title}", context=lambda: _victims(found),
        both=lambda: _victim_rows(found),
    )  # fmt: skip


def _summary(found: Told) -> dict[str, Any]:
    incident = found.incident
    evidence = [found.by_id[key] for key in found.assessed.evidence if key in found.by_id]
    copies = _copies(found)
    return {
        "told": found, "incident": incident, "copied": any(one["copies"] for one in copies), "evidence": found.quoting.claims(evidence[:6]), "evidence_left": max(0, len(evidence) - 6),
        "speaker": speaker, "figures": [_figure(found, name, value) for name in MEASURES if (value := getattr(incident, name))],
        "copies": copies, "clocks": clocks(found.visit, incident.id), "disputes": len(found.assessed.disputes),
        "headings": [found.heading(account) for account in found.assessed.accounts],
    }  # fmt: skip


def _figure(found: Told, name: str, value: Range) -> dict[str, Any]:
    setters: dict[tuple[str, str], Claim] = {}
    for key in value.claims:
        if (claim := found.by_id.get(key)) is not None:  # copies of one origin once
            setters.setdefault((found.account_name(claim), value_text(claim)), claim)
    return {
        "name": name.replace("_", " "), "range": value, "setters": [(who, what, c) for (who, what), c in setters.items()],
        "property": name.split("_", maxsplit=1)[0],
    }  # fmt: skip


def _copies(found: Told) -> list[dict[str, Any]]:
    """Each independent document with the copies of it beneath."""
    copied = found.visit.book.record.origins(sorted(one.sha256 for one in found.incident.documents))
    under: dict[str, list[Any]] = {}
    first = {one.sha256 for one in found.incident.documents}
    for one in found.incident.documents:
        origin = copied.get(one.sha256)
        under.setdefault(origin if origin in first else one.sha256, []).append(one)
    return [
        {
            "document": next((o for o in group if o.sha256 == key), group[0]),
            "copies": [o for o in group if o.sha256 != key],
        }
        for key, group in under.items()
    ]


def speaker(claim: Claim) -> str:
    """Who speaks, in one line."""
    name, voice = voice_of(claim.speaker, claim.speaker_class, claim.outlet)
    return f"{name} ({voice})" if voice and claim.speaker_class != OWN_WORDS else name


def _chosen(found: Told) -> list[Claim]:
    prop, account = found.visit.words("property"), found.visit.words("account")
    stance = found.visit.words("stance")
    members = next((set(a.claims) for a in found.assessed.accounts if account in a.claims), set()) if account else None
    return [
        claim
        for claim in found.claims
        if (prop is None or claim.property == prop) and (stance is None or claim.stance == stance)
        and (members is None or claim.id in members)
    ]  # fmt: skip


def _listed(found: Told, chosen: list[Claim]) -> dict[str, Any]:
    visit = found.visit
    start = visit.number("start", 0)
    return {
        "told": found, "start": start, "total": len(chosen), "per_page": PER_PAGE,
        "claims": [(c, speaker(c), value_text(c), found.quoting.claim(c)) for c in chosen[start : start + PER_PAGE]],
        "properties": sorted({claim.property for claim in found.claims}), "stances": sorted({claim.stance for claim in found.claims}),
    }  # fmt: skip


def _victims(found: Told) -> dict[str, Any]:
    """Those named first, each a row; those only described in one row for each harm, since nothing says that they are the same."""
    outlets: dict[str, list[str]] = {}
    for one in found.incident.documents:
        outlets.setdefault(one.outlet or "unknown outlet", []).append(one.sha256)
    rows: dict[tuple[str | None, str], list[Pointer]] = {}
    for victim in found.incident.victims:
        if victim.effect is not None:
            rows.setdefault((victim.name, victim.effect), []).extend(victim.mentions)
    order = sorted(rows, key=lambda key: (key[0] is None, key[1], key[0] or ""))
    drawn = [
        {"name": name, "effect": effect, "cells": [_pointers(found, rows[name, effect], shas) for shas in outlets.values()]}
        for name, effect in order
    ]  # fmt: skip
    unsaid = sum(victim.effect is None for victim in found.incident.victims)
    return {
        "told": found, "columns": [(name, len(shas)) for name, shas in outlets.items()], "rows": drawn, "unsaid": unsaid,
        "named": sum(row["name"] is not None for row in drawn),
    }  # fmt: skip


def _pointers(found: Told, pointers: list[Pointer], shas: list[str]) -> list[tuple[str, list[Quote]]]:
    """The words in which some documents tell of somebody, each once, with the places where they stand."""
    quotes = [found.quoting.pointer(pointer) for pointer in sorted(pointers) if pointer.document in shas]
    once = {(quote.before, quote.words, quote.after): quote for quote in quotes}.values()
    told: dict[str, list[Quote]] = {}
    for quote in once:
        told.setdefault(" ".join(quote.words.split()).casefold(), []).append(quote)
    return [(same[0].words, same) for same in told.values()]


def _victim_rows(found: Told) -> list[dict[str, Any]]:
    outlet = {one.sha256: one.outlet for one in found.incident.documents}
    return [
        {
            "incident": found.incident.id, "name": victim.name, "number_low": victim.number.low if victim.number else None,
            "number_high": victim.number.high if victim.number else None, "group": victim.group, "effect": victim.effect,
            "outlet": outlet.get(mention.document), "document": mention.document, "span": [mention.span.start, mention.span.end],
        }
        for victim in found.incident.victims
        for mention in victim.mentions
    ]  # fmt: skip


PAGES = (
    Page("/incidents/{incident}", page),
    Page("/incidents/{incident}/claims", claims),
    Page("/incidents/{incident}/victims", victims),
)
