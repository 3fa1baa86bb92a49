"""Which tellings are of one promise, and what all that is said of its keeping comes to.

Rules: a promise is one with another of the same party, kind and sense (promised or refused) that is told within three weeks,
where neither names other recipients or other last days. A word on keeping belongs to the latest promise of that party and kind
that was told before it, within a year; where it names no kind and several might be meant, to none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Keeping, Promise, PromiseRow, Telling, Word, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAME, LATER = timedelta(days=21), timedelta(days=365)
STATUSES = ("nothing said", "said to be kept", "said to be broken", "breaking denied", "contested")


class Made(NamedTuple):
    """A promise as one document tells it; ``party`` is the key of who promises."""

    party: str
    promise: Promise
    telling: Telling


class Said(NamedTuple):
    """A word on keeping; ``party`` is the key of whose promise it was."""

    party: str
    keeping: Keeping
    speaker_class: str | None
    speaking: str | None
    telling: Telling


def promises(made: Iterable[Made], said: Iterable[Said]) -> list[PromiseRow]:
    """The promises, by the day on which they are first told, the undated last. The order of what is given does not matter."""
    groups: list[list[Made]] = []
    for found in sorted(made, key=_when):
        group = next((g for g in reversed(groups) if _is_same(g, found)), None)
        if group is None:
            groups.append([found])
        else:
            group.append(found)
    words: list[list[Said]] = [[] for _ in groups]
    for word in sorted(said, key=_when):
        at = _meant(groups, word)
        if at is not None:
            words[at].append(word)
    return [_row(group, words[number]) for number, group in enumerate(groups)]


def _when(item: Made | Said) -> tuple[date, str, int, str]:
    telling = item.telling
    return (telling.published or date.max, telling.document, telling.span.start, item.party)


def _is_same(group: Sequence[Made], found: Made) -> bool:
    first, promise = group[0], found.promise
    same = (first.party, first.promise.kind, first.promise.refused)
    if same != (found.party, promise.kind, promise.refused):
        return False
    day, last = found.telling.published, group[-1].telling.published
    if found.telling.document != group[-1].telling.document and (day is None or last is None or day - last > SAME):
        return False
    ends = {g.promise.until.end for g in group if g.promise.until and g.promise.until.end}
    mine = promise.until.end if promise.until else None
    if ends and mine is not None and mine not in ends:
        return False
    named = {name for g in group for name in g.promise.to}
    return not named or not promise.to or bool(named & set(promise.to))


def _meant(groups: Sequence[Sequence[Made]], word: Said) -> int | None:
    fitting = [
        number
        for number, group in enumerate(groups)
        if group[0].party == word.party
        and not group[0].promise.refused
        and word.keeping.kind in (None, group[0].promise.kind)
        and _comes_after(group, word)
    ]
    if word.keeping.kind is None and len(fitting) > 1:
        return None
    return fitting[-1] if fitting else None


def _comes_after(group: Sequence[Made], word: Said) -> bool:
    if any(g.telling.document == word.telling.document for g in group):
        return True
    first, day = group[0].telling.published, word.telling.published
    return first is not None and day is not None and first <= day <= first + LATER


def _row(group: Sequence[Made], words: Sequence[Said]) -> PromiseRow:
    first = group[0]
    fullest = max(group, key=lambda g: (len(g.promise.by), g.promise.by)).promise
    return PromiseRow(
        id=content_id("p", first.telling.document, first.telling.span.start, first.promise.kind, first.party),
        kind=first.promise.kind,
        by=fullest.by,
        actor=next((g.promise.actor for g in group if g.promise.actor), None),
        to=tuple(dict.fromkeys(name for g in group for name in g.promise.to)),
        made=first.telling.published,
        until=next((g.promise.until for g in group if g.promise.until), None),
        condition=next((g.promise.condition for g in group if g.promise.condition), None),
        refused=first.promise.refused,
        status=_status({word.keeping.verdict for word in words}),
        told=tuple(g.telling for g in group),
        keeping=tuple(
            Word(
                verdict=word.keeping.verdict, speaker=word.keeping.speaker, speaker_class=word.speaker_class,
                actor=word.speaking, telling=word.telling,
            )
            for word in words
        ),
    )  # fmt: skip


def _status(verdicts: set[str]) -> str:
    if "broken" in verdicts:
        return "contested" if verdicts & {"kept", "denies breaking"} else "said to be broken"
    if "kept" in verdicts:
        return "said to be kept"
    return "breaking denied" if "denies breaking" in verdicts else "nothing said"
