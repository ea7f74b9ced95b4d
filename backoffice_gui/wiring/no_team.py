"""The team of a store of one's own, structurally `gui.team_office.TeamOffice`: nobody."""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.team import Member, Service, Wanted
from backoffice_gui.errors import UsageError

__all__ = ["NoTeam"]


class NoTeam:
    """Nothing is asked of it: the window does not lead there."""

    def members(self) -> tuple[Member, ...]:
        """Nobody."""
        return ()

    def services(self) -> tuple[Service, ...]:
        """None."""
        return ()

    def hand_over(self, keys: Sequence[CaseKey], service: str) -> Outcome:
        """There is no service to hand over to."""
        raise UsageError("no-server", service=service, cases=len(keys))

    def admit(self, agent: str, fingerprint: str) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent, fingerprint=fingerprint)

    def change(self, agent: str, wanted: Wanted, seen: Wanted) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent, roles=len(wanted.roles), before=len(seen.roles))

    def disable(self, agent: str) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent)

    def renew(self) -> Changes:
        """There is none."""
        raise UsageError("no-server")
