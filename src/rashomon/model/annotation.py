"""What annotate writes: marks with normalised values. Field names are those of the printed formats.

Spans are half-open code-point offsets into the document's text. ``rule`` names what decided a value, so that every
derived value can say why; it is printed beside the value. An unknown value is None, never a guess.
"""

from __future__ import annotations

from datetime import date

import msgspec

from .document import Document
from .marks import Marks
from .promises import Keeping, Promise
from .span import Span
from .values import Count, Interval, PlaceValue, Range

STANCES = (
    "assert", "accuse", "deny", "acknowledge", "claim responsibility", "reject source", "doubt",
    "announce", "promise", "demand", "threaten", "retract",
)  # fmt: skip
CONTENTION = frozenset({"accuse", "deny", "acknowledge", "claim responsibility", "reject source", "doubt"})
RELATIONS = ("confirms", "denies", "disputes figure", "rejects source", "blames", "acknowledges", "supersedes")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark of punctuation."""

    span: Span
    text: str


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its span, the half-open range of its tokens in ``Annotated.tokens``, and its paragraph's number."""

    span: Span
    tokens: tuple[int, int]
    paragraph: int


class Timex(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """A time expression (TimeML TIMEX3): ``type`` DATE, TIME, DURATION or SET; ``value`` as TIMEX3; days it covers."""

    span: Span
    type: str
    value: str
    start: date | None = None
    end: date | None = None
    mod: str | None = None
    rule: str | None = None

    @property
    def interval(self) -> Interval | None:
        """The days it covers, or None where it names none (durations, sets)."""
        return Interval(self.start, self.end) if self.start or self.end else None


class Toponym(msgspec.Struct, frozen=True):
    """A place name. ``reading`` is literal, metonymic (stands for its government), demonym, or embedded (in another name).

    ``kind`` is country, region, city, ... ; ``precision`` is exact, near, region, country or None where unresolved.
    """

    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    kind: str | None = None
    precision: str | None = None
    reading: str = "literal"
    rule: str | None = None

    @property
    def place(self) -> PlaceValue:
        """The same as a value, under the gazetteer's name."""
        return PlaceValue(self.name, self.lat, self.lon, self.geonameid, self.country, self.precision)

    def named(self, text: str) -> PlaceValue:
        """The same as a value that incidents and claims carry: under the name that the text gives it, unless in capitals."""
        words = self.span.of(text)
        name = self.name if words.isupper() and len(words) > 3 else " ".join(words.split())
        return PlaceValue(name, self.lat, self.lon, self.geonameid, self.country, self.precision)


class ActorMention(msgspec.Struct, frozen=True):
    """A mention of a person, group or institution.

    ``name`` is its fullest name in the document ("he" -> the full name); ``actor`` its id in the registry, where it
    has one; ``kind`` person, organization, armed group, state, ministry, military, monitor, media, aid agency, ... ;
    ``mention`` is name, pronoun, nominal ("the ministry"), metonym ("Moscow") or demonym ("Russian").
    ``represents`` is the name of the body for which a person speaks by office, where text or registry tells.
    """

    span: Span
    name: str
    actor: str | None = None
    kind: str = "organization"
    mention: str = "name"
    rule: str | None = None
    represents: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people (or of things lost) that the text gives.

    ``part_of`` is the id of the figure that this one is a part of ("12, including 5 children"). ``beside`` is the id of the
    first of several that are counted side by side and add up ("three patients and a nurse": the nurse is beside the three).
    ``approximator`` is about, estimated, at least, more than, up to, ... or None. ``early``: the text calls it an early
    or earlier toll ("initial reports said").
    """

    id: str
    span: Span
    measure: str
    low: int | None
    high: int | None
    approximator: str | None = None
    group: str | None = None
    speaker: str | None = None
    attribution: str | None = None
    incident: str | None = None
    part_of: str | None = None
    beside: str | None = None
    early: bool = False
    rule: str | None = None

    @property
    def count(self) -> Count:
        """The bare numbers."""
        return Count(self.low, self.high)


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who says, denies, admits, promises ... what. ``speaker`` is None where no one is named; then see the class.

    ``negated`` and ``hedge`` keep what the cue or content carries ("no reports of", "allegations that", "if").
    ``represents`` is the name of the party for which a spokesperson speaks, where the text tells. ``denies`` says of a
    denial what it denies, of a withdrawn statement what is taken back: own deed, deed of another, responsibility, charge,
    figures, harm, event, statement (that somebody said something); ``clears`` names those of whom it denies a deed that is not the speaker's own.
    """

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    kind: str = "indirect"
    stance: str = "assert"
    speaker: str | None = None
    speaker_class: str | None = None
    actor: str | None = None
    accused: tuple[str, ...] = ()
    about: str | None = None
    within: str | None = None
    said: Interval | None = None
    confidence: float = 0.5
    represents: str | None = None
    negated: bool = False
    hedge: str | None = None
    denies: str | None = None
    clears: tuple[str, ...] = ()
    rule: str | None = None


class Perpetrator(msgspec.Struct, frozen=True, kw_only=True):
    """A party held, or not held, responsible for an incident, and by whom. ``confidence`` as in MUC-4."""

    name: str
    actor: str | None = None
    kind: str = "organization"
    mentions: tuple[Span, ...] = ()
    blamed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    acknowledged_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    by_narrator: bool = False
    confidence: str = "possible"


class Victim(msgspec.Struct, frozen=True, kw_only=True):
    """Those harmed, named or described; ``effect`` is killed, injured, abducted, unharmed, ..."""

    mentions: tuple[Span, ...] = ()
    name: str | None = None
    number: Count | None = None
    group: str | None = None
    effect: str | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A thing attacked: ``kind`` such as hospital, convoy, house; ``effect`` such as destroyed, damaged."""

    mentions: tuple[Span, ...] = ()
    kind: str | None = None
    effect: str | None = None


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon or means."""

    mentions: tuple[Span, ...] = ()
    kind: str | None = None


class Grading(msgspec.Struct, frozen=True, kw_only=True):
    """What a page that weighs its sources says itself of an incident's standing; ``status`` is one of domain.md's."""

    span: Span
    status: str
    rule: str | None = None


class IncidentMention(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one document tells it. ``reality`` is happened, hypothetical, planned, denied or background.

    ``case``: the document is a case file, which weighs many sources on this one incident.
    """

    id: str
    type: str
    anchor: Span
    main: bool = False
    date: Interval | None = None
    place: PlaceValue | None = None
    killed: Range | None = None
    injured: Range | None = None
    killed_children: Range | None = None
    killed_women: Range | None = None
    killed_men: Range | None = None
    injured_children: Range | None = None
    displaced: Range | None = None
    detained: Range | None = None
    abducted: Range | None = None
    missing: Range | None = None
    perpetrators: tuple[Perpetrator, ...] = ()
    victims: tuple[Victim, ...] = ()
    targets: tuple[Target, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    status: str | None = None
    why: str | None = None
    anchors: tuple[Span, ...] = ()
    reality: str = "happened"
    gradings: tuple[Grading, ...] = ()
    case: bool = False


class Relation(msgspec.Struct, frozen=True, kw_only=True, rename={"origin": "from", "target": "to"}):
    """How one attribution stands to another attribution or to an incident; ``type`` is one of RELATIONS."""

    origin: str
    target: str
    type: str
    rule: str | None = None


class Annotated(msgspec.Struct, frozen=True, kw_only=True):
    """A document with everything that annotate found in it so far; each component returns a fuller copy.

    ``registry`` marks the user's own actors that were known (12 digits of the file's SHA-256), None for the package's alone.
    """

    document: Document
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: Marks = Marks()
    times: tuple[Timex, ...] = ()
    places: tuple[Toponym, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    incidents: tuple[IncidentMention, ...] = ()
    relations: tuple[Relation, ...] = ()
    promises: tuple[Promise, ...] = ()
    keepings: tuple[Keeping, ...] = ()
    registry: str | None = None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text
