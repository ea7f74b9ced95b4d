"""The unlocked desk: the casebook open with our key, and with it the private keys of the inbox.

Locking it (`close`) closes the casebook and wipes the keys; collecting goes on without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.actions.casebooks import CasebookHome, FolderCasebook
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Authority, alone
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.outbox import ONCE, Once
from backoffice_gui.domain.remembered import forget_words
from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.storage.casebook import keys, purges
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.identity import StoreIds

__all__ = ["Desk", "all_names", "open_desk", "open_with_master"]


@dataclass(frozen=True, slots=True)
class Desk:
    """An open casebook and the keys read from it; `agent` is the login of who sits here.

    `search_key`: what searches are hashed under, where an epoch has kept it (`actions.searching`). `granted`: what a
    team's server lets him do. `outbox_key`: what changes are sealed under that wait for a team's server. `once`: the
    keys of the one change that it is used for.
    """

    casebook: Casebook
    privates: Mapping[str, PrivateKey]
    agent: str
    search_key: bytearray | None = None
    granted: Authority | None = None
    outbox_key: bytearray | None = None
    once: Once = ONCE

    def __repr__(self) -> str:
        return f"Desk({len(self.privates)} keys)"

    @property
    def authority(self) -> Authority:
        """What he may do; everything where the store is his own."""
        return self.granted or alone(self.agent)

    def close(self, patience: float = 0.0, last: Callable[[Connection], None] | None = None) -> bool:
        """Lock the desk, for good: who still holds it, on another thread, opens nothing with it any more.

        `patience` and `last`, what is written as the last thing: as for `Casebook.shut`, as is what is returned.
        """
        try:
            return self.casebook.shut(patience, last)
        finally:
            forget_words()
            for private in self.privates.values():
                private.wipe()
            _emptied(self.search_key, self.outbox_key)


class _Keys(Mapping[str, PrivateKey]):
    """The private keys, oldest first; one that the casebook was given since is looked up once it is asked for.

    Keys change while a window is open (`actions.new_keys`): what came in since would look as if it did not open.
    """

    def __init__(self, casebook: Casebook, kept: dict[str, PrivateKey]) -> None:
        self._casebook, self._kept = casebook, kept

    def __getitem__(self, fingerprint: str) -> PrivateKey:
        if fingerprint not in self._kept:
            with self._casebook.reading() as connection:
                for name, private in keys.privates(connection).items():
                    self._kept.setdefault(name, private)
        return self._kept[fingerprint]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)


def all_names(ids: StoreIds) -> list[StoreId]:
    """The store's names, the current one first: a key may be kept under any of them."""
    return [ids.current, *sorted(ids.former)]


def _emptied(*secrets: bytearray | None) -> None:
    for each in secrets:
        if each is not None:
            each[:] = bytes(len(each))


def open_with_master(
    folder: Path, master: MasterSecret, agent: str, clock: Clock, home: CasebookHome | None = None
) -> Desk:
    """Open the casebook in this folder, or at home elsewhere, with the master secret, which is wiped.

    Raises what `CasebookHome.open` raises, and what it raises that the keys are read.
    """
    where = home or FolderCasebook(folder)
    waiting = bytearray(master.outbox_key()) if where.shared else None
    try:
        casebook = where.open(master, clock)
    except BaseException:
        _emptied(waiting)
        raise
    finally:
        master.wipe()
    try:
        with casebook.reading() as connection:
            kept, searches = keys.privates(connection), purges.search_key(connection)
        granted = where.granted(casebook)
    except BaseException:
        _emptied(waiting)
        casebook.shut()
        raise
    words = None if searches is None else bytearray(searches)
    who = agent if granted is None else granted.agent  # the server writes down the login, whoever's machine it is
    return Desk(casebook, _Keys(casebook, kept), who, words, granted, waiting)


def open_desk(folder: Path, source: MasterSource, ids: StoreIds, agent: str, clock: Clock) -> Desk:
    """Open the casebook beside the inbox of these names, where no passphrase is needed (`actions.unlock`).

    Raises `WrongKey` (reason `no-key` where there is none), `StoreMissing`, `StoreIncomplete`,
    `StoreNewer`, and what the key's source raises.
    """
    master = source.load(all_names(ids))
    if master is None:
        raise WrongKey("no-key", source=source.name)
    return open_with_master(folder, master, agent, clock)
