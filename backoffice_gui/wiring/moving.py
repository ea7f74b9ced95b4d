"""Moving the configured store: from its folder to a team's server, or from the server into a new folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from backoffice_gui.actions.casebooks import CasebookHome, FolderCasebook
from backoffice_gui.actions.move_casebook import Books
from backoffice_gui.actions.move_store import MovedStore, Moving, move_store
from backoffice_gui.actions.moving import never
from backoffice_gui.actions.unlock import master_of
from backoffice_gui.clock import Clock
from backoffice_gui.errors import ConfigurationError, UsageError
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.settings import Settings, with_values
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.inbox.arrival import FolderArrival
from backoffice_gui.storage.upkeep import upkeep
from backoffice_gui.transfer import KeySet
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.homes import arrival_of, casebook_of, home_of
from backoffice_gui.wiring.parts import Ask, no_passphrase

__all__ = ["move"]


def _unheard(_step: str, _rows: int) -> None:
    return


def move(
    settings: Settings,
    clock: Clock,
    to: str,
    *,
    ask: Ask = no_passphrase,
    progress: Callable[[str, int], None] = _unheard,
    cancelled: Callable[[], bool] = never,
) -> MovedStore:
    """Move the configured store to an address, or from its server into a folder; raises what `move_store` raises.

    Both databases go, in one call; whoever brings a team's casebook is the first who has its key. Raises `UsageError`:
    `move-to-server` (a folder is moved to a server only), `move-to-folder` (a server's store into a folder only: from
    server to server is its own people's to do), what an address that is none raises, and `StoreBusy("in-use")` where a
    window is open.
    """
    server = arrival_of(to, settings)
    if (server is not None) == bool(settings.store.server):
        raise UsageError("move-to-folder" if settings.store.server else "move-to-server")
    folder, beside = Path(to).expanduser().absolute(), settings.store_folder
    moving = Moving(
        source=home_of(settings),
        target=server or FolderArrival(folder),
        pins=settings.pins_folder,
        clock=clock,
        program="backoffice store move",
        keys=_keys(settings),
        progress=progress,
        cancelled=cancelled,
    )
    there = casebook_of(with_values(settings, {"store.server": to})) if server else FolderCasebook(folder)
    with contextlib.ExitStack() as stack:
        if beside.is_dir():
            stack.enter_context(upkeep(beside))
        if casebook_of(settings).begun():
            moving = replace(moving, bring=stack.enter_context(_books(settings, clock, there, ask)))
        moved = move_store(moving)
    if server is None:
        _carry_wrap(beside, folder)
    return moved


@contextlib.contextmanager
def _books(settings: Settings, clock: Clock, there: CasebookHome, ask: Ask) -> Iterator[Callable[[], Books]]:
    """The casebook, opened here by this workstation's secret; made there once everything else is ready for it."""
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(parts.inbox(settings, clock))
        door = parts.door(settings, opened, clock)
        master = master_of(door, ask() if door.wrapped else "").master
        stack.callback(master.wipe)
        if not settings.store.server:
            rekeying.nobody_else(settings.store_folder / CASEBOOK_SHAPE.file, master.casebook_key())
        source = stack.enter_context(contextlib.closing(door.casebook.open(master, clock)))

        def bring() -> Books:
            target = stack.enter_context(contextlib.closing(there.create(master, clock)))
            recoverable = there.recoverable(master, clock)
            return Books(source, target, door.agent, MasterSecret(recoverable.octets))

        yield bring


def _carry_wrap(before: Path, after: Path) -> None:
    """The passphrase opens the casebook in its new folder as it did."""
    wrap = wrap_file.read(before)
    if wrap is not None:
        wrap_file.propose(after, wrap)
        wrap_file.promote(after)


def _keys(settings: Settings) -> KeySet | None:
    """The front end's, where they are configured: a receipt that nobody can judge is compared all the same."""
    try:
        return KeySet.load(settings.path(settings.transfer.front_end_keys))
    except ConfigurationError:
        return None
