"""A look at a real server: what it says of itself, to its owner and to a role that may see little."""

from __future__ import annotations

import pytest

from backoffice_gui import __version__
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import connect
from backoffice_gui.storage.team.health import BACKUP_MARK, look
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.versions import TEAM_INBOX
from tests.support.postgres import Server
from tests.support.stores import World


@pytest.fixture
def address(team_world: World) -> Address:
    """A server with an inbox, which is open."""
    found: Address = team_world.inbox._backing.address  # type: ignore[attr-defined]
    with team_world.inbox.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    return found


def test_a_server_says_how_it_is(address: Address) -> None:
    """Version, size, programs, who leads, that news come through; a schema that is not there is left out."""
    lead = TeamLock.acquire(address, "backoffice collect")
    seen = look(address)
    lead.release()
    assert int(seen.version.split(".")[0]) >= 15
    assert seen.database == address.database
    assert seen.size > 1_000_000
    assert seen.leader is not None
    assert seen.leader.program == "backoffice collect"
    assert abs((seen.leader.since - seen.at).total_seconds()) < 60
    assert [(each.version, each.roles) for each in seen.programs] == [(__version__, 1)]
    assert seen.notices
    assert (seen.waits, seen.standbys_wanted, seen.standbys) == ("on", "", ())
    assert seen.schemas == (("inbox", str(TEAM_INBOX.known)),)
    assert seen.older == ()
    assert not seen.monitored


def test_what_is_open_for_long_is_seen(address: Address) -> None:
    """Of this role; another's, only by who may monitor."""
    with connect(address, "inbox") as other:
        other.execute("SELECT 1")
        oldest = look(address).oldest_transaction
        assert oldest is not None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (f"{BACKUP_MARK}2026-11-26T23:30:00Z", "2026-11-26T23:30:00+00:00"),
        (f"{BACKUP_MARK}2026-11-27T00:30:00+01:00", "2026-11-26T23:30:00+00:00"),
        (f"{BACKUP_MARK}2026-11-26T23:30:00", "2026-11-26T23:30:00+00:00"),
        (f"{BACKUP_MARK}EXEMPLE", None),
        ("EXEMPLE", None),
    ],
)
def test_the_mark_of_a_backup_is_read(address: Address, server: Server, said: str, found: str | None) -> None:
    """A comment that is none is left alone."""
    server.do(address.database, f"COMMENT ON SCHEMA inbox IS '{said}'")
    marked = look(address).backup_at
    assert (None if marked is None else marked.isoformat()) == found
