"""Who did it, who and what was hit, and with what: the phrases around a trigger, by the shape of its clause.

Each tie needs the words between phrase and trigger to allow it; where they do not, nothing is tied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import words as lexicon

if TYPE_CHECKING:
    from .context import Context
    from .phrases import Phrase
    from .triggers import Mention

ATTRIBUTED = "attributed to"
AGENT, OBJECT, INSTRUMENT = "agent", "object", "instrument"
DEEDS = frozenset({"subject", "by", "light verb"})  # shapes in which the doer does it, not merely owns it
_OWNED = frozenset(["killing", "abduction", "execution", "massacre"])


class Tie(NamedTuple):
    """A phrase in a role of a trigger; ``via`` names the shape that tied it."""

    role: str
    phrase: Phrase
    via: str


def ties(context: Context, mention: Mention, near: list[Phrase]) -> list[Tie]:
    """The phrases of the mention's sentence that fill its roles; ``near`` are all phrases of that sentence."""
    if mention.form == "noun" or (mention.form == "harm" and mention.voice is None):
        found = _of_noun(context, mention, near)
    else:
        found = _of_verb(context, mention, near)
    return found + _instruments(context, mention, near)


def _of_verb(context: Context, mention: Mention, near: list[Phrase]) -> list[Tie]:
    subject = (
        _means(context, mention, near)
        if _participial(context, mention)
        else _left(context, mention.first, near, mention.sentence)
    )
    right = _right(context, mention.last, near)
    agents = _after_by(context, mention.last, near, mention.sentence)
    if mention.voice == "passive" or (mention.voice == "reduced" and not right):
        chain = _chain_back(context, subject, near) if subject else []
        return [Tie(OBJECT, p, "passive subject") for p in chain] + [Tie(AGENT, p, "by") for p in agents]
    if mention.base in ("explode", "detonate", "go off", "blow up") and subject and "weapon" in subject.roles:
        return [Tie(INSTRUMENT, subject, "subject")] + [
            Tie(OBJECT, p, "place of blast") for p in _reached(context, mention, near)
        ]
    if mention.base in ("die", "perish", "succumb", "come under fire", "come under attack") or mention.base.startswith(
        "lose "
    ):
        return [Tie(OBJECT, p, "subject") for p in (_chain_back(context, subject, near) if subject else [])]
    found = [Tie(OBJECT, p, "object") for p in right]
    if mention.base in ("open fire", "fire on", "fire upon", "fire at", "go off", "explode", "detonate", "clash"):
        found = [Tie(OBJECT, p, "reached") for p in _reached(context, mention, near)]
    if subject:
        role = INSTRUMENT if "weapon" in subject.roles and not subject.roles & {"perpetrator", "person"} else AGENT
        found += [Tie(role, p, "subject") for p in _chain_back(context, subject, near)]
    return found


def _participial(context: Context, mention: Mention) -> bool:
    """Whether a clause in -ing hangs on another verb (", killing five"): its doer is not the noun before it."""
    word = context.words[mention.first]
    return (
        word.endswith("ing")
        and mention.first > 0
        and context.words[mention.first - 1] in (",", "and", "by", "while", "after", "before")
    )


def _means(context: Context, mention: Mention, near: list[Phrase]) -> Phrase | None:
    """The doer of "X did so by bombing Y": the party that opens the sentence; None for other clauses in -ing."""
    start = context.bounds(mention.sentence)[0]
    if mention.first <= start or context.words[mention.first - 1] != "by":
        return None
    for phrase in near:
        if phrase.last >= mention.first:
            return None
        if phrase.outer - start <= 1 and phrase.roles & {"organization", "perpetrator", "person"}:
            return phrase
    return None


def _of_noun(context: Context, mention: Mention, near: list[Phrase]) -> list[Tie]:
    found = [Tie(AGENT, p, "by") for p in _after_by(context, mention.last, near, mention.sentence)]
    found += [Tie(OBJECT, p, "reached") for p in _reached(context, mention, near)]
    before = _just_before(context, mention, near)
    if before is not None:
        phrase, genitive = before
        if "weapon" in phrase.roles and not phrase.roles & {"perpetrator"}:
            found.append(Tie(INSTRUMENT, phrase, "compound"))
        elif genitive and mention.type in _OWNED:
            found.append(Tie(OBJECT, phrase, "genitive"))
        elif mention.form == "noun":
            found.append(Tie(AGENT, phrase, "genitive" if genitive else "compound"))
    if mention.form == "noun":
        found += [Tie(AGENT, p, "light verb") for p in _light_subject(context, mention, near)]
        found += [Tie(AGENT, p, ATTRIBUTED) for p in _attributed(context, mention, near)]
    return found


