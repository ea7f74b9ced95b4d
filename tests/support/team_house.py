"""A team's store that has lived: cases old enough to go, cases to treat, what is kept apart; and a seat for each login.

It is made once for each server, as its owner, and copied for each test. Its times are counted back from now: a server
takes no line of a day to come from anybody but the owner.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.casebook.purges import Left
from backoffice_gui.storage.inbox import incidents, outcomes
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.granted import granted
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.retention import Keeping
from tests.support.cases import arrive, certificate_form, change_form, form_of, keys_of
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER, Store
from tests.support.journals import lived
from tests.support.postgres import Server
from tests.support.purging import DURATIONS, close_all
from tests.support.stores import World, complete, invented
from tests.support.team_store import ALL, PEOPLE

__all__ = ["CERTIFICATES", "CHANGE", "Seat", "TeamHouse", "a_house", "seated"]

CERTIFICATES, CHANGE = (5, 6, 7), 8
"""What is to be treated: requests of the first service, the first of them with attachments; and one of the second."""
_AGE = timedelta(days=800)
_NAMES = ("UN", "DEUX", "TROIS", "QUATRE", "CINQ", "SIX", "SEPT", "HUIT", "NEUF")
_SERVICES = (
    "INSERT INTO casebook.service (name) VALUES ('EXEMPLE UN'), ('EXEMPLE DEUX')",
    "INSERT INTO casebook.service_kind (kind, service) VALUES ('certificate_request', 1), ('contact_change', 2)",
    "INSERT INTO casebook.agent_service (agent, service) VALUES ('demo_agent', 1)",
)


@dataclasses.dataclass(frozen=True, slots=True)
class TeamHouse:
    """One database of a test's own."""

    server: Server
    name: str
    world: World
    folder: Path
    now: datetime

    @contextlib.contextmanager
    def owned(self) -> Iterator[Store]:
        """The store as its owner has it, whom no guard binds: for what a test begins with."""
        with _opened(self, "backoffice") as (inbox, desk):
            yield Store(self.folder, dataclasses.replace(self.world, inbox=inbox, at=self.now), desk)


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    """What one login has: inbox and desk as the server lets it have them, and what its window does by them."""

    house: TeamHouse
    inbox: Inbox
    desk: Desk
    caseload: Caseload
    cases: Cases
    clock: TurnedClock
    folder: Path


@contextlib.contextmanager
def _opened(house: TeamHouse, login: str) -> Iterator[tuple[Inbox, Desk]]:
    address, own = house.server.address(house.name, login), house.folder / login
    own.mkdir(exist_ok=True)
    with (
        contextlib.closing(open_inbox(address, own)) as inbox,
        contextlib.closing(open_casebook(address, own, MASTER.casebook_key())) as casebook,
    ):
        with casebook.reading() as connection:
            may = granted(connection)
        privates = {house.world.private.public().fingerprint: house.world.private}
        yield inbox, Desk(casebook, privates, may.agent, granted=may, outbox_key=bytearray(range(32)))


@contextlib.contextmanager
def seated(house: TeamHouse, login: str) -> Iterator[Seat]:
    """A desk by this login, unlocked."""
    clock = TurnedClock(house.now)
    with _opened(house, login) as (inbox, desk):
        caseload = Caseload(lambda: (inbox, desk), clock)
        caseload.offline.begin(inbox, desk)
        cases = Cases(caseload, 100, keeping=Keeping(DURATIONS))
        try:
            yield Seat(house, inbox, desk, caseload, cases, clock, house.folder / login)
        finally:
            caseload.forget()
            cases.attachments.close()


def _person(name: str) -> dict[str, Any]:
    n = _NAMES.index(name) + 1
    return {
        "family_name": f"EXEMPLE-{name}",
        "given_names": [f"Démo{name.title()}"],
        "birth_date": f"19{60 + n}-0{n}-11",
    }


def _certificate(name: str) -> dict[str, Any]:
    n = _NAMES.index(name)
    return certificate_form(_person(name), email=f"exemple{n}@demo.example", phone=f"06 00 00 00 1{n}")


