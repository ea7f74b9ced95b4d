"""Holds and purges as they are shown: frozen values, without a word of the person that a case is about."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backoffice_gui.domain.retention import APPROVAL_HOURS

__all__ = ["VALID", "Held", "Purge", "Purged", "Stage"]

VALID = timedelta(hours=APPROVAL_HOURS)
"""How long a request waits for its second person, and an approval to be carried out."""

_AHEAD = timedelta(hours=1)
"""By so much two people's clocks may differ, or one be set right meanwhile."""


class Stage(enum.Enum):
    """Where a purge stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as it is shown: of which case (and the number people say), who, why, until which day."""

    hold: int
    case: int
    number: str
    agent: str
    reason: str
    until: date
    made_at: datetime
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """A purge as it stands."""

    purge: int
    requested_at: datetime
    requester: str
    digest: str
    items: int
    rules: str
    approver: str
    approved_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    withdrawn_by: str
    certificate: str

    def lapsed(self, at: datetime) -> bool:
        """Whether it waited for its second person, or to be begun, longer than it holds."""
        waiting = self.started_at is None and self.ended_at is None
        passed = at - (self.approved_at or self.requested_at)
        return waiting and not -_AHEAD <= passed < VALID  # a clock that was set back makes nothing young again

    def stage(self, at: datetime) -> Stage:
        """Where it stands at a moment."""
        if self.withdrawn_by:
            return Stage.WITHDRAWN
        if self.ended_at is not None:
            return Stage.DONE
        if self.started_at is not None:
            return Stage.UNDER_WAY
        if self.lapsed(at):
            return Stage.LAPSED
        return Stage.APPROVED if self.approver else Stage.REQUESTED


@dataclass(frozen=True, slots=True)
class Purged:
    """What one run did: how many were purged, how many were left and why, whether it was stopped before its end."""

    purge: int
    done: int
    left: int
    cancelled: bool = False
