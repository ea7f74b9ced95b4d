"""A master secret that is to take another's place: kept beside it until it has been proven, then alone.

Between `stage` and `promote` both are kept, so that whichever the casebook is under, it opens
(reliability.md §5.3). Where the secret lies decides how: beside the key file, under a name of its own
in the keyring, or in a wrap of its own under the same passphrase.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol

from backoffice_gui.errors import ConfigurationError, DiskFull, StoreError
from backoffice_gui.security import wrap_file
from backoffice_gui.security.durable import is_full, sync_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource, MasterSource
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.security.wrap import Cost, Wrap, fits, new_half, open_wrap, wrap_master
from backoffice_gui.system.files import NO_FOLLOW, same_owner

__all__ = ["FileStaging", "KeyringStaging", "Staging", "WrapStaging", "staging_for"]

_NEXT = "next"


class Staging(Protocol):
    """Where a second master secret of one store is kept for as long as the first is still needed."""

    def staged(self) -> MasterSecret | None:
        """The second one, nothing where there is none; raises as the source does."""
        ...

    def stage(self, master: MasterSecret) -> None:
        """Keep a second one, and read it back; raises as the source does."""
        ...

    def settle(self) -> None:
        """Make sure of one that was staged before: the call that did may have failed in its last step."""
        ...

    def promote(self) -> None:
        """The second one alone is kept from now on; twice does nothing."""
        ...


class FileStaging:
    """`store.key.next` beside `store.key`, whose place it takes."""

    def __init__(self, source: FileSource) -> None:
        self._path = source.path
        self._next = FileSource(source.path.with_name(f"{source.path.name}.{_NEXT}"))

    def staged(self) -> MasterSecret | None:
        """The secret of the file beside, where there is one."""
        return self._next.load(())

    def stage(self, master: MasterSecret) -> None:
        """Write the file beside, of the same owner: the service that reads the one is to read the other."""
        self._next.save("", master)
        self.settle()

    def settle(self) -> None:
        """Its owner, and that it lies there by its name; raises as `stage` does."""
        with self._refusals():
            handle = os.open(self._next.path, os.O_RDWR | NO_FOLLOW)
            try:
                same_owner(handle, self._path.stat())
                os.fsync(handle)
            finally:
                os.close(handle)
            sync_folder(self._path.parent)

    def promote(self) -> None:
        """One rename: whoever reads finds the old or the new one, never none."""
        with self._refusals():
            with contextlib.suppress(FileNotFoundError):
                self._next.path.replace(self._path)
            sync_folder(self._path.parent)

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        """What the system refuses, in our words."""
        try:
            yield
        except OSError as error:
            if is_full(error):
                raise DiskFull("key", folder=str(self._path.parent)) from error
            raise ConfigurationError("key-unwritable", file=str(self._path)) from error


class KeyringStaging:
    """Under the store's name with `.next`; `names`: the store's, the current one first."""

    def __init__(self, keyring: KeyringSource, names: Sequence[str]) -> None:
        self._keyring, self._names = keyring, names
        self._next = f"{names[0]}.{_NEXT}"

    def staged(self) -> MasterSecret | None:
        """What the keyring keeps under that name."""
        return self._keyring.load([self._next])

    def stage(self, master: MasterSecret) -> None:
        """Keep it there."""
        self._keyring.save(self._next, master)

    def settle(self) -> None:
        """Nothing: a keyring keeps what it has said it does."""

    def promote(self) -> None:
        """Put it in the place of the old one, and forget the rest."""
        master = self._keyring.load([self._next])
        if master is not None:
            self._keyring.put(self._names[0], master)
            master.wipe()
        self._keyring.drop([*self._names[1:], self._next])


class WrapStaging:
    """A wrap of its own, under the same passphrase and another half of the keyring's (`security.wrap`)."""

    def __init__(self, folder: Path, keyring: KeyringSource, names: Sequence[str], passphrase: str, cost: Cost) -> None:
        self._folder, self._keyring, self._names = folder, keyring, names
        self._passphrase, self._cost = passphrase, cost

    def staged(self) -> MasterSecret | None:
        """What the proposed wrap opens to; one of a change of passphrase does not open, or to the secret of now."""
        held, proposed = wrap_file.read(self._folder), wrap_file.read(self._folder, wrap_file.NEXT)
        if held is None or proposed is None or held.slot == proposed.slot:
            return None
        second, first = self._opened(proposed), self._opened(held)
        return None if second == first else second

    def _opened(self, wrap: Wrap) -> MasterSecret | None:
        half = self._keyring.half(self._names, wrap.slot)
        return None if half is None or not fits(wrap, half) else open_wrap(wrap, self._passphrase, half)

    def stage(self, master: MasterSecret) -> None:
        """A half in the free slot, then the wrap; both are read back and opened."""
        held = wrap_file.read(self._folder)
        slot: Literal["a", "b"] = "b" if held is not None and held.slot == "a" else "a"
        self._keyring.put_half(self._names[0], slot, new_half())
        half = self._keyring.half(self._names[:1], slot) or b""
        wrap_file.propose(self._folder, wrap_master(master, self._passphrase, half, slot=slot, cost=self._cost))
        if self.staged() != master:
            raise StoreError("wrap-not-proven")

    def settle(self) -> None:
        """That it lies there by its name; raises as `stage` does."""
        wrap_file.settle(self._folder)

    def promote(self) -> None:
        """The proposed wrap takes the old one's place, whose half the keyring forgets."""
        if wrap_file.read(self._folder, wrap_file.NEXT) is not None:
            wrap_file.promote(self._folder)
        held = wrap_file.read(self._folder)
        for slot in ("a", "b"):
            if held is not None and slot != held.slot:
                self._keyring.drop_half(self._names, slot)


def staging_for(source: MasterSource, folder: Path, names: Sequence[str], passphrase: str, cost: Cost) -> Staging:
    """Where a second secret of the store in `folder` can be kept; `passphrase` opens the first, where it is wrapped.

    Raises `ConfigurationError("key-handed-over")` where the service manager keeps the key: only it makes another.
    """
    if isinstance(source, FileSource):
        return FileStaging(source)
    keyring = source.keyring
    if keyring is None:
        raise ConfigurationError("key-handed-over", name=source.name)
    if wrap_file.is_wrapped(folder):
        return WrapStaging(folder, keyring, names, passphrase, cost)
    return KeyringStaging(keyring, names)
