"""The names of one document: who appears under which full name, with what office, since where. Not here: who speaks.

Works from capital letters, the registry of actors and lexicon/titles.yaml; where the document's actors were found
already (``Annotated.actors``), those are taken first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import registry

from .cues import DETERMINERS, JOINERS, PREPOSITIONS, PRONOUNS, auxiliaries, is_adverb, verbs
from .described import GENITIVE, Named, around, classes, genders, organisation_words, role_words
from .fullest import fullest
from .phrases import DAYS
from .registered import from_registry, registered

if TYPE_CHECKING:
    from .page import Page

LINKING = frozenset(["of", "for", "on", "de", "del", "la", "bin", "ibn", "al", "el", "von", "van", "der", "and"])
_NEVER = frozenset(["i", "the", "a", "an", "but", "and", "or", "if", "in", "on", "at", "it", "he", "she", "they", "we", "you", "this", "that", "these", "those", "there", "here", "what", "who", "why", "how", "when", "where", "while", "according", "meanwhile", "however", "unlike", "plus", "absent", "like", "despite", "far", "read", "more", "mr", "mrs", "ms", "no", "not", "yes", "also", "earlier", "later", "last", "some", "many", "most", "so", "as", "for", "by", "with", "from", "after", "before", "since", "until", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])  # fmt: skip


_ADJECTIVAL = (
    "backed", "led", "based", "allied", "controlled", "held", "dominated", "run", "born", "funded", "linked", "made", "style", "conservative", "majority",
    "affiliated", "aligned", "supported", "brokered", "era", "wide", "speaking",
)  # fmt: skip
_OPENERS = frozenset(
    [
        "official",
        "former",
        "local",
        "acting",
        "unlike",
        "plus",
        "nor",
        "even",
        "yesterday",
        "today",
        "both",
        "new",
        "only",
        "like",
    ]
)
_NO_FIRST_NAMES = frozenset(
    [
        "sunni",
        "shia",
        "shiite",
        "mount",
        "lake",
        "camp",
        "operation",
        "new",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "middle",
        "arab",
        "kurdish",
        "muslim",
        "christian",
        "jewish",
        "islamic",
        "republican",
        "democratic",
    ]
)
_NO_LAST_NAMES = frozenset(
    [
        "kurds",
        "arabs",
        "muslims",
        "christians",
        "turks",
        "jews",
        "americans",
        "phd",
        "rep",
        "province",
        "city",
        "east",
        "street",
        "river",
    ]
)


def names(page: Page) -> list[Named]:
    """All names of the document in text order, each with its fullest form."""
    known = registered(page)
    raw: list[Named] = []
    at, size = 0, len(page.low)
    while at < size:
        entry = known.get(at)
        run = _run(page, at) if _starts_name(page, at) else None
        if run is not None:
            run = next(
                (i - 1 for i in range(at + 1, run + 1) if i in known and known[i][0] > i and known[i][0] >= run), run
            )
        if entry is not None and (run is None or entry[0] >= run or entry[0] > at):
            raw.append(from_registry(page, at, *entry))
            at = entry[0] + 1
        elif run is not None:
            for first, last in _split(page, at, run):
                whole = first in known and known[first][0] == last
                named = from_registry(page, first, *known[first]) if whole else _named(page, first, last)
                raw += [named] if named is not None else []
            at = run + 1
        else:
            at += 1
    return fullest(page, _with_actors(page, raw))


def _with_actors(page: Page, raw: list[Named]) -> list[Named]:
    """The names with what the document's actors tell: kinds, ids, and names that letters alone do not show (ALL CAPS)."""
    by_first = {n.first: n for n in raw}
    covered = {i for n in raw for i in range(n.first, n.last + 1)}
    for mention in page.annotated.actors:
        words = page.words_in(mention.span)
        if not words or mention.mention not in ("name", "metonym", "demonym"):
            continue
        first, last = words.start, words.stop - 1
        if page.starts[first] != mention.span.start or page.ends[last] != mention.span.end:
            continue  # part of a word, as in "pro-Velmari"
        if mention.rule == "encoder" and first == last:
            continue  # a single word that only the encoder takes for a name is too often a place
        old = by_first.get(first)
        kind = "demonym" if mention.mention == "demonym" else mention.kind
        if old is not None and old.last == last and old.kind == "unknown":
            by_first[first] = msgspec.structs.replace(old, kind=kind, actor=mention.actor)
        elif old is None and not covered.intersection(words):
            gender = genders().get(page.low[first]) if kind == "person" else None
            beside = around(page, first, last)
            by_first[first] = Named(
                first=first, last=last, name=mention.name, kind=kind, gender=gender, actor=mention.actor, words=beside
            )
    return [by_first[first] for first in sorted(by_first)]


def _run(page: Page, at: int) -> int:
    """The last word of the maximal run of capitalised words, with the small words that link them, from ``at``."""
    last = at
    while (following := _next_part(page, last)) is not None:
        last = following
    return last


