"""Which stance a speaker takes, and whom an accusation names. Rules from lexicon/stances.yaml; the first that holds decides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.lexicon import load

from .correcting import RULE as CORRECTION
from .denied import ANOTHERS, CHARGE, EVENT, FIGURES, HARM, Denied, denied, never_charged
from .owned import can_own, of_another
from .parties import Party, claims, parties
from .stanced import labelled_untrue, stances_of_cues
from .withdrawn import LEMMA, counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Span

    from .draft import Draft
    from .page import Page
    from .speakers import Cast, Speaker


FAR = 2400  # characters of a content that are looked at


class Stance(msgspec.Struct, frozen=True):
    """The stance, those accused, the short name of the rule, and of a denial what it denies and whom it clears."""

    name: str
    accused: tuple[str, ...] = ()
    rule: str = ""
    denies: str | None = None
    clears: tuple[str, ...] = ()


@cache
def _rules() -> dict[str, Any]:
    words = load("stances")
    patterns = {
        name: [re.compile(p, re.IGNORECASE | re.DOTALL) for p in words[name]]
        for name in ("deny", "reject source", "doubt", "demand", "threaten", "threaten soon", "promise", "claimed")
    }
    single = {
        name: re.compile(words[name], re.IGNORECASE)
        for name in (
            "future",
            "steps",
            "begins",
            "deeds",
            "regret",
            "rejected",
            "condemned",
            "foreseen",
            "responsibility",
        )
    }
    return {"cues": stances_of_cues(), "plain": frozenset(words["plain"]), **patterns, **single}


def stance(page: Page, draft: Draft, speaker: Speaker, known: Cast) -> Stance:
    """The stance of the draft's speaker towards its content."""
    text = _opening(page, draft.content)
    cue = " ".join(span.of(page.text) for span in draft.cue).lower()
    if draft.lemma == LEMMA:
        what = _taken_back(page, draft, cue, first_sentence(text), speaker, known)
        matter = FIGURES if draft.rule == CORRECTION and what.matter == EVENT else what.matter
        return Stance("retract", (), "taken back", denies=matter, clears=what.clears)
    by_cue = _by_cue(page, draft, cue, text, speaker, known)
    found = by_cue if by_cue is not None else _by_content(page, draft, text, speaker, known)
    if found.name != "deny":
        return found
    if found.rule == _TO_NOBODY:
        return msgspec.structs.replace(found, denies=HARM)
    if (said := _DENIED_SAYING.search(cue)) is not None:
        text = f"{said[1]} {text}"
    what = denied(page, draft, first_sentence(text), speaker, known, by_cue=by_cue is not None)
    return msgspec.structs.replace(found, denies=what.matter, clears=what.clears)


# A cue that holds what is denied: "denied accusing | the rebels of ...".
_DENIED_SAYING = re.compile(r"\bden\w+ (?:ever |having )?(accusing|blaming|accused|blamed)$")


def _taken_back(page: Page, draft: Draft, cue: str, text: str, speaker: Speaker, known: Cast) -> Denied:
    """What is no longer said: of "its accusation against X" the blame of X, of "its figures" the figures, else what the content tells."""
    noun = cue.rsplit(maxsplit=1)[-1]
    if noun.startswith(("figure", "toll")) or counts(page, draft):
        return Denied(FIGURES)
    if noun.startswith(("accusation", "allegation", "charge")):
        names = [p.name for p in parties(page, draft.content, known, charged=True) if p.pronoun is None]
        return Denied(ANOTHERS, tuple(dict.fromkeys(names))) if names else Denied(CHARGE)
    return denied(page, draft, text, speaker, known, by_cue=True)


def _opening(page: Page, content: Sequence[Span]) -> str:
    """The first FAR characters of a content: its stance shows early, and contents nested in contents add up."""
    text, left = [], FAR
    for span in content:
        if left > 0:
            text.append(page.text[span.start : min(span.end, span.start + left)])
            left -= span.end - span.start
    return " ".join(text)


def _matches(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _rules()[name])


def _first(name: str, text: str) -> int | None:
    """Where the first of the patterns begins, None where none does."""
    return min((m.start() for pattern in _rules()[name] if (m := pattern.search(text))), default=None)


