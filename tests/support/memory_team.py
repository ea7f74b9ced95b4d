"""A team in memory that keeps the promises of `gui.team_office.TeamOffice`: a test says who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.case_acts import CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.team import Member, Service, Wanted
from backoffice_gui.errors import UsageError

__all__ = ["MemoryTeam"]

_A, _L, _M, _D = TeamRole.AGENT, TeamRole.LEAD, TeamRole.ADMINISTRATOR, TeamRole.DPO
_TOUCHED = Changes(frozenset({Topic.TEAM}))


def _print(letter: str) -> str:
    return (letter * 4 + "0123456789abcdef" * 4)[:64]


class MemoryTeam:
    """Set `now_members` and `now_services`; what was asked stands in `said`; `failure` is raised by what changes.

    `not_renewed` is raised by making the key anew.
    """

    def __init__(self, now: datetime, me: str) -> None:
        self.now, self.me = now, me
        then = now - timedelta(days=40)
        self.now_services: tuple[Service, ...] = (
            Service(1, "État civil", ("certificate_request",), 2),
            Service(2, "Courrier", (), 1),
        )
        self.now_members: tuple[Member, ...] = (
            Member(me, frozenset({_L, _M}), None, True, _print("a"), then, me, then),
            Member("d.demo", frozenset({_A}), ("État civil",), True, _print("b"), then, me, then),
            Member("e.exemple", frozenset({_A}), ("Courrier",), True, _print("c"), now - timedelta(minutes=12)),
            Member("f.ancien", frozenset(), (), False, _print("d"), then, me, then, now - timedelta(days=2)),
            Member("g.dpo", frozenset({_D}), None, True),
        )
        self.said: list[tuple[str, str]] = []
        self.failure: Exception | None = None
        self.of_case: dict[int, str] = {}
        self.not_renewed: Exception | None = None

    def members(self) -> tuple[Member, ...]:
        """As set."""
        return self.now_members

    def services(self) -> tuple[Service, ...]:
        """As set."""
        return self.now_services

    def _change(self, what: str, agent: str, **fields: object) -> Changes:
        if self.failure is not None:
            raise self.failure
        self.said.append((what, agent))
        self.now_members = tuple(
            replace(one, **fields) if one.agent == agent else one  # type: ignore[arg-type]  # one field or another
            for one in self.now_members
        )
        return _TOUCHED

    def hand_over(self, keys: Sequence[CaseKey], service: str) -> Outcome:
        """Where there is such a service; a case that has it already fails."""
        if self.failure is not None:
            raise self.failure
        if service not in {one.name for one in self.now_services}:
            raise UsageError("service-unknown", service=service)
        there = [key for key in keys if self.of_case.get(key.case) == service]
        self.of_case |= {key.case: service for key in keys}
        self.said.append(("hand_over", service))
        done = tuple(key for key in keys if key not in there)
        undo = Undo(tuple(-key.case for key in done))
        return Outcome(done, tuple(Failed(key.case, "service-same") for key in there), undo)

    def admit(self, agent: str, fingerprint: str) -> Changes:
        """Where the fingerprint is his."""
        known = next(one for one in self.now_members if one.agent == agent)
        if known.fingerprint != fingerprint:
            raise UsageError("member-fingerprint", member=agent)
        return self._change("admit", agent, admitted_by=self.me, admitted_at=self.now)

    def change(self, agent: str, wanted: Wanted, seen: Wanted) -> Changes:
        """So he is now, where he was as he was seen."""
        if seen != next(one.rights for one in self.now_members if one.agent == agent):
            raise UsageError("member-changed", member=agent)
        return self._change("change", agent, roles=wanted.roles, services=wanted.services)

    def disable(self, agent: str) -> Changes:
        """His access is ended."""
        return self._change("disable", agent, enabled=False, roles=frozenset(), ended_at=self.now)

    def renew(self) -> Changes:
        """The key is another for those who stay."""
        if self.not_renewed is not None:
            raise self.not_renewed
        self.said.append(("renew", ""))
        return _TOUCHED
