"""Finds the words that name or tell events and harm, and says of each whether it is told as having happened.

A mention is one such word in its sentence. Not here: which mentions are one incident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import words as lexicon

if TYPE_CHECKING:
    from .context import Context
    from .words import Entry

_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_QUOTES = frozenset(['"', "“", "”"])
_SCARE = 4  # words
_AIM = 6  # words after "attempt" in which "to" says at what
_CLAUSE = 12  # words from a verb back to the "whether" or "that" of its clause
_WITHHELD = 6  # words before "that" in which an admission is held back
_QUESTIONED = frozenset(["asked", "questioned"])
_FOR = frozenset(["base", "date"])  # "a base for attacks", "the date for the assault"
_FIRED = frozenset(["airstrike", "missile strike", "drone strike"])  # "ordered missile strikes on": they were flown
_ADJECTIVES = 5  # words before a noun in which an adjective of it stands
_BEFORE_REPORTED = frozenset(
    ["a", "an", "the", "another", "this", "of", "from", "in", "after", "first", "latest"]
)  # else the verb
_ADJUNCT = frozenset(["alongside", "together", "along"])


class Mention(NamedTuple):
    """A trigger at tokens [first, last) of a sentence.

    ``type`` is None for bare words of harm; ``form`` is noun, verb or harm; ``voice`` is active, passive or None;
    ``effect`` is what the word does to its object; ``definite`` marks "the attack"; ``reality`` as in IncidentMention.
    """

    first: int
    last: int
    sentence: int
    type: str | None
    form: str
    base: str
    voice: str | None
    effect: str | None
    definite: bool
    many: bool
    reality: str


def mentions(context: Context) -> list[Mention]:
    """Every trigger of the document, in text order."""
    found: list[Mention] = []
    for number, sentence in enumerate(context.annotated.sentences):
        first, last = sentence.tokens
        at = first
        while at < last:
            skip = _not_event(context, at, last)
            if skip:
                at += skip
                continue
            hit = lexicon.triggers().longest(context.words, at, last)
            if hit is None:
                at += 1
                continue
            length, entry = hit
            mention = _mention(context, at, at + length, number, entry)
            if mention is not None:
                found.append(mention)
            at += length
    return found


def _not_event(context: Context, at: int, last: int) -> int:
    """The length of a phrase that starts here and is no event."""
    hit = lexicon.not_events().longest(context.words, at, last)
    return hit[0] if hit else 0


def _mention(context: Context, first: int, last: int, sentence: int, entry: Entry) -> Mention | None:
    start = context.bounds(sentence)[0]
    form, inflection = entry.form, entry.inflection
    if entry.base == "attempt" and _harmless_aim(context, last):
        return None  # "attempts to delay the vote"
    verb = _as_verb(context, first, last, start)
    if (
        form != "noun"
        and last - first == 1
        and inflection in ("base", "s")
        and _thing(context, first, last, start, harm=form == "harm")
    ):
        return None
    if form == "noun" and verb is None and last - first == 1 and _other_word(context, first):
        return None
    if form == "noun" and verb is not None:
        form, inflection, entry = verb.form, verb.inflection, verb
    if form != "noun" and inflection == "ing" and _gerund_noun(context, first, last, start):
        form = "noun" if entry.type else "harm"
    if (
        form != "noun"
        and inflection in ("past", "participle", "adjective")
        and _attributive(context, first, last, start)
    ):
        return None
    voice = (
        _voice(context, first, start, inflection)
        if form in ("verb", "harm") and inflection not in ("singular", "plural")
        else None
    )
    before = context.words[first - 1] if first > start else ""
    if form == "noun" and "such" in context.words[max(start, first - 2) : first]:
        return None  # "such strikes", "the third such strike": the kind, no one event
    definite = form == "noun" and (before in _DEFINITE or _definite_phrase(context, first, start))
    return Mention(
        first, last, sentence, entry.type, form, entry.base, voice, None if _attempted(context, first) else entry.effect, definite,
        inflection == "plural", _reality(context, first, start, form, inflection, entry.type),
    )  # fmt: skip


def _other_word(context: Context, first: int) -> bool:
    """Whether a noun's form is a verb that tells no event ("to combat hatred")."""
    return context.upos(first) == "VERB" and context.words[first] not in lexicon.verb_table()


