"""Turns drafts into attributions: order, nesting, speakers, stances, days, ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.lexicon.registry import registry
from rashomon.model import Attribution, Span

from .confidence import confidence
from .correcting import corrections, without
from .counting import apart
from .divide import divide
from .draft import Draft, likeness, overlap
from .issued import tempered
from .issuer import RULE as ISSUER
from .issuer import told_itself
from .joint import split
from .said import clipped, earlier, said, spread
from .speakers import Cast, Speaker, perhaps_named, represented, resolve
from .stances import stance
from .topic import about_conflict
from .unsaid import unowned, unsaid
from .withdrawn import renewed, withdrawals

if TYPE_CHECKING:
    from datetime import date

    from .page import Page


LONGEST = 12000  # characters from the start of a content to a cue within it
CITING = "cue:citing"
GOING_ON = frozenset(("add", "continue", "conclude", "go on to say", "also"))


THINKING = frozenset(("believe", "think", "find", "see", "hope", "know", "suspect"))


def build(page: Page, drafts: list[Draft]) -> tuple[Attribution, ...]:
    """The attributions of the drafts, ids a1, a2, ... in the order of their contents."""
    cast = Cast(page)
    drafts = [_past_dateline(page, draft) for draft in drafts if not unowned(page, draft)]
    if about_conflict(page):
        taken = withdrawals(page)
        drafts = [draft for draft in drafts if not unsaid(page, draft)] + taken
        own = corrections(page)
        drafts = without(page, drafts, own) + own
        drafts += [new for new in renewed(page, taken) if not any(overlap(new.cue, old.cue) for old in drafts)]
    if cast.issuer is not None:  # "reports of 30 dead are false": the issuer says so, no reports do
        drafts = [draft for draft in drafts if draft.source or draft.frame != "noun"]
        drafts += told_itself(page, drafts)
    ordered = _ordered(split(page, cast, apart(page, drafts)))
    parents = _parents(ordered)
    speakers = _speakers(page, cast, ordered, parents)
    kept = [i for i in range(len(ordered)) if not _repeats(ordered, speakers, i, parents[i])]
    if len(kept) < len(ordered):
        ordered, speakers = [ordered[i] for i in kept], [speakers[i] for i in kept]
        parents = _parents(ordered)
    if not page.annotated.marks.attributions or about_conflict(page):
        ordered, speakers = divide(page, cast, ordered, speakers)
        parents = _parents(ordered)
    times = [t for t in page.annotated.times if t.interval is not None]
    published = page.annotated.document.published
    days = spread(page, ordered, speakers, [clipped(said(page, draft, times), published) for draft in ordered])
    days = earlier(page, ordered, days)
    rows = []
    stances = [stance(page, draft, speaker, cast) for draft, speaker in zip(ordered, speakers, strict=True)]
    stances = tempered(page, ordered, stances, cast.issuer.name if cast.issuer is not None else None)
    for i, (draft, speaker, parent, held) in enumerate(zip(ordered, speakers, parents, stances, strict=True)):
        rows.append(Attribution(
            id=f"a{i + 1}", source=draft.source, cue=draft.cue, content=draft.content, kind=kind_of(page, draft.content), stance=held.name,
            speaker=speaker.name, speaker_class=None if speaker.name else speaker.group or "unspecified", actor=speaker.actor if speaker.name else None,
            accused=held.accused, within=None if parent is None else f"a{parent + 1}", said=days[i],
            confidence=confidence(draft, speaker), represents=speaker.represents or _represented(speaker, published), negated=draft.negated, hedge=_hedge(page, draft),
            denies=held.denies, clears=held.clears,
            rule=f"{draft.rule}; {speaker.rule}; {held.rule}",
        ))  # fmt: skip
    return tuple(_without_tellers(row, rows) for row in rows)


def _past_dateline(page: Page, draft: Draft) -> Draft:
    """The draft without the dateline and its dash at the start of what is said."""
    line = page.annotated.document.dateline
    if line is None or not any(line.start <= span.start < line.end < span.end for span in draft.content):
        return draft
    start = _said_from(page, line.end)
    kept = [
        span if span.start >= line.end or span.end <= line.end else Span(start, span.end)
        for span in draft.content
        if span.start >= line.end or span.end <= line.end or start < span.end
    ]
    return msgspec.structs.replace(draft, content=tuple(kept)) if kept else draft


def _said_from(page: Page, end: int) -> int:
    """The first word after a dateline, or the quotation mark that opens before it."""
    word = min(page.word_at(end), len(page.low) - 1)
    while word < len(page.low) - 1 and page.low[word] in ("-", "--", "–", "—", "_", ")"):
        word += 1
    return page.starts[word]


def _without_tellers(row: Attribution, rows: list[Attribution]) -> Attribution:
    """Who is only said to have said something is not accused: "she said that Vint had admitted that the army fired"."""
    tellers = {other.speaker for other in rows if other.within == row.id}
    kept = tuple(name for name in row.accused if name not in tellers)
    return row if kept == row.accused else msgspec.structs.replace(row, accused=kept)


def _represented(speaker: Speaker, on: date | None) -> str | None:
    """The body for which a person of the registry speaks on that day by office."""
    entries = registry().entries
    entry = entries.get(speaker.actor or "")
    body = entry.represents_on(on) if entry is not None and entry.kind == "person" else None
    return entries[body].name if body in entries else None


def _ordered(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.start, d.place, d.size, d.lemma, d.voice or (0, 0)))


def _repeats(drafts: list[Draft], speakers: list[Speaker], index: int, parent: int | None) -> bool:
    """Such as "she said she believed that ...": the inner thought says what the outer statement says, by the same speaker."""
    if parent is None or drafts[index].lemma not in THINKING or speakers[index].rule.split(":")[0] != "pronoun":
        return False
    same = speakers[index].name == speakers[parent].name and speakers[index].group == speakers[parent].group
    return same and likeness(drafts[index].content, drafts[parent].content) > 0.6


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the smallest attribution in whose content its cue (or content) and source stand.

    Contents are looked into from the nearest back, and none that ends before the draft, so that of hundreds few are.
    """
    starts = [draft.start for draft in drafts]
    sizes = [draft.size for draft in drafts]
    reached = list(accumulate((draft.content[-1].end if draft.content else 0 for draft in drafts), max))
    found = []
    for i, own in enumerate(drafts):
        best: int | None = None
        low = bisect_left(starts, own.place - LONGEST)
        citing = own.rule.startswith(CITING)
        for j in range(bisect_right(starts, max(own.place, own.start)) - 1, low - 1, -1):
            if reached[j] <= own.place and not citing:
                break
            if j == i or (best is not None and sizes[j] > sizes[best]):
                continue
            if _holds(drafts[j], own, sizes[j], sizes[i]) or (citing and _cites(drafts[j], own)):
                best = j
        found.append(best)
    return found


