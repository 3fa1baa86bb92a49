"""Whom an accusation charges, and where the charge begins: "accused Y of Z", "charged Y with Z", "blamed Y for Z"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .phrases import phrase_after
from .spoken import ENDS, OPEN

if TYPE_CHECKING:
    from rashomon.model import Span

    from .clauses import Clause
    from .page import Page

_OF_NAMES = (
    "government",
    "army",
    "forces",
    "president",
    "ministry",
    "republic",
    "kingdom",
    "head",
    "leader",
    "some",
    "members",
)


def charge(page: Page, clause: Clause, start: int) -> tuple[int, Span | None]:
    """Such as "X accused Y of Z": content Z, party Y. "X blamed Y (for Z)": content from Y on."""
    named = phrase_after(page, start, clause.high)
    for at in range(start, min(clause.high, start + 30)):
        if page.low[at] == "of" and clause.cue.entry.lemma in ("accuse", "suspect") and _opens_charge(page, at):
            last = at - 1
            return at + 1, page.span(start, last) if last >= start else None
        if page.low[at] == "with" and clause.cue.entry.lemma == "charge":
            return at + 1, page.span(start, at - 1) if at > start else None
        if page.low[at] in ENDS or page.low[at] == ";":
            break
    if clause.cue.entry.lemma == "blame":
        stop = start
        while stop < clause.high and page.low[stop] not in ("for", ",", ".", "over") and page.low[stop] not in OPEN:
            stop += 1
        return start, page.span(start, stop - 1) if stop > start else None
    return start, page.span(*named) if named else None


def _opens_charge(page: Page, at: int) -> bool:
    following = page.low[at + 1] if at + 1 < len(page.low) else ""
    before = page.low[at - 1]
    if any(m.span.start < page.starts[at] < m.span.end for m in page.annotated.actors):
        return False  # "accused the Assembly of the North of the bombing"
    return (
        following.endswith("ing")
        or (before not in _OF_NAMES and following not in ("the", "defence", "defense"))
        or following in OPEN
        or (following == "the" and before not in ("army", "government", "president", "forces"))
    )
