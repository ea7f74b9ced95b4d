"""Whom a workstation of a team logs in as: the owner makes the store and admits; nobody works by that login."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import WrongKey
from backoffice_gui.settings import Settings, load, with_values
from backoffice_gui.storage.team.address import Address
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.case_session import case_session
from tests.support.postgres import Server
from tests.support.teams import enter
from tests.support.wire import Wire

__all__ = ["admitted", "as_login", "lead_over", "use_login"]

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


@contextlib.contextmanager
def lead_over(wire: Wire, server: Server, folder: Path, cases: int) -> Iterator[Settings]:
    """A lead's workstation on a team's store with so many cases, made and reached over this wire."""
    name = server.new()
    lead = server.login("demo_lead", "backoffice_lead")
    owners, address = (
        f"postgresql+psycopg://{login}@/{name}?host={wire.folder}&passfile={server.passfile}"
        for login in ("backoffice", lead)
    )
    config = folder / "config.toml"
    config.write_text(
        f'[transfer]\nurl = "https://front.invalid/transfer/v1"\n'
        f'[store]\nfolder = "store"\nkey_file = "store.key"\nserver = "{owners}"\n'
    )
    by_owner = load(config, {})
    parts.new_store(by_owner, _CLOCK)
    made = admitted(by_owner, as_login(by_owner, Address.read(address)), lead)
    with parts.inbox(made, _CLOCK) as inbox, parts.desk(made, inbox, _CLOCK) as desk:
        enter(desk, cases)
    yield made
    server.drop(name)


def use_login(config: Path, address: Address) -> None:
    """Write the address of somebody's login into a configuration that names a server."""
    words = config.read_text("utf-8")
    said, times = re.subn(r"^server = .*$", f'server = "{address}"', words, flags=re.MULTILINE)
    assert times == 1
    config.write_text(said, "utf-8")
