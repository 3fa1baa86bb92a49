"""The lexicons of triggers, weapons, targets and closed classes, compiled for look-up by token.

Not here: any decision about a text. All keys are lower case; apostrophes are straight; a phrase is a tuple of tokens.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rashomon.lexicon import load
from rashomon.lexicon.registry import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

P = TypeVar("P")
_VOWELS = frozenset("aeiou")
UNSPECIFIED = "attack (unspecified)"


class Entry(NamedTuple):
    """A trigger: its type (None for words of harm), its form (noun, verb, harm), base word and inflection.

    ``inflection`` is base, s, past, participle or ing for verbs; singular or plural for nouns; adjective.
    """

    type: str | None
    form: str
    base: str
    inflection: str
    effect: str | None = None


class Phrases(Generic[P]):
    """Longest-match look-up of token sequences."""

    def __init__(self, items: Iterable[tuple[tuple[str, ...], P]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], P]] = {}
        for words, payload in items:
            self._by_first.setdefault(words[0], {}).setdefault(words, payload)
        self._lengths = {
            first: sorted({len(words) for words in found}, reverse=True) for first, found in self._by_first.items()
        }

    def longest(self, words: Sequence[str], at: int, end: int) -> tuple[int, P] | None:
        """The number of tokens and the payload of the longest phrase that starts at ``at``, not beyond ``end``."""
        lengths = self._lengths.get(words[at])
        if lengths is None:
            return None
        found = self._by_first[words[at]]
        for length in lengths:
            if at + length <= end:
                payload = found.get(tuple(words[at : at + length]))
                if payload is not None:
                    return length, payload
        return None


def plural(noun: str) -> str:
    """The regular plural of a noun (its last word); phrases with "of" take it on the word before."""
    if " of " in noun:
        head, rest = noun.split(" of ", 1)
        return f"{plural(head)} of {rest}"
    if noun.endswith("man") and noun not in ("german", "human"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def inflections(base: str) -> dict[str, str]:
    """{form: inflection} of a verb phrase; only its first word inflects. Irregular forms come from the lexicon."""
    verb, _, rest = base.partition(" ")
    rest = f" {rest}" if rest else ""
    irregular = load("triggers")["irregular"].get(verb)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    doubled = (
        len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
        and _short(verb)
    )
    stem = verb + verb[-1] if doubled else stem
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        past, third, ing = verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    ing = {"die": "dying"}.get(verb, ing)
    forms = {verb: "base", third: "s", ing: "ing", past: "past"}
    if irregular:
        forms.pop(past, None)
        forms[irregular[1]] = "participle"
        forms[irregular[0]] = "past"
        if irregular[0] == verb:
            forms[verb] = "past"
    return {word + rest: kind for word, kind in forms.items()}


def _short(verb: str) -> bool:
    """Whether the verb is one syllable (or stressed on the last), so that it doubles its last letter."""
    return sum(c in _VOWELS for c in verb) == 1 or verb in ("kidnap", "dispel")


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("'s", " 's").split())


def _variants(noun: str) -> list[tuple[str, ...]]:
    """The phrase, and with its words joined by a hyphen where there are two."""
    words = _tokens(noun)
    return [words, ("-".join(words),)] if len(words) == 2 else [words]


@cache
def triggers() -> Phrases[Entry]:
    """Every word or phrase that names or tells an event or harm."""
    data = load("triggers")
    effects = {word: effect for effect, words in data["effects"].items() for word in words}
    items: list[tuple[tuple[str, ...], Entry]] = []
    for kind, entry in data["types"].items():
        for noun in entry["nouns"]:
            for form, number in ((noun, "singular"), (plural(noun), "plural")):
                items += [(v, Entry(kind, "noun", noun, number, effects.get(kind))) for v in _variants(form)]
        for base in entry["verbs"]:
            effect = effects.get(base) or effects.get(kind)
            items += [(_tokens(f), Entry(kind, "verb", base, how, effect)) for f, how in inflections(base).items()]
    for effect, entry in data["harm"].items():
        for base in entry["verbs"]:
            items += [(_tokens(f), Entry(None, "harm", base, how, effect)) for f, how in inflections(base).items()]
        for noun in entry["nouns"]:
            items += [
                (_tokens(f), Entry(None, "harm", noun, n, effect))
                for f, n in ((noun, "singular"), (plural(noun), "plural"))
            ]
        items += [(_tokens(a), Entry(None, "harm", a, "adjective", effect)) for a in entry["adjectives"]]
    return Phrases(items)


@cache
def verb_table() -> dict[str, Entry]:
    """{one-word form: its verb}, for forms that may be nouns too."""
    table: dict[str, Entry] = {}
    data = load("triggers")
    effects = {word: effect for effect, words in data["effects"].items() for word in words}
    for kind, entry in data["types"].items():
        for base in entry["verbs"]:
            if " " not in base:
                effect = effects.get(base) or effects.get(kind)
                for form, how in inflections(base).items():
                    table.setdefault(form, Entry(kind, "verb", base, how, effect))
    for effect, entry in data["harm"].items():
        for base in (b for b in entry["verbs"] if " " not in b):
            for form, how in inflections(base).items():
                table.setdefault(form, Entry(None, "harm", base, how, effect))
    return table


@cache
def not_events() -> Phrases[bool]:
    """Phrases in which a trigger's word means something else."""
    return Phrases((_tokens(p), True) for p in load("triggers")["not_events"])


