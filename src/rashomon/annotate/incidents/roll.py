"""The roll of a page: those whom it names as killed, with their age and sex where the words tell, each once.

A monitor's narrative names its dead in lists ("Dina Omar (34), her son Sami (9) and ..."); people who code it count children, women
and men from those names. A name counts where its sentence tells of killing and the words beside it make it one of the
dead: an age, kinship to another one, a list of names, the verb itself. Names of those who tell, mourn or own the house do not.
Sex is told by kinship, by a word for a boy, girl, woman or man, else by a given name that only one sex bears.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load
from rashomon.model import Count, Span, Victim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rashomon.model import Range

    from .context import Context

_PART = r"(?:[A-Z][\w’'`]*(?:-[\w’'`]+)*|(?:[ae][lnstrd]h?|al|el|ul)-[A-Z][\w’'`]*|al|el|bin|bint|ibn|abu|umm|de|la|von|van)"
_NAME = re.compile(
    rf"(?<![\w@#.-])(?:[A-Z][\w’'`]*(?:-[\w’'`]+)*|(?:[ae][lnstrd]h?|al|el)-[A-Z][\w’'`]*)(?:\s+(?:[“\"‘(]\s*)?{_PART}[”\"’)]?|\s+(?:–|-)\s+{_PART})*"
)
_NUMBER = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|(?:four|six|seven|eigh|nine)(?:teen)|thirteen|fifteen"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_AFTER = re.compile(
    rf"^\s*(?:\((?!\s*(?:aged?\s+)?\d)[^()]{{0,40}}\)\s*)?(?:,\s*|\(\s*|–\s*|-\s+)?(?:(?:both\s+)?aged?\s+)?(?:between\s+|about\s+|around\s+|approximately\s+)?(?P<n>{_NUMBER})"
    rf"(?:\s*(?:-|–|and|to|or)\s*{_NUMBER})??(?P<unit>[\s-]*(?:years?|yrs?|months?|days?|weeks?)(?:[\s-]*(?:old|of\s+age))?)?(?=\s*(?:[),;.:–]|$|and\b|girl\b|boy\b|old\b))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<n>{_NUMBER})[\s-]*(?P<unit>years?|months?|days?|weeks?)[\s-]*olds?,?\s+(?:[\w’'.-]+,?\s+){{0,4}}?[“\"‘(]?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[’'-]\w+)*")
_PARTICLES = frozenset({"In", "And"})
_FAR = 240  # characters in which an age, a list or a verb stands beside a name
_NEAR = 60  # characters before a name in which a word tells of its bearer


class Person(NamedTuple):
    """One of those named: where the name stands first, age in years (0: months or days), sex, whether a child."""

    span: Span
    name: str
    years: int | None
    sex: str | None
    child: bool

    @property
    def group(self) -> str | None:
        """Among whom the person counts: children, women, men; None where the words do not tell."""
        return "children" if self.child else {"female": "women", "male": "men"}.get(self.sex or "")


class _Words(NamedTuple):
    """victims.yaml, compiled."""

    kin: dict[str, str]
    young: frozenset[str]
    adult: int
    given: dict[str, str]
    no_name: frozenset[str]
    skipped: frozenset[str]
    patterns: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    data = load("victims")
    kin = {word: sex for sex in ("either", "male", "female") for word in data[sex]}
    names = ("killed", "hurt", "speaks", "place", "teller", "of", "death_of", "listed", "killed_by", "were", "goes_on")
    cased = {name: re.compile(data[name]) for name in ("link", "verb", "kin_behind")}
    return _Words(
        kin=kin, young=frozenset(data["young"]), adult=data["adult_years"],
        given={name: sex for sex, listed in data["given"].items() for name in listed},
        no_name=frozenset(data["no_name"]), skipped=frozenset(data["skipped"]),
        patterns=cased | {name: re.compile(data[name], re.IGNORECASE) for name in names},
    )  # fmt: skip


def roll_of(context: Context) -> tuple[Person, ...]:
    """Those whom the page names as killed, in the order of their first naming."""
    found: list[Person] = []
    namesakes: dict[str, list[int]] = {}  # by folded given name: where its bearers stand in ``found``
    sentences = context.annotated.sentences
    sources = sorted(s for a in context.annotated.attributions for s in a.source)
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else None
        same = before.span if before is not None and before.paragraph == sentence.paragraph else None
        for person in _of_sentence(context, sentence.span, same, sources):
            alike = namesakes.setdefault(_folded(_WORD.findall(person.name)[0]), [])
            known = next((i for i in alike if _same(found[i], person)), None)
            if known is None:
                alike.append(len(found))
                found.append(person)
            else:
                found[known] = _joined(found[known], person)
    return tuple(found)


def with_named(victims: Sequence[Victim], named: Sequence[Person], counted: Mapping[str, Range]) -> tuple[Victim, ...]:
    """The victims with those of ``named`` that a range of ``counted`` was counted from: its evidence, each with name and group."""
    groups = {g for g in ("children", "women", "men") if (r := counted.get(f"killed_{g}")) and r.policy == "named"}
    added = [
        Victim(mentions=(p.span,), name=p.name, number=Count(1, 1), group=p.group, effect="killed")
        for p in named
        if p.group in groups
    ]
    spans = [v.mentions[0] for v in added]
    kept = [v for v in victims if not any(m.overlaps(s) for m in v.mentions for s in spans)]
    return tuple(sorted([*kept, *added], key=lambda v: (v.mentions[0] if v.mentions else Span(0, 0), v.effect or "")))


class _Named(NamedTuple):
    """A name of a sentence: where it stands, what the words beside it tell, whether a list joins it to the one before."""

    start: int
    end: int
    years: int | None
    child: bool
    kin: str | None
    joined: bool
    tells: bool


class _Line(NamedTuple):
    """A sentence, and what is looked up in it for every name: a list's beginning, words of death and of harm, who is nobody of it."""

    text: str
    start: int
    listed: int | None
    killed: list[int]
    hurt: list[int]
    taken: list[Span]