def _starts_name(page: Page, at: int) -> bool:
    if not page.capital(at) or not page.words[at][0].isalpha():
        return False
    low = page.low[at]
    if low in _NEVER or low in DETERMINERS or low in PRONOUNS or low in JOINERS or low in PREPOSITIONS or low in DAYS:
        return False
    if "-" in low and low.rsplit("-", 1)[1].endswith(_ADJECTIVAL):
        return False
    opening = at in page.openers
    if opening and (at + 1 >= len(page.low) or not page.capital(at + 1)):
        return _opening_name(page, at, low)
    return True


def _opening_name(page: Page, at: int, low: str) -> bool:
    """Whether a single capitalised word that opens a sentence is a name."""
    if (
        low in page.common
        or is_adverb(low)
        or low.endswith("ing")
        or low in verbs()
        or low in classes()
        or low in ("others", "both", "none")
    ):
        return False
    if page.words[at] in page.inner:
        return True
    after = page.low[at + 1] if at + 1 < len(page.low) else ""
    return after in verbs() or after in auxiliaries() or after in (GENITIVE, ",", "(")


def _next_part(page: Page, last: int) -> int | None:
    following = last + 1
    if following >= len(page.low) or following in page.breaks:
        return None
    if page.capital(following) and page.words[following][0].isalnum() and page.low[following] not in _NEVER - {"may"}:
        return following
    low = page.low[following]
    after = following + 1
    if low in LINKING and low != "and" and after < len(page.low):
        if (
            page.low[after] == "the"
            and after + 1 < len(page.low)
            and page.capital(after + 1)
            and low in ("of", "for")
            and _links(page, last, low)
        ):
            return after + 1
        if (
            page.low[after] in LINKING
            and low in ("von", "van", "de", "del", "bin", "ibn")
            and after + 1 < len(page.low)
        ):
            after += 1  # "von der Leyen"
        if page.capital(after) and _links(page, last, low):
            return after
    if low == GENITIVE and after < len(page.low) and page.capital(after) and page.low[after] in organisation_words():
        return after
    return None


def _links(page: Page, last: int, link: str) -> bool:
    """Such as "Council of Karsa", "Watch for Rights", "Qalat al Numar"; but not "Alloush of Karsa" or "Front on Monday"."""
    if link in ("of", "for"):
        return page.low[last] in organisation_words() or page.low[last] in ("kingdom", "republic", "university")
    return link != "on"


def _split(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """A run cut at titles: "Velmari President Anna Karst" is "Velmari" and "Anna Karst"."""
    if first in page.openers and last > first and _opens_only(page, first, last):
        first += 1
    titles = [
        i
        for i in range(first, last + 1)
        if page.low[i].rstrip(".").removeprefix("ex-").removeprefix("vice-") in role_words()
        and page.low[i] not in organisation_words() | {"of", "the"}
    ]
    if not titles or titles[-1] == last:
        return [(first, last)]
    return ([(first, titles[0] - 1)] if titles[0] > first else []) + [(titles[-1] + 1, last)]


def _opens_only(page: Page, first: int, last: int) -> bool:
    """Whether the word has its capital only because it opens a sentence: an ordinary word before a name that stands elsewhere."""
    low = page.low[first]
    if page.words[first] in page.inner or page.words[first + 1] not in page.inner or low in genders():
        return False
    ordinary = (
        low in page.common
        or low in PREPOSITIONS
        or low in JOINERS
        or low.endswith(("ly", "ing", "ed"))
        or low in _OPENERS
    )
    rest = page.text[page.starts[first + 1] : page.ends[last]]
    return ordinary and page.text.count(rest) > page.text.count(f"{page.words[first]} {rest}")


def _named(page: Page, first: int, last: int) -> Named | None:
    text = " ".join(page.text[page.starts[first] : page.ends[last]].split()).replace("[", "").replace("]", "")
    low = [page.low[i] for i in range(first, last + 1)]
    if first == last and low[0] in role_words() | organisation_words():
        return None
    kind = "organization" if any(w in organisation_words() for w in low) or "of" in low or "for" in low else "unknown"
    beside = around(page, first, last)
    gender = None
    if kind == "unknown":
        titles = [
            w
            for w in page.low[max(0, first - 3) : first]
            if (w in genders() and w in beside) or w in ("mr", "mrs", "ms")
        ]
        gender = genders().get(low[0]) or next((genders()[w] for w in titles), None)
        if first > 0 and page.low[first - 1] == "the":
            gender = None  # "the Middle Eastern country": no person has an article
        elif _peopled(low):
            gender = None
        elif (last > first and (gender or beside & role_words())) or (first == last and _titled(page, first)):
            kind = "person"
    return Named(first=first, last=last, name=text, kind=kind, gender=gender, words=beside)


def _peopled(low: list[str]) -> bool:
    """Whether the words name a people or a thing of nature rather than a person: "Northern Kurds", "Mount Qalat"."""
    entry = registry().lookup(low[0])
    return (entry is not None and entry.kind == "state") or low[0] in _NO_FIRST_NAMES or low[-1] in _NO_LAST_NAMES


def _titled(page: Page, first: int) -> bool:
    return first > 0 and page.low[first - 1].rstrip(".") in (
        "mr",
        "mrs",
        "ms",
        "president",
        "dr",
        "gen",
        "general",
        "col",
        "minister",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    )
