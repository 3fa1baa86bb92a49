"""What happened to those counted: the rules, by falling certainty, that tie a quantity to a verb or noun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .asides import aside
from .lexicon import Phrases, ending, lexicon, starting
from .partitive import of_the_harmed

if TYPE_CHECKING:
    from .lines import Line
    from .quantities import Quantity

# How far a rule looks, in words; a participle without an auxiliary must stand nearer.
FORWARD, BARE, BACKWARD, TOLL, GAP = 45, 9, 14, 16, 9
MANY_FIGHTERS, MANY_PEOPLE = 10, 100  # fewer, with nothing done to them, are no figure
_CAUSES = frozenset({"before:forced", "before:forcing", "before:left", "before:driving", "before:drove"})
_TOLL_RULE = re.compile(r"\btoll\b|\bnumber of\b")
_ACTIVE = frozenset({"died", "fled", "perished", "surrendered"})


class Decision(NamedTuple):
    """The measure of a quantity and the short name of the rule; ``part`` tells that it is part of the one before."""

    measure: str
    rule: str
    part: bool = False


def decide(line: Line, index: int, decided: list[Decision | None]) -> Decision | None:
    """The measure of the quantity ``index`` of a line; ``decided`` are those of the ones before it. None: no figure."""
    quantity, lex = line.quantities[index], lexicon()
    noun = quantity.noun
    if noun is not None and line.words[quantity.head - 1] == "lives":
        return _lives(line, quantity)
    thing = noun is not None and noun.thing
    before, after = (lex.loss_before, lex.loss_after) if thing else (lex.before, lex.after)
    part = _is_part(line, quantity)
    found = _near(line, quantity, before, after)
    if found is not None and found.rule.startswith("noun:") and of_the_harmed(line, quantity):
        found = _followed(line, quantity, after)
        return found._replace(part=part) if found else None
    if found is None and _listed(line, index, decided):
        part = True
    if found is None and part and (held := _previous(decided)) is not None:
        found = Decision(held.measure, "part-of")
    if found is None and not thing:
        found = _toll(line, quantity) or _toll_of_another(line, index, decided)
    if found is None and noun is not None:
        found = (
            _joined(line, index, decided)
            or (Decision(noun.measure, f"noun:{noun.measure}") if noun.measure else None)
            or _forward(line, quantity, after)
            or _backward(line, quantity, before)
            or (None if thing or quantity.article else _by_group(quantity))
        )
    return found._replace(part=part or found.part) if found and _fits(quantity, found) else None


def _fits(quantity: Quantity, found: Decision) -> bool:
    """Whether the measure can be that of those counted: no children "sent" as fighters, no three "fed" in need."""
    size = quantity.number.low or quantity.number.high or 0
    if found.measure == "fighters":
        return quantity.noun is None or quantity.noun.group in ("people", *lexicon().default_measure)
    return found.measure != "in need" or size >= MANY_PEOPLE or found.rule.startswith("after")


def _lives(line: Line, quantity: Quantity) -> Decision | None:
    """Lives count as dead only where lost or taken: "cost 300 lives"."""
    before, behind = line.words[quantity.first - 1 : quantity.first], line.words[quantity.head : quantity.head + 1]
    cost = any(w in lexicon().lives for w in before) or behind == ["lost"]
    return Decision("killed", "lives") if cost else None


def _near(line: Line, quantity: Quantity, before: Phrases, after: Phrases) -> Decision | None:
    """What the noun itself, its adjective, or a verb right beside it says."""
    noun = quantity.noun
    if quantity.measure in ("killed", "injured"):
        return Decision(quantity.measure, "adjective")
    if noun is not None and noun.measure and noun.group == "people":
        return Decision(noun.measure, f"noun:{noun.measure}")
    found, followed = _governed(line, quantity, before), _followed(line, quantity, after)
    if found is None or (followed is not None and found.rule in _CAUSES):
        found = followed  # "forcing six million to flee"
    return found or (Decision(quantity.measure, "adjective") if quantity.measure else None)


def _governed(line: Line, quantity: Quantity, before: Phrases) -> Decision | None:
    """A verb or noun right before: "killing at least another 5", "the death of a civilian"."""
    words, lex = line.words, lexicon()
    start = quantity.first
    for _ in range(5):
        match = ending(before, words, start)
        if match is not None and not _subject_before(line, quantity, match[1]):
            passive = match[1] > 0 and words[match[1] - 1] in lex.auxiliaries
            unreal = quantity.article and match[1] > 0 and words[match[1] - 1] in lex.unreal
            if match[1] > 0 and words[match[1] - 1] in lex.attempted:
                return None
            if not unreal and not (passive and start < quantity.first):
                return Decision(match[0], f"before:{' '.join(words[match[1] : start])}")
        if not start or words[start - 1] not in lex.skip_back:
            break
        start -= 1
    return None


def _subject_before(line: Line, quantity: Quantity, verb: int) -> bool:
    """Whether the verb belongs to a quantity before it instead: "12 were killed in ...", "12 killed, 5 hurt"."""
    words, lex = line.words, lexicon()
    if verb == 0 or words[verb - 1] not in lex.auxiliaries or words[verb] not in lex.participles:
        return False
    return any(
        q.head <= verb and all(w in lex.between for w in words[q.head : verb])
        for q in line.quantities
        if q.first < quantity.first
    )


def _followed(line: Line, quantity: Quantity, after: Phrases) -> Decision | None:
    """A verb right behind, with auxiliaries and adverbs between: "12 were reportedly killed", "32 wounded"."""
    words, lex = line.words, lexicon()
    end = quantity.head
    if quantity.noun is None and words[end : end + 1] == [","]:
        told_more = aside(words, end, FORWARD)  # "six, all of them men, were killed"
        end = next((i for i in range(end, len(words)) if i not in told_more), end)
    for _ in range(8):
        if (match := starting(after, words, end)) is not None:
            passive = any(w in lex.auxiliaries for w in words[quantity.head : end])
            return (
                None
                if not passive and _takes_object(line, match[1])
                else Decision(match[0], f"after:{' '.join(words[end : match[1]])}")
            )
        if end >= len(words) or words[end] not in lex.between or not _agrees(line, quantity, words[end]):
            return None
        end += 1
    return None


def _agrees(line: Line, quantity: Quantity, verb: str) -> bool:
    """Whether the quantity can be the subject of the verb: many were, one was, a family of seven was."""
    lex = lexicon()
    many = (quantity.number.high or quantity.number.low or 0) > 1
    collective = tuple(line.words[max(0, quantity.first - 2) : quantity.first]) in lex.collective
    return not many or verb not in lex.singular or collective


def _is_part(line: Line, quantity: Quantity) -> bool:
    words, first = line.words, quantity.first
    if words[quantity.last : quantity.last + 2] in (["of", "them"], ["of", "whom"], ["of", "those"]):
        return True
    return any(tuple(words[max(0, first - len(p)) : first]) == p for p in lexicon().parts)


def _listed(line: Line, index: int, decided: list[Decision | None]) -> bool:
    """Whether a dash or colon opens the list of those just counted: "three were killed - two women and a child"."""
    quantity = line.quantities[index]
    if not index or quantity.noun is None or decided[-1] is None or line.quantities[index - 1].article:
        return False
    whole, one = line.quantities[index - 1].number, quantity.number
    opened = quantity.first > 0 and line.words[quantity.first - 1] in ("–", "—", ":", "(", "-")
    return opened and (one.low or one.high or 0) <= (whole.high or whole.low or 0)


def _previous(decided: list[Decision | None]) -> Decision | None:
    return next((d for d in reversed(decided) if d is not None), None)


def _toll(line: Line, quantity: Quantity) -> Decision | None:
    """A count of dead or hurt named before: "brought the death toll to 530", "the number of dead rose from 10 to 12"."""
    lex = lexicon()
    found = list(lex.toll.finditer(" ".join(line.words[max(0, quantity.first - TOLL) : quantity.first])))
    if not found:
        return None
    between = found[-1].string[found[-1].end() :].split()
    if any(w in lex.barriers or w in ("and", "by", "after") for w in between):
        return None
    if between and not any(w in lex.toll_verbs for w in between):
        return None
    counted = found[-1].group()
    if "casualties" in counted:
        return Decision("other", "toll")
    return Decision("injured" if "injur" in counted or "wounded" in counted else "killed", "toll")


def _toll_of_another(line: Line, index: int, decided: list[Decision | None]) -> Decision | None:
    """The number of another who speaks by the same verb: "the governor put the toll at 22 and the ministry at 60"."""
    if not index or decided[-1] is None or not _TOLL_RULE.search(decided[-1].rule):
        return None
    one, other = line.quantities[index - 1], line.quantities[index]
    gap = line.words[one.head : other.first]
    shared = line.words[one.first - 1 : one.first] == gap[-1:] and gap[-1:] in (["at"], ["to"])
    linked = bool({"and", "but", "while", ","} & set(gap[:2])) and len(gap) <= GAP
    return Decision(decided[-1].measure, "toll of another") if shared and linked else None


def _joined(line: Line, index: int, decided: list[Decision | None]) -> Decision | None:
    """What happened to the quantity before, if this one is joined to it: "5 men and 3 women", "24 ..., as well as 25"."""
    if not index or decided[-1] is None or decided[-1].rule == "group":
        return None
    lex, previous, quantity = lexicon(), line.quantities[index - 1], line.quantities[index]
    gap = line.words[previous.head : quantity.first]
    if gap[-3:] == ["as", "well", "as"] or gap[-2:] in (["along", "with"], ["together", "with"]):
        gap = _past_verb(gap)
        linked = True
    else:
        linked = gap[-1:] in (["and"], ["plus"], ["or"], ["&"]) or gap == [","]
    if not linked or len(gap) > GAP or any(w in lex.auxiliaries or w in lex.speech or w in lex.barriers for w in gap):
        return None
    if any(starting(lex.after, gap, i) or ending(lex.before, gap, i + 1) for i in range(len(gap))):
        return None
    if previous.noun is not None and quantity.noun is not None and previous.noun.thing != quantity.noun.thing:
        return None
    return Decision(decided[-1].measure, "joined", decided[-1].part)


def _past_verb(gap: list[str]) -> list[str]:
    """The words between two quantities without the verb of the first: "24 had died, as well as 25 rebels"."""
    at = 0
    while at < len(gap) and gap[at] in lexicon().between:
        at += 1
    match = starting(lexicon().after, gap, at)
    return gap[match[1] :] if match else gap


def _forward(line: Line, quantity: Quantity, after: Phrases) -> Decision | None:
    """A verb further behind in the clause: "14 civilians including three children were killed"."""
    words, lex = line.words, lexicon()
    told_more, passed = aside(words, quantity.head, FORWARD), 0
    for at in range(quantity.head, min(len(words), quantity.head + FORWARD + len(told_more))):
        word = words[at]
        if at in told_more:
            passed += 1
            continue
        if word in lex.barriers or word in lex.speech or word in lex.stop_forward:
            return None
        if word in lex.auxiliaries:
            return _passive_at(words, at, after) if _agrees(line, quantity, word) else None
        match = starting(after, words, at) if at - quantity.head - passed < BARE else None
        if match is None or (words[at - 1] in ("and", "or", ",", "the", "of", "a") and word not in _ACTIVE):
            continue
        if word in _DEATHS and _LINKING & set(words[quantity.head : at]):
            continue  # "charged five people in the shooting death of": the death of another
        return None if _takes_object(line, match[1]) else Decision(match[0], f"after:{' '.join(words[at : match[1]])}")
    return None


_DEATHS = frozenset({"death", "deaths", "fatalities"})
_LINKING = frozenset({"in", "for", "with", "over", "of", "to", "about", "into"})
_OBJECTS = frozenset({"a", "an", "his", "her", "the", "their", "himself", "herself", "themselves", "another"})
_SPANS = frozenset(
    {"day", "night", "week", "month", "year", "morning", "evening", "same", "previous", "following", "next", "first"}
)
_DOES = frozenset(
    {
        "killed",
        "murdered",
        "executed",
        "assassinated",
        "massacred",
        "slaughtered",
        "shot",
        "wounded",
        "injured",
        "hurt",
        "stabbed",
    }
)


def _takes_object(line: Line, end: int) -> bool:
    """Whether the words behind a verb that ends at ``end`` begin its object: "a man killed his wife", "who killed four".

    Those before the verb are then they who did it.
    """
    words = line.words
    if any(q.first == end for q in line.quantities):
        return True
    if end >= len(words) or words[end - 1] not in _DOES:
        return False
    if words[end] in _OBJECTS:
        return (
            words[end] in ("himself", "herself", "themselves")
            or words[end + 1 : end + 2] == []
            or words[end + 1] not in _SPANS
        )
    return words[end][0].isdigit() and words[end].endswith("old")


def _passive_at(words: list[str], at: int, after: Phrases) -> Decision | None:
    """The participle to which the auxiliary at ``at`` belongs, past further auxiliaries and adverbs."""
    end = at + 1
    while end < len(words) and end < at + 6 and words[end] in lexicon().between:
        end += 1
    match = starting(after, words, end)
    return Decision(match[0], f"after:{' '.join(words[end : match[1]])}") if match else None


def _backward(line: Line, quantity: Quantity, before: Phrases) -> Decision | None:
    """A transitive verb further before, past what it also governs: "killed a woman, her husband and two children"."""
    words, lex = line.words, lexicon()
    for end in range(quantity.first, max(0, quantity.first - BACKWARD), -1):
        if (match := ending(before, words, end)) is not None:
            previous = words[match[1] - 1] if match[1] else ""
            barred = previous in lex.auxiliaries or (quantity.article and previous in lex.unreal)
            return (
                None
                if barred or previous in lex.attempted
                else Decision(match[0], f"before:{' '.join(words[match[1] : end])}")
            )
        word = words[end - 1]
        if word in lex.barriers or word in lex.prepositions or word in lex.speech or word in lex.auxiliaries:
            return None
    return None


def _by_group(quantity: Quantity) -> Decision | None:
    """Where nothing tells what happened: how many fighters or people there are."""
    assert quantity.noun is not None
    size = quantity.number.low or quantity.number.high or 0
    if lexicon().default_measure.get(quantity.noun.group) == "fighters":
        return Decision("fighters", "group") if size >= MANY_FIGHTERS else None
    return Decision("other", "group") if size >= MANY_PEOPLE else None
