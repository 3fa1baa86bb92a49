"""What happened to those counted: the rules, by falling certainty, that tie a quantity to a verb or noun."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Phrases, ending, lexicon, starting
from .quantities import Line, Quantity

FORWARD, BACKWARD = 28, 14  # words
_SKIP_BACK = frozenset(
    {
        "the",
        "another",
        "a",
        "total",
        "of",
        "further",
        "some",
        "least",
        "reportedly",
        "additional",
        "up",
        "to",
        "those",
        "also",
        "among",
        "others",
        "between",
        "around",
        "an",
        "his",
        "her",
        "their",
    }
)
_PREPOSITIONS = frozenset(
    "in at by with from on near against to into after before when while as during for than over through inside outside without because that who which where since until alongside".split()
)  # noqa: SIM905
_SPEECH = frozenset("said says say told reported claimed added announced stated according tweeted wrote".split())  # noqa: SIM905
_AUXILIARY = frozenset("was were is are be been being has have had got".split())  # noqa: SIM905
_PARTS = (
    ("including",),
    ("among", "them"),
    ("among", "whom"),
    ("include",),
    ("includes",),
    ("included",),
    ("of", "whom"),
    ("of", "which"),
    ("among", "those", "killed"),
    ("comprising",),
    ("mostly",),
    ("mainly",),
)


class Decision(NamedTuple):
    """The measure of a quantity and the short name of the rule; ``part`` tells that it is part of the one before."""

    measure: str
    rule: str
    part: bool = False


def decide(line: Line, index: int, decided: list[Decision | None]) -> Decision | None:
    """The measure of the quantity ``index`` of a line; ``decided`` are those of the ones before it. None: no figure."""
    quantity = line.quantities[index]
    thing = quantity.noun is not None and quantity.noun.thing
    lex = lexicon()
    before, after = (lex.loss_before, lex.loss_after) if thing else (lex.before, lex.after)
    if quantity.measure in ("killed", "injured"):
        return Decision(quantity.measure, "adjective")
    part = _is_part(line, quantity)
    if quantity.noun is not None and quantity.noun.measure:
        return Decision(quantity.noun.measure, f"noun:{quantity.noun.measure}", part)
    near = _adjacent(line, quantity, before, after)
    if near is not None:
        return near._replace(part=part)
    if quantity.measure:
        return Decision(quantity.measure, "adjective", part)
    if part and (held := _previous(decided)) is not None:
        return Decision(held.measure, "part-of", part=True)
    if not thing and (toll := _toll(line, quantity)) is not None:
        return toll
    if quantity.noun is None:
        return None
    far = _coordinated(line, index, decided) or _forward(line, quantity, after) or _backward(line, index, before)
    return far or (None if thing or quantity.article else _by_group(quantity))


def _adjacent(line: Line, quantity: Quantity, before: Phrases, after: Phrases) -> Decision | None:
    """A verb or noun right before or right behind."""
    words = line.words
    start = quantity.first
    for _ in range(5):
        if (match := ending(before, words, start)) is not None and not (
            match[0] != "killed" and _passive(words, match[1]) and start < quantity.first
        ):
            if _object(words, match[1], quantity.first, line):
                return Decision(match[0], f"before:{' '.join(words[match[1] : start])}")
        if start and words[start - 1] in _SKIP_BACK:
            start -= 1
        else:
            break
    end = quantity.head
    lex = lexicon()
    for _ in range(8):
        if (match := starting(after, words, end)) is not None:
            auxiliary = any(w in _AUXILIARY for w in words[quantity.head : end])
            active = not auxiliary and any(q.first == match[1] for q in line.quantities)
            return None if active else Decision(match[0], f"after:{' '.join(words[end : match[1]])}")
        if end < len(words) and words[end] in lex.between:
            end += 1
        else:
            break
    return None


def _passive(words: list[str], at: int) -> bool:
    return at > 0 and words[at - 1] in _AUXILIARY


def _object(words: list[str], verb: int, first: int, line: Line) -> bool:
    """Whether a participle before the number governs it and not the number before: not "12 were killed, five ..."."""
    if any(
        q.head <= verb and all(w in lexicon().between for w in words[q.head : verb])
        for q in line.quantities
        if q.first < first
    ):
        return words[verb] not in (
            "killed",
            "wounded",
            "injured",
            "displaced",
            "dead",
            "detained",
            "arrested",
            "hurt",
            "kidnapped",
            "abducted",
        ) or _passive_free(words, verb)
    return True


def _passive_free(words: list[str], verb: int) -> bool:
    return verb > 0 and words[verb - 1] not in _AUXILIARY


def _is_part(line: Line, quantity: Quantity) -> bool:
    words, first = line.words, quantity.first
    if any(tuple(words[max(0, first - len(p)) : first]) == p for p in _PARTS):
        return True
    return words[quantity.last : quantity.last + 2] in (["of", "them"], ["of", "whom"], ["of", "those"])


def _previous(decided: list[Decision | None]) -> Decision | None:
    return next((d for d in reversed(decided) if d is not None), None)


def _toll(line: Line, quantity: Quantity) -> Decision | None:
    """ "brought the death toll to 530", "the number of dead rose from 10 to 12", "fatalities range from 290,000 to ..." """
    words = line.words[max(0, quantity.first - 16) : quantity.first]
    text = " ".join(words)
    found = list(lexicon().toll.finditer(text))
    if not found:
        return None
    between = text[found[-1].end() :].split()
    if any(w in lexicon().barriers or w in ("and", "by", "after") for w in between):
        return None
    if between and not any(
        w
        in (
            "to",
            "at",
            "of",
            "from",
            "was",
            "is",
            "reached",
            "as",
            "stood",
            "stands",
            "exceeded",
            "exceeds",
            "hit",
            "than",
            "was",
            ":",
        )
        for w in between
    ):
        return None
    measure = "injured" if "injur" in found[-1].group() or "wounded" in found[-1].group() else "killed"
    return Decision("other" if "casualties" in found[-1].group() else measure, "toll")


def _coordinated(line: Line, index: int, decided: list[Decision | None]) -> Decision | None:
    """What happened to the quantity before, if this one is joined to it: "5 men and 3 women", "24 ..., as well as 25 ..."."""
    if not index or decided[-1] is None:
        return None
    previous, quantity = line.quantities[index - 1], line.quantities[index]
    gap = line.words[previous.head : quantity.first]
    link = gap[-1:] == ["and"] or gap[-3:] == ["as", "well", "as"] or gap[-1:] in (["plus"], [","], ["or"], ["&"])
    if not link or len(gap) > 9 or any(w in _AUXILIARY or w in _SPEECH or w in lexicon().barriers for w in gap):  # noqa: PLR2004
        return None
    if any(starting(lexicon().after, gap, i) or ending(lexicon().before, gap, i + 1) for i in range(len(gap))):
        return None
    if gap[-1] == "," and len(gap) > 1:
        return None
    if previous.noun is not None and quantity.noun is not None and previous.noun.thing != quantity.noun.thing:
        return None
    return Decision(decided[-1].measure, "joined", decided[-1].part)


def _forward(line: Line, quantity: Quantity, after: Phrases) -> Decision | None:
    """A verb further behind in the clause: "14 civilians including three children were killed"."""
    words, lex = line.words, lexicon()
    for at in range(quantity.head, min(len(words), quantity.head + FORWARD)):
        word = words[at]
        if (
            word in lex.barriers
            or word in _SPEECH
            or word in ("when", "after", "before", "in order", "killing", "wounding", "injuring")
        ):
            return None
        if word in _AUXILIARY:
            end = at + 1
            while end < len(words) and end < at + 6 and words[end] in lex.between:
                end += 1
            match = starting(after, words, end)
            return Decision(match[0], f"after:{' '.join(words[end : match[1]])}") if match else None
        match = starting(after, words, at)
        if match is not None:
            joined = words[at - 1] not in ("and", "or", ",", "the", "of", "a") or at == quantity.head
            if word in ("died", "fled", "perished", "surrendered") or joined:
                active = any(q.first == match[1] for q in line.quantities) or (
                    match[1] < len(words) and words[match[1]] in ("a", "an", "his", "her", "the")
                )
                return None if active else Decision(match[0], f"after:{' '.join(words[at : match[1]])}")
    return None


def _backward(line: Line, index: int, before: Phrases) -> Decision | None:
    """A transitive verb further before, past what it also governs: "killed a woman, her husband and two children"."""
    words, quantity = line.words, line.quantities[index]
    for end in range(quantity.first, max(0, quantity.first - BACKWARD), -1):
        if (match := ending(before, words, end)) is not None:
            if _passive(words, match[1]):
                return None
            return Decision(match[0], f"before:{' '.join(words[match[1] : end])}")
        word = words[end - 1]
        if word in lexicon().barriers or word in _PREPOSITIONS or word in _SPEECH or word in _AUXILIARY:
            return None
    return None


def _by_group(quantity: Quantity) -> Decision | None:
    """Where nothing tells what happened: how many fighters or people there are."""
    assert quantity.noun is not None
    size = quantity.number.low or quantity.number.high or 0
    group = quantity.noun.group
    measure = lexicon().default_measure.get(group)
    if measure == "fighters":
        return Decision("fighters", "group") if size >= 10 else None  # noqa: PLR2004
    if size >= 100:  # noqa: PLR2004
        return Decision("other", "group")
    return None