# Opens what another did: "has evidence | the army shelled".
_ANOTHER = re.compile(r"\b(the|that|who|which|it|they|he|she|we)\b")
# "Would not speculate on who fired": announces nothing.
_SILENCE = re.compile(r"\b(speculate|comment|discuss|elaborate|say|confirm|disclose|reveal|identify|name)\b")
_ASKING = re.compile(r"(also |now |again )?(is|are|was|were|am) (asking|urging|calling on|calling for|demanding)\b")


def _by_cue(page: Page, draft: Draft, cue: str, text: str, speaker: Speaker, known: Cast) -> Stance | None:  # noqa: C901, PLR0911  (one return a rule)
    """Decisions for which the cue is enough; None where the content has to decide."""
    name = _rules()["cues"].get(draft.lemma)
    owned = f"{cue} {text}{_onward(page, draft)}"
    if draft.lemma in ("claim", "take", "assume") and _matches("claimed", owned) and can_own(draft, speaker, owned):
        if draft.negated:
            return Stance("assert", rule="not claimed")
        return Stance("claim responsibility", rule="claimed")
    if draft.lemma in ("warn", "caution", "warning") and re.match(r"\W*(against|not to|to)\b", text):
        return Stance("demand", rule="cue:warn")
    if _labelled(draft, text):
        return Stance(_denial(draft, text), rule="labelled untrue")
    if name is None or (draft.frame == "view" and name not in ("accuse", "deny")):
        return None
    if draft.negated and name in NEGATED:
        return NEGATED[name]
    if name == "accuse" and (answer := _condemned(page, draft, text)) is not None:
        return answer
    if name == "accuse":
        return _charge(page, draft, speaker, known)
    if name == "deny":
        if draft.lemma in _TURNED_DOWN and not _rules()["rejected"].search(text):
            return None  # a plan or a person turned down is nothing denied
        return Stance(_denial(draft, text), rule="cue")
    return _other_cue(draft, name, text)


def _labelled(draft: Draft, text: str) -> bool:
    """Such as "dismissed the count as propaganda", "called the account pure fantasy"."""
    return not draft.negated and draft.frame != "noun" and labelled_untrue(draft.lemma, first_sentence(text))


def _onward(page: Page, draft: Draft) -> str:
    """The words after a content that may have been cut short: "responsibility | lay with the army" is no claim."""
    end = draft.content[-1].end
    return page.text[end : end + 30].split(".")[0]


_TURNED_DOWN = frozenset(("reject", "dismiss", "rejection", "dismissal"))


def _condemned(page: Page, draft: Draft, text: str) -> Stance | None:
    """Who condemns a claim denies it: "condemned allegations that the army had shelled the school" accuses nobody of shelling."""
    if draft.frame in ("charge", "noun") or not draft.cue:
        return None
    between = page.text[draft.cue[-1].end : max(draft.cue[-1].end, draft.content[0].start)]
    cue = draft.cue[0].of(page.text)
    for words in (f"{cue} {between} {text}", text) if len(between) < _GAP else (text,):
        found = _rules()["condemned"].search(words)
        if found is not None:
            claimed = found["claim"] is not None
            return Stance(
                _denial(draft, text) if claimed else "assert", rule="claim condemned" if claimed else "report condemned"
            )
    return None


_GAP = 60  # characters between a cue and its content, in which the noun for a statement may stand
NEGATED = {
    "deny": Stance("assert", rule="not denied"),
    "doubt": Stance("assert", rule="not doubted"),
    "acknowledge": Stance("assert", rule="not acknowledged"),
    "accuse": Stance("assert", rule="not accused"),
}


def _charge(page: Page, draft: Draft, speaker: Speaker, known: Cast) -> Stance | None:
    if draft.party is None and draft.frame == "charge" and draft.lemma != "blame":
        return Stance("accuse", (), "cue")  # "accused of ...": what follows is the charge, not the one charged
    spans: tuple[Span, ...] = (draft.party,) if draft.party is not None else draft.content
    found = parties(page, spans, known, charged=True)
    if draft.party is None and draft.frame == "object":
        found = (
            [] if _rules()["foreseen"].search(spans[0].of(page.text)) else [p for p in found if not _aimed_at(page, p)]
        )
    accused = tuple(dict.fromkeys(p.name for p in found if p.pronoun is None and not p.is_self(speaker)))
    if draft.frame == "charge" or accused:
        return Stance("accuse", accused if draft.party is not None else accused[:2], "cue")
    return None


