"""What is known of each store outside of it: its public key's fingerprint, and how far it had come.

One file per `store_id` in the configuration folder (`pins/`). The fingerprints show whether
somebody put another public key, or another recovery key, into the inbox; the high-water mark (length and head of the
inbox's audit chain) shows whether the inbox is older than it was: restored from a copy
(architecture.md, *Sealing*; protocol §4.7).
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from backoffice_gui.errors import ConfigurationError, DiskFull
from backoffice_gui.security import durable
from backoffice_gui.security.durable import is_full, new_folder, replace

__all__ = ["Pin", "known", "read", "settle", "write"]

_STORE_ID = re.compile(r"[0-9A-Za-z_-]{1,128}")
_SUFFIX = ".json"
_MAX_OCTETS = 4096


class Pin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One store, as last seen: `events` is the audit chain's length, `head` its last hash in hex.

    `recovery` is the recovery key's fingerprint, empty where there is none; nothing in a pin that
    was written before it was noted. `next`, `next_recovery`: while a key changes, the one that was proven
    to take its place; either may be met then.
    """

    store_id: str
    fingerprint: str
    recovery: str | None = None
    next: str | None = None
    next_recovery: str | None = None
    events: int = 0
    head: str = ""


def _path(folder: Path, store_id: str) -> Path:
    if not _STORE_ID.fullmatch(store_id):
        raise ConfigurationError("pin-name", file=str(folder))
    return folder / f"{store_id}{_SUFFIX}"


def read(folder: Path, store_id: str) -> Pin | None:
    """The pin of a store, or nothing where none was written; raises `ConfigurationError`."""
    path = _path(folder, store_id)
    try:
        with path.open("rb") as file:
            pin = msgspec.json.decode(file.read(_MAX_OCTETS), type=Pin)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise ConfigurationError("pin-unreadable", file=str(path)) from error
    if pin.store_id != store_id:
        raise ConfigurationError("pin-unreadable", file=str(path))
    return pin


def write(folder: Path, pin: Pin) -> None:
    """Write a pin, atomically and synced; raises `ConfigurationError` or `DiskFull`."""
    path = _path(folder, pin.store_id)
    try:
        new_folder(folder)
        replace(path, msgspec.json.encode(pin) + b"\n")
    except OSError as error:
        if is_full(error):
            raise DiskFull("pin", folder=str(folder)) from error
        raise ConfigurationError("pin-unwritable", file=str(path)) from error


def settle(folder: Path, store_id: str) -> None:
    """Make a pin that was read durable, before anything rests on it; raises `ConfigurationError`."""
    path = _path(folder, store_id)
    try:
        durable.settle(path)
    except OSError as error:
        raise ConfigurationError("pin-unreadable", file=str(path)) from error


def known(folder: Path) -> frozenset[str]:
    """The `store_id`s that have a pin; raises `ConfigurationError`."""
    try:
        return frozenset(path.name.removesuffix(_SUFFIX) for path in folder.glob(f"*{_SUFFIX}"))
    except OSError as error:
        raise ConfigurationError("pin-unreadable", file=str(folder)) from error
