"""Speakers named by a common noun: "the ministry", "the source", "officials", "his statement"."""

from __future__ import annotations

import msgspec

from rashomon.annotate.attributions.cues import DETERMINERS
from rashomon.annotate.attributions.phrases import phrase_after

from .cast import FAR, Cast, Speaker, group_of, head_of, lexicon, person, words_text
from .pronouns import HE, SHE, last_of, pronoun
from .proper import SPOKESPEOPLE, office_holders
from .titles import canonical, office

_DEFINITE = ("the", "this", "that")
_ANY = frozenset(
    [
        "same",
        "human",
        "rights",
        "aid",
        "monitoring",
        "war",
        "militant",
        "rebel",
        "armed",
        "jihadist",
        "news",
        "main",
        "whole",
        "terrorist",
        "islamist",
        "opposition",
        "kurdish",
    ]
)
_SPOKES = [[noun] for noun in sorted(SPOKESPEOPLE)]
_VAGUE = ("some", "others", "many", "most", "few", "both", "several")
_RECORDS = ("report", "account", "figures", "documents", "document", "survey", "poll")


def possessed(cast: Cast, words: list[int], low: list[str], enclosing: Speaker | None) -> Speaker:
    """Such as "His speech", "its spokesman": the holder speaks; "his brother": somebody of a class."""
    head = head_of(cast, words)
    if head in lexicon()["voices"]:
        return pronoun(cast, low[0], words[0], enclosing)
    if head in lexicon()["classes"]:
        return Speaker(group=group_of(low, head), rule=f"class:{head}")
    return Speaker(group="unresolved", rule="possessed")


def nominal(cast: Cast, words: list[int], low: list[str]) -> Speaker:  # noqa: PLR0911  (one return a rule)
    """Such as "The ministry", "the source", "officials": somebody named before, or a class."""
    head = head_of(cast, words)
    if head in ("group", "number", "crowd", "dozen", "dozens") and "of" in low and low[-1] in lexicon()["classes"]:
        return Speaker(group=group_of(low, low[-1]), rule=f"class:{low[-1]}")
    if head in _VAGUE:
        return Speaker(group="unresolved", rule="some")
    if (found := _mentioned(cast, words, low, head)) is not None:
        return found
    words_of = lexicon()
    definite = low[0] in _DEFINITE
    if head in words_of["classes"]:
        if definite and head in _RECORDS:
            return _statement(cast, words, head)
        return _by(cast, words) or Speaker(group=group_of(low, head), rule=f"class:{head}")
    if head in words_of["voices"]:
        return _statement(cast, words, head)
    if head in words_of["nominals"] and _own_words(words, low, head):
        stop = max(i for i in words if cast.page.low[i] == head)
        text = words_text(cast, [i for i in words if i <= stop and cast.page.low[i] not in _DEFINITE])
        return Speaker(name=text, kind=min(words_of["nominals"][head]), rule="body:described")
    return Speaker(group="unresolved", rule=f"nominal:{head}" if head in words_of["nominals"] else "noun")


def _own_words(words: list[int], low: list[str], head: str) -> bool:
    """Whether words before the noun tell which one it is ("the interior ministry"), so that it is nobody named before."""
    before = low[1 : low.index(head)] if head in low else []
    return low[0] in _DEFINITE and any(w.isalpha() and w not in _ANY for w in before) and len(words) > 2


def _known_nominal(cast: Cast, words: list[int], head: str) -> Speaker | None:
    """Whom the actors of the document say that the noun means, where they say so."""
    page = cast.page
    for mention in cast.nominals:
        held = page.words_in(mention.span)
        if held and held.start >= words[0] and held.stop - 1 <= words[-1] and page.low[held.stop - 1] == head:
            return Speaker(name=mention.name, actor=mention.actor, kind=mention.kind, rule=f"actor:{mention.rule}")
    return None


def _mentioned(cast: Cast, words: list[int], low: list[str], head: str) -> Speaker | None:
    """Somebody of whom the text spoke before."""
    words_of, at = lexicon(), words[0]
    definite = low[0] in _DEFINITE
    if definite and (known := _known_nominal(cast, words, head)) is not None:
        return known
    if definite and head in words_of["nominals"] and not _own_words(words, low, head):
        found = _same_word(cast, at, head) or last_of(cast, at, words_of["nominals"][head], f"nominal:{head}")
        if found.name is not None:
            return found
    if head in SPOKESPEOPLE or (definite and head in words_of["classes"] and not head.endswith("s")):
        earlier = _earlier_voice(cast, at, head)
        if earlier is not None:
            return earlier
    if definite and (head in words_of["office words"] or head in words_of["offices"]):
        return _same_office(cast, words)
    return None


def _by(cast: Cast, words: list[int]) -> Speaker | None:
    """Such as "Reports by the group": the group."""
    page = cast.page
    for k, i in enumerate(words):
        if page.low[i] in ("by", "from", "of") and k + 1 < len(words):
            rest = words[k + 1 :]
            low = [page.low[j] for j in rest]
            if low[0] == "the" and len(low) > 1:
                found = nominal(cast, rest, low)
                return found if found.name is not None else None
            if low[0] in HE | SHE:
                return pronoun(cast, low[0], rest[0], None)
    return None


