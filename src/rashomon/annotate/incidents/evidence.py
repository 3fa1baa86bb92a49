"""What speaks for and against a phrase filling a role: words, as features of a linear model.

The same features are computed when the model is trained (training/roles.py) and when it is used. A feature is a short
string; nothing here knows its weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words as lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .context import Context
    from .phrases import Phrase
    from .roles import Tie
    from .triggers import Mention

_WINDOW = 4
_REACH = 9  # tokens


def document_features(context: Context, mentions: Sequence[Mention]) -> list[str]:
    """What the whole text says about whether it reports particular attacks."""
    bases = {m.base for m in mentions if m.reality == "happened"}
    found = [f"d:{base}" for base in sorted(bases)]
    found.append(f"d:mentions={min(len(mentions), 12) // 3}")
    found.append(f"d:length={min(len(context.words), 1500) // 250}")
    return found


def phrase_features(
    context: Context,
    phrase: Phrase,
    sentence: int,
    here: Sequence[Mention],
    ties: Sequence[tuple[Mention, Tie]],
    seen: int,
) -> list[str]:
    """What the phrase and its sentence say; ``here`` are the sentence's mentions, ``ties`` those that bind the phrase."""
    words = context.words
    start, end = context.bounds(sentence)
    head = words[phrase.head]
    found = [f"h={head}", f"k={'/'.join(sorted(phrase.roles))}", f"t={phrase.target}", f"w={phrase.weapon}"]
    found.append(f"actor={phrase.actor.kind}/{phrase.actor.mention}" if phrase.actor else "actor=no")
    if phrase.owner:
        found.append(f"owner={phrase.owner.kind}")
    found += [f"m={words[i]}" for i in range(phrase.first, phrase.head)]
    found += [f"f={words[i]}" for i in range(phrase.head + 1, phrase.last)]
    found.append(f"det={words[phrase.outer]}" if phrase.outer < phrase.first else "det=none")
    for distance in range(1, _WINDOW + 1):
        left, right = phrase.outer - distance, phrase.last + distance - 1
        found.append(f"l{distance}={words[left] if left >= start else '<s>'}")
        found.append(f"r{distance}={words[right] if right < end else '</s>'}")
    found.append(f"ll={_pair(words, phrase.outer - 2, start, end)}")
    found.append(f"rr={_pair(words, phrase.last, start, end)}")
    found.append(f"s={min(sentence, 6)}")
    found.append(f"seen={min(seen, 4)}")
    found.append("modifier" if phrase.modifier else "full")
    for mention, tie in ties:
        found += [
            f"tie={tie.role}",
            f"tie={tie.role}/{tie.via}",
            f"tie={tie.role}/{mention.base}",
            f"tie={tie.role}/{mention.reality}",
        ]
        found += [f"tie={tie.role}/{mention.type}/{'/'.join(sorted(phrase.roles))}", f"tie={tie.role}/h={head}"]
    found += [] if ties else ["untied"]
    found += _arms(context, phrase, start, end)
    found += _near(phrase, here)
    return found


def _arms(context: Context, phrase: Phrase, start: int, end: int) -> list[str]:
    """Weapons that stand within reach before and after the phrase."""
    found = []
    for side, tokens in (
        ("wb", range(phrase.outer - 1, max(start, phrase.outer - _REACH) - 1, -1)),
        ("wa", range(phrase.last, min(end, phrase.last + _REACH))),
    ):
        for token in tokens:
            noun = lexicon.nouns().longest(context.words, token, token + 1)
            if noun is not None and noun[1].weapon is not None:
                found.append(f"{side}={noun[1].weapon}")
                break
    return found


def _near(phrase: Phrase, here: Sequence[Mention]) -> list[str]:
    """The nearest mentions on either side."""
    found = []
    before = [m for m in here if m.last <= phrase.first]
    after = [m for m in here if m.first >= phrase.last]
    for side, mention in (("b", before[-1] if before else None), ("a", after[0] if after else None)):
        if mention is None:
            found.append(f"{side}=none")
            continue
        gap = phrase.first - mention.last if side == "b" else mention.first - phrase.last
        found += [
            f"{side}={mention.base}/{mention.voice}",
            f"{side}={mention.type}",
            f"{side}gap={min(gap, 12) // 3}/{mention.form}",
        ]
        found.append(f"{side}real={mention.reality}")
    if not here:
        found.append("eventless")
    return found


def _pair(words: Sequence[str], at: int, start: int, end: int) -> str:
    return " ".join(words[i] if start <= i < end else "_" for i in (at, at + 1))
