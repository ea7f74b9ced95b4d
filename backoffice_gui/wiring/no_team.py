"""The team of a store of one's own, structurally `gui.team_office.TeamOffice`: nobody."""

from __future__ import annotations

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

    def admit(self, agent: str, fingerprint: str) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent, fingerprint=fingerprint)

    def change(self, agent: str, wanted: Wanted) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent, roles=len(wanted.roles))

    def disable(self, agent: str) -> Changes:
        """Nobody can be."""
        raise UsageError("no-server", member=agent)
