"""Whom a workstation of a team logs in as: the owner makes the store and admits; nobody works by that login."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import WrongKey
from backoffice_gui.settings import Settings, with_values
from backoffice_gui.storage.team.address import Address
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.case_session import case_session

__all__ = ["admitted", "as_login", "use_login"]

_CLOCK = SystemClock()


def as_login(made: Settings, address: Address) -> Settings:
    """The same workstation, by another login."""
    return with_values(made, {"store.server": str(address)})


def admitted(made: Settings, mine: Settings, agent: str) -> Settings:
    """Let an agent in at a workstation (`mine`), by the one that has the team's key: it asks, and is admitted."""
    with (
        contextlib.suppress(WrongKey),
        parts.inbox(mine, _CLOCK) as opened,
        parts.desk(mine, opened, _CLOCK),
    ):
        pass
    with case_session(made, _CLOCK, keys_only=True) as session:
        session.admit(agent, session.asking(agent))
    return mine


def use_login(config: Path, address: Address) -> None:
    """Write the address of somebody's login into a configuration that names a server."""
    words = config.read_text("utf-8")
    said, times = re.subn(r"^server = .*$", f'server = "{address}"', words, flags=re.MULTILINE)
    assert times == 1
    config.write_text(said, "utf-8")
