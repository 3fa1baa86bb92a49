"""Speakers whose noun phrase holds a name: persons, offices, bodies and those who speak for them."""

from __future__ import annotations

from rashomon.annotate.attributions.cues import PREPOSITIONS
from rashomon.annotate.attributions.described import GENITIVE, Named, role_words
from rashomon.lexicon.registry import registry

from .cast import Cast, Speaker, group_of, head_of, inside, lexicon, of_name, person, personal, words_text
from .titles import office, same

_ENDINGS = ("agency", "tv", "television", "media", "ministry")
RECORDS = frozenset(
    (
        "report",
        "reports",
        "account",
        "accounts",
        "figures",
        "data",
        "estimates",
        "documents",
        "document",
        "records",
        "posts",
        "post",
    )
)
SPOKESPEOPLE = frozenset(("spokesman", "spokeswoman", "spokesperson"))


def with_name(cast: Cast, words: list[int]) -> Speaker | None:  # noqa: PLR0911  (one return a rule)
    """The speaker, where the words hold a name that tells it; None where a common noun has to."""
    page = cast.page
    held = inside(cast, words)
    if not held:
        return None
    low = [page.low[i] for i in words]
    persons = [n for n in held if personal(n)]
    possessed = {n.first for n in held if n.last + 1 in words and page.low[n.last + 1] == GENITIVE}
    free = [n for n in persons if n.first not in possessed]
    if free and not _under(cast, words, free[0]):
        chosen = free[0] if page.low[words[0]] not in ("a", "an") else free[-1]
        return person(chosen, held)
    if len(held) == 1 and held[0].kind == "demonym" and words == [held[0].first] and low[0].endswith("s"):
        return Speaker(group="residents", rule="people")  # "Velmaris say": some of them, not their state
    head = head_of(cast, words)
    if head in lexicon()["voices"]:
        return voice_of(cast, held, words)
    if head in lexicon()["classes"] and not _names_head(cast, held, head):
        if low[0] == "the" and len(holders := office_holders(cast, words)) == 1:
            return person(holders[0], held)
        if (author := _author(cast, words, held)) is not None:
            return of_name(author, "voice")
        group = group_of(low, head)
        return Speaker(group=group, rule=f"class:{head}")
    if head in lexicon()["office words"]:
        return _office(cast, words, low, held)
    return _body(cast, words, held)


def _author(cast: Cast, words: list[int], held: list[Named]) -> Named | None:
    """Whose the words are, in "reports by X", "figures from X"; not in "sources from X"."""
    if head_of(cast, words) not in RECORDS:
        return None
    for named in held:
        before = [cast.page.low[i] for i in words if named.first - 3 <= i < named.first]
        if "by" in before or "from" in before:
            return named
    return None


def _under(cast: Cast, words: list[int], named: Named) -> bool:
    """Whether the name only says to whom the speaker belongs ("an aide to Name", "supporters of Name")."""
    before = cast.page.low[named.first - 1] if named.first - 1 in words else ""
    return before in (
        "of",
        "to",
        "for",
        "with",
        "by",
        "in",
        "from",
        "at",
        "on",
        "among",
        "against",
        "under",
    ) and cast.page.low[words[0]] not in ("president", "minister")


def _names_head(cast: Cast, held: list[Named], head: str) -> bool:
    """Whether the head noun is part of a name ("Human Rights Watch researchers" is not, "the Press Agency" is)."""
    return any(cast.page.low[n.last] == head for n in held)


def voice_of(cast: Cast, held: list[Named], words: list[int]) -> Speaker:
    """Such as "A spokesman for the Front", "a statement from X": the body speaks."""
    chosen = held[0]
    tail = [i for i in words if i > chosen.last and i <= chosen.last + 2 and cast.page.low[i].isalpha()]
    if (
        chosen.kind in ("unknown", "demonym")
        and tail
        and cast.page.low[chosen.first - 1] in ("the", "for", "of", "from")
        and tail[0] == chosen.last + 1
        and cast.page.low[tail[0]] not in lexicon()["voices"]
        and cast.page.low[tail[0]] not in PREPOSITIONS
    ):
        return Speaker(name=words_text(cast, [chosen.first, tail[0]]), kind="organization", rule="voice")
    return of_name(chosen, "voice")


def _office(cast: Cast, words: list[int], low: list[str], held: list[Named]) -> Speaker:
    """Such as "The Velmari president": the person of that office in this document, if there is just one."""
    head = next(
        (w for w in reversed(low[: _head_index(cast, words) + 1]) if w in role_words() or w in lexicon()["offices"]),
        low[-1],
    )
    found = office_holders(cast, words)
    if len(found) == 1 and low[0] not in ("a", "an"):
        return person(found[0], held)
    if head in SPOKESPEOPLE:
        return voice_of(cast, held, words)
    return Speaker(group=lexicon()["classes"].get(head, "officials"), rule=f"office:{head}")


def _head_index(cast: Cast, words: list[int]) -> int:
    head = head_of(cast, words)
    low = [cast.page.low[i] for i in words]
    return low.index(head) if head in low else len(low) - 1


def office_holders(cast: Cast, words: list[int]) -> list[Named]:
    """The persons of the document who hold the office that the words name ("the Velmari president", "the mayor of Karsa")."""
    bare = office(cast.page, words[0], words[-1])
    if bare is None:
        return []
    nouns = lexicon()["offices"].get(bare.noun, frozenset()) | {bare.noun}
    found: dict[str, Named] = {}
    for named, held in cast.offices:
        if same(bare, held, nouns, earlier=words[0] < named.first and named.name not in found):
            found.setdefault(named.name, named)
    return list(found.values())


def _body(cast: Cast, words: list[int], held: list[Named]) -> Speaker | None:
    """An organisation or state: the name, with the common nouns that end it ("the Velmari defence ministry")."""
    page = cast.page
    stop = _head_stop(cast, words)
    heads = [n for n in held if n.first <= stop]
    if not heads:
        return None
    chosen = heads[-1]
    tail = [i for i in words if chosen.last < i <= stop]
    if tail and page.low[tail[0]] == GENITIVE:
        rest = tail[1:]
        if rest and page.low[rest[-1]] in lexicon()["nominals"]:
            return Speaker(
                name=f"{_adjective(chosen)} {words_text(cast, rest)}",
                kind=min(lexicon()["nominals"][page.low[rest[-1]]]),
                rule="body:genitive",
            )
        return of_name(chosen, "body:part")
    if tail:
        if chosen.kind in ("demonym", "state", "unknown", "government") or page.low[tail[-1]] in _ENDINGS:
            name = page.text[page.starts[chosen.first] : page.ends[tail[-1]]]
            kinds = lexicon()["nominals"].get(page.low[tail[-1]], frozenset(("organization",)))
            return Speaker(name=" ".join(name.split()), kind=min(kinds), rule="body:nouns")
        return of_name(chosen, "body")
    return of_name(chosen, "name")


def _head_stop(cast: Cast, words: list[int]) -> int:
    page = cast.page
    last = words[0]
    for i in words:
        if (
            i > words[0]
            and page.low[i]
            in ("of", "for", "in", "at", "from", "with", "to", "by", "on", "who", "that", "which", ",", "(")
            and not any(n.first < i < n.last for n in cast.names)
        ):
            break
        last = i
    return last


def _adjective(named: Named) -> str:
    entry = registry().entries.get(named.actor or "")
    adjectives = [n.text for n in entry.names if n.kind == "demonym"] if entry is not None else []
    return adjectives[0] if adjectives else named.name
