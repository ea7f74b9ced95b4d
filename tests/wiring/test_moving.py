"""The configured store moved: what can be moved where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreMoved, UsageError
from backoffice_gui.settings import with_values
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.moving import move
from tests.support.desks import Store, a_store
from tests.support.moves import filled
from tests.support.postgres import Server

CLOCK = SystemClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Pinned, with copies in it."""
    with a_store(tmp_path / "s") as made:
        filled(made.world)
        proof.pin_store(made.world.inbox, made.pins)
        yield made


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """An empty database."""
    name = server.new()
    yield str(server.address(name))
    server.drop(name)


def test_the_configured_store_goes_there_and_back(store: Store, address: str, tmp_path: Path) -> None:
    """What was left is read, by whoever looks, and opened by nobody who works."""
    settings = store.settings()
    moved = move(settings, CLOCK, address)
    assert moved.where == address
    with parts.inbox(settings, CLOCK) as opened:
        assert parts.moved_to(opened) == address
        with parts.desk(settings, opened, CLOCK, looking=True) as desk:
            assert desk.privates
        with pytest.raises(StoreMoved, match="away"):
            parts.unlock(settings, opened, CLOCK)
    team = with_values(settings, {"store.server": address})
    with parts.inbox(team, CLOCK) as opened:
        assert parts.moved_to(opened) is None
        assert parts.names(opened).current == moved.store_id
    with pytest.raises(UsageError, match="move-to-folder"):
        move(team, CLOCK, address)
    assert move(team, CLOCK, str(tmp_path / "new")).rows > moved.rows


def test_a_folder_is_moved_to_a_server_only(store: Store) -> None:
    """From one folder to another a backup goes; an address that is none is refused as ever."""
    with pytest.raises(UsageError, match="move-to-server"):
        move(store.settings(), CLOCK, "elsewhere")
    with pytest.raises(UsageError, match="store-address"):
        move(store.settings(), CLOCK, "postgresql://EXEMPLE@front.invalid/ofpra")
