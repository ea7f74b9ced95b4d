"""The casebook under another key (reliability.md §5.3): cut anywhere, one of the two opens it.

`PRAGMA rekey` in WAL mode leaves the main file under the old key until a checkpoint, so the log is
brought in first, and the change is made over a rollback journal with `synchronous=EXTRA`: with FULL
the old key could still be the valid one after the change had returned [measured]. Not in SQLite's exclusive locking
mode: it ends a journal by a sync, also one whose sync has just failed.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from backoffice_gui.errors import StoreBusy, StoreDamaged, WrongKey
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect, connect_alone, hand_over
from backoffice_gui.storage.faults import converting, without_a_cause

__all__ = ["BEFORE", "MARK", "RECOVERY_MARK", "REFUSED", "change_key", "into_log", "nobody_else", "opens"]

MARK = "rekey.begun"
"""Lies in the store's folder while its casebook changes keys, or was about to when it was cut."""
BEFORE = "casebook-before-rekey.db"
"""The copy under the old key, for as long as that lasts."""
REFUSED = "rekey-refused"
"""Why a change came to nothing, where nobody says why."""
RECOVERY_MARK = "recover.begun"
"""Lies there while a new casebook is made in the place of a lost one (`actions.new_casebook`)."""


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the casebook, whatever a change that was cut left of its journal; raises `StoreBusy`."""
    try:
        with converting(path, keyed=True), closing(connect_alone(path, key)):
            return True
    except WrongKey:
        return False


def change_key(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt the casebook anew; it is left without its log, for `into_log`.

    Raises `StoreBusy` where anybody else has it open (nothing has changed then), `WrongKey`, `DiskFull`,
    `StoreError("rekey-refused")` where it came to nothing: one of the two keys opens it.
    """
    with converting(path, keyed=True), closing(connect_alone(path, old)) as raw:
        _alone(raw, path)
        if raw.execute("PRAGMA synchronous").fetchone()[0] != 3:
            raise StoreDamaged("pragma", pragma="synchronous", file=path.name)
        with without_a_cause(path, REFUSED):
            hand_over(raw, "rekey", new)


def _alone(raw: driver.Connection, path: Path) -> None:
    """Without its log, which nobody else's connection lets go."""
    if raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        busy, log, moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy or log != moved:
            raise StoreBusy("checkpoint", file=path.name)
    if raw.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
        raise StoreBusy("in-use", file=path.name)


def nobody_else(path: Path, key: bytes) -> None:
    """Find out whether the casebook's key could be changed now; nothing is changed, and it has its log as before.

    Raises `StoreBusy` where anybody else has it open, `WrongKey`, `DiskFull`.
    """
    with converting(path, keyed=True), closing(connect_alone(path, key)) as raw:
        _alone(raw, path)
        if raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise StoreBusy("in-use", file=path.name)


def into_log(path: Path, key: bytes) -> None:
    """Check every page under this key, and give the casebook its log back; raises `StoreDamaged`, `WrongKey`."""
    with converting(path, keyed=True):
        with closing(connect_alone(path, key)) as raw:
            if raw.execute("PRAGMA cipher_integrity_check").fetchall():
                raise StoreDamaged("cipher-integrity-check", file=path.name)
            if [row[0] for row in raw.execute("PRAGMA integrity_check")] != ["ok"]:
                raise StoreDamaged("integrity-check", file=path.name)
            if raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                raise StoreBusy("in-use", file=path.name)
        connect(path, CASEBOOK_SHAPE, key).close()