def _taken(store: Store, clock: TurnedClock, *forms: dict[str, Any]) -> None:
    store.world.at = clock.now()
    arrive(store.world, [form_of(form) for form in forms])
    assert intake(store.world.inbox, store.desk, clock).cases == len(forms)


def _lives(store: Store, now: datetime) -> None:
    """More than two years: what was closed long ago, what was closed since, and what is to be treated."""
    since, then = now - _AGE, now - timedelta(days=100)
    clock = TurnedClock(since)
    _taken(store, clock, _certificate("UN"), change_form(_person("DEUX")))
    close_all(store, clock)
    lived(store, since, then)
    clock.advance((then - since).total_seconds())
    _taken(store, clock, _certificate("TROIS"), change_form(_person("QUATRE")))
    close_all(store, clock, keys_of(store)[2:])
    lived(store, then, now)
    clock.advance((now - then).total_seconds())
    _with_parts(store, clock)
    _taken(store, clock, _certificate("SIX"), _certificate("SEPT"), change_form(_person("HUIT")))
    _apart(store, since)
    _comes_back(store, now)


def _with_parts(store: Store, clock: TurnedClock) -> None:
    store.world.at = clock.now()
    form = json.dumps(_certificate("CINQ")).encode()
    made = store.world.verify(invented(90, (form, b"%PDF-1.7 EXEMPLE", b"EXEMPLE"), kind="certificate_request"))
    store.world.receipt(made.row)
    assert intake(store.world.inbox, store.desk, clock).cases == 1


def _apart(store: Store, since: datetime) -> None:
    """Two that were never validly signed; and two incidents that nobody has closed."""
    world = store.world
    world.at = since
    rows = [each.row for each in arrive(world, [form_of(certificate_form())] * 2, ours=False)]
    with world.inbox.transaction() as tx:
        for row in rows:
            outcomes.quarantined(tx, row, "signature", since)
        for seq in (901, 902):
            incidents.open_incident(tx, IncidentKind.MISSING, since, seq=seq)


def _comes_back(store: Store, now: datetime) -> None:
    """One that was purged under this very name, and one that is new; neither was taken in yet."""
    store.world.at = now
    again, _new = arrive(store.world, [form_of(_certificate("UN")), form_of(_certificate("NEUF"))])
    with store.desk.casebook.transaction() as tx:
        key = purges.secret(tx, now, lambda: bytes(32))
        number = purges.request(tx, "agent-exemple", (), digest="0" * 64, rules="{}", at=now)
        purges.bury(tx, number, [Left("case", None, purges.mark_of(key, again.key))], now)
        purges.withdraw(tx, number, "agent-exemple", now)


_PATTERNS: dict[Path, TeamHouse] = {}
"""By the server."""


def _pattern(server: Server, folder: Path) -> TeamHouse:
    if server.folder not in _PATTERNS:
        name, now = server.new(), SystemClock().now()
        address = server.address(name)
        with (
            contextlib.closing(create_inbox(address, folder)) as inbox,
            contextlib.closing(create_casebook(address, folder, MASTER.casebook_key())) as casebook,
        ):
            world = complete(inbox, now - _AGE)
            with casebook.transaction() as tx:
                casebook_keys.put_private(tx, world.private, now - _AGE)
                casebook_keys.link(tx, world.store_id, now - _AGE)
            for words in _SERVICES:
                server.do(name, words)
            desk = Desk(casebook, {world.private.public().fingerprint: world.private}, "agent-exemple")
            _lives(Store(folder, world, desk), now)
        _PATTERNS[server.folder] = TeamHouse(server, name, world, folder, now)
    return _PATTERNS[server.folder]


@contextlib.contextmanager
def a_house(server: Server, folder: Path) -> Iterator[TeamHouse]:
    """A house of the test's own, in which everybody has a login."""
    folder.mkdir(parents=True, exist_ok=True)
    pattern = _pattern(server, folder)
    for role, login in PEOPLE.items():
        server.login(login, group_of(role))
    server.login(ALL, group_of(TeamRole.AGENT), EVERYWHERE)
    name = server.new(pattern.name)
    try:
        yield dataclasses.replace(pattern, name=name, folder=folder)
    finally:
        server.drop(name)
