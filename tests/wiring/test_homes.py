"""Where the configured inbox is: read from one key of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox.home import FolderHome
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.wiring.homes import home_of, migrate, refuse_team


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