def _harmless_aim(context: Context, last: int) -> bool:
    """Whether what follows "attempt" says that something else than violence is attempted."""
    words = context.words[last : last + _AIM]
    if "to" not in words[:-1]:
        return False
    aim = last + words.index("to") + 1
    return lexicon.triggers().longest(context.words, aim, len(context.words)) is None


def doubted(context: Context, mention: Mention) -> bool:
    """Whether an adjective before the word keeps it at arm's length ("a reported Ardanian drone strike", "the alleged attack")."""
    if mention.form != "noun":
        return False
    start = context.bounds(mention.sentence)[0]
    for at in range(mention.first - 1, max(start, mention.first - _ADJECTIVES) - 1, -1):
        word = context.words[at]
        if word in lexicon.listed("hedges", "adjectives"):
            return word != "reported" or at == start or context.words[at - 1] in _BEFORE_REPORTED
        if word in context.stops or not word[:1].isalpha():
            return False
    return False


def _attempted(context: Context, first: int) -> bool:
    """Whether the deed was only tried ("attempted murder"): it did nothing to anybody, for all that the word says."""
    return "attempted" in context.words[max(0, first - 1) : first + 1]


def _definite_phrase(context: Context, first: int, start: int) -> bool:
    """Whether "the" stands one or two adjectives before ("the latest attack")."""
    return any(
        context.words[i] in _DEFINITE and all(context.words[j] not in context.stops for j in range(i + 1, first))
        for i in range(max(start, first - 2), first)
    )


def _as_verb(context: Context, first: int, last: int, start: int) -> Entry | None:
    """The verb that a noun's form also is, where its place in the sentence makes it one ("attack", "raids")."""
    if last - first != 1:
        return None
    verb = lexicon.verb_table().get(context.words[first])
    if verb is None or verb.inflection not in ("base", "s", "ing", "past"):
        return None
    upos = context.upos(first)
    if upos is not None:
        return verb if upos == "VERB" else None
    if verb.inflection == "ing":
        return None if _gerund_noun(context, first, last, start) else verb
    before = context.words[first - 1] if first > start else ""
    return verb if before in lexicon.closed("before_verbs") and before not in lexicon.closed("before_nouns") else None


def _gerund_noun(context: Context, first: int, last: int, start: int) -> bool:
    """Whether an -ing form is a noun: a determiner, adjective or genitive stands before it, or what follows a noun."""
    upos = context.upos(first)
    if upos is not None:
        return upos in ("NOUN", "PROPN")
    before = context.words[first - 1] if first > start else ""
    after = context.words[last] if last < len(context.words) else "."
    further = context.words[last + 1] if last + 1 < len(context.words) else "."
    if (after, further) in (("at", "least"), ("at", "most")) or after in (
        "up",
        "between",
        "about",
        "around",
        "over",
        "some",
    ):
        return False  # a number follows: its object
    if before in lexicon.closed("before_nouns"):
        return before not in ("by", "in", "of") or after in lexicon.closed("after_nouns")
    return after in lexicon.closed("after_nouns") and before not in (
        ",",
        "and",
        "is",
        "was",
        "are",
        "were",
        "been",
        "for",
    )


def _thing(context: Context, first: int, last: int, start: int, *, harm: bool) -> bool:
    """Whether a verb's form is rather the thing of that name ("a car bomb", "the shells", "his wounds")."""
    upos = context.upos(first)
    if upos is not None:
        return upos in ("NOUN", "PROPN")
    before = context.words[first - 1] if first > start else ""
    if harm:
        return before in lexicon.closed("before_nouns") or before in lexicon.closed("prepositions") - {
            "to",
            "that",
            "who",
            "which",
            "and",
        }
    return (
        before not in lexicon.closed("before_verbs") and lexicon.nouns().longest(context.words, first, last) is not None
    )


def _attributive(context: Context, first: int, last: int, start: int) -> bool:
    """Whether a participle stands before its noun ("the wounded child", "besieged towns"): a state, no event."""
    after = context.words[last] if last < len(context.words) else "."
    if after in context.stops or not after[:1].isalpha() or after in lexicon.closed("numbers"):
        return False
    if context.words[first] == "displaced":
        return first == start or context.words[first - 1] not in ("have", "has", "had", "which", "that")
    before = context.words[first - 1] if first > start else ""
    return (
        before in lexicon.closed("before_nouns")
        or before in lexicon.closed("numbers")
        or before in ("and", "of", "among", "for", "with", "to")
    )


