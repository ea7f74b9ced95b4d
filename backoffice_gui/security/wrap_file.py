"""Where the wrap lies: beside the databases, so that it is backed up with them; it opens nothing by itself.

A change writes the new wrap as `master.wrap.next` and lets it take the old one's place once it has been proven, so
there is no moment at which nothing opens.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from backoffice_gui.errors import DiskFull, StoreError, WrongKey
from backoffice_gui.security.durable import is_full, replace, sync_folder
from backoffice_gui.security.wrap import Wrap

__all__ = ["FILE", "NEXT", "is_wrapped", "promote", "propose", "read", "remove", "settle"]

FILE = "master.wrap"
NEXT = "master.wrap.next"
_MAX_OCTETS = 4096


def is_wrapped(folder: Path) -> bool:
    """Whether a passphrase is needed to open the casebook in this folder."""
    return (folder / FILE).exists()


def read(folder: Path, name: str = FILE) -> Wrap | None:
    """The wrap of a store, or nothing where it has none; raises `WrongKey("wrap-damaged")`."""
    try:
        with (folder / name).open("rb") as file:
            return msgspec.json.decode(file.read(_MAX_OCTETS), type=Wrap)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise WrongKey("wrap-damaged", file=name) from error


def propose(folder: Path, wrap: Wrap) -> None:
    """Write a wrap beside the one that holds; raises `DiskFull`, `StoreError("wrap-unwritable")`."""
    try:
        replace(folder / NEXT, msgspec.json.encode(wrap) + b"\n")
    except OSError as error:
        raise _refusal(folder, error) from error


def settle(folder: Path) -> None:
    """Have the names in the folder last; raises as `propose` does."""
    try:
        sync_folder(folder)
    except OSError as error:
        raise _refusal(folder, error) from error


def promote(folder: Path) -> None:
    """The proposed wrap holds from now on; raises as `propose` does."""
    try:
        (folder / NEXT).replace(folder / FILE)
        sync_folder(folder)
    except OSError as error:
        raise _refusal(folder, error) from error


def remove(folder: Path) -> None:
    """No wrap holds from now on; raises as `propose` does."""
    try:
        (folder / FILE).unlink(missing_ok=True)
        (folder / NEXT).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise _refusal(folder, error) from error


def _refusal(folder: Path, error: OSError) -> StoreError:
    return DiskFull("wrap", folder=str(folder)) if is_full(error) else StoreError("wrap-unwritable", folder=str(folder))