def _cites(outer: Draft, inner: Draft) -> bool:
    """Such as "X, citing Y, said ...": Y's words are told by X."""
    return not outer.rule.startswith(CITING) and likeness(outer.content, inner.content) > 0.9


def _holds(outer: Draft, inner: Draft, outer_size: int, inner_size: int) -> bool:
    if outer_size < inner_size or (outer_size == inner_size and outer.place >= inner.place):
        return False
    marks = inner.cue or inner.content
    if not all(any(span.covers(mark) for span in outer.content) for mark in marks):
        return False
    return not inner.content or any(span.overlaps(content) for span in outer.content for content in inner.content)


def _speakers(page: Page, cast: Cast, drafts: list[Draft], parents: list[int | None]) -> list[Speaker]:
    """Speakers in the order in which the text names them, so that a pronoun finds those before it."""
    found: dict[int, Speaker] = {}
    bodies = represented(cast) | {
        m.name: m.represents for m in reversed(page.annotated.actors) if m.kind == "person" and m.represents
    }

    def one(i: int) -> Speaker:
        if i in found:
            return found[i]
        parent = parents[i]
        found[i] = Speaker(group="unresolved", rule="loop")
        enclosing = one(parent) if parent is not None else None
        draft = drafts[i]
        if draft.given == ISSUER and cast.issuer is not None:
            speaker = cast.issuer
        elif draft.given is not None and not draft.source:
            speaker = Speaker(group=draft.given, rule="given")
        else:
            source = (draft.voice,) if draft.voice is not None else draft.source
            speaker = resolve(cast, source, enclosing, going_on=draft.lemma in GOING_ON, content=draft.content)
        if speaker.kind == "person" and speaker.represents is None and speaker.name in bodies:
            speaker = msgspec.structs.replace(speaker, represents=bodies[speaker.name])
        elif speaker.kind == "person" and speaker.name and speaker.represents:
            bodies.setdefault(speaker.name, speaker.represents)
        found[i] = speaker
        cast.remember(speaker, page.word_at(_where(draft)))
        return speaker

    for i in sorted(range(len(drafts)), key=lambda i: (_where(drafts[i]), drafts[i].start)):
        one(i)
    return [
        perhaps_named(cast, found[i], [w for span in draft.source for w in page.words_in(span)])
        for i, draft in enumerate(drafts)
    ]


def _where(draft: Draft) -> int:
    """The offset at which the text names the speaker."""
    return (draft.voice or (draft.source or draft.cue or draft.content)[0]).start


def kind_of(page: Page, content: tuple[Span, ...]) -> str:
    """direct: all of it stands in quotation marks; mixed: some; indirect: none."""
    total, quoted = page.counted(content)
    if not total or not quoted:
        return "indirect"
    return "direct" if quoted == total else "mixed"


@cache
def _weakening() -> frozenset[str]:
    return frozenset(load("hedges")["weakening"])


def _hedge(page: Page, draft: Draft) -> str | None:
    """The first word that weakens cue or content."""
    for spans in (draft.cue, draft.content[:1]):
        for span in spans:
            for word in list(page.words_in(span))[:25]:
                if page.low[word] in _weakening() and not _month(page, word):
                    return page.low[word]
    return None


def _month(page: Page, word: int) -> bool:
    """Whether "May" is the month: a number stands beside it."""
    beside = page.words[max(0, word - 1) : word] + page.words[word + 1 : word + 2]
    return page.words[word] == "May" and any(w[:1].isdigit() for w in beside)
