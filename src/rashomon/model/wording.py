"""How people read speakers without a name, and numbers: one wording for reasons, tables, pages and terminals."""

from __future__ import annotations

UNNAMED = {"unresolved": "somebody not named", "unspecified": "nobody named"}
"""Speakers of whom the text tells no class: a pronoun or noun that cannot be resolved; nobody at all ("it was reported")."""


def called(speaker: str | None, speaker_class: str | None, nobody: str = "the narrator") -> str:
    """Who speaks: by name, else by class in people's words; ``nobody`` where there is neither."""
    return speaker or UNNAMED.get(speaker_class or "", speaker_class or nobody)


def printed(name: str) -> str:
    """A name of a list that holds names and classes mixed (``blamed_by``), as people read it."""
    return UNNAMED.get(name, name)


def agreeing(speaker: str | None, speaker_class: str | None, one: str, many: str) -> str:
    """The form of a verb after ``called``: classes are people ("residents deny"); a name, nobody, the narrator is one."""
    return one if speaker is not None or speaker_class in (None, "narrator", *UNNAMED) else many


def plural(many: int, noun: str, more: str | None = None) -> str:
    """Such as "1 account", "12 accounts"; ``more`` is the plural where it is irregular."""
    return f"{many:,} {noun if many == 1 else more or noun + 's'}"


def counted(low: int | None, high: int | None, *, dash: str = "-", unknown: str = "?") -> str:
    """A count as a person writes it: "12", "12-30", "at least 1,200", "up to 30"; ``unknown`` where both ends are open."""
    if low is None:
        return unknown if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}{dash}{high:,}"
