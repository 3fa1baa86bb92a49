"""The words by which texts attribute, compiled from lexicon/cues.yaml, and where they stand as verbs. Not here: who and what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.lexicon.words import Words

if TYPE_CHECKING:
    from .page import Page

PRONOUNS = Words("closed", "pronouns")
POSSESSIVES = Words("closed", "possessives")
DETERMINERS = Words("closed", "determiners", "possessives")
PREPOSITIONS = Words("closed", "prepositions")
JOINERS = Words("closed", "joiners")
BE = Words("closed", "be")
NAMED_VERBS = Words("closed", "named verbs")
BODIES = Words("closed", "bodies")


class Verb(msgspec.Struct, frozen=True):
    """A cue verb: its lemma, the words after it that belong to it ("point" + "out"), its frames, its form.

    ``form``: base, s, past, ing, or part (a past participle only).
    """

    lemma: str
    rest: tuple[str, ...]
    frames: tuple[str, ...]
    form: str


class Cue(msgspec.Struct, frozen=True):
    """A verb group that attributes: words ``first`` to ``last`` with its auxiliaries; ``verb`` is where the verb stands."""

    first: int
    verb: int
    last: int
    entry: Verb
    passive: bool
    negated: bool


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """All cue verbs by the form in which they appear; longest multi-word cues first."""
    lexicon = load("cues")
    frames: dict[str, list[str]] = {}
    for frame, lemmas in lexicon["verbs"].items():
        for lemma in lemmas:
            frames.setdefault(str(lemma), []).append(frame)
    out: dict[str, list[Verb]] = {}
    for lemma, kinds in frames.items():
        head, *rest = lemma.split()
        for word, form in _forms(head, lexicon["irregular"].get(head)):
            out.setdefault(word, []).append(Verb(lemma, tuple(rest), tuple(kinds), form))
    return {word: tuple(sorted(found, key=lambda v: -len(v.rest))) for word, found in out.items()}


def _forms(head: str, irregular: list[str] | None) -> list[tuple[str, str]]:
    if irregular:
        rows = [(head, "base")]
        for word in irregular:
            form = "ing" if word.endswith("ing") else "s" if word.endswith("s") and word != head else "past"
            rows.append((word, form))
        return rows
    stem = head.removesuffix("e")
    third = (
        head[:-1] + "ies"
        if head.endswith("y") and head[-2] not in "aeiou"
        else head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s")
    )
    return [(head, "base"), (third, "s"), (stem + "ed", "past"), (stem + "ing", "ing")]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word).replace("’", "'") for word in load("cues")[name])


def auxiliaries() -> frozenset[str]:
    """Words that belong to a verb group."""
    return _words("auxiliaries")


def adverbs() -> frozenset[str]:
    """Adverbs that may stand in or beside a verb group, besides those in -ly."""
    return _words("adverbs")


def responses() -> frozenset[str]:
    """Words for what befalls a statement after it is told: verified, rejected, disputed."""
    return _words("responses")


def blamed_on() -> frozenset[str]:
    """Nouns for what is blamed on somebody, and blames nobody: shelling, deaths."""
    return _words("blamed on")


def settings() -> frozenset[str]:
    """Nouns for where and to whom somebody speaks."""
    return _words("settings")


@cache
def nouns() -> dict[str, str]:
    """Content nouns in both numbers, with their singular."""
    found: dict[str, str] = {}
    for noun in load("cues")["nouns"]:
        found[noun] = noun
        found[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = noun
    return found


@cache
def statements() -> frozenset[str]:
    """Nouns in both numbers for what somebody has claimed, which another may reject."""
    return frozenset(word for word, noun in nouns().items() if noun in _words("claims"))


def is_adverb(word: str) -> bool:
    """Whether the lower-case word looks like an adverb."""
    return word in adverbs() or (word.endswith("ly") and len(word) > 4 and word not in _words("nouns in ly"))


def so_far(page: Page, word: int) -> bool:
    """Whether the word ends "so far" or "thus far", which may stand in a verb group as an adverb does."""
    return page.low[word] == "far" and word > 0 and page.low[word - 1] in ("so", "thus")


def cue_at(page: Page, word: int) -> Cue | None:
    """The verb group whose verb is ``word``, if it is a cue used as a verb."""
    entries = verbs().get(page.low[word])
    if entries is None:
        return None
    first, end = page.bounds(word)
    for entry in entries:
        last = word + len(entry.rest)
        if last < end and tuple(page.low[word + 1 : last + 1]) == entry.rest:
            return _group(page, word, last, entry, first, end)
    return None


def _group(page: Page, word: int, last: int, entry: Verb, first: int, end: int) -> Cue | None:
    if page.capital(word) and word > first and not _follows_open(page, word):
        return None
    start, passive, negated = word, False, False
    helpers = auxiliaries()
    at = word - 1
    while at >= first and (
        page.low[at] in helpers or is_adverb(page.low[at]) or page.low[at] == "to" or so_far(page, at)
    ):
        if (page.low[at] == "to" and not _infinitive(page, at, first)) or (page.words[at] == "May" and at > first):
            break  # "on 11 May"
        passive |= page.low[at] in BE and entry.form in ("past", "part")
        negated |= page.low[at] in ("not", "never") or page.low[at].endswith("n't")
        if page.low[at] == "to" or so_far(page, at):
            at -= 2  # the word that opens the infinitive belongs to the group: "was quick to blame"
            start = at + 1
            continue
        at -= 1
        start = at + 1
    while start < word and is_adverb(page.low[start]) and start == first:
        start += 1  # an adverb that opens the sentence belongs to the sentence
    if not _is_verb(page, start, word, last, entry, first, end):
        return None
    return Cue(start, word, last, entry, passive, negated)


def _follows_open(page: Page, word: int) -> bool:
    return page.low[word - 1] in ('"', "“", "‘", "*", ":", "-", "–", "—")


_PERFECT = BE | {"has", "have", "had"}


_NEED_CLAUSE = Words("cues", "need a clause")
_OPENS_CLAUSE = frozenset(["that", "it", "he", "she", "they", "there", "we", "how", "at", "more", "some"])
# Determiners that stand for somebody themselves: "many say".
_ALONE = frozenset(["both", "all", "some", "many", "most", "others", "another", "few", "several", "that"])
_PLAIN = frozenset(
    ["say", "add", "insist", "argue", "believe", "think", "deny"]
)  # verbs whose forms in -s are no nouns
_PLURAL_SUBJECTS = frozenset(["they", "we", "i", "you", "who", "people", "some", "many", "others", "police", "critics", "media"])  # fmt: skip


def _infinitive(page: Page, at: int, first: int) -> bool:
    """Whether "to" opens an infinitive that states ("was quick to blame", "continued to deny"), not a purpose or wish."""
    return at - 1 >= first and page.low[at - 1] in (
        "quick", "continue", "continues", "continued", "continuing", "went", "rushed", "swift", "began", "forced", "proceeded"
    )  # fmt: skip


def _is_verb(page: Page, start: int, word: int, last: int, entry: Verb, first: int, end: int) -> bool:
    """Whether the words [start, last] say something at all, where ``word`` is the verb of ``entry`` in the sentence [first, end)."""
    after = page.low[last + 1] if last + 1 < end else ""
    return not _no_saying(page, start, word, entry, after) and _stands_as_verb(page, start, word, entry, first, after)


def _no_saying(page: Page, start: int, word: int, entry: Verb, after: str) -> bool:
    """Whether what stands around a verb's form shows that it says nothing: it lacks its clause, or is no finite verb."""
    needs_clause = entry.lemma in ("find", "determine", "rule") and after not in ("that", "no", "evidence", "it")
    # "have been protests": a noun.
    noun = (
        entry.form in ("s", "base")
        and page.low[word - 1] != "to"
        and any(page.low[i] in _PERFECT for i in range(start, word))
    )
    # A strike that "threatened the town" says nothing.
    threat = (
        entry.lemma == "threaten" and after not in ("to", "that", "it", "he", "she", "they") and after[:1].isalnum()
    )
    bare = entry.lemma in _NEED_CLAUSE and after not in _OPENS_CLAUSE and after[:1].isalnum()
    # "All names reported were found".
    owned = entry.lemma == "suspect" and page.low[start:word] == ["'s"]  # "Velmar's suspected stores"
    participle = owned or (entry.form == "past" and (after in BE or after in ("killed", "dead", "missing")))
    return needs_clause or noun or threat or bare or participle


