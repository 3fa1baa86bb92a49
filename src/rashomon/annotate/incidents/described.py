"""Counts those whom a sentence says were killed or hurt where it gives no number: "A baker, his wife and two sons were killed".

It works on the words around the verb: the subject of a passive ("was shot and killed"), the object of an active verb or
noun of harm ("killing", "the death of"), and companions ("along with her three children"). Persons are counted by names,
articles, possessives and numbers; a plural without a number is two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.annotate.figures.lexicon import lexicon
from rashomon.annotate.figures.nouns import singulars
from rashomon.annotate.numbers import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .context import Context

PLURAL = 2
_LEAD = 5  # sentences in which a deadly shooting named is the one told of
_SHORT = 4  # words of an item that may name a person anywhere
_MOST = 1000  # a greater number at the head of an item is a year or worse
_ADVERBS = r"(?:(?:\w+ly|also|both|all|later|reported|believed|to\s+have|have|has|been|being|then|both)\s+){0,4}"
_DONE = {
    "killed": r"(?:shot\s+and\s+killed|shot\s+to\s+death|shot\s+dead|(?:fatally|mortally)\s+\w+(?:ed|ot)|gunned\s+down|stabbed\s+to\s+death|beaten\s+to\s+death|killed|martyred|"
    r"murdered|slain|found\s+(?:dead|fatally\s+shot)|pronounced\s+dead|declared\s+dead|dead)",
    "injured": r"(?:(?:shot\s+and\s+)?(?:injured|wounded|hurt)|hospitali[sz]ed)",
    "shot": r"(?:shot\b(?!\s+(?:and\s+killed|dead|to\s+death|at))|found\s+shot\b(?!\s+(?:dead|to\s+death))|grazed\b|(?:struck|hit)\s+by\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:bullets?|gunfire)|"
    r"in\s+(?:critical|serious|stable)\s+condition)",
}
_DID = {
    "killed": r"(?:killing|killed|(?:fatally|mortally)\s+(?:shot|shooting|wounded|wounding|stabbed|stabbing)|(?:took|taking|claimed|claiming|takes|claims)\s+the\s+li(?:fe|ves)\s+of|"
    r"(?:deaths?|killings?|murders?|slayings?|martyrdom|fatal\s+(?:shooting|stabbing)s?|shooting\s+deaths?)\s+of|left\s+dead)",
    "injured": r"(?:injuring|wounding|injured|wounded|injur(?:y|ies)\s+(?:of|to)|hurting)",
    "shot": r"(?:shot|shoots|shooting(?:\s+of)?)(?!\s+(?:and\s+kill|dead|to\s+death|at))",
}
_DIED = r"\b(?:died|dies|succumbed|passed\s+away|lost\s+(?:his|her|their)\s+li(?:fe|ves))\b"
_HURT = r"\b(?:suffer(?:ed|ing|s)|sustain(?:ed|ing|s))\b[^.;]{0,40}?\b(?:injur(?:y|ies)|wounds?)\b"
_NOT = re.compile(
    r"\b(?:no|nobody|none|not|n't|never|neither|nor|if|would|could|might|may|unless|who|whom|almost|nearly)\s*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:if|unless|whether)\b[^,;]*$", re.IGNORECASE)
_WHEN = (
    r"(?:on|around|at|in|during|shortly|just|early|late|before|after|by|between|earlier|later|last|this|the\s+next)\b"
)
_TIME = re.compile(
    rf"^\W*(?:{_WHEN}(?:[^,]*,\s*)?[^,]*?(?:,\s*)?(?:\b(?:19|20)\d\d\b|[AP]\.?M\.?\b)\s*,?\s*"
    rf"|{_WHEN}[^,]*?\b(?:dawn|morning|afternoon|evening|night|midnight|noon|day|week|month|year)s?\b\s*,?\s*)+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[;:]|\b(?:that|when|while|where|after|because|but|whose|said|says|reported)\b|—)", re.IGNORECASE
)
_STOP = re.compile(
    r"(?:[;:.]|\b(?:in|at|on|by|when|while|where|after|before|as\s+a\s+result|during|near|from|outside|inside|who|which|that|including|resulting|according|was|were|is|are|has|had|said|for|into|because)\b|—|–|and\s+(?:\w+ly\s+)?(?:injur|wound|hurt|kill)\w+)",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"\([^)]*\)|,?\s*\b(?:aged?\s+)?\d{1,3}[- ](?:years?|months?|days?)[- ]?olds?\b|\baged?\s+(?:between\s+)?\d+(?:\s+(?:and|to)\s+\d+)?|,\s*\d{1,3}\s*(?=,)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:an?|another|the)\s+\d{1,3}[- ](?:years?|months?|days?)[- ]olds?\b(?!\s*[a-z]|-)", re.IGNORECASE
)
_WITH = re.compile(
    r"^\W*(?:(?:along|together)\s+with|alongside|as\s+well\s+as|accompanied\s+by|with)\s+(?=(?:his|her|their|at|\w+|a)\b)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+as\s+well\s+as\s+|\s+along\s+with\s+|\s+together\s+with\s+|\s+alongside\s+|\s+with\s+(?=his|her|their))"
)
_LINK = re.compile(r"^\W*(?:(?:along|together)\s+with|alongside|as\s+well\s+as|with|and)\s+", re.IGNORECASE)
_ALMOST = re.compile(r"\b(?:almost|nearly)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|is|are|has|had|he|she)\b", re.IGNORECASE)
_MANY = r"(?:an?\s+(?:(?:unknown|unspecified|large|unconfirmed)\s+)?number\s+of|several|multiple|numerous)\s+(?:\w+\s+){0,2}?"
_SOME = {
    "killed": re.compile(
        rf"\b{_MANY}(?:deaths|fatalities|martyrs|dead|killed)\b|\bkill(?:ed|ing)\s+(?:and|or)\s+(?:wound|injur)\w+\s+{_MANY}|\b(?:wound|injur)\w+\s+(?:and|or)\s+kill(?:ed|ing)\s+{_MANY}",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        rf"\b{_MANY}(?:injuries|wounded|injured)\b|\bkill(?:ed|ing)\s+(?:and|or)\s+(?:wound|injur)\w+\s+{_MANY}|\b(?:wound|injur)\w+\s+(?:and|or)\s+kill(?:ed|ing)\s+{_MANY}",
        re.IGNORECASE,
    ),
}
_FATAL = re.compile(
    r"\b(?:the|an?|in|of)\s+(?:apparent(?:ly)?\s+|accidental\s+)?(?:fatal|deadly)\s+(?:[\w-]+\s+)?(?:shooting|stabbing)\b"
    r"|\bcharged\s+with\s+(?:(?!attempted)[\w-]+\s+){0,2}murder\b|\b(?<!attempted )murder\s+of\b",
    re.IGNORECASE,
)
_OWNERS = frozenset({"his", "her", "their", "its"})
_SELF = frozenset({"himself", "herself"})
_ONE = frozenset({"a", "an", "another", "one"})
_VAGUE = re.compile(
    r"\b(?:multiple|several|many|some|numerous|a\s+number\s+of|an\s+(?:unknown|unspecified)\s+number\s+of|others?)\b",
    re.IGNORECASE,
)


@cache
def _patterns(measure: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    passive = rf"\b(?P<aux>was|were|is|are|has\s+been|have\s+been)\s+{_ADVERBS}{_DONE[measure]}\b"
    died = _DIED if measure == "killed" else _HURT
    return (
        re.compile(passive, re.IGNORECASE),
        re.compile(rf"\b{_DID[measure]}\s+", re.IGNORECASE),
        re.compile(died, re.IGNORECASE),
    )


def described(context: Context, sentences: Iterable[int], measure: str) -> int | None:
    """How many the first of the sentences that tells of such harm names or describes; None where none does."""
    for number in sentences:
        text = " ".join(context.annotated.sentences[number].span.of(context.text).split())
        if (found := counted(text, measure)) is not None:
            return found
    return None


def fatal(context: Context, sentences: Iterable[int]) -> bool:
    """Whether one of the sentences says that somebody died without telling of whom: "the fatal shooting", "a murder suspect"."""
    lead = (n for n in sentences if n < _LEAD)
    return any(_FATAL.search(context.annotated.sentences[n].span.of(context.text)) for n in lead)


def counted(text: str, measure: str) -> int | None:
    """How many persons one sentence says were killed or injured, without a number; None where it tells of none."""
    passive, active, died = _patterns(measure)
    if (match := passive.search(text)) and not _NOT.search(text[: match.start()]):
        if _NOBODY.search(_subject(text[: match.start()])) or _UNREAL.search(text[: match.start()]):
            return None
        many = match["aux"].lower() in ("were", "are", "have been")
        subject = _heads(_subject(text[: match.start()])) if many else 1
        rest = text[match.end() :]
        with_them = _heads(_object(rest[follow.end() :])) if (follow := _WITH.match(rest)) else 0
        return max(subject, PLURAL if many else 1) + with_them
    if (match := died.search(text)) and not _NOT.search(text[: match.start()]):
        told = _subject(text[: match.start()])
        if _ALMOST.search(told):
            return None
        return 1 if _VERB.search(told) else _heads(told) or None
    if (match := active.search(text)) and not _NOT.search(text[: match.start()]):
        return _heads(_object(text[match.end() :])) or None
    return PLURAL if measure in _SOME and _SOME[measure].search(text) else None


def _subject(before: str) -> str:
    """The words of the subject: from the start of its clause, without what dates it."""
    start = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    return _TIME.sub("", before[start:])


def _object(after: str) -> str:
    """The words of the object, up to what only situates it."""
    plain = _clean(after)
    end = _STOP.search(plain)
    return plain[: end.start()] if end else plain


def _clean(text: str) -> str:
    return _AGES.sub("", _OLD.sub("a person", text))


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
    if _VAGUE.search(part) and person:
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
    if words[0][0].isupper() and not words[0].isupper() and words[0].lower() not in _FUNCTION:
        return 1, "name"
    if person == "many":
        return PLURAL, "many"
    return (1, "one") if person == "one" and (len(words) <= _SHORT or _person(words[:1])) else (0, "")


_DETERMINED = _ONE | {"the"}
# Capitalised words that name nobody.
_FUNCTION = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "  # noqa: SIM905
    "thursday friday saturday sunday around before after when as no none nobody authorities police officials sources "
    "reports in on at by during shortly early late meanwhile however according among it he she they this that these "
    "those".split()
)


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
