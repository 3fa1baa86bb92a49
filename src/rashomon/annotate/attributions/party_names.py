"""What a party is called: "Velmari troops" are Velmaria's, "the regime" is the only government that the text calls one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry

from .sides import root

if TYPE_CHECKING:
    from .described import Named
    from .page import Page
    from .speakers import Cast

_RULING = ("regime", "government")
_TROOPS = ("army", "forces", "troops", "military")


def party_name(page: Page, named: Named, last: int) -> str:
    """The name of a party that runs from a name to word ``last``.

    Troops and armies stand for their state; an air force, a government and a group of no state keep their words.
    """
    text = " ".join(page.text[page.starts[named.first] : page.ends[last]].split())
    tail = page.low[named.last + 1 : last + 1]
    if last > named.last and named.kind == "demonym" and (tail[-1] in _RULING or tail[:2] == ["air", "force"]):
        return text
    if last > named.last and named.kind == "unknown":
        return text
    if named.kind in ("government", "military") and any(w in _RULING for w in page.low[named.first : last + 1]):
        adjective = _adjective(named.actor)
        return f"{adjective} government" if adjective is not None else named.name
    if named.kind == "military" and page.low[named.last] in _TROOPS and (state := _state(named)) is not None:
        return state
    return named.name


def common_name(page: Page, cast: Cast, first: int, last: int) -> tuple[str, str | None]:
    """The name and registry id of a party without a name of its own ("regime forces", "rebels")."""
    text = " ".join(page.text[page.starts[first] : page.ends[last]].split())
    if not any(page.low[i] in _RULING for i in range(first, last + 1)):
        return text, None
    rulers = {root(n.actor) for n in cast.names if n.actor and _rules(page, n)}
    if len(rulers) != 1:
        return text, None
    adjective = _adjective(next(iter(rulers)))
    return (f"{adjective} government", f"{next(iter(rulers))}-gov") if adjective is not None else (text, None)


def _rules(page: Page, named: Named) -> bool:
    """Whether the text calls that state's rulers a regime or government ("the Velmari regime")."""
    beside = page.low[named.first : named.last + 3]
    return named.kind in ("government", "demonym", "military") and any(w in _RULING for w in beside)


def _state(named: Named) -> str | None:
    entry = registry().entries.get(root(named.actor)) if named.actor else None
    return entry.name if entry is not None and entry.kind == "state" and (named.actor or "").endswith("-army") else None


def _adjective(actor: str | None) -> str | None:
    entry = registry().entries.get(root(actor)) if actor else None
    adjectives = (
        [n.text for n in entry.names if n.kind == "demonym"] if entry is not None and entry.kind == "state" else []
    )
    return adjectives[0] if adjectives else None
