"""Which stance a speaker takes, and whom an accusation names. Rules from lexicon/stances.yaml; the first that holds decides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.lexicon import load

from .parties import Party, parties

if TYPE_CHECKING:
    from rashomon.model import Span

    from .draft import Draft
    from .page import Page
    from .speakers import Speaker, Speakers


class Stance(msgspec.Struct, frozen=True):
    """The stance, those accused, and the short name of the rule."""

    name: str
    accused: tuple[str, ...] = ()
    rule: str = ""


@cache
def _rules() -> dict[str, Any]:
    words = load("stances")
    cues = {lemma: stance for stance, lemmas in words["cues"].items() for lemma in lemmas}
    patterns = {
        name: [re.compile(p, re.IGNORECASE | re.DOTALL) for p in words[name]]
        for name in ("deny", "reject source", "doubt", "demand", "threaten", "promise", "claimed")
    }
    single = {name: re.compile(words[name], re.IGNORECASE) for name in ("future", "steps", "deeds", "regret", "harm")}
    return {"cues": cues, "plain": frozenset(words["plain"]), **patterns, **single}


def stance(page: Page, draft: Draft, speaker: Speaker, known: Speakers) -> Stance:
    """The stance of the draft's speaker towards its content."""
    text = " ".join(span.of(page.text) for span in draft.content)
    cue = " ".join(span.of(page.text) for span in draft.cue).lower()
    by_cue = _by_cue(page, draft, cue, text, speaker, known)
    if by_cue is not None:
        return by_cue
    return _by_content(page, draft, text, speaker, known)


def _matches(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _rules()[name])


def _by_cue(page: Page, draft: Draft, cue: str, text: str, speaker: Speaker, known: Speakers) -> Stance | None:
    """Decisions for which the cue is enough."""
    rules = _rules()
    name = rules["cues"].get(draft.lemma)
    if draft.lemma in ("claim", "take", "assume") and _matches("claimed", f"{cue} {text}"):
        return Stance("claim responsibility", rule="claimed")
    if name is None:
        return None
    if draft.negated and name in ("deny", "doubt", "acknowledge", "accuse"):
        return _negated(name)
    if name == "accuse":
        accused = _accused(page, draft, speaker, known)
        if draft.frame == "charge" or accused:
            return Stance("accuse", accused, "cue")
        return None
    if name == "deny":
        return Stance(_denial(draft, text), rule="cue")
    if name == "doubt" and draft.lemma == "question" and draft.frame == "say":
        return None
    if name == "acknowledge" and draft.lemma in ("admit", "acknowledge", "concede"):
        return Stance(name, rule="cue")
    if name == "promise" and _matches("threaten", text):
        return Stance("threaten", rule="cue+threat")
    if name == "demand" and draft.lemma == "ask" and text.rstrip("”\"'’ ").endswith("?"):
        return Stance("assert", rule="cue:question")
    return Stance(name, rule="cue")


def _negated(name: str) -> Stance:
    return {
        "deny": Stance("assert", rule="not denied"),
        "doubt": Stance("assert", rule="not doubted"),
        "acknowledge": Stance("deny", rule="not acknowledged"),
        "accuse": Stance("assert", rule="not accused"),
    }[name]


def _denial(draft: Draft, text: str) -> str:
    """A denial, or the rejection of the one who said it."""
    about_source = re.match(r"(?i)\W*(the |all |these |those |such |any )?(\w+ ){0,2}(reports?|claims?|figures|information|data|accounts?|reporting) (by|from|of) (the )?[A-Z]", text)
    if draft.lemma in ("dismiss", "reject") and about_source and not re.search(r"\b(of|that) (a|an|any|the)\b", text[:60]):
        return "reject source"
    return "reject source" if _matches("reject source", text) else "deny"


def _by_content(page: Page, draft: Draft, text: str, speaker: Speaker, known: Speakers) -> Stance:
    rules = _rules()
    if _matches("reject source", text):
        return Stance("reject source", rule="content:source")
    if _matches("doubt", text) and len(text) < 400:
        return Stance("doubt", rule="content:doubt")
    found = parties(page, draft.content, known)
    own = [p for p in found if p.is_self(speaker)]
    if _matches("deny", text) and not _future_of_self(text):
        return Stance("deny", rule="content:denial")
    if (deed := _deed(text, own, found)) is not None:
        return deed
    if speaker.group != "reports" and (ahead := _ahead(text, speaker, own)) is not None:
        return ahead
    accused = _blamed(page, draft, text, speaker, found)
    if accused:
        return Stance("accuse", accused, "content:harm")
    if _matches("demand", text):
        return Stance("demand", rule="content:demand")
    if draft.lemma == "warn" and rules["future"].search(text) and _matches("threaten", text):
        return Stance("threaten", rule="content:threat")
    return Stance("assert", rule="plain")


def _future_of_self(text: str) -> bool:
    return bool(re.match(r"\W*(that )?(we|i|it|they|he|she)\b.{0,20}\b(will|would|shall)\b", text, re.IGNORECASE))


def _deed(text: str, own: list[Party], found: list[Party]) -> Stance | None:
    """The speaker tells a deed of its own side: owned with pride, or admitted."""
    rules = _rules()
    doing = [p for p in own if p.acts]
    if not doing or not rules["deeds"].search(text):
        return None
    if rules["regret"].search(text):
        return Stance("acknowledge", rule="own deed, admitted")
    return Stance("claim responsibility", rule="own deed")


def _ahead(text: str, speaker: Speaker, own: list[Party]) -> Stance | None:
    """What the speaker means to do."""
    rules = _rules()
    future = rules["future"].search(text)
    if not future or future.start() > 120:
        if own and rules["steps"].search(text[:80]) and any(p.subject for p in own):
            return Stance("announce", rule="content:steps")
        return None
    if not any(p.subject for p in own):
        return None
    rest = text[future.start() :]
    if _matches("threaten", rest):
        return Stance("threaten", rule="content:threat")
    if _matches("promise", rest[:90]):
        return Stance("promise", rule="content:promise")
    return Stance("announce", rule="content:will")


def _blamed(page: Page, draft: Draft, text: str, speaker: Speaker, found: list[Party]) -> tuple[str, ...]:
    if not _rules()["harm"].search(text):
        return ()
    return tuple(dict.fromkeys(p.name for p in found if p.blamed and not p.is_self(speaker)))


def _accused(page: Page, draft: Draft, speaker: Speaker, known: Speakers) -> tuple[str, ...]:
    """Those whom the cue itself charges: "accused X of ..."."""
    spans: tuple[Span, ...] = (draft.party,) if draft.party is not None else draft.content
    found = parties(page, spans, known, charged=True)
    return tuple(dict.fromkeys(p.name for p in found if not p.is_self(speaker)))
