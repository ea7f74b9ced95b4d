"""An inbox at home on a server: the same life as in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreExists, StoreHeld, StoreIncomplete, StoreUnreachable, UsageError
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.storage.versions import TEAM_INBOX
from tests.support.postgres import Server
from tests.support.stores import complete
from tests.support.waiting import until


@pytest.fixture
def home(server: Server, tmp_path: Path) -> Iterator[TeamHome]:
    """Where nothing is yet."""
    name = server.new()
    yield TeamHome.at(str(server.address(name)), tmp_path)
    server.drop(name)


def test_a_server_is_a_home(home: TeamHome) -> None:
    """Nothing is there; then something; then a whole inbox, for one collector."""
    clock = SystemClock()
    assert not home.begun()
    with pytest.raises(StoreIncomplete):
        home.open(clock)
    with pytest.raises(StoreIncomplete):
        home.migrate(clock)
    inbox = home.create(clock)
    assert home.begun()
    with pytest.raises(StoreIncomplete):
        home.open(clock)
    complete(inbox)
    inbox.close()
    home.open(clock).close()
    assert home.migrate(clock) == str(TEAM_INBOX.known)
    with pytest.raises(StoreExists):
        home.create(clock)
    lead = home.lead("the first", clock)
    with pytest.raises(StoreHeld):
        home.lead("the second", clock)
    holder = home.holder()
    assert holder is not None
    assert holder.program == "the first"
    lead.release()
    until(lambda: home.holder() is None)


def test_no_home_is_made_of_words(tmp_path: Path) -> None:
    """An address is read at once; whether anybody is there is found out by asking."""
    with pytest.raises(UsageError):
        TeamHome.at("EXEMPLE", tmp_path)
    with pytest.raises(StoreUnreachable, match="connect"):
        TeamHome.at(f"postgresql+psycopg:///ofpra?host={tmp_path}", tmp_path).begun()