def _attributed(context: Context, mention: Mention, near: list[Phrase]) -> list[Phrase]:
    """X of "attributed the strike to X" and "the strike was attributed to X"."""
    start, end = context.bounds(mention.sentence)
    words = context.words
    after = words[mention.last : min(end, mention.last + 8)]
    if "to" not in after:
        return []
    to = mention.last + after.index("to")
    if not any(
        w.startswith("attribut")
        for w in (*words[max(start, mention.first - 5) : mention.first], *words[mention.last : to])
    ):
        return []
    for index, phrase in enumerate(near):
        if phrase.last > to + 1:
            gap = words[to + 1 : phrase.first]
            return (
                _chain(context, near, index)
                if len(gap) <= 2 and all(w in lexicon.closed("determiners") for w in gap)
                else []
            )
    return []


def _between(context: Context, start: int, end: int) -> list[str]:
    return [context.words[i] for i in range(start, end) if i not in context.timed]


def _left(context: Context, at: int, near: list[Phrase], sentence: int) -> Phrase | None:
    """The subject phrase before a verb: nearest phrase with nothing but auxiliaries, adverbs and relatives between."""
    allowed = (
        lexicon.closed("auxiliaries")
        | frozenset(["who", "which", "that", "also", "then", ",", "reportedly", "allegedly", "not", "all", "both"])
        | lexicon.closed("time_words")
    )
    for phrase in reversed([p for p in near if p.last <= at]):
        gap = _between(context, phrase.last, at)
        if phrase.outer > 0 and context.words[phrase.outer - 1] == "by":
            continue  # the doer of another verb
        if phrase.outer > 1 and context.words[phrase.outer - 2 : phrase.outer] == ["blamed", "on"]:
            continue  # "the strike, which residents blamed on X, destroyed ..."
        if all(w in allowed or w.endswith("ly") for w in gap) and len(gap) <= 6:
            return _host(context, phrase, near)
        beyond = _beyond_aside(context, phrase, at, allowed)
        if beyond is not None:
            return beyond
        if phrase.modifier or _is_aside(context, phrase, sentence) or _inside_aside(context, phrase, at):
            continue
        return None
    return None


def _inside_aside(context: Context, phrase: Phrase, at: int) -> bool:
    """Whether a dash or bracket closes between the phrase and the verb: then the subject stands before it opened."""
    return any(w in ("–", "—", "--", ")") for w in context.words[phrase.last : at])


def _host(context: Context, phrase: Phrase, near: list[Phrase]) -> Phrase:
    """The phrase that "of X", "from X" or "in X" belongs to ("members of [the movement]"), else the phrase itself."""
    before = context.words[phrase.outer - 1] if phrase.outer > 0 else ""
    if before in ("of", "from", "in", "with", "near", "at", "on"):
        for other in reversed([p for p in near if p.last <= phrase.outer - 1]):
            if other.last >= phrase.outer - 1:
                return _host(context, other, near)
            break
    return phrase


def _is_aside(context: Context, phrase: Phrase, sentence: int) -> bool:
    """Whether the phrase hangs on a preposition, so that the subject stands before it."""
    start = context.bounds(sentence)[0]
    before = context.words[phrase.outer - 1] if phrase.outer > start else ""
    return before in ("in", "of", "from", "at", "on", "near", "with", "outside", "for", ",")


def _beyond_aside(context: Context, phrase: Phrase, at: int, allowed: frozenset[str]) -> Phrase | None:
    """A subject before a comma-bounded aside: "X, 24, of Y, was killed"."""
    gap = _between(context, phrase.last, at)
    mark = gap[0] if gap and gap[0] in (",", "-", "--", "–", "—", "(") else ""
    close = ")" if mark == "(" else mark
    if not mark or len(gap) > 40 or close not in gap[1:] or (mark == "," and len(gap) > 14):
        return None
    tail = gap[len(gap) - 1 - gap[::-1].index(close) :]
    return phrase if all(w in allowed or w == close for w in tail) else None


def _right(context: Context, at: int, near: list[Phrase]) -> list[Phrase]:
    """The object phrases after a verb: the next phrase if nothing but determiners stands between, and its chain."""
    allowed = (
        lexicon.closed("determiners")
        | lexicon.closed("numbers")
        | lexicon.closed("approximators")
        | {"and", "wounding", "injuring"}
    )
    for index, phrase in enumerate(near):
        if phrase.last <= at:
            continue
        gap = _between(context, at, phrase.first) if phrase.first > at else []
        if all(w in allowed or w[:1].isdigit() or w in lexicon.closed("time_words") for w in gap) and len(gap) <= 6:
            return _chain(context, near, index)
        return []
    return []


def _chain(context: Context, near: list[Phrase], index: int) -> list[Phrase]:
    """The phrase and those joined to it by commas and "and"."""
    found = [near[index]]
    for phrase in near[index + 1 :]:
        gap = _between(context, found[-1].last, phrase.first)
        if not _joins(gap):
            break
        found.append(phrase)
    return found


def _chain_back(context: Context, phrase: Phrase, near: list[Phrase]) -> list[Phrase]:
    """The phrase and those joined before it."""
    found = [phrase]
    for other in reversed([p for p in near if p.last <= phrase.first]):
        if not _joins(_between(context, other.last, found[0].first)):
            break
        found.insert(0, other)
    return found