@cache
def covers() -> dict[str, frozenset[str]]:
    """For each type, the types that a mention of it may refer back to, itself among them."""
    return {kind: frozenset([kind, *entry["covers"]]) for kind, entry in load("triggers")["types"].items()}


def compatible(one: str, other: str) -> bool:
    """Whether two types can be names of one event."""
    table = covers()
    return other in table[one] or one in table[other]


@cache
def _families() -> dict[str, str]:
    """{type: the family of types that reports mix up}, as linking has it."""
    return {str(kind): str(name) for name, kinds in load("linking")["families"].items() for kind in kinds}


def akin(one: str, other: str) -> bool:
    """Whether two types are of one family, or can be names of one event."""
    families = _families()
    return compatible(one, other) or (one in families and families[one] == families.get(other))


@cache
def reality() -> dict[str, str]:
    """{word: what it makes of an event after it}."""
    table: dict[str, str] = {}
    for kind in ("denied", "planned", "hypothetical"):
        for word in load("triggers")["reality"][kind]:
            table.setdefault(str(word), kind)
    return table


class Noun(NamedTuple):
    """What a noun can be: roles (perpetrator, person, victim, combatant, target, weapon), kind of target and weapon."""

    roles: frozenset[str]
    target: str | None = None
    weapon: str | None = None
    weak: bool = False
    plural: bool = False


@cache
def nouns() -> Phrases[Noun]:
    """Every noun (or phrase ending in one) that can fill a role, singular and plural."""
    targets, weapons = load("targets"), load("weapons")
    roles: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    arms: dict[str, str] = {}
    lists = {"perpetrators": "perpetrator", "persons": "person", "victims": "victim", "combatants": "combatant"}
    for name, role in lists.items():
        for noun in targets[name]:
            roles.setdefault(noun, set()).add(role)
    for kind, words in targets["kinds"].items():
        for noun in words:
            roles.setdefault(noun, set()).add("target")
            kinds.setdefault(noun, kind)
    for kind, words in weapons["kinds"].items():
        for noun in words:
            roles.setdefault(noun, set()).add("weapon")
            arms.setdefault(noun, kind)
    plurals = frozenset(targets["plurals"])
    weak = frozenset(targets["weak"]) | frozenset(weapons["weak"])
    items: list[tuple[tuple[str, ...], Noun]] = []
    for noun, found in roles.items():
        for form, many in ((noun, noun in plurals), (plural(noun), True)):
            how = Noun(frozenset(found), kinds.get(noun), arms.get(noun), noun in weak, many)
            items.extend((variant, how) for variant in _variants(form))
    return Phrases(items)


@cache
def carriers() -> frozenset[str]:
    """Kinds of weapon that carry others and are not printed as instruments."""
    return frozenset(load("weapons")["carriers"])


@cache
def refinements() -> dict[str, dict[str, str]]:
    """{general type: {kind of weapon: narrower type}}."""
    table: dict[str, dict[str, str]] = load("weapons")["refines"]
    return table


@cache
def closed(name: str) -> frozenset[str]:
    """A closed class of lexicon/syntax.yaml by its name; "verbs" with all inflections."""
    data = load("syntax")
    if name == "verbs":
        nouns_too = frozenset(data["verbs_noun_too"])
        forms = {
            form
            for base in data["verbs"]
            for form, how in inflections(base).items()
            if base not in nouns_too or how not in ("base", "s")
        }
        return frozenset(forms | {str(w) for w in data["verb_irregular"]})
    return frozenset(str(word) for word in data[name])


@cache
def listed(file: str, name: str) -> frozenset[str]:
    """A plain list of a lexicon as a set."""
    return frozenset(str(word) for word in load(file)[name])


@cache
def damage(effect: str) -> frozenset[str]:
    """The trigger words that leave things ``destroyed`` or ``damaged``."""
    return frozenset(load("targets")["effects"][effect])


def last_office(person: str | None) -> str | None:
    """The id of the body that a person of the registry last spoke for; None where it is none or held no office."""
    entry = registry().entries.get(person or "")
    return entry.terms[-1].of if entry is not None and entry.terms else None


@cache
def titles() -> frozenset[str]:
    """Words that stand before a person's name and are no part of it, each word of a title for itself."""
    data = load("titles")
    entries = [*data["honorific"], *data["rank"], *data["role"]["leads"], *data["role"]["works"]]
    return frozenset(word for entry in entries for word in str(entry).lower().split() if word not in ("of", "the"))