def _statement(cast: Cast, words: list[int], head: str) -> Speaker:
    """Such as "The report", "the statement": whose it is, else the body that spoke last."""
    at = words[0]
    by = _by(cast, words)
    if by is not None:
        return by
    told = any(cast.page.low[i] in ("by", "from") for i in words[1:-1])
    for voice in reversed(cast.voices if not told else []):  # "a statement by the army" is nobody else's
        if voice.word < at and at - voice.word < FAR:
            if voice.speaker.kind != "person" and voice.speaker.name:
                return msgspec.structs.replace(voice.speaker, rule=f"voice:{head}")
            break
    group = "officials" if head in SPOKESPEOPLE else lexicon()["classes"].get(head, "reports")
    return Speaker(group=group, rule=f"class:{head}")


def _same_word(cast: Cast, at: int, head: str) -> Speaker | None:
    """Such as "The observatory": the one whose name has that word."""
    for named in sorted((n for n in cast.names if n.first < at), key=lambda n: -n.first):
        if head in named.name.lower().split() and named.kind != "person":
            return Speaker(name=named.name, actor=named.actor, kind=named.kind, rule=f"nominal:{head}")
    for voice in reversed(cast.voices):
        if voice.word < at and voice.speaker.name and head in voice.speaker.name.lower().split():
            return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
    if cast.issuer is not None and head in (cast.issuer.name or "").lower().split():
        return msgspec.structs.replace(cast.issuer, rule=f"nominal:{head}")
    later = {n.name: n for n in cast.names if n.first > at and n.kind != "person" and head in n.name.lower().split()}
    if len(later) == 1:
        named = next(iter(later.values()))
        return Speaker(name=named.name, actor=named.actor, kind=named.kind, rule=f"nominal:{head}")
    return None


def _same_office(cast: Cast, words: list[int]) -> Speaker | None:
    found = office_holders(cast, words)
    if len(found) == 1:
        return person(found[0], []) if not _another_since(cast, words, found[0].name) else None
    near = {n.name for n in cast.names if 0 < words[0] - n.first < FAR}
    before = [n for n in found if n.name in near]
    return person(before[0], []) if len(before) == 1 else None


def _another_since(cast: Cast, words: list[int], name: str) -> bool:
    """Whether somebody else of that office was told of after its holder ("the Ardanian minister denied it. The minister said")."""
    page = cast.page
    named = [n.last for n in cast.names if n.name == name and n.last < words[0]]
    held = {w for n, one in cast.offices if n.name == name for w in one.whose}
    bare = office(page, words[0], words[-1])
    if not named or bare is None:
        return False
    for at in range(named[-1] + 1, words[0]):
        if page.low[at] == bare.noun and not (page.capital(at + 1) and page.capital(at)):
            whose, ranks = _whose(cast, at, named[-1])
            if ranks in (None, bare.ranks) and (whose is None or not whose <= held):
                return True
    return False


def _whose(cast: Cast, at: int, low: int) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Whose office the noun at ``at`` is, and its ranks: none for "the governor"; None where the words do not tell ("a governor")."""
    page = cast.page
    first = next((i for i in range(at, max(low, at - 6), -1) if page.low[i] in DETERMINERS), None)
    last = at
    if page.low[at + 1 : at + 2] in (["of"], ["for"]):
        after = phrase_after(page, at + 2, page.bounds(at)[1])
        if after is None:
            return None, None
        names = [i for i in range(after[0], after[1] + 1) if page.capital(i)]
        last = names[-1] if names else after[1]  # "the governor of Karsa wept"
    found = office(page, first if first is not None else at, last)
    if found is None:
        return None, None
    told = found.whose or (first is not None and page.low[first] in _DEFINITE)
    return (found.whose if told else None), found.ranks


def for_body(cast: Cast, speaker: Speaker, words: list[int]) -> Speaker:
    """The speaker; of "the spokesman, Name" with the body whose spokesman has just spoken without a name."""
    low = [cast.page.low[i] for i in words]
    if speaker.kind != "person" or speaker.represents is not None or low[0] not in _DEFINITE or low[1:2] not in _SPOKES:
        return speaker
    earlier = _earlier_voice(cast, words[0], low[1])
    if (
        earlier is None
        or earlier.name is None
        or earlier.kind == "person"
        or _another_body(cast, words[0], earlier.name)
    ):
        return speaker
    return msgspec.structs.replace(speaker, represents=earlier.name)


def _another_body(cast: Cast, at: int, name: str) -> bool:
    """Whether a spokesperson of another body, or of one not told, is told of in the words before."""
    page = cast.page
    held = frozenset(canonical(w) for w in name.lower().split())
    for i in range(max(0, at - FAR), at):
        if page.low[i] in SPOKESPEOPLE:
            whose, _ = _whose(cast, i, page.bounds(i)[0] - 1)
            if whose is None or not whose <= held:
                return True
    return False


def _earlier_voice(cast: Cast, at: int, head: str) -> Speaker | None:
    """Such as "The spokesman", "the source": whoever spoke last under that word."""
    group = lexicon()["classes"].get(head)
    for voice in reversed(cast.voices):
        if voice.word < at and at - voice.word < FAR:
            if group is not None and voice.speaker.group == group:
                return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
            if head.startswith("spokes") and voice.speaker.rule == "voice":
                return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
    return None
