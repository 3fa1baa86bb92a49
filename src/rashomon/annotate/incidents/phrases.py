"""Noun phrases that can fill a role of an incident, found by their head noun or as a name, without a parse.

A phrase's span leaves out determiners and numbers ("the two [unidentified men]"). Not here: which role it fills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import words as lexicon

if TYPE_CHECKING:
    from rashomon.model import ActorMention

    from .context import Context

PERSONAL = frozenset({"person"})


class Phrase(NamedTuple):
    """Tokens [first, last) without determiner and number; ``outer`` is the first token with them.

    ``head`` is the index of the head noun; ``actor`` the mention that is the phrase (or its head); ``owner`` a mention
    that stands before the head ("Northern Front fighters"). ``modifier`` says that an event noun follows directly.
    """

    first: int
    last: int
    head: int
    outer: int
    roles: frozenset[str]
    target: str | None
    weapon: str | None
    weak: bool
    many: bool
    modifier: bool
    actor: ActorMention | None = None
    owner: ActorMention | None = None

    @property
    def definite(self) -> bool:
        """Whether it has no number or determiner before it."""
        return self.outer == self.first


def party(phrase: Phrase, head: str) -> ActorMention | None:
    """The actor that a phrase as a doer names: itself, or the party whose members or forces it speaks of.

    A nationality before a head stands for its state only where the head is a force of states: "Ardanian jets" are
    Ardania's, "Ardanian rebels" are not. ``head`` is the head noun in lower case.
    """
    owner = phrase.owner
    if phrase.actor is not None and phrase.actor.mention == "demonym" and not phrase.modifier:
        return None
    if phrase.actor is not None or owner is None:
        return phrase.actor
    if owner.mention == "demonym" or owner.kind == "state":
        names = lexicon.listed("targets", "official")
        if head not in names and not (head.endswith("s") and head[:-1] in names):
            return None
    return owner


def phrases(context: Context, sentence: int) -> list[Phrase]:
    """All candidate phrases of a sentence in text order; none overlaps another."""
    first, last = context.bounds(sentence)
    named = {start: (end, mention) for start, end, mention in context.actors_between(first, last)}
    found: list[Phrase] = []
    at = first
    while at < last:
        phrase = _named(context, named, at, last) or _common(context, at, first, last)
        if phrase is None:
            at += 1
            continue
        if found and phrase.first < found[-1].last:
            phrase = phrase._replace(first=found[-1].last, outer=max(phrase.outer, found[-1].last))
        if phrase.first < phrase.last:
            found.append(phrase)
        at = max(at + 1, phrase.last)
    return found


def _named(context: Context, named: dict[int, tuple[int, ActorMention]], at: int, last: int) -> Phrase | None:
    """The phrase of an actor mention that starts here, with a common head after it where there is one."""
    if at not in named or _mistaken(context, at, named[at][0], named[at][1], last):
        return None
    end, mention = named[at]
    if _opposing(context, at):
        return None
    end = min(max(end, at + 1), last)
    head = _compound(context, end, last)
    if head is not None and _of_event(context, end, head[0], last):
        head = None  # "an Ardanian drone strike": the drone belongs to the strike
    outer = _outer(context, at, context.bounds(context.sentence_of(at))[0])
    if head is not None and mention.kind not in PERSONAL and mention.mention != "pronoun":
        stop, noun = head
        return Phrase(
            at, stop, stop - 1, outer, noun.roles, noun.target, noun.weapon, noun.weak, noun.plural,
            _event_follows(context, stop, last), None, mention,
        )  # fmt: skip
    roles = frozenset({"name", "person" if mention.kind in PERSONAL else "organization"})
    return Phrase(at, end, end - 1, outer, roles, None, None, False, False, _event_follows(context, end, last), mention)


def _of_event(context: Context, start: int, stop: int, last: int) -> bool:
    """Whether the noun at tokens [start, stop) only begins the name of an event ("drone strike")."""
    found = lexicon.triggers().longest(context.words, start, last)
    return found is not None and found[1].form == "noun" and start + found[0] > stop


def _opposing(context: Context, at: int) -> bool:
    """Whether the name stands behind "anti-" ("anti-Ardanian operations"): those against it are not it."""
    before = context.words[at - 2 : at] if at > 1 else []
    return context.words[at].startswith(("anti-", "counter-")) or before in (["anti", "-"], ["counter", "-"])


def _mistaken(context: Context, at: int, end: int, mention: ActorMention, last: int) -> bool:
    """Whether a "person" is only a common noun in capitals."""
    if mention.kind not in PERSONAL or mention.mention != "name" or end - at > 1:
        return False
    return (
        lexicon.nouns().longest(context.words, at, last) is not None
        or lexicon.triggers().longest(context.words, at, last) is not None
    )


def _common(context: Context, at: int, first: int, last: int) -> Phrase | None:
    """The phrase whose (first) head noun starts here."""
    found = _compound(context, at, last)
    if found is None:
        return None
    end, noun = found
    start = _modifiers(context, at, first)
    end = _of_phrase(context, end, last)
    if end > found[0] and (meant := lexicon.nouns().longest(context.words, end - 1, end)) and meant[1].weapon:
        noun = meant[1]  # "one of its drones" is no person
    return Phrase(
        start, end, found[0] - 1, _outer(context, start, first), noun.roles, noun.target, noun.weapon, noun.weak,
        noun.plural, _event_follows(context, end, last),
    )  # fmt: skip


def _compound(context: Context, at: int, last: int) -> tuple[int, lexicon.Noun] | None:
    """End and meaning of the compound noun that starts at a token: its last noun is the head."""
    if at >= last:
        return None
    table = lexicon.nouns()
    if context.words[at] in lexicon.closed("numbers") and at + 1 < last and table.longest(context.words, at + 1, last):
        return None  # "one civilian" counts, "one was killed" names
    found = table.longest(context.words, at, last)
    if found is None or not _nominal(context, at + found[0] - 1):
        return None
    end, noun = at + found[0], found[1]
    while end < last and (more := table.longest(context.words, end, last)) and _nominal(context, end + more[0] - 1):
        end, noun = end + more[0], more[1]
    return end, noun


def _nominal(context: Context, token: int) -> bool:
    """Whether the token can be a noun: where the encoder saw it, it must say so."""
    upos = context.upos(token)
    return upos is None or upos in ("NOUN", "PROPN", "ADJ", "NUM", "X")


def _event_follows(context: Context, at: int, last: int) -> bool:
    found = lexicon.triggers().longest(context.words, at, last) if at < last else None
    return found is not None and found[1].form == "noun" and context.upos(at) not in ("VERB", "AUX")


def _modifiers(context: Context, at: int, first: int) -> int:
    """The first token of the adjectives and nouns before a head; at most four."""
    numbers, determiners = lexicon.closed("numbers"), lexicon.closed("determiners")
    start = at
    while start > first and at - start < 4:
        word = context.words[start - 1]
        if word in context.stops or word in numbers or word in determiners or word[:1].isdigit() or word.endswith("ly"):
            break
        if not context.is_word(start - 1) or start - 1 in context.timed or word in ("'s", "n't"):
            break
        if context.upos(start - 1) in ("VERB", "AUX", "ADV", "DET", "PRON", "SCONJ", "CCONJ", "ADP"):
            break
        hit = lexicon.triggers().longest(context.words, start - 1, at)
        if hit and (hit[1].form != "noun" or hit[1].inflection == "plural"):
            break
        start -= 1
    return start


def _outer(context: Context, start: int, first: int) -> int:
    """The first token of the determiners, numbers and approximators before a phrase."""
    numbers, determiners = lexicon.closed("numbers"), lexicon.closed("determiners")
    approximators = lexicon.closed("approximators")
    while start > first:
        word = context.words[start - 1]
        if not (word in numbers or word in determiners or word in approximators or word[:1].isdigit()):
            break
        start -= 1
    return start


def _of_phrase(context: Context, end: int, last: int) -> int:
    """The end of the phrase with its "of ..." where the head asks for one."""
    head = context.words[end - 1]
    heads = lexicon.listed("targets", "of_heads")
    singular = head.removesuffix("s")
    if head not in heads and singular not in heads:
        return end
    if end + 1 >= last or context.words[end] != "of":
        return end
    at = end + 1
    while at < last and at - end < 9 and context.is_word(at):
        word = context.words[at]
        if at > end + 1 and (word in context.stops) and word != "'s":
            break
        if context.upos(at) in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ") or at in context.timed:
            break
        hit = lexicon.triggers().longest(context.words, at, last)
        if hit and hit[1].form != "noun":
            break
        at += 1
    return at if at > end + 1 else end
