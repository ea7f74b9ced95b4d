"""With which master secret a store comes back: this machine's, else by the passphrase, else by the recovery key.

A wrap opens nothing by itself (`security.wrap`), so a backup has it: on a machine whose keyring still has
the other half, the passphrase brings the secret back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import recovery
from backoffice_gui.actions.backup_files import Manifest, said
from backoffice_gui.actions.desk import all_names
from backoffice_gui.errors import UnlockRefused, WrongKey
from backoffice_gui.sealing import PrivateKey, PublicKey, SealBroken
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.security.wrap import fits, open_wrap
from backoffice_gui.storage import copying
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["FoundKey", "find_key", "recovered"]


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The secret that the store will have; `to_save`: this machine had none; `wrapped`: its wrap comes back with it."""

    master: MasterSecret
    to_save: bool = False
    wrapped: bool = False


def find_key(
    path: Path,
    manifest: Manifest,
    source: MasterSource,
    private: PrivateKey | None,
    *,
    ask: Callable[[], str],
    beside: Inbox | None = None,
) -> FoundKey:
    """The secret for the backup at `path`; raises `WrongKey("restore-key")`, `UnlockRefused("passphrase-wrong")`.

    `beside`: the inbox that stands, where the casebook alone comes back. Its secret of now goes before that of then:
    the wrap that lies there, and what the recovery key opens, are of now.
    """
    names: list[str] = sorted(manifest.names)
    if beside is not None:
        with beside.reading() as connection:
            now = all_names(identity.ids(connection))
        names = [*now, *(name for name in names if name not in now)]  # under the newest name lies the newest secret
    kept = source.load(names)
    if kept is not None:
        return FoundKey(kept)
    of_now = None if beside is None else _of_now(beside, names, source, private, ask)
    if of_now is not None:
        return of_now
    found = recovered(path, private)
    if found is not None:
        return FoundKey(found, to_save=True)
    unwrapped = _unwrapped(path, names, source, ask)
    if unwrapped is None:
        raise WrongKey("restore-key", source=source.name)
    return FoundKey(unwrapped, wrapped=True)


def _of_now(
    beside: Inbox, names: Sequence[str], source: MasterSource, private: PrivateKey | None, ask: Callable[[], str]
) -> FoundKey | None:
    with beside.reading() as connection:
        sealed = keys.recovery(connection)
    found = _opened(sealed, private)
    if found is not None:
        return FoundKey(found, to_save=not wrap_file.is_wrapped(beside.folder))
    unwrapped = _unwrapped(beside.folder, names, source, ask)
    return None if unwrapped is None else FoundKey(unwrapped)


def recovered(path: Path, private: PrivateKey | None) -> MasterSecret | None:
    """The secret of then by the recovery key, nothing where it is another's or there is none."""
    if private is None:
        return None
    with said(path), copying.still(path / INBOX_SHAPE.file, INBOX_SHAPE, None) as inbox:
        sealed = keys.recovery(inbox)
    return _opened(sealed, private)


def _opened(sealed: tuple[PublicKey, bytes] | None, private: PrivateKey | None) -> MasterSecret | None:
    try:
        return None if sealed is None or private is None else recovery.opens(private, sealed[1])
    except SealBroken:
        return None


def _unwrapped(path: Path, names: Sequence[str], source: MasterSource, ask: Callable[[], str]) -> MasterSecret | None:
    wrap = wrap_file.read(path)
    if wrap is None or source.keyring is None:
        return None
    half = source.keyring.half(names, wrap.slot)
    if half is None or not fits(wrap, half):
        return None
    master = open_wrap(wrap, ask(), half)
    if master is None:
        raise UnlockRefused("passphrase-wrong", seconds=0, tries=1)
    return master
