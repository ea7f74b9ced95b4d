"""Wrong passphrases are counted on the disk, outside of the casebook: a restart doesn't make them forgotten.

Each is written down before it is tried, so that ending the program while it is tried doesn't help. Who can write in
the store's folder can remove the count; but who has the folder and the keyring guesses elsewhere, at Argon2's price.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from backoffice_gui.domain.unlocking import DELAYS, FREE, Tries
from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.security.durable import is_full, replace, sync_folder

__all__ = ["FILE", "clear", "read", "write"]

FILE = "unlock.tries"
_MAX_OCTETS = 256


class _Noted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    wrong: Annotated[int, msgspec.Meta(ge=0)]
    at: float


def read(folder: Path, now: float) -> Tries:
    """What was noted; a note that can't be read counts as the longest delay, from an elapsed moment on."""
    try:
        with (folder / FILE).open("rb") as file:
            noted = msgspec.json.decode(file.read(_MAX_OCTETS), type=_Noted)
    except FileNotFoundError:
        return Tries()
    except (OSError, msgspec.DecodeError):
        worst = Tries(FREE + len(DELAYS) - 1, now)
        write(folder, worst)
        return worst
    return Tries(noted.wrong, noted.at)


def write(folder: Path, tries: Tries) -> None:
    """Note them, durable when this returns; raises `DiskFull`, `StoreError("tries-unwritable")`."""
    try:
        replace(folder / FILE, msgspec.json.encode(_Noted(wrong=tries.wrong, at=tries.at)))
    except OSError as error:
        raise _refusal(folder, error) from error


def clear(folder: Path) -> None:
    """A right one came: forget the wrong ones; raises as `write` does."""
    try:
        (folder / FILE).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise _refusal(folder, error) from error


def _refusal(folder: Path, error: OSError) -> StoreError:
    if is_full(error):
        return DiskFull("tries", folder=str(folder))
    return StoreError("tries-unwritable", folder=str(folder))
