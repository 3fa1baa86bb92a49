"""Counts those whom a sentence says were killed or hurt where it gives no number: "A baker, his wife and two sons were killed".

It works on the words around the verb: the subject of a passive ("was shot and killed"), the object of an active verb or
noun of harm ("killing", "the death of"), and companions ("along with her three children"). Persons are counted by names,
articles, possessives and numbers; a plural without a number is two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.figures.lexicon import lexicon
from rashomon.annotate.figures.nouns import singulars
from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .context import Context

PLURAL = 2
_LEAD = 5  # sentences in which a deadly shooting named is the one told of
_SHORT = 4  # words of an item that may name a person anywhere
_MOST = 1000  # a greater number at the head of an item is a year or worse
_AGES = re.compile(
    r"\([^)]*\)|,?\s*\b(?:aged?\s+)?\d{1,3}[- ](?:years?|months?|days?)[- ]?olds?\b|\baged?\s+(?:between\s+)?\d+(?:\s+(?:and|to)\s+\d+)?|,\s*\d{1,3}\s*(?=,)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:an?|another|the)\s+\d{1,3}[- ](?:years?|months?|days?)[- ]olds?\b(?!-|\s+(?!(?:in|at|on|over|who|was|were|and|by|from|near|during|with|after|to|has|is|inside|outside|dead)\b)[a-z])",
    re.IGNORECASE,
)
# Who is told of behind it is among those before it.
_INCLUDED = re.compile(
    r",?\s*\b(?:including|among\s+(?:them|whom)|(?:some|most|many)\s+of\s+(?:them|whom))\b[^;]*$", re.IGNORECASE
)
# Behind "a civilian and": says more of the same person, as an article or kin would not.
_SAME = re.compile(
    r"^(?!(?:wo)?m[ae]n\b|boys?\b|girls?\b|wi(?:fe|ves)\b|husband|daughter|sons?\b|brother|sister|child|baby|infant|mother\b(?!\s+of\s+\w+$)|father\b(?!\s+of\s+\w+$))"
    r"[a-z]+\s+(?:of|from|at|in)\s",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+as\s+well\s+as\s+|\s+along\s+with\s+|\s+together\s+with\s+|\s+alongside\s+|\s+with\s+(?=his|her|their))"
)
_LINK = re.compile(r"^\W*(?:(?:along|together)\s+with|alongside|as\s+well\s+as|with|and)\s+", re.IGNORECASE)
_ALMOST = re.compile(r"\b(?:almost|nearly)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|is|are|has|had|he|she)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|n't|nearly|almost|could|would|might|may|if|whether|years?\s+(?:ago|earlier))\b", re.IGNORECASE
)
_OWNERS = frozenset({"his", "her", "their", "its"})
_SELF = frozenset({"himself", "herself"})
_ONE = frozenset({"a", "an", "another", "one"})


class _Words(NamedTuple):
    """harmed.yaml, compiled."""

    negated: re.Pattern[str]
    nobody: re.Pattern[str]
    unreal: re.Pattern[str]
    time: re.Pattern[str]
    clause: re.Pattern[str]
    stop: re.Pattern[str]
    companions: re.Pattern[str]
    vague: re.Pattern[str]
    fatal: re.Pattern[str]
    fatally: re.Pattern[str]
    elsewhere: re.Pattern[str]
    several: re.Pattern[str]
    record: re.Pattern[str]
    later: re.Pattern[str]
    some: dict[str, re.Pattern[str]]
    no_name: frozenset[str]


class _Harm(NamedTuple):
    """How a sentence says that people were killed (hurt, shot): in the passive, of an object, of the subject itself, around one."""

    passive: re.Pattern[str]
    active: re.Pattern[str]
    suffers: re.Pattern[str]
    around: re.Pattern[str] | None


def _any(words: list[str]) -> str:
    """One of the alternatives; a space stands for any white space."""
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in words) + ")"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _words() -> _Words:
    data = load("harmed")
    when, some = rf"{_any(data['when'])}\b", _any(data["some"])
    done = {"killed": r"kill(?:ed|ing)", "injured": r"(?:wound|injur)\w+"}
    both = rf"\b{done['killed']}\s+(?:and|or)\s+{done['injured']}\s+{some}|\b{done['injured']}\s+(?:and|or)\s+{done['killed']}\s+{some}"
    return _Words(
        negated=_compiled(rf"\b{_any(data['not'])}\s*$"), nobody=_compiled(rf"\b{_any(data['nobody'])}\b"),
        unreal=_compiled(rf"\b{_any(data['unreal'])}\b[^,;]*$"),
        time=_compiled(
            rf"^\W*(?:{when}(?:[^,]*,\s*)?[^,]*?(?:,\s*)?(?:\b(?:19|20)\d\d\b|[AP]\.?M\.?\b)\s*,?\s*|{when}[^,]*?\b{_any(data['dayparts'])}s?\b\s*,?\s*)+"
        ),
        clause=_compiled(rf"(?:[;:]|\b{_any(data['clause'])}\b|—)"),
        stop=_compiled(rf"(?:[;:.]|\b{_any(data['stop'])}\b|—|–|and\s+(?:\w+ly\s+)?(?:injur|wound|hurt|kill)\w+)"),
        companions=_compiled(rf"^\W*{_any(data['with'])}\s+(?=(?:his|her|their|at|\w+|a)\b)"),
        vague=_compiled(rf"\b{_any(data['vague'])}\b"), fatal=_compiled(rf"\b{_any(data['fatal'])}\b"),
        fatally=_compiled(data["fatally"].replace(" ", r"\s+")), elsewhere=_compiled(rf"\b{_any(data['elsewhere'])}\b"), several=_compiled(rf"\b{_any(data['several'])}\b"),
        record=_compiled(rf"\b{_any(data['record'])}\b"), later=_compiled(data["later"].replace(" ", r"\s+")),
        some={m: _compiled(rf"\b{some}(?:{words})\b|{both}") for m, words in data["some_of"].items()},
        no_name=frozenset(data["no_name"]),
    )  # fmt: skip


@cache
def _patterns(measure: str) -> _Harm:
    data = load("harmed")
    adverbs = rf"(?:{_any(data['adverbs'])}\s+){{0,4}}"
    around = data["around"].get(measure)
    return _Harm(
        _compiled(rf"\b(?P<aux>was|were|is|are|has\s+been|have\s+been)\s+{adverbs}{_any(data['done'][measure])}\b"),
        _compiled(rf"\b{_any(data['did'][measure])}\s+"),
        _compiled(rf"\b{_any(data['suffers'][measure])}\b"),
        _compiled(
            "|".join(rf"\b{p}".replace(" ", r"\s+").replace("?P<who>", f"?P<who{n}>") for n, p in enumerate(around))
        )
        if around
        else None,
    )


def described(context: Context, sentences: Iterable[int], measure: str) -> int | None:
    """How many the first of the sentences that tells of such harm names or describes; None where none does."""
    for number in sentences:
        text = " ".join(context.annotated.sentences[number].span.of(context.text).split())
        if (measure == "killed" and _words().elsewhere.search(text)) or of_several(context, number):
            continue
        if (found := counted(text, measure)) is not None:
            return found
    return None


def died_later(context: Context, sentences: Iterable[int]) -> bool:
    """Whether one of the sentences says that somebody told of before died: "the boy later died at a hospital"."""
    words = _words()
    told = (" ".join(context.annotated.sentences[n].span.of(context.text).split()) for n in sentences)
    return any(
        words.later.search(text) is not None and not words.elsewhere.search(text) and not _DENIED.search(text)
        for text in told
    )


def of_several(context: Context, sentence: int) -> bool:
    """Whether a sentence counts several events together; a page that weighs its sources tells of one event, be it of several strikes."""
    if context.weighs_sources:
        return False
    words, text = _words(), context.annotated.sentences[sentence].span.of(context.text)
    return words.several.search(words.record.sub("", text)) is not None


def fatal(context: Context, sentences: Iterable[int]) -> bool:
    """Whether one of the sentences says that somebody died without telling of whom: "the fatal shooting", "a murder suspect"."""
    lead = (n for n in sentences if n < _LEAD)
    told = [context.annotated.sentences[n].span.of(context.text) for n in lead]
    return any(_words().fatal.search(text) and not _words().elsewhere.search(text) for text in told)


def counted(text: str, measure: str) -> int | None:
    """How many persons one sentence says were killed or injured, without a number; None where it tells of none."""
    harm, words = _patterns(measure), _words()
    if measure == "killed" and (match := words.fatally.search(text)):
        number = value_of(match["who"].lower())
        return number if isinstance(number, int) else None
    if (match := harm.passive.search(text)) and not words.negated.search(text[: match.start()]):
        return _passive(text, match)
    if (match := harm.suffers.search(text)) and not words.negated.search(text[: match.start()]):
        told = _subject(text[: match.start()])
        return None if _ALMOST.search(told) else 1 if _VERB.search(told) else _heads(told) or None
    if (match := harm.active.search(text)) and not words.negated.search(text[: match.start()]):
        return _heads(_object(text[match.end() :])) or None
    return _around(text, harm) or (PLURAL if (some := words.some.get(measure)) and some.search(text) else None)


def _passive(text: str, match: re.Match[str]) -> int | None:
    """The subject of a passive, and those beside whom it befell it."""
    words, before = _words(), text[: match.start()]
    if words.nobody.search(_subject(before)) or words.unreal.search(before):
        return None
    many = match["aux"].lower() in ("were", "are", "have been")
    subject = _heads(_subject(before)) if many else 1
    rest = text[match.end() :]
    with_them = _heads(_object(rest[follow.end() :])) if (follow := words.companions.match(rest)) else 0
    return max(subject, PLURAL if many else 1) + with_them


def _around(text: str, harm: _Harm) -> int | None:
    """Those who stand between the words: "pronounced him dead", "left a boy dead"."""
    match = harm.around.search(text) if harm.around else None
    if match is None or _words().negated.search(text[: match.start()]):
        return None
    return _heads(next(who for who in match.groups() if who)) or 1


def _subject(before: str) -> str:
    """The words of the subject: from the start of its clause, without what dates it."""
    start = max((m.end() for m in _words().clause.finditer(before)), default=0)
    return _words().time.sub("", before[start:])


def _object(after: str) -> str:
    """The words of the object, up to what only situates it."""
    plain = _clean(after)
    end = _words().stop.search(plain)
    return plain[: end.start()] if end else plain


def _clean(text: str) -> str:
    return _INCLUDED.sub("", _AGES.sub("", _OLD.sub("a person", text)))


def _heads(text: str) -> int:
    """How many persons a list of names and descriptions has; a description of the one just named is no other."""
    total, last, joint, listed, whole = 0, "", "", 0, 0
    for part in _SPLIT.split(_clean(text).strip(' ,“”"‘’–-')):
        if _SPLIT.fullmatch(part):
            joint = part.strip()
            if whole and joint == ",":
                return whole  # "seven civilians, Dina Orsa, her sons ...": those who follow are the seven
            continue
        size, kind = _size(part)
        apposed = joint == "," and size == 1 and {kind, last} in ({"name", "one"}, {"name", "owned one"})
        if apposed and not (last == "name" and kind == "owned one"):
            kind = "name"
            size = 0
        elif joint.endswith("and") and kind == "one" and last in ("one", "name") and _SAME.match(part):
            size = 0
        elif kind == "name" and listed:
            size, listed = 0, listed - 1  # "her children, Dina and Omar": those just counted
        elif size > 1 and kind in ("number", "many"):
            listed = size
        total += size
        if joint in ("", ",") and total == size > 1 and kind == "number" and "their" not in part:
            whole = size
        last = kind or last
    return total


def _size(part: str) -> tuple[int, str]:
    """How many persons one item of a list is, and how it speaks of them: name, one, owned one, number, many."""
    part = _LINK.sub("", part)
    words = re.findall(r"[^\W_]+(?:['’-]\w+)*", part)
    if not words:
        return 0, ""
    first, person = words[0].lower(), _person(words)
    number = value_of(first)
    if isinstance(number, int) and 0 < number < _MOST and first not in _ONE:
        return (number, "number") if person or words[-1].lower() in ("others", "more", "other") else (0, "")
    if first in _OWNERS or any(w.endswith(("’s", "'s")) for w in words[:3]):
        return _owned(words, person)
    if first in _SELF or (first in _DETERMINED and person == "one"):
        return 1, "one"
    if _words().vague.search(part) and person:
        return PLURAL, "many"
    return _bare(words, person)


def _owned(words: list[str], person: str | None) -> tuple[int, str]:
    """The size of "his wife", "her three children", "Hamid's sons"."""
    inner = next((v for w in words[1:4] if isinstance(v := value_of(w.lower()), int) and v > 0), None)
    if person is None:
        return 0, ""
    return inner or (PLURAL if person == "many" else 1), "owned one" if person == "one" else "number"


def _bare(words: list[str], person: str | None) -> tuple[int, str]:
    """The size of a name, or of a description without an article: "civilians", "mother", "sister of a journalist"."""
    if words[0].lower() in _DETERMINED:
        return 0, ""
    if words[0][0].isupper() and not words[0].isupper() and words[0].lower() not in _words().no_name:
        return 1, "name"
    if person == "many":
        return PLURAL, "many"
    return (1, "one") if person == "one" and (len(words) <= _SHORT or _person(words[:1])) else (0, "")


_DETERMINED = _ONE | {"the"}


def _person(words: list[str]) -> str | None:
    """Whether a noun of persons stands among the words: "one" or "many"."""
    nouns, single = lexicon().nouns, singulars()
    for word in reversed(words):
        low = word.lower()
        held = [
            noun
            for parts, noun in nouns.get(low, ())
            if parts == (low,) and not noun.thing and noun.group != "families"
        ]
        if held:
            return "one" if low in single else "many"
    return None
