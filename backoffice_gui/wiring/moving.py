"""Moving the configured store: from its folder to a team's server, or from the server into a new folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from backoffice_gui.actions.move_store import MovedStore, Moving, move_store
from backoffice_gui.actions.moving import never
from backoffice_gui.clock import Clock
from backoffice_gui.errors import ConfigurationError, UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.arrival import FolderArrival
from backoffice_gui.storage.upkeep import upkeep
from backoffice_gui.transfer import KeySet
from backoffice_gui.wiring.homes import arrival_of, home_of

__all__ = ["move"]


def _unheard(_step: str, _rows: int) -> None:
    return


def move(
    settings: Settings,
    clock: Clock,
    to: str,
    *,
    progress: Callable[[str, int], None] = _unheard,
    cancelled: Callable[[], bool] = never,
) -> MovedStore:
    """Move the configured store to an address, or from its server into a folder; raises what `move_store` raises.

    Raises `UsageError`: `move-to-server` (a folder is moved to a server only), `move-to-folder` (a server's store into
    a folder only: from server to server is its own people's to do), and what an address that is none raises.
    """
    server = arrival_of(to, settings)
    if (server is not None) == bool(settings.store.server):
        raise UsageError("move-to-folder" if settings.store.server else "move-to-server")
    target = server or FolderArrival(Path(to).expanduser().absolute())
    beside = settings.store_folder
    with upkeep(beside) if beside.is_dir() else contextlib.nullcontext():
        return move_store(
            Moving(
                source=home_of(settings),
                target=target,
                pins=settings.pins_folder,
                clock=clock,
                program="backoffice store move",
                keys=_keys(settings),
                progress=progress,
                cancelled=cancelled,
            )
        )


def _keys(settings: Settings) -> KeySet | None:
    """The front end's, where they are configured: a receipt that nobody can judge is compared all the same."""
    try:
        return KeySet.load(settings.path(settings.transfer.front_end_keys))
    except ConfigurationError:
        return None
