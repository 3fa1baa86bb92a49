"""How one document goes on speaking of those it has named: surnames, and nouns such as "the group"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load
from rashomon.lexicon.registry import key
from rashomon.model import ActorMention, Span

from .words import PARTICLES, joins

if TYPE_CHECKING:
    from .words import Word


def surname_keys(name: str) -> list[tuple[str, ...]]:
    """The folded forms a surname may take: "de Mistura", "Mistura"; "al-Assad", "Assad"."""
    folded = key(name.replace("-", " "))
    if len(folded) < 2:
        return []
    if len(folded) == 2:
        return [folded[-1:]]
    # "al-Halabi" or "Halabi"; of two Spanish surnames both or the first: "Ruiz Ardila", "Ruiz"
    first = [folded[-2:-1]] if folded[-2] not in PARTICLES and len(folded) > 2 else []
    return [folded[-2:], folded[-1:], *first]


def surnames(words: list[Word], taken: set[int], names: dict[str, tuple[str, str | None]]) -> list[ActorMention]:
    """Mentions of the document's persons by surname alone, where only one of them bears it.

    ``names`` gives each full name the (full name, id) that it was resolved to; at the offsets ``taken`` others start.
    """
    bearers: dict[tuple[str, ...], set[str]] = {}
    for full, resolved in names.items():
        for form in surname_keys(full):
            bearers.setdefault(form, set()).add(resolved[0])
    ids = dict(names.values())
    found: list[ActorMention] = []
    at = 0
    firsts = {form[0] for form in bearers}
    while at < len(words):
        if words[at].key not in firsts:
            at += 1
            continue
        count = next((n for n in (2, 1) if _surname_at(words, at, n, bearers)), 0)
        if count and words[at].span.start not in taken:
            full = next(iter(bearers[tuple(w.key for w in words[at : at + count])]))
            span = Span(words[at].span.start, words[at + count - 1].span.end)
            found.append(ActorMention(span, full, ids[full], "person", "name", "surname"))
        at += count or 1
    return found


def _surname_at(words: list[Word], at: int, count: int, bearers: dict[tuple[str, ...], set[str]]) -> bool:
    form = tuple(w.key for w in words[at : at + count])
    return len(form) == count and len(bearers.get(form, ())) == 1 and _stands_alone(words, at, count)


def _stands_alone(words: list[Word], at: int, count: int) -> bool:
    """Whether the words are a name of their own and no part of a longer one ("Hall", but not "Town Hall")."""
    first = words[at]
    if not any(w.capital or w.shouted for w in words[at : at + count]):
        return False
    if first.shouted:
        return True
    before, after = (words[at - 1] if at else None), (words[at + count] if at + count < len(words) else None)
    starts = first.first or before is None or before.first or not before.capital or before.key in _titles()
    ends = after is None or after.first or not after.capital or bool(after.gap.strip())
    return ends and (starts or not joins(first.gap))


@cache
def _titles() -> frozenset[str]:
    data = load("titles")
    return frozenset(
        w for group in (data["honorific"], data["rank"], *data["role"].values()) for p in group for w in key(p)
    )


# Nouns by which a text may speak of an actor before it names it in full ("the observatory").
_HEADS = frozenset({"observatory", "network", "coalition", "council", "committee", "brigade", "brigades", "movement"})
NEAR, SALIENT = 700, 450  # code points between the name and the noun that takes it up


def nominals(words: list[Word], mentions: list[ActorMention]) -> list[ActorMention]:
    """Nouns such as "the group" or "the Observatory": each the last actor named before that it can mean.

    Only nouns with "the" and without further words before or behind them that would make them somebody else.
    """
    bodies = [m for m in mentions if m.mention in ("name", "metonym") and m.kind not in ("person", "state", "platform")]
    past = _Past(_named_once(bodies), _speakers(words, bodies))
    covered = {m.span.start for m in mentions}
    found: list[ActorMention] = []
    seen = 0
    for at in range(len(words) - 1):
        while seen < len(bodies) and bodies[seen].span.end <= words[at].span.start:
            past.add(bodies[seen])
            seen += 1
        if words[at].key not in ("the", "this") or words[at + 1].span.start in covered:
            continue
        for count in (2, 1):
            form = tuple(w.key for w in words[at + 1 : at + 1 + count])
            who = past.meant(form, words[at].span.start) if len(form) == count else None
            if who is not None and bare_noun(words, at, count):
                span = Span(words[at + 1].span.start, words[at + count].span.end)
                found.append(ActorMention(span, who.name, who.actor, who.kind, "nominal", f"nominal:{' '.join(form)}"))
                break
    return found


# Words in names of organisations that by themselves mean something else: "the state", "the rights".
_OTHERWISE = frozenset(
    {
        "state",
        "nations",
        "republic",
        "national",
        "democratic",
        "human",
        "rights",
        "peoples",
        "civil",
        "medical",
        "relief",
    }
    | {
        "news",
        "times",
        "post",
        "hospital",
        "international",
        "resistance",
        "liberation",
        "service",
        "services",
        "office",
    }
    | {"staff", "project", "press", "company", "bank", "club", "church", "court", "journal", "unit", "units", "front"}
)


@cache
def _takes_up() -> frozenset[str]:
    """Nouns with which a text goes on speaking of an organisation that has them in its name."""
    return frozenset(w for p in load("titles")["organisation"] for w in key(p)) - _OTHERWISE


class _Past:
    """The actors named so far, by the nouns that can take them up."""

    def __init__(self, once: dict[tuple[str, ...], ActorMention], speakers: frozenset[int]) -> None:
        self._kinds = {key(noun): frozenset(k) for noun, k in load("titles")["nominal"].items()}
        self._once, self._speakers = once, speakers
        self._by_noun: dict[tuple[str, ...], ActorMention] = {}
        self._recent: list[ActorMention] = []

    def add(self, mention: ActorMention) -> None:
        """Take note of the next actor named."""
        self._recent.append(mention)
        head = _head(mention.name)
        if len(key(mention.name)) > 1 and head[-1] in _takes_up():
            self._by_noun |= {head[-1:]: mention, head[-2:]: mention}

    def meant(self, form: tuple[str, ...], start: int) -> ActorMention | None:
        """The last actor whose name has the noun; for common nouns the last that spoke, or was named, of a fitting kind."""
        if form in self._by_noun:
            return self._by_noun[form]
        kinds = self._kinds.get(form)
        near: ActorMention | None = None
        for mention in reversed(self._recent if kinds else ()):
            if start - mention.span.end >= NEAR:
                break
            if kinds and mention.kind in kinds:
                near = near or mention
                if mention.span.start in self._speakers and start - mention.span.end < SALIENT:
                    return mention
        return near or self._once.get(form)


def _head(name: str) -> tuple[str, ...]:
    """The words of a name up to its head: "velmar watch" of "Velmar Watch for Human Rights"."""
    words = key(name)
    end = next((i for i, w in enumerate(words) if i and w in ("of", "for", "on", "in", "to")), len(words))
    return words[:end]


def _named_once(bodies: list[ActorMention]) -> dict[tuple[str, ...], ActorMention]:
    """Actors by the noun in which their name ends, where only one actor's does: they may be taken up before they are named."""
    found: dict[tuple[str, ...], dict[str, ActorMention]] = {}
    for mention in bodies:
        head = _head(mention.name)
        if len(key(mention.name)) > 1 and head[-1] in _HEADS:
            found.setdefault(head[-1:], {}).setdefault(mention.name, mention)
    return {form: next(iter(named.values())) for form, named in found.items() if len(named) == 1}


def _speakers(words: list[Word], bodies: list[ActorMention]) -> frozenset[int]:
    """Where those actors are named that stand beside a verb of speech."""
    speech = frozenset(load("titles")["speech"])
    starts, ends = {m.span.start: m for m in bodies}, {m.span.end: m for m in bodies}
    found: set[int] = set()
    for at, word in enumerate(words):
        if word.key in speech:
            for near in words[at + 1 : at + 3]:
                found |= {near.span.start} if near.span.start in starts else set()
            for near in words[max(0, at - 2) : at]:
                found |= {ends[near.span.end].span.start} if near.span.end in ends else set()
    return frozenset(found)


def bare_noun(words: list[Word], at: int, count: int) -> bool:
    """Whether the ``count`` words behind the article at ``at`` are a whole noun phrase, with nothing that tells more."""
    if any(not joins(w.gap) for w in words[at + 1 : at + count + 1]):
        return False
    after = words[at + count + 1] if at + count + 1 < len(words) else None
    return (
        after is None
        or bool(after.gap.strip())
        or (after.key not in ("of", "for", "that", "which", "in") and not after.capital)
    )
