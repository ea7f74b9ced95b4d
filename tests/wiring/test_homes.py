"""Where the configured inbox is: read from one key of the configuration."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.inbox.home import FolderHome
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.system.names import machine
from backoffice_gui.wiring.homes import colleagues_at, home_of, migrate, refuse_team
from tests.support.postgres import Server
from tests.support.teams import a_team


def configured(home: Path, /, **values: str) -> settings.Settings:
    """A configuration with these keys of `[store]`."""
    file = home / "config.toml"
    file.touch()
    loaded = settings.load(file, {})
    return settings.with_values(loaded, {f"store.{name}": value for name, value in values.items()})


def test_a_folder_unless_a_server_is_named(tmp_path: Path) -> None:
    """What is about files is refused on a server, and what is about servers in a folder."""
    embedded = configured(tmp_path, folder="store")
    assert home_of(embedded) == FolderHome(tmp_path / "store")
    refuse_team(embedded)
    with pytest.raises(UsageError, match="no-server"):
        migrate(embedded, SystemClock())
    team = configured(tmp_path, folder="store", server="postgresql+psycopg:///ofpra?host=/run/postgresql")
    home = home_of(team)
    assert isinstance(home, TeamHome)
    assert home.folder == tmp_path / "store"
    with pytest.raises(UsageError, match="team-no-copy"):
        refuse_team(team)
    with pytest.raises(UsageError, match="store-address"):
        home_of(configured(tmp_path, server="EXEMPLE"))


def test_a_desk_has_a_line_to_its_colleagues_where_a_server_is_named(server: Server, tmp_path: Path) -> None:
    """By this machine's name; in a folder there is nobody to hear."""
    assert colleagues_at(configured(tmp_path, folder="store")) is None
    with a_team(server, tmp_path) as team, closing(Bell()) as bell:
        opens = colleagues_at(configured(tmp_path, server=str(team.address)))
        assert opens is not None
        with closing(opens(bell)) as line:
            line.seat.show(2)
            (mine,) = line.seat.read(SystemClock().now()).presences
            assert (mine.case, mine.post, mine.here) == (2, machine(), True)