def _aimed_at(page: Page, party: Party) -> bool:
    """Whether a party is where or at whom something was done: "condemned the strikes on Velmar", "criticised threats against the Front"."""
    before = page.text[max(0, party.span.start - 16) : party.span.start]
    return re.search(r"\b(?:on|against|at|in|near|towards?|into)\s+(?:the\s+)?$", before, re.IGNORECASE) is not None


def _other_cue(draft: Draft, name: str, text: str) -> Stance | None:
    if (
        name == "announce"
        and draft.lemma in ("announce", "announcement")
        and not _rules()["future"].search(text)
        and not re.match(r"\W*(to|plans?)\b", text)
    ):
        return None
    if name == "doubt" and draft.lemma == "question" and draft.frame == "say":
        return None
    if name == "promise" and (_matches("threaten", text) or _matches("threaten soon", text[:45])):
        return Stance("threaten", rule="cue+threat")
    asked = text.rstrip("”\"'’ ").endswith("?") or re.match(r"\W*(whether|if|how|why|what|who|when|where)\b", text)
    if name == "demand" and draft.lemma == "ask" and asked:
        return Stance("assert", rule="cue:question")
    return Stance(name, rule="cue")


def _denial(draft: Draft, text: str) -> str:
    """A denial, or the rejection of the one who said it."""
    about_source = re.match(
        r"(?i)\W*(the |all |these |those |such |any )?(\w+ ){0,2}(reports?|claims?|figures|information|data|accounts?|reporting) (by|from|of) (the )?(?-i:[A-Z])",
        text,
    )
    told = re.search(r"\b(?:of|that) (?:a|an|any)\b", text[:60]) or re.search(r"\bthat\b", first_sentence(text))
    if draft.lemma in ("dismiss", "reject") and about_source and not told:
        return "reject source"
    return "reject source" if _matches("reject source", text) else "deny"


def _by_content(page: Page, draft: Draft, text: str, speaker: Speaker, known: Cast) -> Stance:  # noqa: PLR0911  (one return a rule)
    """The stance of a plain cue: reject, doubt, deny, own deed, what is to come, blame, demand; else assert."""
    lead = first_sentence(text)
    if _matches("reject source", text):
        return Stance("reject source", rule="content:source")
    if never_charged(lead) or re.match(r"(?i)\W*(?:(?:its|their|his|her|earlier|previous)\s+){0,2}denials?\b", lead):
        return Stance("deny", rule="content:its denial" if not never_charged(lead) else "content:never charged")
    doubted, denied = _first("doubt", lead), _first("deny", lead)
    if doubted is not None and (denied is None or doubted <= denied):
        return Stance("doubt", rule="content:doubt")
    found = parties(page, draft.content, known)
    own = [
        p
        for p in found
        if p.is_self(speaker) and not (p.pronoun and _anothers(page, draft)) and not of_another(p, found, speaker)
    ]
    if denied is not None and not re.search(r"\bif\b", lead):
        return Stance("deny", rule="content:denial")
    if draft.negated:
        return Stance("assert", rule="not said")  # "did not confirm that the army had shelled it" accuses nobody
    reporting = speaker.group in ("reports", "unspecified", "media", "narrator")
    settled = (
        None
        if reporting
        else _deed(own, text, draft.content[0].start + min(len(lead), 60)) or _ahead(draft, own, len(lead))
    )
    if settled is not None:
        return settled
    if _matches("demand", text):
        return Stance("demand", rule="content:demand")
    blamed = [p for p in found if p.blamed and not p.is_self(speaker) and not claims(p)]
    accused = tuple(dict.fromkeys(p.name for p in blamed if not _supposed(page, draft, p))) if blamed else ()
    if accused and speaker.group != "unspecified":
        return Stance("accuse", accused, "content:harm")
    if (
        draft.lemma == "warn"
        and (_matches("threaten", text) or _matches("threaten soon", text))
        and _rules()["future"].search(text)
    ):
        return Stance("threaten", rule="content:threat")
    return Stance("assert", rule="plain")


