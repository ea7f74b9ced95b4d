"""The unlocked desk: the casebook open with our key, and with it the private keys of the inbox.

Locking it (`close`) closes the casebook and drops the keys; collecting goes on without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.identity import StoreIds

__all__ = ["Desk", "open_desk"]


@dataclass(frozen=True, slots=True)
class Desk:
    """An open casebook and the keys read from it; `agent` is the login of who sits here."""

    casebook: Casebook
    privates: Mapping[str, PrivateKey]
    agent: str

    def __repr__(self) -> str:
        return f"Desk({len(self.privates)} keys)"

    def close(self) -> None:
        """Lock the desk, for good: who still holds it, on another thread, opens nothing with it any more."""
        self.casebook.shut()


def _named(ids: StoreIds) -> list[StoreId]:
    return [ids.current, *sorted(ids.former)]


def open_desk(folder: Path, source: MasterSource, ids: StoreIds, agent: str, clock: Clock) -> Desk:
    """Open the casebook beside the inbox of these names.

    Raises `WrongKey` (reason `no-key` where there is none), `StoreMissing`, `StoreIncomplete`,
    `StoreNewer`, and what the key's source raises.
    """
    master = source.load(_named(ids))
    if master is None:
        raise WrongKey("no-key", source=source.name)
    try:
        casebook = Casebook.open(folder, master.casebook_key(), clock)
    finally:
        master.wipe()
    with casebook.reading() as connection:
        return Desk(casebook, keys.privates(connection), agent)