def _joins(gap: list[str]) -> bool:
    glue = (
        lexicon.closed("determiners")
        | lexicon.closed("numbers")
        | {"and", "or", ",", "as", "well", "including", "--", "at", "least", "("}
    )
    return (
        len(gap) <= 5
        and bool(gap)
        and all(w in glue or w[:1].isdigit() for w in gap)
        and bool({"and", ",", "including", "or"} & set(gap))
    )


def _after_by(context: Context, at: int, near: list[Phrase], sentence: int) -> list[Phrase]:
    """The agents after "by" behind a trigger, within its clause."""
    end = context.bounds(sentence)[1]
    for token in range(at, min(end, at + 14)):
        word = context.words[token]
        if word in (";", "that", "which", "who", "when", "after", "said", "while") or (word == "," and token - at > 8):
            return []
        if word == "by" and (token + 1 >= end or token + 1 not in context.timed):
            if token > at and _participle(context.words[token - 1]):
                return []  # "a town held by X": X holds the town
            for index, phrase in enumerate(near):
                if phrase.last > token + 1:
                    gap = context.words[token + 1 : phrase.first]
                    close = len(gap) <= 3 and all(
                        w not in context.stops or w in lexicon.closed("determiners") for w in gap
                    )
                    return _chain(context, near, index) if close else []
            return []
    return []


def _participle(word: str) -> bool:
    """Whether a word before "by" is another verb's participle, rather than that of a deed."""
    return (word.endswith("ed") and word not in lexicon.closed("light_verbs")) or word in (
        "held",
        "run",
        "known",
        "led",
        "seen",
        "overrun",
    )


def _reached(context: Context, mention: Mention, near: list[Phrase]) -> list[Phrase]:
    """What an event noun reaches: "attack on X", "murder of X", "bombing of the X"; the blast "at X"."""
    end = context.bounds(mention.sentence)[1]
    for token in range(mention.last, min(end, mention.last + 8)):
        word = context.words[token]
        if word in (";", "that", "which", "who", "by", "when", "after", "and", ",", "was", "were"):
            return []
        if word in lexicon.closed("reaching") and token not in context.timed:
            for index, phrase in enumerate(near):
                if phrase.last > token + 1:
                    gap = context.words[token + 1 : phrase.first]
                    if len(gap) <= 3 and all(w not in context.stops or w in lexicon.closed("determiners") for w in gap):
                        return _chain(context, near, index)
                    break
    return []


def _just_before(context: Context, mention: Mention, near: list[Phrase]) -> tuple[Phrase, bool] | None:
    """The phrase that modifies an event noun: "X's attack" (genitive) or "guerrilla attack" (compound)."""
    for phrase in reversed(near):
        if phrase.last > mention.first:
            continue
        gap = context.words[phrase.last : mention.first]
        if gap and gap[0] in ("'s", "'") and len(gap) <= 4 and not context.stops & set(gap[1:]):
            return phrase, True
        if not gap or (len(gap) == 1 and gap[0] not in context.stops and context.is_word(phrase.last)):
            return phrase, False
        return None
    return None


def _light_subject(context: Context, mention: Mention, near: list[Phrase]) -> list[Phrase]:
    """The subject of "carried out", "launched", "is responsible for" with the event noun as object."""
    for phrase in reversed([p for p in near if p.last <= mention.first]):
        gap = _between(context, phrase.last, mention.first)
        if not gap or len(gap) > 9:
            return []
        if not set(gap) & (lexicon.closed("light_verbs") - lexicon.closed("light_verbs_weak")):
            if all(w in lexicon.closed("event_glue") or w not in context.stops for w in gap) and not phrase.roles & {
                "organization",
                "person",
            }:
                continue
            return []
        aux = lexicon.closed("auxiliaries")
        if all(
            w in lexicon.closed("light_verbs")
            or w in aux
            or w in lexicon.closed("event_glue")
            or w in lexicon.closed("time_words")
            or w.endswith("ly")
            or w not in context.stops
            for w in gap
        ):
            return _chain_back(context, _host(context, phrase, near), near)
        return []
    return []


def _instruments(context: Context, mention: Mention, near: list[Phrase]) -> list[Tie]:
    """Weapons of the trigger's sentence: strong ones anywhere, weak ones only after "with", "using", "carrying"."""
    found = []
    for phrase in near:
        if "weapon" not in phrase.roles or phrase.weapon is None:
            continue
        before = context.words[phrase.outer - 1] if phrase.outer > context.bounds(mention.sentence)[0] else ""
        close = abs(phrase.first - mention.first) <= 12
        if (not phrase.weak and close) or before in (
            "with",
            "using",
            "carrying",
            "by",
            "from",
            "threw",
            "hurled",
            "fired",
        ):
            found.append(Tie(INSTRUMENT, phrase, "weapon nearby"))
    return found