def _anothers(page: Page, draft: Draft) -> bool:
    """Whether "its" in a report or a denied claim is hardly the reporter's: "Ardania denied a report by the monitor that | its jets ..."."""
    if draft.frame != "noun" or not draft.cue:
        return False
    first = page.word_at(draft.cue[0].start)
    before = page.low[max(page.bounds(first)[0], first - 8) : first]
    return draft.lemma in _OF_OTHERS or any(
        w.startswith(("deni", "deny", "reject", "dismiss", "disput")) for w in before
    )


_OF_OTHERS = frozenset(("report", "allegation", "accusation", "rumour", "rumor"))


# "If the army had bombed it, ...", "had the army bombed it, ...": supposed, not said.
_SUPPOSED = re.compile(
    r"(?:\b(?:if|unless)\b|(?:^|[,;:“\"(]\s*|\bthat,?\s+)(?:had|were)\s+(?:the|a|an|any|its|their|our|it|they|he|she|we|(?-i:[A-Z]))\b)[^,;.!?]*",
    re.IGNORECASE,
)


def _supposed(page: Page, draft: Draft, party: Party) -> bool:
    """Whether the party stands in a clause that only supposes what it does."""
    return any(
        span.start + found.start() <= party.span.start < span.start + found.end()
        for span in draft.content
        for found in _SUPPOSED.finditer(span.of(page.text))
    )


def first_sentence(text: str) -> str:
    """The first sentence of a content, at most 300 characters."""
    end = re.search(r"[.!?…][\"”’]?\s", text)
    return text[: min(300, end.end() if end else 300)]


# "Our forces killed nobody", "we hit no houses".
_TO_NOBODY = "own deed, to nobody"
_NOBODY = re.compile(r"\w*\s+(?:nobody|no[ -]one|none|nothing|no\s+\w+)\b", re.IGNORECASE)


def _deed(own: list[Party], text: str, reach: int) -> Stance | None:
    """The speaker tells a deed of its own side: owned with pride, or admitted."""
    rules = _rules()
    for party in own:
        if party.blamed and party.span.start <= reach + 60:
            return Stance(
                "acknowledge" if rules["regret"].search(text) else "claim responsibility", rule="own deed, by agent"
            )
        if not party.subject or party.future or party.negated or party.passive or party.span.start > reach:
            continue
        found = rules["deeds"].search(party.main)
        if found is None or found.start() > 18 or _ANOTHER.search(party.main[: found.start()]):
            continue
        if _NOBODY.match(party.main, found.end()):
            return Stance("deny", rule=_TO_NOBODY)
        if rules["begins"].search(party.tail):
            return Stance("announce", rule="own deed, begun")
        if rules["regret"].search(party.tail):
            return Stance("acknowledge", rule="own deed, admitted")
        return Stance("claim responsibility", rule="own deed")
    return None


def _ahead(draft: Draft, own: list[Party], lead: int) -> Stance | None:
    """What the speaker means to do: announce or promise in the first sentence, threaten anywhere."""
    rules = _rules()
    first = draft.content[0].start + lead
    for party in own:
        if not party.subject:
            continue
        if party.span.start <= first and _ASKING.match(party.tail):
            return Stance("demand", rule="content:asking")
        future = rules["future"].search(party.tail)
        if future is not None and future.start() <= 30 and not _ANOTHER.search(party.tail[: future.start()]):
            rest = party.tail[future.start() :]
            if party.negated and _SILENCE.search(rest[:40]):
                continue
            if _matches("threaten", rest) or _matches("threaten soon", rest[:45]):
                return Stance("threaten", rule="content:threat")
            if party.span.start > first:
                continue
            if _matches("promise", rest) and not party.negated:
                return Stance("promise", rule="content:promise")
            return Stance("announce", rule="content:will")
        if party.span.start <= first and rules["steps"].match(party.tail):
            return Stance("announce", rule="content:steps")
    return None
