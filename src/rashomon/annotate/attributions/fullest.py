"""Names under their fullest form in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from .described import Named
    from .page import Page

_PERSONAL = ("person", "unknown")
_NEAR = 150  # words within which a surname goes on meaning the relative named last


def fullest(page: Page, raw: list[Named]) -> list[Named]:
    """Each name under its fullest form: surnames under full names, abbreviations under what they stand for."""
    aliases = _abbreviations(page, raw)
    ends: dict[str, list[Named]] = {}
    opens: dict[str, list[Named]] = {}
    for named in raw:
        if named.first < named.last:
            ends.setdefault(bare(page.low[named.last]), []).append(named)
            opens.setdefault(bare(page.low[named.first]), []).append(named)
    out = []
    for named in raw:
        target = _full_form(page, named, aliases, ends, opens)
        if target is None:
            out.append(named)
            continue
        kind = target.kind if target.kind != "unknown" else named.kind
        out.append(msgspec.structs.replace(named, name=target.name, kind=kind, gender=target.gender or named.gender, actor=target.actor,
                                           words=target.words | named.words))  # fmt: skip
    return out


def _full_form(
    page: Page, named: Named, aliases: dict[str, Named], ends: dict[str, list[Named]], opens: dict[str, list[Named]]
) -> Named | None:
    text = page.text[page.starts[named.first] : page.ends[named.last]]
    if text in aliases:
        return aliases[text]
    size = named.last - named.first
    same_end = ends.get(bare(page.low[named.last]), [])
    if named.actor is not None:
        fuller = (
            [p for p in same_end if p.kind in _PERSONAL and p.last - p.first > size] if named.kind == "person" else []
        )
        return fuller[0] if fuller else None
    tail = [bare(page.low[i]) for i in range(named.first, named.last + 1)]
    if named.kind == "organization":
        same_start = [
            n for n in opens.get(tail[0], []) if n.last - n.first > size and _words(page, n)[: len(tail)] == tail
        ]
        best = [n for n in same_end if n.last - n.first > size and _words(page, n)[-len(tail) :] == tail] or same_start
    else:
        best = [
            n
            for n in same_end
            if n.kind in _PERSONAL and n.last - n.first > size and _words(page, n)[-len(tail) :] == tail
        ]
    return _only(named, best)


def _words(page: Page, named: Named) -> list[str]:
    return [bare(page.low[i]) for i in range(named.first, named.last + 1)]


def _only(named: Named, best: list[Named]) -> Named | None:
    """The last bearer before the name, else the first one after it; None where relatives could be meant equally."""
    before = [n for n in best if n.first <= named.first]
    if len({n.name for n in best}) > 1:
        titled = {n.name: n for n in best if n.words & named.words}
        near = {n.name: n for n in before if named.first - n.first <= _NEAR}
        for choice in (titled, near):
            if len(choice) == 1:
                return next(iter(choice.values()))
        return None
    return before[-1] if before else best[0] if best else None


def bare(word: str) -> str:
    """A part of a name without the Arabic article: "al-Hariri" goes on as "Hariri"."""
    return word[3:] if word.startswith(("al-", "el-", "as-", "ad-")) and len(word) > 5 else word


def _abbreviations(page: Page, raw: list[Named]) -> dict[str, Named]:
    """Such as "Velmar Casualty Watch (VCW)": VCW is the name before the bracket."""
    by_last = {n.last: n for n in raw}
    found: dict[str, Named] = {}
    for at in range(1, len(page.low) - 2):
        if (
            page.low[at] == "("
            and page.low[at + 2] == ")"
            and page.words[at + 1].isupper()
            and len(page.words[at + 1]) > 1
        ):
            owner = by_last.get(at - 1)
            if owner is not None and owner.first < owner.last:
                found.setdefault(page.words[at + 1], owner)
    return found | _renamed(page, raw)


def _renamed(page: Page, raw: list[Named]) -> dict[str, Named]:
    """Such as "the Assembly of the North, formerly the Northern Front": one body, under the name that the actors give it."""
    called = {" ".join(page.text[page.starts[n.first] : page.ends[n.last]].split()): n for n in reversed(raw)}
    return {
        words: called[mention.name]
        for mention in page.annotated.actors
        if mention.rule == "renamed" and mention.name in called
        if (words := " ".join(mention.span.of(page.text).split()).removeprefix("the ").removeprefix("The "))
        != mention.name
    }