def _voice(context: Context, first: int, start: int, inflection: str) -> str:
    """Passive after a form of "be", or as a participle right after a noun with "by" or "in" behind it."""
    if inflection not in ("past", "participle", "adjective"):
        return "active"
    at = first - 1
    while at >= start and (context.words[at] in lexicon.closed("skipped_adverbs") or context.words[at].endswith("ly")):
        at -= 1
    if at >= start and context.words[at] in lexicon.closed("be"):
        return "passive"
    if inflection != "adjective" and _objectless(context, first):
        return "reduced"
    return "active"


def _objectless(context: Context, first: int) -> bool:
    """Whether what follows a past form starts no object: a preposition, a full stop, "alongside"."""
    after = context.words[first + 1] if first + 1 < len(context.words) else "."
    further = context.words[first + 2] if first + 2 < len(context.words) else "."
    if after in lexicon.closed("counting") or (after == "at" and further in ("least", "most")):
        return False
    return after in _ADJUNCT or after in lexicon.closed("prepositions") or not any(c.isalnum() for c in after)


def _reality(context: Context, first: int, start: int, form: str, inflection: str, event: str | None) -> str:
    """happened, hypothetical, planned or denied, by the words before the trigger in its clause."""
    table = lexicon.reality()
    words = context.words
    at, steps = first - 1, 0
    if inflection == "base" and form == "verb" and at >= start and words[at] == "to":
        return "planned"
    if form != "noun" and _open_question(words, first, start):
        return "hypothetical"
    while at >= start and steps < (7 if form == "noun" else 5):
        word = words[at]
        if word in _QUOTES and _scare(words, at):
            at -= 1
            continue
        if word in (";", ":", "who", "which", "that", "when", "after", "where", '"', "”", "“") or (
            word == "," and steps > 0
        ):
            break
        kind = table.get(word) or table.get(word[-3:] if word.endswith("n't") else word)
        if kind and not _harmless(words, at, fired=event in _FIRED):
            return kind
        at, steps = at - 1, steps + 1
    return "happened"


def _open_question(words: list[str], first: int, start: int) -> bool:
    """Whether a verb stands in a clause that is asked, or that somebody will not say: "asked whether the army had shelled it", "has yet to admit that"."""
    for at in range(first - 1, max(start, first - _CLAUSE) - 1, -1):
        if words[at] in (";", ":", "who", "which", "but", *_QUOTES) or (words[at] == "," and at < first - 1):
            return False
        if words[at] in ("whether", "if"):
            return True
        if words[at] == "that":
            before = words[max(start, at - _WITHHELD) : at]
            return _withheld(before) or ("about" in before and not _QUESTIONED.isdisjoint(before))
    return False


def _withheld(before: list[str]) -> bool:
    """Whether the words before "that" end in a verb of admitting or confirming that is not done: "has not acknowledged", "declined to confirm"."""
    if not before or before[-1] not in lexicon.listed("triggers", "owning"):
        return False
    return any(word in lexicon.listed("triggers", "withheld") or word.endswith("n't") for word in before[:-1])


def _scare(words: list[str], at: int) -> bool:
    """Whether a quotation mark opens no more than a few words ("not to “recklessly attack” the town")."""
    return any(word in _QUOTES for word in words[at + 1 : at + 2 + _SCARE])


def _harmless(words: list[str], at: int, *, fired: bool) -> bool:
    """Whether a word of unreality has another sense here ("may" the month, "not only", "no fewer than", "set fire")."""
    after = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    return (
        (words[at] == "may" and (after[:1].isdigit() or before[:1].isdigit()))
        or (words[at] in ("not", "no") and after in ("only", "fewer", "less", "one", "yet", "warning"))
        or (words[at] == "set" and after in ("fire", "off", "on"))
        or (words[at] == "about" and (after[:1].isdigit() or after in lexicon.closed("numbers")))
        or (
            words[at] in ("order", "ordered", "call", "called", "calls")
            and words[at - 1] in ("in", "was", "were", "so")
        )
        or words[at] == "without"
        or (words[at] == "date" and before == "to")
        or (words[at] in _FOR and after != "for")
        or (words[at] == "ordered" and fired and "to" not in words[at : at + 4])
    )
