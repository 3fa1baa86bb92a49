"""What tells a mention from an event told before it: other days of its own clause, when it was said, what was hit, how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dated import LASTING, far_apart, same_days

if TYPE_CHECKING:
    from .merge import Group, Told


def elsewhen(item: Told, group: Group) -> bool:
    """Whether its own clause dates it weeks from the group's day, or a verb's to another day; what lasts is not one day's."""
    if item.own is None or group.type in LASTING or item.mention.type in LASTING:
        return False
    another = item.mention.form == "verb" and item.own.is_day and same_days(item.own, group.day) is False
    return another or far_apart(item.own, group.day)


def named_alike(item: Told, group: Group) -> bool:
    """Whether "the strike" points back to what was called a strike."""
    head = item.mention.base.split()[-1]
    return item.mention.definite and any(
        t.mention.form == "noun" and t.mention.base.split()[-1] == head and t.mention.many == item.mention.many
        for t in group.told
    )


def said_before(item: Told, group: Group) -> bool:
    """Whether the words that tell it were said before the group's event: what was admitted in February was not done in March."""
    start = group.day.start if group.day is not None else None
    return item.by is not None and start is not None and item.by < start


def of_another(item: Told, group: Group) -> bool:
    """Whether somebody admits to have hit another kind of thing: who says that he hit a barracks has not admitted the school."""
    return item.admitted and bool(item.aims) and bool(group.aims) and not item.aims & group.aims


def long_past(item: Told, group: Group) -> bool:
    """Whether it is told of months and years past, and the group in another sentence without a day, as what a report is about."""
    return item.past and group.day is None and group.last_sentence != item.mention.sentence and item.place is not None
