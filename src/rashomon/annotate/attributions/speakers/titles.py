"""What office a title names, and whose: "the governor of Dessary", "Deputy Mayor", "the army's spokesman". Not here: who speaks.

Only the noun that a phrase is about is somebody's office: an aide to the governor, the wife of the mayor and a candidate for
mayor are not the governor or the mayor, nor is his deputy, nor who held the office before him.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.attributions.cues import DETERMINERS, PREPOSITIONS, PRONOUNS, verbs
from rashomon.annotate.attributions.described import GENITIVE, organisation_words, role_words
from rashomon.annotate.attributions.sides import root
from rashomon.lexicon import load
from rashomon.lexicon.registry import registry

if TYPE_CHECKING:
    from rashomon.annotate.attributions.described import Named
    from rashomon.annotate.attributions.page import Page

LONGEST = 14  # words of a title phrase
_OF = frozenset(("of", "for", "to", "in", "at", "from", "with", "by", "on"))
_ENDS = frozenset((",", ".", ";", ":", "(", ")", '"', "“", "”", "who", "which", "that", "and", "said", "told"))


class Office(NamedTuple):
    """The office that a phrase names: its noun, what changes it ("deputy", "former"), and the words that tell whose it is.

    ``own`` are those of ``whose`` that stand before the noun or make it another office ("defence minister", "city mayor"). ``first``
    and ``last`` are the words of the phrase.
    """

    noun: str
    ranks: frozenset[str]
    whose: frozenset[str]
    own: frozenset[str]
    first: int
    last: int


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that make another office of one, and words that tell nothing of whose it is."""
    data = load("speakers")
    return frozenset(data["ranks"]), frozenset(data["anywhere"])


def office(page: Page, first: int, last: int) -> Office | None:
    """The office that the words ``first`` to ``last`` name; None where their noun is none."""
    ranks, anywhere = _words()
    stop = next((i for i in range(first, last + 1) if page.low[i] in _OF | _ENDS), last + 1)
    core = [i for i in range(first, stop) if page.low[i] not in DETERMINERS]
    if not core:
        return None
    parts = page.low[core[-1]].rstrip(".").split("-")
    noun = parts[-1]
    if noun in organisation_words() or (noun not in role_words() and noun not in _offices()):
        return None  # "the South Side, Chicago Police said": no office
    after = [i for i in range(stop, last + 1) if page.low[i] not in _OF and page.low[i] not in DETERMINERS]
    before = [w for i in core[:-1] for w in page.low[i].split("-")] + parts[:-1]
    changed = frozenset(w for w in before if w in ranks)
    own = frozenset(canonical(w) for w in before if w not in ranks | anywhere and w != GENITIVE)
    rest = frozenset(canonical(page.low[i]) for i in after if page.low[i] not in anywhere and page.low[i] != GENITIVE)
    told = frozenset(w for w in rest if any(c.isalnum() for c in w))
    return Office(noun, changed, own | told, own, first, last)


def offices_of(page: Page, named: Named) -> list[Office]:
    """The offices of a name: by the words before it or in an apposition on either side, and those that the registry tells."""
    low, high = page.bounds(named.first)
    found = [_before(page, named, low, high), _after(page, named.last + 1, high)]
    return [one for one in found if one is not None] + _terms(page, named)


def _terms(page: Page, named: Named) -> list[Office]:
    """The offices that a person of the registry held on the day of the report."""
    on, entry = page.annotated.document.published, registry().entries.get(named.actor or "")
    if entry is None or on is None:
        return []
    found: list[Office] = []
    for term in entry.terms:
        if (term.since is None or term.since <= on) and (term.until is None or on <= term.until):
            words = term.role.lower().replace("-", " ").split()
            core = words[: next((i for i, w in enumerate(words) if w in _OF), len(words))]
            ranks = frozenset(core[:-1]) & _words()[0]
            own = frozenset(core[:-1]) - ranks
            found.append(Office(core[-1], ranks, own | {root(term.of)}, own, named.first, named.last))
    return found


def _before(page: Page, named: Named, low: int, high: int) -> Office | None:
    last = named.first - 1
    after = page.low[named.last + 1] if named.last + 1 < high else "."
    if last > low and page.low[last] in (",", "("):
        if after not in (",", ")", ".", ";", "(", "said", "told"):
            return None  # "after the talks with the mayor, Anna Karst left" gives her no office
        last -= 1
        apposed = True
    else:
        apposed = False
    first = last + 1
    title = page.capital(last) and not apposed
    while first > low and last - first < LONGEST and _fits(page, first - 1, apposed=apposed):
        if title and not (page.capital(first - 1) or page.low[first - 1] in role_words() | _words()[0]):
            break  # "later in the day Governor Telin": the day is not the governor's
        first -= 1
        if page.low[first] in DETERMINERS and not (apposed and page.low[first - 1] in _OF):
            break
    return office(page, first, last) if first <= last else None


def _fits(page: Page, at: int, *, apposed: bool) -> bool:
    """Whether a word may belong to a title phrase before a name."""
    word = page.low[at]
    if not (word.replace("-", "").replace(".", "").isalpha() or word == GENITIVE) or word in PRONOUNS:
        return False
    if word in PREPOSITIONS or word in _OF:
        return apposed and word in _OF
    return word not in _ENDS and (word == "state" or word not in verbs() or word in role_words())


def _after(page: Page, at: int, high: int) -> Office | None:
    """Such as ", the governor of Dessary,", "(the governor of Dessary)"."""
    if at + 1 >= high or page.low[at] not in (",", "("):
        return None
    last = at
    while last + 1 < high and last - at < LONGEST + 2 and page.low[last + 1] not in _ENDS - {"and"}:
        last += 1
    return office(page, at + 1, last) if last > at else None


def same(bare: Office, held: Office, nouns: frozenset[str], *, earlier: bool) -> bool:
    """Whether a title without a name means an office that somebody holds, by noun, rank and whose it is.

    ``nouns`` are those that the title's noun may stand for. ``earlier``: the title stands before the holder is named, whose own
    title then need not say again whose it is ("the governor of Dessary ... Governor Mara Telin").
    """
    if held.noun not in nouns or bare.ranks != held.ranks:
        return False
    missing = bare.whose - held.whose
    if not missing:
        return True
    return earlier and not held.whose and not missing & bare.own and not any(map(_state, missing))


def _state(word: str) -> bool:
    entry = registry().entries.get(word)
    return entry is not None and entry.kind == "state"


@cache
def canonical(word: str) -> str:
    """A word; for the name or adjective of a state the id of the state."""
    entry = registry().lookup(word)
    return entry.id if entry is not None and entry.kind == "state" else word


@cache
def _offices() -> frozenset[str]:
    """Nouns of lexicon/speakers.yaml that are offices, or that stand for some."""
    data = load("speakers")["offices"]
    return frozenset(data) | {noun for nouns in data.values() for noun in nouns}
