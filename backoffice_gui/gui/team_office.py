"""What the window may ask of who is in the team; each may take its time, so it goes through the bridge only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_acts import CaseKey, Outcome
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.team import Member, Service, Wanted

__all__ = ["TeamOffice"]


class TeamOffice(Protocol):
    """The members and services of a team's store; in an embedded one there are none. All that changes is audited."""

    def members(self) -> tuple[Member, ...]:
        """Everybody, by login."""
        ...

    def services(self) -> tuple[Service, ...]:
        """Every service, by name."""
        ...

    def hand_over(self, keys: Sequence[CaseKey], service: str) -> Outcome:
        """Hand cases over to the service of this name; one that somebody held is given back. Raises `UsageError`.

        `service-unknown`; of single cases `service-same`, `case-changed`. Never waits for a server that is away.
        """
        ...

    def admit(self, agent: str, fingerprint: str) -> Changes:
        """Seal the team's key to a member who asks, if his key has this fingerprint; raises `UsageError`.

        `member-fingerprint`: he has another key by now; `member-oneself`: nobody admits himself.
        """
        ...

    def change(self, agent: str, wanted: Wanted, seen: Wanted) -> Changes:
        """Give a member these roles and services in place of those that were seen; raises `UsageError`.

        `member-changed`: somebody else has changed the same since.
        """
        ...

    def disable(self, agent: str) -> Changes:
        """End what a member may do, at once; raises `UsageError`.

        The team's key is to be made anew then, by another call: the window makes it at once (`renew`).
        """
        ...

    def renew(self) -> Changes:
        """Make the team's key anew for those who are admitted; their open desks take it in. Raises `WrongKey`."""
        ...
