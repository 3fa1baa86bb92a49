"""Names of the registry of actors where they stand in a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry, tokens

from .described import Named, around, genders
from .sides import root

if TYPE_CHECKING:
    from rashomon.lexicon.registry import Entry, Name

    from .page import Page


def registered(page: Page) -> dict[int, tuple[int, Entry, Name]]:
    """First word -> last word, entry and name of the longest name of the registry that starts there."""
    book, published = registry(), page.annotated.document.published
    parts = tokens(page.text)
    found: dict[int, tuple[int, Entry, Name]] = {}
    covered = -1
    for i, (start, _, word) in enumerate(parts):
        if (
            start < covered
            or word not in book.starts
            or not (page.text[start].isupper() or page.text[start : start + 3] in ("al-", "al "))
        ):
            continue
        for words in book.starts[word]:
            end = i + len(words)
            if end <= len(parts) and tuple(p[2] for p in parts[i:end]) == words:
                entry = book.choose(book.candidates(words), published)
                text = page.text[start : parts[end - 1][1]]
                if entry is None or (len(words) == 1 and not _fits(page, start, text)):
                    continue
                name = next(n for e, n in book.candidates(words) if e is entry)
                first, last = page.word_at(start), page.word_at(parts[end - 1][1] - 1)
                if page.starts[first] == start:
                    found[first] = (last, entry, name)
                    covered = parts[end - 1][1]
                break
    return found


def _fits(page: Page, start: int, text: str) -> bool:
    """Whether a single word is a name by its letters: "US" not "Us", no common word that opens a sentence."""
    word = page.word_at(start)
    if text.lower() in ("us", "is", "it", "un", "who", "am") and not text.isupper():
        return False
    return not (word in page.openers and text.lower() in page.common) and page.words[word] == text


def from_registry(page: Page, first: int, last: int, entry: Entry, name: Name) -> Named:
    """The name of an entry: in its fullest form where the text has a short one, in the text's own words otherwise."""
    text = " ".join(page.text[page.starts[first] : page.ends[last]].split())
    kind = "demonym" if name.kind == "demonym" else entry.kind
    part = entry.kind == "person" and len(text.split()) < len(entry.name.split())
    short = (
        entry.kind == "state"
        or part
        or name.kind in ("demonym", "metonym", "former")
        or text.isupper()
        or first == last
    )
    beside = around(page, first, last)
    gender = None
    if entry.kind == "person":
        beside |= _offices(entry, page)
        gender = genders().get(entry.name.split()[0].lower())
    shown = entry.name if short else _adjectival(text, entry)
    return Named(first=first, last=last, name=shown, kind=kind, gender=gender, actor=entry.id, words=beside)


def _adjectival(text: str, entry: Entry) -> str:
    """Such as "Velmaria's Defence Ministry" under the form that other mentions have: "Velmari Defence Ministry"."""
    state = registry().entries.get(root(entry.id))
    if state is None or not (found := re.match(r"(.+?)['’]s (.+)", text)):
        return text
    adjectives = [n.text for n in state.names if n.kind == "demonym"]
    return f"{adjectives[0]} {found.group(2)}" if adjectives else text


def _offices(entry: Entry, page: Page) -> frozenset[str]:
    """The words of the offices that a person of the registry held on the day of the report."""
    on = page.annotated.document.published
    words: set[str] = set()
    for term in entry.terms:
        if on is not None and (term.since is None or term.since <= on) and (term.until is None or on <= term.until):
            words.update(term.role.lower().split())
            state = registry().entries.get(root(term.of))
            words.update(n.text.lower() for n in (state.names if state else ()) if n.kind == "demonym")
            words.update([state.name.lower()] if state else [])
    return frozenset(words)
