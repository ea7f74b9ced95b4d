"""A desk on a team's casebook: three cases on the tests' server, reached over a wire that can be cut."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.outbox import Line
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.outboxes import by_of
from tests.support.cases import arrive, certificate_form, change_form, form_of
from tests.support.clock import TurnedClock
from tests.support.desks import a_store
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.wire import Wire

__all__ = ["OUTBOX_KEY", "TeamDesk", "TeamPattern", "TeamStore", "a_team_store", "served_team", "team_pattern_of"]

OUTBOX_KEY = bytes(range(32, 64))
_AGENT = "agent-exemple"


@dataclasses.dataclass(frozen=True, slots=True)
class TeamPattern:
    """A team's casebook with three cases, made once: the name of its database, the team's key."""

    name: str
    key: bytes


@dataclasses.dataclass(slots=True)
class TeamStore:
    """One desk of a team: its inbox is a file, its casebook is on the server at the wire's other end."""

    server: Server
    name: str
    key: bytes
    wire: Wire
    inbox: Inbox
    folder: Path
    desk: Desk
    opened: list[Casebook] = dataclasses.field(default_factory=list)

    def colleague(self, agent: str = "collegue-exemple") -> Desk:
        """Another agent's desk, over a wire that nobody cuts; closed with the store."""
        casebook = open_casebook(self.server.address(self.name), self.folder / agent, self.key)
        self.opened.append(casebook)
        return Desk(casebook, {}, agent)

    def versions(self) -> list[CaseKey]:
        """Every case with its version, as the server has them."""
        found = self.server.do(self.name, 'SELECT "case", version FROM casebook.cases ORDER BY "case"')
        return [CaseKey(int(str(case)), int(str(version))) for case, version in found]

    def ask(self, words: str) -> list[tuple[object, ...]]:
        """What the server's superuser reads."""
        return self.server.do(self.name, words)


def team_pattern_of(server: Server, folder: Path) -> TeamPattern:
    """Make the pattern: three cases, a certificate, a change of address, and a form that nobody could read."""
    name, key = server.new(), secrets.token_bytes(32)
    with a_store(folder / "s") as store, closing(create_casebook(server.address(name), folder, key)) as casebook:
        with casebook.transaction() as tx:
            keys.put_private(tx, generate(), MOMENT)
        arrive(store.world, [form_of(each) for each in (certificate_form(), change_form(), b"EXEMPLE, no form")])
        desk = Desk(casebook, store.desk.privates, _AGENT)
        intake(store.world.inbox, desk, TurnedClock())
    return TeamPattern(name, key)


@contextmanager
def a_team_store(server: Server, pattern: TeamPattern, root: Path) -> Iterator[TeamStore]:
    """A desk of its own on a database of its own."""
    name = server.new(pattern.name)
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}") as wire, a_store(root / "s") as store:
        over = Address.read(f"postgresql+psycopg://backoffice@/{name}?host={wire.folder}&passfile={server.passfile}")
        casebook = open_casebook(over, store.folder, pattern.key)
        desk = Desk(casebook, store.desk.privates, _AGENT, outbox_key=bytearray(OUTBOX_KEY))
        made = TeamStore(server, name, pattern.key, wire, store.world.inbox, store.folder, desk)
        try:
            yield made
        finally:
            for each in (casebook, *made.opened):
                each.close()
            server.drop(name)


@dataclasses.dataclass(slots=True)
class TeamDesk:
    """A window's caseload over a team's store; `heard` is what it is told of the line."""

    team: TeamStore
    caseload: Caseload
    cases: Cases
    heard: list[Line]

    def replay(self) -> int:
        """What the thread of the way back does, here and now."""
        by = by_of(self.caseload)
        assert by is not None
        return self.caseload.offline.replay(by, lambda: False)

    def back(self) -> int:
        """The server is there again, and what waits is sent."""
        self.team.wire.up()
        self.caseload.offline.server.back()
        return self.replay()

    def notes(self) -> list[str]:
        """Every note that the server has, in order."""
        return [str(text) for (text,) in self.team.ask("SELECT text FROM casebook.note ORDER BY note")]


@contextmanager
def served_team(team: TeamStore) -> Iterator[TeamDesk]:
    """The desk as a window has it, just unlocked; locked at the end."""
    caseload = Caseload(lambda: (team.inbox, team.desk), TurnedClock())
    caseload.offline.begin(team.inbox, team.desk)
    made = TeamDesk(team, caseload, Cases(caseload, 100), [])
    made.cases.outbox.listen(made.heard.append)
    try:
        yield made
    finally:
        caseload.forget()
        made.cases.attachments.close()
