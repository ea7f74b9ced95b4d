"""Where a store lies: whether it can be trusted there, and whether it is still the same place.

SQLite's locks and its shared memory don't hold on a network share: a store there is refused.
"""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

from backoffice_gui.errors import StoreMoved
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.system.files import is_remote
from backoffice_gui.system.names import machine_guid

__all__ = ["place_of", "places_of", "refuse_remote"]

_FILES = (INBOX_SHAPE.file, CASEBOOK_SHAPE.file)
"""Of a store: in its folder, or in the one where a part of it is being made."""
_MACHINE = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def refuse_remote(folder: Path) -> None:
    """Raise `StoreMoved` where the folder lies on a network share.

    A store that lives on one which earlier versions did not know as such goes on: an update ends no collector.
    """
    lives = any((each / file).is_file() for each in (folder, folder.parent) for file in _FILES)
    if is_remote(folder, anew=not lives):
        raise StoreMoved("network-share", folder=str(folder))


def _machine() -> str:
    if guid := machine_guid():
        return guid
    for file in _MACHINE:
        if file.is_file():
            return file.read_text("utf-8", "replace").strip()
    return _card()


def _card() -> str:
    return f"{uuid.getnode():012x}"


def place_of(file: Path) -> str:
    """A hash of this machine, the file's real path and its inode.

    It changes when a store is carried to another machine or folder, or put back from a copy:
    then the store needs a new name (protocol §4.7). Nothing can be read from it.
    """
    return _hash(file, _machine())


def places_of(file: Path) -> frozenset[str]:
    """Each hash by which this place may have been noted: earlier versions knew Windows by its network card.

    What was noted so stays as it is, for a store's names are never changed: it has not moved by our counting otherwise.
    """
    return frozenset({place_of(file), *([_hash(file, _card())] if machine_guid() else [])})


def _hash(file: Path, machine: str) -> str:
    words = "\0".join(("ofpra place 1", machine, str(file.resolve()), str(file.stat().st_ino)))
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
