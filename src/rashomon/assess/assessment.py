"""Accounts, ranges, disputes and status of one incident: pure functions of its claims and a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Assessment, Claim

from .accounts import account, grouped
from .answers import answers
from .corrections import corrected
from .disputes import disputes
from .policy import actor_kinds, policy
from .ranges import ranges
from .status import status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def assess(
    incident: str,
    claims: Iterable[Claim],
    *,
    policy_name: str | None = None,
    copies: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> Assessment:
    """What the claims about one incident come to.

    Args:
        incident: its id.
        claims: all claims about it; those that a person rejected, or their outlet corrected, are left out. Their order does not matter.
        policy_name: see ``lexicon/policies.yaml``; the default policy for None.
        copies: document (sha256) -> the document that it is a copy of.
        kinds: actor id -> kind, for the policy "reliable"; those of the registry for None.

    Raises:
        SettingError: there is no such policy.
    """
    rule = policy(policy_name)
    counted = sorted((c for c in claims if c.review != "rejected"), key=lambda c: c.id)
    gone = corrected(counted, copies or {})
    accounts = grouped([c for c in counted if c.id not in gone], copies or {})
    across = answers(incident, accounts, copies or {})
    disputed = disputes(incident, accounts, rule, across)
    outcome = status(accounts, disputed)
    if kinds is None:
        kinds = actor_kinds() if rule.best == "reliable" else {}
    return Assessment(
        incident=incident,
        status=outcome.status,
        why=outcome.why,
        evidence=outcome.evidence,
        accounts=tuple(account(found) for found in accounts.values()),
        ranges=ranges(accounts, rule, kinds, contested=outcome.status == "contested"),
        disputes=disputed,
        answers=across,
        policy=rule.name,
    )
