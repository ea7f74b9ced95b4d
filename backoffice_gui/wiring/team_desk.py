"""The team for the window, structurally `gui.team_office.TeamOffice`: over the unlocked desk of who sits here."""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.actions import team as acts
from backoffice_gui.actions.admitting import admit, renew
from backoffice_gui.actions.hand_over import hand_over
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.team import Member, Service, Wanted
from backoffice_gui.storage.team import members
from backoffice_gui.wiring.caseload import Caseload

__all__ = ["TeamDesk"]

_TEAM = Changes(frozenset({Topic.TEAM}))


class TeamDesk:
    """Members and services; raises `WrongKey` while the desk is sealed."""

    def __init__(self, caseload: Caseload) -> None:
        self._caseload = caseload

    def members(self) -> tuple[Member, ...]:
        """Everybody, by login."""
        with self._caseload.desk().casebook.reading() as connection:
            return members.members(connection)

    def services(self) -> tuple[Service, ...]:
        """Every service, by name."""
        with self._caseload.desk().casebook.reading() as connection:
            return members.services(connection)

    def hand_over(self, keys: Sequence[CaseKey], service: str) -> Outcome:
        """Hand cases over to another service; raises what `actions.hand_over.hand_over` raises."""
        desk, caseload = self._caseload.desk(), self._caseload
        return hand_over(desk, keys, service, caseload.clock, delays=caseload.rules.delays)

    def admit(self, agent: str, fingerprint: str) -> Changes:
        """Seal the team's key to a member who asks; raises what `actions.admitting.admit` raises."""
        admit(self._caseload.desk(), agent, fingerprint, self._caseload.clock.now())
        return _TEAM

    def change(self, agent: str, wanted: Wanted, seen: Wanted) -> Changes:
        """Give a member these roles and services in place of those seen; raises `UsageError`."""
        acts.change_member(self._caseload.desk().casebook, agent, wanted, seen, self._caseload.clock.now())
        return _TEAM

    def disable(self, agent: str) -> Changes:
        """End what a member may do, at once; raises `UsageError`."""
        acts.disable_member(self._caseload.desk().casebook, agent, self._caseload.clock.now())
        return _TEAM

    def renew(self) -> Changes:
        """Make the team's key anew for those who are admitted; raises what `actions.admitting.renew` raises."""
        inbox, desk = self._caseload.unlocked()
        renew(desk, self._caseload.clock.now(), inbox)
        return _TEAM