def _line(context: Context, sentence: Span, sources: Sequence[Span]) -> _Line:
    text, patterns = sentence.of(context.text), _words().patterns
    listed = patterns["listed"].search(text)
    number = context.sentence_at(sentence.start)
    places = [p.span for _, _, p in context.toponyms_in(number) if p.kind != "person"]
    told = sources[bisect_left(sources, Span(sentence.start, 0)) : bisect_left(sources, Span(sentence.end, 0))]
    return _Line(
        text, sentence.start, listed.end() if listed else None,
        [m.start() for m in patterns["killed"].finditer(text)], [m.start() for m in patterns["hurt"].finditer(text)],
        [*places, *told],
    )  # fmt: skip


def _of_sentence(context: Context, sentence: Span, before: Span | None, sources: Sequence[Span]) -> Iterator[Person]:
    text, words = sentence.of(context.text), _words()
    goes_on = (
        before is not None and _words().patterns["goes_on"].match(text) and _tells_of_dead(before.of(context.text))
    )
    if not _tells_of_dead(text) and not goes_on:
        # "His wife Dina, three of their children, and ..." goes on with the list of the sentence before.
        return
    line = _line(context, sentence, sources)
    named = list(_names(line))
    counted = [n.years is not None or n.tells for n in named]
    for at in range(1, len(named)):
        counted[at] = counted[at] or (counted[at - 1] and (named[at].joined or named[at].kin is not None))
    for at in range(len(named) - 1, 0, -1):
        counted[at - 1] = counted[at - 1] or (counted[at] and named[at].joined and named[at].tells)
    sex: str | None = None
    for at, one in enumerate(named):
        joined = at > 0 and one.joined and counted[at - 1]
        sex = words.kin[one.kin] if one.kin else (sex if joined else None)
        several = len(_WORD.findall(text[one.start : one.end])) > 1
        if (
            not counted[at]
            or not (several or joined or (one.kin and one.years is not None))
            or _only_hurt(line, one.start, one.end)
        ):
            counted[at] = False
            continue
        name = text[one.start : one.end]
        own = sex if sex in ("male", "female") else words.given.get(_folded(_WORD.findall(name)[0]))
        young = one.years is None and one.kin in words.young
        yield Person(
            Span(sentence.start + one.start, sentence.start + one.end), name, one.years, own, one.child or young
        )


def _names(line: _Line) -> Iterator[_Named]:
    """The names of a sentence that may be those of its dead, in order."""
    text, last = line.text, 0
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, match)
        if start == end or not _bears(line, start, end):
            continue
        behind = end + _age_end(text, end)
        years, child = _age(text[max(last, start - _FAR) : start], text[end : end + _FAR])
        joined = (
            0 < last <= start <= last + _FAR and _words().patterns["link"].match(_plain(text[last:start])) is not None
        )
        kin = _kin(text[max(last, start - _NEAR) : start]) or _kin_behind(text[behind : behind + _NEAR])
        yield _Named(start, end, years, child, kin, joined, _tells(line, start, end))
        last = behind


