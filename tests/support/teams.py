"""A team's casebook on the tests' server, with three invented cases in it, and as many desks as a test wants.

Each desk has connections of its own, as a machine has; they all log in by one role, so an agent is who a desk says.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.enter_case import Entered, enter_case
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.cases import CaseKind, Source
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from tests.support.cases import certificate_form
from tests.support.postgres import Server
from tests.support.stores import with_private_key

__all__ = ["ME", "THEM", "Team", "a_team", "enter"]

ME, THEM = "agent.exemple", "collegue.exemple"
CASES = 3


@dataclasses.dataclass(slots=True)
class Team:
    """One database, opened by each desk on its own."""

    server: Server
    name: str
    key: bytes
    folder: Path
    desks: contextlib.ExitStack

    @property
    def address(self) -> Address:
        """Where it is."""
        return self.server.address(self.name)

    def desk(self, agent: str) -> Desk:
        """Another desk, of this agent; closed with the team."""
        casebook = self.desks.enter_context(contextlib.closing(open_casebook(self.address, self.folder, self.key)))
        return Desk(casebook, {}, agent)


def enter(desk: Desk, many: int = 1) -> list[int]:
    """Invented requests, come by post; their cases' numbers."""
    two = {"type": "marriage", "form": "full_copy", "copies": 1, "event": {"date": "2009-05-02"}}
    form = certificate_form()
    form["certificates"] = [*form["certificates"], two]
    day = SystemClock().now().date() - dt.timedelta(days=1)
    entered = Entered(CaseKind.CERTIFICATE, form, Source.POST, day)
    return [enter_case(desk, entered, SystemClock()).key.case for _ in range(many)]


_PATTERNS: list[tuple[Server, str, bytes]] = []


def _pattern(server: Server, folder: Path) -> tuple[str, bytes]:
    """Made once for a server: making a casebook takes as long as ten tests."""
    if not any(known is server for known, _, _ in _PATTERNS):
        name, key = server.new(), secrets.token_bytes(32)
        with with_private_key(create_casebook(server.address(name), folder, key)) as casebook:
            enter(Desk(casebook, {}, ME), CASES)
        _PATTERNS[:] = [(server, name, key)]
    return _PATTERNS[0][1:]


@contextlib.contextmanager
def a_team(server: Server, folder: Path) -> Iterator[Team]:
    """A casebook of the test's own with three cases, all of them new."""
    pattern, key = _pattern(server, folder)
    name = server.new(pattern)
    try:
        with contextlib.ExitStack() as desks:
            yield Team(server, name, key, folder, desks)
    finally:
        server.drop(name)
