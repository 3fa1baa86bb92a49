"""What the pages of one incident have in common: the incident, its assessment, its claims, the documents that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.api import Accounts
from rashomon.assess import matrix
from rashomon.model.wording import UNNAMED, plural
from rashomon.record import IncidentFilter
from rashomon.run.assessing import assessments, claims_by_incident, incident_rows

from . import words
from .quotes import Quoting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Account, Assessment, Claim
    from rashomon.model.incident import Incident
    from rashomon.record import StoredDocument

    from .visit import Visit

OWN_WORDS = "narrator"


@dataclass(frozen=True)
class Told:
    """One incident with all that its pages show; what is dear is fetched when it is asked for."""

    visit: Visit
    incident: Incident
    assessed: Assessment
    claims: tuple[Claim, ...]

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def documents(self) -> dict[str, StoredDocument]:
        """The documents that the claims stand in, by SHA-256."""
        wanted = {claim.document for claim in self.claims} | {found.sha256 for found in self.incident.documents}
        return {found.document.sha256: found for found in self.visit.book.record.documents(sorted(wanted))}

    @cached_property
    def quoting(self) -> Quoting:
        """Draws the words behind a claim."""
        return Quoting(self.visit, {sha: found.document for sha, found in self.documents.items()})

    @cached_property
    def accounts(self) -> Accounts:
        """The matrix, compared with the column that the address names, else the first."""
        found = Accounts(matrix(self.assessed, self.claims), self.claims)
        wanted = self.visit.words("against")
        if wanted is None:
            return found
        index = _column(found, wanted)
        return (
            found
            if index == found.matrix.reference
            else Accounts(matrix(self.assessed, self.claims, index), self.claims)
        )

    @property
    def title(self) -> str:
        """Such as "Airstrike, Tel Oram, 4 March 2031"."""
        return title(self.incident)

    @property
    def address(self) -> str:
        """The path of the incident's own page."""
        return f"/incidents/{self.incident.id}"

    @cached_property
    def origins(self) -> frozenset[str]:
        """Documents that are no copies of others."""
        return frozenset(found.sha256 for found in self.incident.documents if found.independent)

    def heading(self, account: Account) -> dict[str, object]:
        """How a column is headed: the name, what kind of voice it is, how many outlets carried it."""
        origins = sum(sha in self.origins for sha in account.documents)
        copied = len(account.documents) > origins and len(account.outlets) > 1
        name, voice = voice_of(account.speaker, account.speaker_class, self._first_outlet(account))
        return {
            "name": name, "voice": voice, "outlets": account.outlets, "actor": account.actor or account.speaker,
            "carried": f"{plural(max(origins, 1), 'origin')}, {plural(len(account.outlets), 'outlet')}" if copied else None,
            "key": account.claims[0] if account.claims else "", "claims": len(account.claims), "account": account,
        }  # fmt: skip

    @cached_property
    def column_of(self) -> dict[str, int]:
        """By claim: the index of its account's column."""
        return {key: index for index, account in enumerate(self.accounts.matrix.columns) for key in account.claims}

    def account_name(self, claim: Claim) -> str:
        """The account that a claim belongs to, in one line."""
        index = self.column_of.get(claim.id)
        if index is None:
            return words.voice(claim.speaker or claim.speaker_class)
        heading = self.heading(self.accounts.matrix.columns[index])
        plain = claim.speaker is not None or claim.speaker_class in (None, OWN_WORDS) or not heading["voice"]
        return str(heading["name"]) if plain else f"{heading['name']} ({heading['voice']})"

    def _first_outlet(self, account: Account) -> str | None:
        for found in self.incident.documents:  # by day
            if found.sha256 in account.documents and found.independent and found.outlet:
                return found.outlet
        return account.outlets[0] if account.outlets else None


def told(visit: Visit, key: str) -> Told:
    """The incident that ``key`` names, as of the moment of the visit.

    Raises:
        NotInRecordError: none has it, or several.
    """
    record, policy = visit.book.record, visit.book.settings.policy
    stored = record.incident(key)
    assessed = assessments(record, [stored.id], policy=policy)
    incident = incident_rows(record, [stored], policy=policy, assessed=assessed)[0]
    return Told(visit, incident, assessed[stored.id], tuple(claims_by_incident(record, [stored.id]).get(stored.id, [])))


def told_each(visit: Visit, ids: Sequence[str]) -> list[Told]:
    """The same for several incidents at once, in the order given; those that are not there are left out."""
    record = visit.book.record
    stored = {found.id: found for found in record.incidents(IncidentFilter(ids=tuple(ids)))} if ids else {}
    kept = [stored[key] for key in ids if key in stored]
    assessed = assessments(record, [one.id for one in kept], policy=visit.book.settings.policy)
    rows = incident_rows(record, kept, policy=visit.book.settings.policy, assessed=assessed)
    claims = claims_by_incident(record, [one.id for one in kept])
    return [Told(visit, row, assessed[row.id], tuple(claims.get(row.id, []))) for row in rows]


def title(incident: Incident) -> str:
    """Such as "Airstrike, Tel Oram, 4 March 2031"."""
    place = incident.place.name if incident.place else "place unknown"
    date = incident.date
    return f"{incident.type[:1].upper()}{incident.type[1:]}, {place}, {words.days(date.start, date.end) if date else 'undated'}"


def voice_of(speaker: str | None, speaker_class: str | None, outlet: str | None) -> tuple[str, str | None]:
    """A name for who speaks, and what kind of voice it is where no one is named."""
    if speaker:
        return speaker, None
    if speaker_class in (None, OWN_WORDS):
        return outlet or "a report without outlet", "in its own words"
    if speaker_class in UNNAMED:
        return UNNAMED[speaker_class], f"in {outlet}" if outlet else None
    return speaker_class or "", f"unnamed, in {outlet}" if outlet else "unnamed"


def _column(found: Accounts, wanted: str) -> int:
    """The column whose account holds the claim ``wanted``, else whose speaker's name holds it."""
    for index, account in enumerate(found.matrix.columns):
        if wanted in account.claims:
            return index
    return found.column(wanted)
