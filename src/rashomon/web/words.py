"""How values read on a page: days, ranges, counts, languages and their direction."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from rashomon.assess import LABELS, value_text
from rashomon.gazetteer import countries
from rashomon.model.wording import UNNAMED, agreeing, counted

if TYPE_CHECKING:
    from rashomon.model import Claim

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "ckb", "yi", "dv", "syr", "sd", "ug"})
_SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru", "CJK": "zh", "HANGUL": "ko", "GREEK": "el", "DEVANAGARI": "hi",
    "ARMENIAN": "hy", "GEORGIAN": "ka", "THAANA": "dv", "SYRIAC": "syr", "ETHIOPIC": "am", "HIRAGANA": "ja", "KATAKANA": "ja",
    "BENGALI": "bn", "THAI": "th", "MYANMAR": "my", "TAMIL": "ta",
}  # fmt: skip


def day(value: date | str | None, unknown: str = "undated") -> str:
    """Such as "4 March 2031"."""
    if value is None or value == "":
        return unknown
    found = value if isinstance(value, date) else date.fromisoformat(value[:10])
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def brief(value: date) -> str:
    """Such as "4 Mar 2031"."""
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def days(start: date | None, end: date | None, unknown: str = "undated") -> str:
    """Such as "4 March 2031", "4–6 March 2031", "before 6 March 2031"; a whole month or year as such."""
    if start is None and end is None:
        return unknown
    if start is None:
        return f"by {day(end)}"
    if end is None:
        return f"since {day(start)}"
    if start == end:
        return day(start)
    return _whole(start, end) or _span(start, end)


def _whole(start: date, end: date) -> str | None:
    after = date.fromordinal(end.toordinal() + 1) if end < date.max else None
    if start.day != 1 or after is None or after.day != 1:
        return None
    if start.month == 1 and after.month == 1 and after.year == start.year + 1:
        return str(start.year)
    if (after.year - start.year) * 12 + after.month - start.month == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return None


def _span(start: date, end: date) -> str:
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{start.day}–{day(end)}"


def precisely(precision: str | None) -> str:
    """How well a place is known: "at this place", "somewhere in this region"."""
    return {
        "exact": "at this place",
        "near": "near this place",
        "region": "somewhere in this region",
        "country": "somewhere in this country",
    }.get(precision or "", "not on the map")


def interval(value: dict[str, str | None] | None, unknown: str = "undated") -> str:
    """Days as the printed format has them ({"from", "to"}), as ``days`` says them."""
    ends = [date.fromisoformat(end) if end else None for end in (value["from"], value["to"])] if value else [None, None]
    return days(ends[0], ends[1], unknown)


def number(value: int) -> str:
    """With thousands apart: 12,345."""
    return f"{value:,}"


def count(low: int | None, high: int | None) -> str:
    """Such as "12", "12–30", "at least 12", "up to 30"."""
    return counted(low, high, dash="–", unknown="a number not given")


def scope(value: Any) -> str:
    """A Range as "12–31"; a dash where it is None."""
    if value is None:
        return "–"
    return count(value.low, value.high)


_VERBS = {
    "assert": ("says", "say"), "accuse": ("accuses", "accuse"), "deny": ("denies", "deny"),
    "acknowledge": ("acknowledges", "acknowledge"), "claim responsibility": ("claims responsibility", "claim responsibility"),
    "reject source": ("rejects as a source", "reject as a source"), "doubt": ("doubts", "doubt"), "announce": ("announces", "announce"),
    "promise": ("promises", "promise"), "demand": ("demands", "demand"), "threaten": ("threatens", "threaten"),
    "retract": ("takes back", "take back"),
}  # fmt: skip


def verb(stance: str, speaker: str | None = None, speaker_class: str | None = None) -> str:
    """A stance as a word of a sentence that agrees with who speaks: "denies", of residents "deny"."""
    return agreeing(speaker, speaker_class, *_VERBS.get(stance, (stance, stance)))


def voice(name: str | None) -> str:
    """Who speaks, where the name may be that of a kind of speaker."""
    return {**UNNAMED, "narrator": "the report itself", "": "somebody"}.get(name or "", name or "")


def matter(prop: str, group: str | None = None) -> str:
    """A property as the matrix names it: "it happened", "killed, children"."""
    return LABELS.get(prop, prop) + (f", {group}" if group else "")


def outright(claim: Claim) -> bool:
    """Whether the stance alone says it all: who denies or doubts that it happened is not said to deny a "no"."""
    return claim.property == "occurred" and claim.stance in ("deny", "doubt")


def country(code: str | None) -> str:
    """The name of a country by its code (ISO 3166-1 alpha-2); "" where the gazetteer knows none by it."""
    return countries().get(code or "", "")


_RULE = re.compile(r"^rule (\d): ")
_GRADED = re.compile(r'the page itself grades it so \("(.*)"\)')
RULES = {
    "1": "discounted: those harmed were fighters, or every account that blamed the party now blames another",
    "2": "acknowledged: a party to the conflict acknowledges or claims it",
    "3": "contested: somebody named disputes that it happened, who did it, or the harm; or rival parties are blamed; or figures do not meet",
    "4": "single source: one independent account",
    "5": "corroborated: two or more independent accounts that agree",
    "6": "reported: the reports' own word only",
}
"""The rules of an incident's status, in short; the first that holds decides."""


