"""He, she, it, they, I: whom a pronoun means. Abstains where nobody stands out."""

from __future__ import annotations

import msgspec

from .cast import Cast, Speaker, is_subject, lexicon

HE, SHE = frozenset(("he", "his", "him")), frozenset(("she", "her"))
THEY, IT = frozenset(("they", "their", "them")), frozenset(("it", "its"))
SELF = frozenset(("i", "we", "my", "our", "me", "us"))
FRESH = 60  # words
PRONOUNS = HE | SHE | THEY | IT | SELF


def pronoun(cast: Cast, word: str, at: int, enclosing: Speaker | None, *, going_on: bool = False) -> Speaker:
    """Whom the pronoun ``word`` at word ``at`` means; ``enclosing`` is the speaker of the quotation around it.

    ``going_on``: the cue says that the same person goes on speaking ("added").
    """
    if word in SELF:
        if enclosing is not None:
            return msgspec.structs.replace(enclosing, rule="pronoun:quoted")
        if cast.issuer is not None and cast.page.quote_at(cast.page.starts[at]) is None:
            return cast.issuer
        return Speaker(group="narrator" if word in ("i", "my") else "unresolved", rule="pronoun:narrator")
    wanted = "m" if word in HE else "f" if word in SHE else None
    if wanted is not None:
        return _he(cast, at, wanted, going_on=going_on)
    return _it(cast, at) if word in IT else _they(cast, at)


def _he(cast: Cast, at: int, wanted: str, *, going_on: bool) -> Speaker:
    """The person who spoke last, unless another person of that gender was named since."""
    page = cast.page
    sentence = page.sentence_of(at)
    recent: dict[str, tuple[float, Speaker]] = {}
    for voice in cast.heard(at):
        if voice.speaker.kind != "person":
            continue
        if voice.speaker.gender not in (None, wanted) or voice.speaker.name in cast.spoken_of:
            continue
        key = voice.speaker.name or f"({voice.speaker.group})"
        fresh = (60.0 if going_on else 10.0) if at - voice.word < FRESH else 0.0  # "she added": whoever has just spoken
        recent[key] = (voice.word + 25.0 + fresh, voice.speaker)
    for named in cast.names_before(at):
        if named.kind != "person" or named.gender not in (None, wanted):
            continue
        if named.name in cast.spoken_of:
            continue
        subject = is_subject(cast, named)
        score = (
            named.first
            + (15.0 if subject else 0.0)
            - (8.0 if page.sentence_of(named.first) == sentence and not subject else 0.0)
        )
        old = recent.get(named.name)
        if old is None or score > old[0]:
            speaker = Speaker(
                name=named.name, actor=named.actor, kind="person", gender=named.gender or wanted, rule="pronoun"
            )
            recent[named.name] = (score, old[1] if old else speaker)
    if not recent:
        return Speaker(group="unresolved", kind="person", gender=wanted, rule="pronoun:none")
    chosen = max(recent.values(), key=lambda scored: scored[0])[1]
    return msgspec.structs.replace(chosen, rule="pronoun", gender=chosen.gender or wanted)


def _it(cast: Cast, at: int) -> Speaker:
    """The body that spoke or was named last; where one without a name has spoken since, that one, or nobody."""
    nameless = next((v for v in reversed(cast.heard(at, dim=True)) if _nameless(v.speaker)), None)
    if nameless is not None and at - nameless.word < FRESH:
        later = [v for v in cast.heard(at) if v.word > nameless.word and v.speaker.kind in lexicon()["bodies"]]
        if not any(v.speaker.name for v in later):
            return msgspec.structs.replace(nameless.speaker, rule="pronoun:it")
    return last_of(cast, at, lexicon()["bodies"], "pronoun:it")


def _nameless(speaker: Speaker) -> bool:
    """Whether the text gave the speaker no name, and it is no person: "it" may mean it."""
    return speaker.name is None and speaker.kind is None and speaker.group in lexicon()["impersonal"]


def _they(cast: Cast, at: int) -> Speaker:
    for voice in reversed(cast.heard(at)):
        if voice.speaker.name is None or voice.speaker.kind != "person":
            return msgspec.structs.replace(voice.speaker, rule="pronoun:they")
    return Speaker(group="unresolved", rule="pronoun:they")


def last_of(cast: Cast, at: int, kinds: frozenset[str], rule: str) -> Speaker:
    """The nearest body of these kinds before: the last speaker of such a kind, else the subject named last."""
    best: tuple[float, Speaker] | None = None
    for voice in cast.heard(at):
        if voice.speaker.kind in kinds and voice.speaker.name:
            score = voice.word + 20.0
            if best is None or score >= best[0]:
                best = (score, voice.speaker)
    for named in cast.names_before(at):
        if named.kind in kinds and is_subject(cast, named):
            score = float(named.first)
            if best is None or score > best[0]:
                best = (score, Speaker(name=named.name, actor=named.actor, kind=named.kind))
    if best is None:
        return Speaker(group="unresolved", rule=rule)
    return msgspec.structs.replace(best[1], rule=rule)
