"""The team of a store of one's own: there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.team import team


def test_without_a_server_there_is_no_team(tmp_path: Path) -> None:
    """What it does on one is tried through the console."""
    config = tmp_path / "config.toml"
    config.write_text("", "utf-8")
    with pytest.raises(UsageError, match="no-server"), team(settings.load(config), SystemClock()):
        pass
