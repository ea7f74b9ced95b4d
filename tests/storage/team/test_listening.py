"""A connection that listens, and knows whether it hears."""

from __future__ import annotations

import dataclasses
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import LiteralString

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import Defect, StoreUnreachable
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.listening import Ear
from tests.support.pooler import pooler
from tests.support.postgres import Server

CLOCK = SystemClock()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty schema: to listen needs no table."""
    name = server.new()
    server.do(name, "CREATE SCHEMA casebook AUTHORIZATION backoffice")
    yield name
    server.drop(name)


@pytest.fixture
def bell() -> Iterator[Bell]:
    """Rung by nobody yet."""
    made = Bell()
    yield made
    made.close()


def say(server: Server, database: str, word: str) -> None:
    """Somebody says something."""
    server.do(database, f"NOTIFY backoffice_case, '{word}'")


def test_it_hears_what_others_say_and_wakes_by_a_bell(server: Server, database: str, bell: Bell) -> None:
    """At once, in one bundle; what was said on another channel is not for us; a probe is nobody's news."""
    with closing(Ear(server.address(database), bell)) as ear:
        assert ear.passes(CLOCK, within=20.0)
        for word in ("moved", "arrived", "probe"):
            say(server, database, word)
        server.do(database, "NOTIFY elsewhere, 'x'")
        heard: frozenset[str] = frozenset()
        while heard != {"moved", "arrived"}:
            heard |= ear.wait(20.0)
        ringer = threading.Thread(target=bell.ring, name="ringer")
        ringer.start()
        assert ear.wait(20.0) == set()
        ringer.join()
        assert ear.ask("SELECT %(n)s + 1", {"n": 1}) == [(2,)]


def test_what_is_said_while_it_asks_is_not_lost(server: Server, database: str, bell: Bell) -> None:
    """It comes with an answer, and is told at the next waiting."""
    with closing(Ear(server.address(database), bell)) as ear:
        say(server, database, "moved")
        ear.ask("SELECT 1")
        assert ear.wait(20.0) == {"moved"}


def test_a_pooler_that_swallows_what_is_said_is_found_out(server: Server, database: str, bell: Bell) -> None:
    """Statements pass through it as ever, so nothing else would tell."""
    folder = server.folder.parent / f"pooler-{secrets.token_hex(3)}"
    with pooler(server.folder, folder) as towards:
        address = dataclasses.replace(server, folder=towards).address(database)
        with closing(Ear(address, bell)) as ear:
            assert not ear.passes(CLOCK, within=0.2)
            assert ear.ask("SELECT 1") == [(1,)]


def test_what_is_told_waits_for_no_standby_and_leaves_nothing_behind(server: Server, database: str, bell: Bell) -> None:
    """Neither the setting, which would be somebody else's behind a pooler, nor half a transaction where it fails."""
    asked: LiteralString = "SELECT current_setting('synchronous_commit'), %(n)s"
    with closing(Ear(server.address(database), bell)) as ear:
        assert ear.tell(asked, {"n": 1}) == [("local", 1)]
        assert ear.ask(asked, {"n": 2}) == [("on", 2)]
        with pytest.raises(Defect):
            ear.tell("SELECT 1 / %(n)s", {"n": 0})
        assert ear.ask(asked, {"n": 3}) == [("on", 3)]


def test_a_connection_that_went_is_said(server: Server, database: str, bell: Bell) -> None:
    """Who waits does not wait for ever."""
    with closing(Ear(server.address(database), bell)) as ear:
        assert ear.wait(0.0) == set()
        server.end_backends(database)
        with pytest.raises(StoreUnreachable):
            _wait_on(ear)


def _wait_on(ear: Ear) -> None:
    """The server's last word may be read before its connection's end is."""
    while True:
        ear.wait(20.0)