def _stands_as_verb(page: Page, start: int, word: int, entry: Verb, first: int, after: str) -> bool:  # noqa: PLR0911  (one return a rule)
    """Whether a form that can say something stands as a verb by what is before it, one rule for each form."""
    before = page.low[start - 1] if start > first else ""
    if any(page.low[i] in auxiliaries() for i in range(start, word)):
        return before not in ("the", "a", "an") or page.low[start] != "even"
    if before in DETERMINERS and before not in _ALONE:
        return False
    if entry.form == "ing":
        joined = before not in PREPOSITIONS or before in ("as", "from", "after", "before", "in", "by")
        return before != "'s" and entry.lemma != "consider" and joined
    if entry.form == "past":
        return before not in PREPOSITIONS and before != "'s"
    if before in PREPOSITIONS or before in ("'s", "and's"):
        return False
    if entry.form == "s":
        plain = entry.lemma != "accuse" and after in (
            "of",
            "by",
            "from",
            "about",
            "on",
            "over",
            "against",
            "in",
            "and",
            "were",
            "are",
            "have",
        )
        return not plain and (entry.lemma in _PLAIN or _subject_like(page, start, first))
    plural = before.endswith("s") and len(before) > 3 and not before.endswith(("ss", "us", "is"))
    return before in _PLURAL_SUBJECTS or plural


def _subject_like(page: Page, start: int, first: int) -> bool:
    """Whether the word before may end a singular subject; forms like "reports" are nouns otherwise."""
    if start <= first:
        return False
    before = page.low[start - 1]
    return before in PRONOUNS or page.capital(start - 1) or before in (",", ")", '"', "”") or before in BODIES