def because(why: str) -> str:
    """The reason of a status in a sentence of its own, without the number of its rule."""
    text = _GRADED.sub(r"the report itself grades it so: “\1”", _RULE.sub("", why))
    return text[:1].upper() + text[1:]


def rule(why: str) -> str | None:
    """The rule that a reason names, in words; None where it names none."""
    found = _RULE.match(why)
    return f"Rule {found[1]} of {len(RULES)}, {RULES[found[1]]}." if found and found[1] in RULES else None


def graded(why: str) -> bool:
    """Whether a status follows the report's own grading, not what the accounts say."""
    return _GRADED.search(why) is not None


def conflict(reason: str, label: str) -> str:
    """Why a row is in conflict, without the name of the row: "12 against 30-53: do not meet"."""
    for name in (label, label.split(",", maxsplit=1)[0]):
        if reason.startswith(f"{name}: "):
            return reason.removeprefix(f"{name}: ")
    return reason


def worded(text: str) -> str:
    """A value with its days in words: "2031-03-04 to 2031-03-06" is "4 Mar 2031 to 6 Mar 2031"."""
    return _DAY.sub(lambda found: brief(date.fromisoformat(found[0])), text)


def held(claim: Claim) -> str:
    """The value beside the stance: who denies that somebody did it is not said to deny a "not"."""
    named = claim.stance == "deny" and isinstance(claim.value, str)
    return str(claim.value) if named else value_text(claim)


def language(text: str | None, known: str | None = None) -> str | None:
    """The language to name for a text: by its script where that differs from what the document's language writes in."""
    if not text:
        return known
    if text[:400].isascii():
        latin = known if known and known not in _SCRIPTS.values() else "en"
        return latin if re.search("[A-Za-z]", text[:400]) else known
    letters = Counter(unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in text[:400] if c.isalpha())
    if not letters:
        return known
    script = letters.most_common(1)[0][0]
    if script == "LATIN":
        return known if known and known not in _SCRIPTS.values() else "en"
    guessed = _SCRIPTS.get(script)
    if script in ("ARABIC", "CYRILLIC", "HEBREW", "DEVANAGARI") and known and known != "en":
        return known
    return guessed or known


def direction(tag: str | None) -> str:
    """Right to left ("rtl") or left to right ("ltr"), as HTML names it."""
    return "rtl" if (tag or "").split("-")[0] in _RIGHT_TO_LEFT else "ltr"
