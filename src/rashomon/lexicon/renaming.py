"""Words between two names by which a text says that one body took the other's place as its name: "formerly", "renamed itself".

Only the words that stand alone between the two names count. Who broke away from a group, joined it or is allied with it bears another name because it is
another body.
"""

from __future__ import annotations

import re

OLD_FIRST, NEW_FIRST = "old first", "new first"
_WHEN = r"(?:\s*,?\s*(?:in|on|since|last|earlier)\s+(?:[A-Z]\w+|\d{1,4}|year|month|week|this)(?:\s+\w{3,9}|\s+\d{1,4}){0,2}\s*,?)?"
_NOW = r"(?:has\s+|had\s+)?(?:since\s+|later\s+|now\s+|recently\s+|then\s+|subsequently\s+)*"
_TAKES = (
    r"(?:(?:become|became)|(?:renamed|rebranded|rechristened|restyled|calls|called)\s+itself|changed\s+its\s+name|"
    r"(?:is|was|were|been)\s+(?:now\s+|since\s+|later\s+)*(?:renamed|rebranded|called|known)|(?:goes|went)\s+(?:now\s+)?by\s+the\s+name\s+of)"
)
_END = r"\s+(?:as\s+|to\s+)?(?:the\s+)?[\"“'‘]?"
_OLD = re.compile(
    rf"(?:\s*[,(]?\s*(?:which|that)\s+|\s*,?\s+){_NOW}{_TAKES}{_WHEN}{_END}"
    rf"|\s*[,(]\s*(?:since\s+)?(?:now|renamed|rebranded)(?:\s+(?:known|called|renamed))?{_WHEN}{_END}",
    re.IGNORECASE,
)
_NEW = re.compile(
    rf"\s*[,(]\s*(?:which\s+(?:was|were)\s+)?(?:formerly|previously|until\s+\w+|once|earlier)(?:\s+(?:known|called|named)|\s+the\s+name)?{_END}",
    re.IGNORECASE,
)
LONGEST = 90  # characters between the two names


def renaming(between: str) -> str | None:
    """Which of two names is the old one, by the words between them; None where they tell of no new name.

    >>> renaming(", formerly known as the ")
    'new first'
    >>> renaming(", which has since become the ")
    'old first'
    """
    if len(between) > LONGEST or not between:
        return None
    if _NEW.fullmatch(between):
        return NEW_FIRST
    return OLD_FIRST if _OLD.fullmatch(between) else None
