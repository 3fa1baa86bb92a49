"""What speaks for and against a phrase filling a role: words, as features of a linear model.

The same features are computed when the model is trained (training/roles.py) and when it is used. A feature is a short
string; nothing here knows its weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words as lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .clues import Clues
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
    found += [f"D:{word}" for word in sorted(set(context.words)) if word.isalpha()]
    return found


def phrase_features(
    context: Context,
    clues: Clues,
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
    found += _clause(context, clues, phrase)
    found += _standing(clues, phrase)
    return found


def _clause(context: Context, clues: Clues, phrase: Phrase) -> list[str]:
    """How the phrase hangs in its clause, by the encoder's syntax: relation, preposition, governor, and its governor."""
    arc = clues.tree.arc(phrase.head)
    if arc is None:
        return ["u=none"]
    words = context.words
    found = [f"u={arc.relation}/{arc.case}", f"uc={arc.case}", f"upos={context.upos(phrase.head)}"]
    found += ["ushared"] if arc.shared else []
    if arc.governor < 0:
        return found
    voice = "passive" if clues.tree.passive(arc.governor) else "active"
    found += [f"ug={words[arc.governor]}", f"ug={arc.relation}/{arc.case}/{words[arc.governor]}/{voice}"]
    event = clues.event.get(arc.governor)
    if event is not None:
        found += [
            f"ue={arc.relation}/{arc.case}/{voice}/{event.type}",
            f"ue={arc.relation}/{arc.case}/{voice}/{event.effect}",
        ]
        found += [f"uer={arc.relation}/{event.reality}"]
    higher = clues.tree.arc(arc.governor)
    if higher is not None and higher.governor >= 0:
        path = f"{arc.relation}/{arc.case}>{higher.relation}/{higher.case}"
        found += [f"uh={path}", f"uh={path}/{words[higher.governor]}"]
        above = clues.event.get(higher.governor)
        if above is not None:
            found.append(f"uhe={path}/{above.type}/{above.effect}")
    return found


def _standing(clues: Clues, phrase: Phrase) -> list[str]:
    """In whose words the phrase stands, what is counted there, what the encoder takes its head for."""
    at = phrase.head
    found = [f"said={clues.said.get(at, 'narrator')}", f"entity={clues.entity.get(at, 'none')}"]
    found += ["source"] if at in clues.source else []
    found += ["cue"] if at in clues.cue else []
    counted = {clues.counted[i] for i in range(phrase.outer, phrase.last) if i in clues.counted}
    found += [f"counts={measure}" for measure in sorted(counted)]
    found.append(f"words={min(phrase.last - phrase.first, 6)}")
    found.append(f"nominal={not phrase.roles}")
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
