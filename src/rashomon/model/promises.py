"""Promises of parties, and what is later said about keeping them."""

from __future__ import annotations

from datetime import date

import msgspec

from .span import Span
from .values import Interval

PROMISES = ("ceasefire", "withdrawal", "separation", "access for aid", "exchange of prisoners", "investigation")
VERDICTS = ("kept", "broken", "denies breaking", "doubted")


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What one document tells of a promise.

    ``by`` is the party that promises (``actor`` its id in the registry), ``to`` those to whom, where the text names them;
    ``kind`` one of PROMISES. ``attribution`` is the one in whose words it stands, None where the narrator tells it.
    ``condition`` are the words of a condition. ``refused``: the party says that it will not. ``until`` are the days for
    which, or by the last of which, it holds; None where nobody says so.
    """

    id: str
    kind: str
    by: str
    span: Span
    actor: str | None = None
    to: tuple[str, ...] = ()
    until: Interval | None = None
    condition: str | None = None
    refused: bool = False
    attribution: str | None = None
    rule: str | None = None


class Keeping(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says about the keeping of a promise: that ``party`` has kept or broken it, or denies having broken it.

    ``kind`` is None where only "the promise" or "the deal" is named. ``speaker`` is None for the narrator and the unnamed.
    """

    id: str
    party: str
    verdict: str
    span: Span
    kind: str | None = None
    actor: str | None = None
    speaker: str | None = None
    attribution: str | None = None
    rule: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """Where a promise stands: the words in a document (SHA-256), who tells it and when."""

    document: str
    span: Span
    words: str
    speaker: str | None = None
    outlet: str | None = None
    published: date | None = None
    claim: str | None = None


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says about the keeping of a promise."""

    verdict: str
    speaker: str | None
    speaker_class: str | None
    actor: str | None
    telling: Telling


class PromiseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A promise of the record, as ``rashomon promises`` prints it: all documents that tell it, all that is said of its keeping.

    ``status``: "nothing said", "said to be kept", "said to be broken", "breaking denied" or "contested". ``refused`` and
    ``condition`` as of Promise.
    """

    id: str
    kind: str
    by: str
    actor: str | None
    to: tuple[str, ...]
    made: date | None
    until: Interval | None
    condition: str | None
    refused: bool
    status: str
    told: tuple[Telling, ...]
    keeping: tuple[Word, ...]
