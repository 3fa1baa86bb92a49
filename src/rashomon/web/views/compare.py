"""Pairs of sources: how often they agree, overlap, differ, or one is silent; of one pair, what they differ in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from rashomon.assess import STATES, meetings, source_key, tallies
from rashomon.model.codec import plain
from rashomon.run.assessing import assessments, claims_by_incident
from rashomon.web.asked import asked, given
from rashomon.web.plots import shares
from rashomon.web.problems import BadQueryError
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from rashomon.assess import Meeting
    from rashomon.model import Assessment

LATEST = 200  # incidents that are compared at once: the latest that the filter lets through
SOURCES = 12  # the sources that speak of most of them
CLASSES = {"agree": "agree", "overlap": "overlap", "differ": "differ", "unknown": "unknown"}


class Pair(NamedTuple):
    """Two sources (keys), in how many incidents both speak, and how many properties stand in which state."""

    first: str
    second: str
    incidents: int
    states: Counter[str]

    def bar(self) -> Markup:
        """The states as shares of a bar, with the same in words."""
        silent = self.states["first silent"] + self.states["second silent"]
        words = ", ".join(f"{state} {self.states[state]}" for state in CLASSES) + f", one silent {silent}"
        return shares([*((name, self.states[name]) for name in CLASSES), ("silent", silent)], words)


class Sources(NamedTuple):
    """What is compared: assessments by incident, names by key of a source, in how many incidents each speaks."""

    total: int
    assessed: Mapping[str, Assessment]
    names: Mapping[str, str]
    speaking: Counter[str]


def show(visit: Visit) -> Answer:
    """All pairs of the most heard sources; with ``a`` and ``b`` the one pair."""
    first, second = visit.words("a"), visit.words("b")
    sources = _sources(visit)
    if (first is None) != (second is None):
        raise BadQueryError("b" if second is None else "a", "", "given: a comparison needs two sources")
    if first is not None and second is not None:
        return _pair(visit, sources, first, second)
    pairs = _pairs(visit, sources)
    context = {
        "pairs": pairs, "names": sources.names, "sources": sources.speaking.most_common(SOURCES), "total": sources.total,
        "compared": len(sources.assessed), "given": given(visit), "most": SOURCES,
    }  # fmt: skip
    rows = [_row(pair, sources.names) for pair in pairs]
    return Answer(
        template="compare.html", title="Compare sources", context=context,
        data=lambda: {"total": sources.total, "compared": len(sources.assessed), "pairs": rows}, rows=lambda: rows,
    )  # fmt: skip


def _sources(visit: Visit) -> Sources:
    found = asked(visit)
    dated = found.ids(max(0, found.dated - LATEST), found.dated)
    chosen = [*found.ids(found.dated, found.dated + LATEST - len(dated)), *dated]
    assessed = assessments(visit.book.record, chosen, policy=visit.book.settings.policy)
    names: dict[str, Counter[str]] = {}
    speaking: Counter[str] = Counter()
    for incident in chosen:
        keys = set()
        for account in assessed[incident].accounts:
            key = source_key(account)
            if key is not None:
                keys.add(key)
                names.setdefault(key, Counter())[account.speaker or f"{account.outlets[0]} (own words)"] += 1
        speaking.update(sorted(keys))
    fullest = {key: min(found.items(), key=lambda item: (-item[1], item[0]))[0] for key, found in names.items()}
    return Sources(len(found.rows), assessed, fullest, speaking)


def _pairs(visit: Visit, sources: Sources) -> list[Pair]:
    wanted = frozenset(
        key for key, _ in sorted(sources.speaking.items(), key=lambda item: (-item[1], item[0]))[:SOURCES]
    )
    both = [i for i, found in sources.assessed.items() if len({source_key(a) for a in found.accounts} & wanted) > 1]
    claims = claims_by_incident(visit.book.record, both) if both else {}
    counted: dict[tuple[str, str], Counter[str]] = {}
    incidents: Counter[tuple[str, str]] = Counter()
    for incident in both:
        for pair, states in tallies(sources.assessed[incident], claims.get(incident, []), wanted).items():
            counted.setdefault(pair, Counter()).update(states)
            incidents[pair] += 1
    found = [Pair(*pair, incidents[pair], states) for pair, states in counted.items()]
    return sorted(found, key=lambda pair: (-pair.incidents, -pair.states["differ"], pair.first, pair.second))


def _row(pair: Pair, names: Mapping[str, str]) -> dict[str, Any]:
    states = {state.replace(" ", "_"): pair.states[state] for state in STATES}
    who = {"first": names[pair.first], "second": names[pair.second], "first_key": pair.first, "second_key": pair.second}
    return who | {"incidents": pair.incidents} | states


def _pair(visit: Visit, sources: Sources, first: str, second: str) -> Answer:
    """What two sources say of the incidents of which both speak; ``state`` keeps one state."""
    wanted = visit.words("state")
    if wanted is not None and wanted not in STATES:
        raise BadQueryError("state", wanted, f"one of {', '.join(STATES)}")
    both = [i for i, found in sources.assessed.items() if {first, second} <= {source_key(a) for a in found.accounts}]
    claims = claims_by_incident(visit.book.record, both) if both else {}
    found = [m for i in both for m in meetings(sources.assessed[i], claims.get(i, []), first, second)]
    kept = [m for m in found if wanted is None or m.state == wanted]
    counted = Counter(m.state for m in found)
    names = {key: sources.names.get(key, key.partition(":")[2] or key) for key in (first, second)}
    spots = {spot.incident: spot for spot in visit.book.record.spots(sorted({m.incident for m in kept}))}
    context = {
        "found": _by_weight(kept), "counted": counted, "states": STATES, "state": wanted, "incidents": len(both),
        "first": first, "second": second, "names": names, "pair": Pair(first, second, len(both), counted),
        "given": given(visit), "spots": spots,
    }  # fmt: skip
    rows = [plain(m) | {"first_source": names[first], "second_source": names[second]} for m in kept]
    return Answer(
        template="pair.html", title=f"{names[first]} and {names[second]}", context=context,
        data=lambda: {"first": first, "second": second, "incidents": len(both), "states": dict(counted), "rows": rows},
        rows=lambda: rows,
    )  # fmt: skip


def _by_weight(found: Sequence[Meeting]) -> list[Meeting]:
    """Differences first, then overlaps, agreement, the unknown; the silent last."""
    order = ("differ", "overlap", "agree", "unknown", "first silent", "second silent")
    return sorted(found, key=lambda m: order.index(m.state))


PAGES = (Page("/compare", show, nav="Compare", order=60),)