def _tells_of_dead(text: str) -> bool:
    patterns = _words().patterns
    return bool(patterns["killed"].search(text) or patterns["listed"].search(text))


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The name without a first word that is none ("On Monday", "His")."""
    start, end = match.span()
    for word in _WORD.finditer(text, start, end):
        if word[0].lower() not in _words().no_name and word[0].lower() not in _words().kin:
            return word.start(), end - 1 if text[end - 1] == ")" and "(" not in text[word.start() : end] else end
    return end, end


def _bears(line: _Line, start: int, end: int) -> bool:
    """Whether it is the name of somebody told of: no place, nobody who tells."""
    text, patterns = line.text, _words().patterns
    before, after = text[max(0, start - 80) : start], text[end : end + 100]
    if patterns["place"].search(after) or patterns["speaks"].search(after) or patterns["teller"].search(before):
        return False
    if patterns["of"].search(before) and not patterns["death_of"].search(before):
        return False
    if text[start:end].endswith(("’s", "'s", "s’")) or text[start:end].split()[0] in _PARTICLES:
        return False
    own = Span(line.start + start, line.start + end)
    return not any(span.overlaps(own) for span in line.taken)


def _tells(line: _Line, start: int, end: int) -> bool:
    """Whether the words beside a name make its bearer one of the dead."""
    text, patterns = line.text, _words().patterns
    before = text[max(0, start - _FAR) : start]
    told = line.listed is not None and line.listed <= start + 1
    if told and not any((line.listed or 0) <= at < start for at in line.hurt):
        return True
    beside = patterns["killed_by"].search(before) is not None and any(at < start for at in line.killed)
    return beside or bool(patterns["death_of"].search(before) or patterns["were"].match(text[end : end + _FAR]))


def _only_hurt(line: _Line, start: int, end: int) -> bool:
    """Whether the nearest words of harm before the name (else behind it) say that its bearer was hurt or lived."""
    text = line.text
    behind = end + _age_end(text, end)
    if (match := _words().patterns["verb"].match(text[behind : behind + _FAR])) and _words().patterns["hurt"].match(
        match["rest"]
    ):
        return True
    killed, hurt = (max((at for at in found if at < start), default=-1) for found in (line.killed, line.hurt))
    if killed >= 0 or hurt >= 0:
        return hurt > killed
    later = [min((at for at in found if at >= end), default=len(text)) for found in (line.killed, line.hurt)]
    return later[1] < later[0]


def _age(before: str, after: str) -> tuple[int | None, bool]:
    """The age in years told beside a name (0 where in months or less), and whether that is a child's."""
    for match in (_AFTER.match(after), _BEFORE.search(before)):
        if match is None:
            continue
        number = int(match["n"]) if match["n"].isdigit() else value_of(match["n"].lower())
        if not isinstance(number, int) or not 0 <= number < 120:
            continue
        unit = (match["unit"] or "year").strip(" -").lower()
        years = number if unit.startswith("y") else 0
        return years, years < _words().adult
    return None, False


def _age_end(text: str, end: int) -> int:
    match = _AFTER.match(text[end : end + _FAR])
    if match is None:
        return 0
    rest = text[end + match.end() : end + match.end() + 1]
    return match.end() + (1 if rest[:1] == ")" else 0)


def _kin(beside: str) -> str | None:
    """The last word for kin or for a child, woman or man before a name, in its own phrase."""
    phrase = re.split(r"[,;:.–]|\band\b|\bof\b", beside)[-1]
    if not phrase.strip():
        phrase = re.split(r"[;.]|\band\b|\bof\b", beside)[-1]
    found = [w for word in _WORD.findall(phrase) if (w := word.lower()) in _words().kin]
    return found[-1] if found else None


def _kin_behind(after: str) -> str | None:
    """The word for kin or for a child, woman or man right behind a name."""
    match = _words().patterns["kin_behind"].match(after)
    return match["kin"].lower() if match and match["kin"].lower() in _words().kin else None


def _plain(gap: str) -> str:
    """The words between two names of a list without kinship and ages."""
    bare = re.sub(r"\([^()]*\)", " ", gap)
    bare = re.sub(
        rf"\b{_NUMBER}[\s-]*(?:years?|months?|days?|weeks?)[\s-]*olds?\b|\baged?\s+\d+|\b\d{{1,3}}\b", " ", bare
    )
    kept = [
        w
        for w in re.findall(r"[\w’'-]+|[^\w\s]", bare)
        if w.lower() not in _words().skipped and w.lower() not in _words().kin
    ]
    return " ".join(w for w in kept if not isinstance(value_of(w.lower()), int))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[’'`]", "", re.sub(r"^(?:al|el)[- ]", "", plain))


def _same(one: Person, other: Person) -> bool:
    """Whether two names are one person's: the same given name, and a further name shared, or none to tell them apart."""
    a, b = ([_folded(w) for w in _WORD.findall(p.name)] for p in (one, other))
    if (
        not a
        or not b
        or a[0] != b[0]
        or (one.years is not None and other.years is not None and one.years != other.years)
    ):
        return False
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) == 1 or set(shorter[1:]) <= set(longer[1:]) or (a[1:2] == b[1:2] and a[-1] == b[-1])


def _joined(one: Person, other: Person) -> Person:
    """What two namings of one person tell together."""
    longer = max(one, other, key=lambda p: len(p.name))
    return Person(
        one.span,
        longer.name,
        one.years if one.years is not None else other.years,
        one.sex or other.sex,
        one.child or other.child,
    )
