"""A whole store of a team on a server (inbox and casebook in one database) with its desk unlocked, and invented cases.

Each is copied from a pattern that is made once for each server: making one takes as long as ten tests.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.practice import practice
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER, Store
from tests.support.postgres import Server
from tests.support.practice import NOW
from tests.support.stores import MOMENT, World, complete

__all__ = ["a_team_store", "seated", "team_database", "team_practised"]

_PATTERNS: dict[tuple[Path, int], tuple[str, World]] = {}
"""By the server and how many invented cases: the database, and its inbox."""


def _pattern(server: Server, folder: Path, cases: int) -> tuple[str, World]:
    key = (server.folder, cases)
    if key not in _PATTERNS:
        name = server.new()
        address = server.address(name)
        with contextlib.closing(create_inbox(address, folder)) as inbox:
            world = complete(inbox)
        with contextlib.closing(create_casebook(address, folder, MASTER.casebook_key())) as casebook:
            with casebook.transaction() as tx:
                casebook_keys.put_private(tx, world.private, MOMENT)
                casebook_keys.link(tx, world.store_id, MOMENT)
            if cases:
                practice(casebook, TurnedClock(NOW), wanted=cases, seed=7)
        _PATTERNS[key] = name, world
    return _PATTERNS[key]


@contextmanager
def a_team_store(server: Server, root: Path) -> Iterator[Store]:
    """A complete store of a team; what this machine keeps of it lies under `root`."""
    folder = root / "store"
    folder.mkdir(parents=True)
    pattern, world = _pattern(server, folder, 0)
    name = server.new(pattern)
    (root / "store.key").write_text(MASTER.hex())
    (root / "store.key").chmod(0o600)
    try:
        with (
            contextlib.closing(open_inbox(server.address(name), folder)) as inbox,
            contextlib.closing(open_casebook(server.address(name), folder, MASTER.casebook_key())) as casebook,
        ):
            mine = dataclasses.replace(world, inbox=inbox)
            yield Store(
                root, mine, Desk(casebook, {world.private.public().fingerprint: world.private}, "agent-exemple")
            )
    finally:
        server.drop(name)


@contextmanager
def team_database(server: Server, folder: Path, cases: int) -> Iterator[str]:
    """The name of a team's database with so many invented cases: those that `practised` has of them on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    pattern, _ = _pattern(server, folder, cases)
    name = server.new(pattern)
    try:
        yield name
    finally:
        server.drop(name)


@contextmanager
def seated(address: Address, folder: Path) -> Iterator[Casebook]:
    """The casebook as whoever the address names opens it; what this machine keeps of it lies in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(open_casebook(address, folder, MASTER.casebook_key())) as casebook:
        yield casebook


@contextmanager
def team_practised(server: Server, folder: Path, cases: int) -> Iterator[Casebook]:
    """A team's casebook with so many invented cases, opened."""
    with team_database(server, folder, cases) as name, seated(server.address(name), folder) as casebook:
        yield casebook
