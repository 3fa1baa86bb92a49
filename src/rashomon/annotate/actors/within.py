"""Names within one document: acronyms in brackets, aliases, surnames, and the nouns by which a text goes on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load
from rashomon.lexicon.registry import key
from rashomon.model import ActorMention, Span

from .words import PARTICLES, joins

if TYPE_CHECKING:
    from .people import Person
    from .words import Word

ALIAS = re.compile(
    r",?\s*\(?\s*(?:also|better|formerly|previously|once|variously|locally|now|then)?[\s-]*"
    r"(?:known|called|named|rebranded|renamed|recently\s+['‘’\"“]?rebranded['’\"”]?)\s*(?:as|to)?\s+(?:the\s+)?['‘’\"“]?$|"
    r",?\s*\(?\s*(?:or|aka|a\.k\.a\.|formerly|previously|alias|now)\s+(?:the\s+)?['‘’\"“]?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[]\s*(?:the\s+)?[\"“'‘]?([A-Z][\w.’'-]{1,15})[\"”'’]?\s*[)\],;]")


def acronym_in_brackets(text: str, end: int) -> tuple[str, Span] | None:
    """The acronym that stands in brackets behind a name ending at ``end``: "Velmar Casualty Watch (VCW)"."""
    match = _BRACKET.match(text, end)
    if match is None or sum(c.isupper() for c in match.group(1)) < 2:  # noqa: PLR2004
        short = match is not None and match.group(1).istitle() and match.group(0).rstrip()[-1] == ")"
        if match is None or not short:
            return None
    return match.group(1), Span(*match.span(1))


def initials_fit(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` are initials of ``name``'s words, in order (small words may be left out)."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    words = [w[0] for w in key(name.replace("-", " ")) if w != "'s"]
    at = 0
    for letter in words:
        if at < len(letters) and letter == letters[at]:
            at += 1
    return at == len(letters) and words[:1] == letters[:1]


def surname_of(name: str) -> str | None:
    """The part of a person's full name by which texts go on: the last word with its particle; None for single names."""
    parts = name.split()
    if len(parts) < 2:  # noqa: PLR2004
        return None
    return parts[-1]


def surname_keys(name: str) -> list[tuple[str, ...]]:
    """The folded forms a surname may take: "de Mistura", "Mistura"; "al-Assad", "Assad"."""
    folded = key(name.replace("-", " "))
    if len(folded) < 2:  # noqa: PLR2004
        return []
    last = (folded[-1],)
    with_particle = [folded[-2:]] if folded[-2] in PARTICLES else []
    # "Mohammad al-Halabi" may go on as "al-Halabi"; a middle name never stands alone
    return [*with_particle, last]


def surnames(
    words: list[Word], persons: list[Person], taken: dict[int, ActorMention], names: dict[str, tuple[str, str | None]]
) -> list[ActorMention]:
    """Mentions of the document's persons by surname alone, where only one of them bears it.

    ``names`` gives each full name the (full name, id) that it was resolved to.
    """
    bearers: dict[tuple[str, ...], set[str]] = {}
    for full in sorted(names):
        for form in surname_keys(full):
            bearers.setdefault(form, set()).add(names[full][0])
    covered = {p.span.start for p in persons}
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        step = 1
        for count in (2, 1):
            form = tuple(w.key for w in words[at : at + count])
            who = bearers.get(form)
            if who is None or len(who) != 1 or len(form) < count:
                continue
            if (
                words[at].span.start in taken
                or words[at].span.start in covered
                or not _stands_alone(words, at, count, taken)
            ):
                continue
            full = next(iter(who))
            found.append(
                ActorMention(
                    Span(words[at].span.start, words[at + count - 1].span.end),
                    full,
                    names[full][1],
                    "person",
                    "name",
                    "surname",
                )
            )
            step = count
            break
        at += step
    return found


def _stands_alone(words: list[Word], at: int, count: int, taken: dict[int, ActorMention]) -> bool:
    """Whether the words are a name of their own and no part of a longer one ("Hall", but not "Town Hall")."""
    if not any(w.capital or w.shouted for w in words[at : at + count]):
        return False
    before, after = (words[at - 1] if at else None), (words[at + count] if at + count < len(words) else None)
    free_before = (
        before is None
        or words[at].first
        or not joins(words[at].gap)
        or not before.capital
        or before.first
        or before.key in _titles()
    )
    free_after = (
        after is None
        or not joins(after.gap)
        or not after.capital
        or after.first
        or after.gap.strip() != ""
        or words[at].shouted
    )
    return free_before and free_after


@cache
def _titles() -> frozenset[str]:
    data = load("titles")
    return frozenset(
        w for group in (data["honorific"], data["rank"], *data["role"].values()) for p in group for w in key(p)
    )


def nominals(words: list[Word], mentions: list[ActorMention]) -> list[ActorMention]:
    """ "the monitor", "the group", "the Observatory": the last actor named before that the noun can mean.

    Only nouns with "the" and without further words before or behind them that would make them somebody else.
    """
    kinds = {key(noun): frozenset(k) for noun, k in load("titles")["nominal"].items()}
    found: list[ActorMention] = []
    queue = [m for m in mentions if m.mention in ("name", "metonym") and m.kind not in ("person", "state", "platform")]
    covered = sorted((m.span for m in mentions))
    seen = 0
    past: list[ActorMention] = []
    for at in range(len(words) - 1):
        while seen < len(queue) and queue[seen].span.end <= words[at].span.start:
            past.append(queue[seen])
            seen += 1
        if words[at].key not in ("the", "this") or not past:
            continue
        for count in (2, 1):
            form = tuple(w.key for w in words[at + 1 : at + 1 + count])
            noun = words[at + count] if len(form) == count else None
            if noun is None or not _bare_noun(words, at, count):
                continue
            span = Span(words[at + 1].span.start, noun.span.end)
            if any(span.overlaps(c) for c in covered):
                continue
            who = _meant(form, kinds.get(form), past, words[at].span.start)
            if who is not None:
                found.append(ActorMention(span, who.name, who.actor, who.kind, "nominal", f"nominal:{' '.join(form)}"))
                break
    return found


def _bare_noun(words: list[Word], at: int, count: int) -> bool:
    if any(not joins(w.gap) for w in words[at + 1 : at + count + 1]):
        return False
    after = words[at + count + 1] if at + count + 1 < len(words) else None
    return (
        after is None
        or bool(after.gap.strip())
        or (after.key not in ("of", "for", "that", "which", "in") and not after.capital)
    )


def _meant(
    form: tuple[str, ...], kinds: frozenset[str] | None, past: list[ActorMention], start: int
) -> ActorMention | None:
    """The last actor whose name ends in the noun; for common nouns the last of a fitting kind, if it stands close."""
    head = form[-1]
    for mention in reversed(past):
        named = key(mention.name)
        if (
            len(named) > 1
            and named[-len(form) :] == form
            or (
                head
                in ("observatory", "network", "coalition", "council", "committee", "brigade", "brigades", "movement")
                and head in named
                and len(form) == 1
            )
        ):
            return mention
    if kinds is None:
        return None
    near = [m for m in past if start - m.span.end < 700 and m.kind in kinds]  # noqa: PLR2004
    if not near:
        return None
    return near[-1]
