"""Speakers who speak jointly get an attribution each: "the army and the ministry said". The source keeps all its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .cues import DETERMINERS, JOINERS
from .speakers.cast import lexicon

if TYPE_CHECKING:
    from rashomon.model import Span

    from .described import Named
    from .draft import Draft
    from .page import Page
    from .speakers import Cast


def split(page: Page, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those with joint speakers once for each speaker."""
    out: list[Draft] = []
    for draft in drafts:
        parts = _parts(page, cast, draft) if len(draft.source) == 1 else []
        if len(parts) < 2:
            out.append(draft)
        else:
            out += [msgspec.structs.replace(draft, voice=part) for part in parts]
    return out


def _parts(page: Page, cast: Cast, draft: Draft) -> list[Span]:
    words = _between_dashes(page, list(page.words_in(draft.source[0])))
    joints = [
        i for i in words[1:-1] if page.low[i] in ("and", "&") and not any(n.first < i < n.last for n in cast.names)
    ]
    if not joints:
        return []
    names = cast.names_between(words[0], words[-1])
    last = joints[-1]
    if not _speaks(page, names, last + 1, words[-1]) or not any(n.last < last for n in names if _bears(n)):
        return []
    if any(n.kind == "unknown" for n in names) and not _bare_list(page, names, words):
        return []
    if names and names[0].kind == "state" and any(n.first == last + 1 and n.kind == "demonym" for n in names):
        return []  # "US and Russian reports"
    borders = [words[0] - 1, *_commas(page, names, words[0], last), last]
    parts = [(a + 1, b - 1) for a, b in zip(borders, [*borders[1:], words[-1] + 1], strict=True)]
    cut = [_trimmed(page, a, b) for a, b in parts]
    return [span for span in cut if span is not None]


def _between_dashes(page: Page, words: list[int]) -> list[int]:
    """Such as "the two factions – the Front and the Guard –": the names between the dashes."""
    dashes = [k for k, i in enumerate(words) if page.low[i] in ("–", "—")]
    if not dashes:
        return words
    last = dashes[1] if len(dashes) > 1 else len(words)
    return words[dashes[0] + 1 : last] or words


def _bare_list(page: Page, names: list[Named], words: list[int]) -> bool:
    """Whether the phrase is nothing but names and what joins them."""
    named = {i for n in names for i in range(n.first, n.last + 1)}
    rest = [page.low[i] for i in words if i not in named]
    return all(w in (",", "and", "&", "the", "both") for w in rest)


def _commas(page: Page, names: list[Named], first: int, last: int) -> list[int]:
    """Commas of a list of names before the last "and"; those of appositions do not count."""
    starts = {n.first for n in names if _bears(n)}
    found = []
    for i in range(first, last):
        after = i + 2 if page.low[i + 1] == "the" else i + 1
        if (
            page.low[i] == ","
            and after in starts
            and not any(page.low[k] == "'s" for k in range(after, min(after + 4, last)))
        ):
            found.append(i)
    return found


def _trimmed(page: Page, first: int, last: int) -> Span | None:
    while first <= last and page.low[first] in (",", "and", "both"):
        first += 1
    while last >= first and page.low[last] in (",", "and"):
        last -= 1
    return page.span(first, last) if first <= last else None


def _bears(named: Named) -> bool:
    return named.kind != "demonym"


def _speaks(page: Page, names: list[Named], first: int, last: int) -> bool:
    """Whether the words name somebody: a name right at the start, or a plural noun of a class ("other countries")."""
    at = first
    while at <= last and (page.low[at] in DETERMINERS or page.low[at] in JOINERS):
        at += 1
    if any(n.first == at and _bears(n) for n in names):
        return True
    return page.low[last].endswith("s") and page.low[last] in lexicon()["classes"] and last - first <= 3
