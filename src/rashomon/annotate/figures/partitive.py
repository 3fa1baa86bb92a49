"""Parts of those harmed that a predicate describes: "four of the dead were children", "six of them women"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import lexicon

if TYPE_CHECKING:
    from .lines import Line
    from .quantities import Quantity

_DETERMINERS = frozenset({"the", "those", "these", "its", "their"})
_HARMED = {
    "dead": "killed", "killed": "killed", "deaths": "killed", "fatalities": "killed", "bodies": "killed",
    "wounded": "injured", "injured": "injured", "victims": None, "casualties": None, "them": None, "whom": None,
    "those": None,
}  # fmt: skip
_LINKS = frozenset({"were", "was", "are", "is", "being"})


def part_described(line: Line, quantity: Quantity) -> tuple[str | None, str] | None:
    """Measure (None: that of the whole) and group of "N of the dead were GROUP"; None where it is no such phrase."""
    words, at = line.words, quantity.last
    if words[at : at + 1] != ["of"]:
        return None
    at += 1
    at += (
        words[at : at + 1] != []
        and words[at] in _DETERMINERS
        and words[at + 1 : at + 2] != []
        and words[at + 1] in _HARMED
    )
    if at >= len(words) or words[at] not in _HARMED:
        return None
    measure = _HARMED[words[at]]
    at += 1
    at += words[at : at + 1] != [] and words[at] in _LINKS
    for parts, noun in lexicon().nouns.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(parts)]) == parts and noun.group and not noun.thing:
            return measure, noun.group
    return None


_HARMED_NOUNS = frozenset(w for w, measure in _HARMED.items() if measure) | {"survivors", "wounded", "missing"}


def of_the_harmed(line: Line, quantity: Quantity) -> bool:
    """Whether "N of the wounded" only takes up people told of before, of whom nothing new is counted.

    "One of the wounded, Danil Korv, said ..." counts nobody; "two of the wounded were nurses" counts nurses.
    """
    words, at = line.words, quantity.last
    if len(words) < at + 3 or words[at] != "of" or words[at + 1] not in _DETERMINERS:
        return False  # "dozens of wounded" are counted
    at += 2
    return words[at] in _HARMED_NOUNS and quantity.head == at + 1 and part_described(line, quantity) is None
