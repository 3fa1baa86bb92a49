"""An actor: its names with their days and sources, what it says, whom it holds responsible, who holds it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.api.actors import described
from rashomon.api.rows import claim_row
from rashomon.assess import value_text
from rashomon.errors import NotInRecordError
from rashomon.lexicon.registry import registry
from rashomon.record import actor_key
from rashomon.record.identities import NAMED, Names
from rashomon.record.listing import MOST
from rashomon.web.quotes import Quoting
from rashomon.web.told import title
from rashomon.web.views.incidents import fetched
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Collection

    from rashomon.lexicon.registry import Entry
    from rashomon.record.listing import Said

PER_PAGE = 25
INCIDENTS = 10


class Actor:
    """What the record and the registry know of an actor, fetched when it is asked for."""

    def __init__(self, visit: Visit, words: str) -> None:
        self.visit = visit
        who = visit.book.record.identities()
        entries = registry().entries
        given = words if words in entries or words.startswith(NAMED) else actor_key(None, words)
        self.key = who.canonical(given)
        keys = who.members(self.key)
        self.names = Names(
            tuple(key for key in keys if not key.startswith(NAMED)),
            tuple(key.removeprefix(NAMED) for key in keys if key.startswith(NAMED)),
        )
        self.entry: Entry | None = entries.get(self.key)
        state = visit.request.app.state
        self.only: Collection[str] | None = getattr(state, "documents", None)  # a site of a part of the record
        incidents: Collection[str] | None = getattr(state, "only", None)
        self.seen = visit.book.record.names_seen(self.names, self.only)
        self.start = visit.number("start", 0)
        self.said: Said = visit.book.record.said_by(self.names, self.start, PER_PAGE, self.only)
        self.held = visit.book.record.held_responsible(self.names, incidents)
        if not (self.seen or self.said.total or self.held or self.entry):
            raise NotInRecordError("actor", words)
        self.title = self.entry.name if self.entry else (self.seen[0][0] if self.seen else words.removeprefix(NAMED))


def page(visit: Visit) -> Answer:
    """The actor that the address names by its id in the registry, its key, or its name."""
    actor = Actor(visit, visit.path("actor"))
    return Answer(
        template="actor.html", title=actor.title, context=lambda: _drawn(actor), data=lambda: _data(actor),
        rows=lambda: [claim_row(claim) for claim in visit.book.record.said_by(actor.names, 0, MOST, actor.only).claims],
    )  # fmt: skip


def _drawn(actor: Actor) -> dict[str, Any]:
    visit = actor.visit
    claims = actor.said.claims
    documents = {
        found.document.sha256: found.document
        for found in visit.book.record.documents(sorted({c.document for c in claims}))
    }
    quoting = Quoting(visit, documents)
    entries, terms = registry().entries, actor.entry.terms if actor.entry else ()
    return {
        "actor": actor, "entry": described(actor.entry) if actor.entry else None, "start": actor.start, "per_page": PER_PAGE,
        "claims": [(claim, value_text(claim), quoting.claim(claim)) for claim in claims], "total": actor.said.total,
        "blames": _sides(actor.said, ("accuse", "assert", "doubt")), "denies": _sides(actor.said, ("deny",)),
        "admits": _sides(actor.said, ("acknowledge", "claim responsibility")),
        "incidents": [(incident, told, title(incident)) for incident, told in fetched(visit, actor.held[:INCIDENTS])],
        "bodies": {term.of: entries[term.of].name if term.of in entries else term.of for term in terms},
        "held": len(actor.held), "most": MOST,
    }  # fmt: skip


def _sides(said: Said, stances: tuple[str, ...]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for name, stance, times in said.blames:
        if stance in stances:
            found[name] = found.get(name, 0) + times
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _data(actor: Actor) -> dict[str, Any]:
    return {
        "key": actor.key, "name": actor.title, "registry": described(actor.entry) if actor.entry else None,
        "names": [{"name": n, "kind": k, "mentions": m, "documents": d} for n, k, m, d in actor.seen],
        "claims": actor.said.total, "start": actor.start, "latest": [claim_row(claim) for claim in actor.said.claims],
        "holds_responsible": [{"name": n, "stance": s, "times": t} for n, s, t in actor.said.blames],
        "held_responsible_in": actor.held,
    }  # fmt: skip


PAGES = (Page("/actors/{actor:path}", page),)
