"""What the databases raise, said in our words, once: foreign exceptions end here.

SQLite's primary result codes (https://www.sqlite.org/rescode.html) decide, never a message.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from backoffice_gui.errors import BackofficeError, Defect, DiskFull, StoreBusy, StoreDamaged, StoreError, WrongKey

__all__ = ["commit_unknown", "converted", "converting", "without_a_cause"]

_PRIMARY = 0xFF
_ERROR = 1
_IOERR = 10
_NEXT_TO_NOTHING = 1024 * 1024
_BINDABLE = (type(None), int, float, str, bytes, bytearray, memoryview)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def _no_room(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _NEXT_TO_NOTHING
    except OSError:
        return False


def _of_code(code: int, file: Path, *, keyed: bool) -> BackofficeError:
    name = file.name
    match code & _PRIMARY:
        case (
            5 | 6 | 15
        ):  # SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: a lock of the log's index that was refused again and again
            return StoreBusy("locked", file=name)
        case 9:  # SQLITE_INTERRUPT
            return StoreBusy("interrupted", file=name)
        case 13:  # SQLITE_FULL
            return DiskFull("database", file=name)
        case 26:  # SQLITE_NOTADB: with a key, most often the wrong one
            return WrongKey(file=name) if keyed else StoreDamaged("not-a-database", file=name)
        case 11:  # SQLITE_CORRUPT
            return StoreDamaged("corrupt", file=name)
        case 10 | 14 if _no_room(file):  # SQLITE_IOERR, SQLITE_CANTOPEN: a full disk says so too
            return DiskFull("database", file=name)
        case 10:
            return StoreDamaged("input-output", file=name)
        case 8:  # SQLITE_READONLY
            return StoreError("read-only", file=name)
        case 14:
            return StoreError("cannot-open", file=name)
        case 19:  # SQLITE_CONSTRAINT: a key, a CHECK or a guard
            return Defect(f"a rule of the schema was broken in {name}")
        case _:
            return Defect(f"statement refused in {name} (code {code})")


def _code(error: BaseException | None) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def _without_memory(error: Exception) -> bool:
    """Whether a value could not be handed over for want of memory: the driver says *unsupported type* of that too."""
    if not isinstance(error, DBAPIError) or not isinstance(error.orig, driver.InterfaceError) or not error.params:
        return False
    rows = error.params if isinstance(error.params, list) else [error.params]
    values = [value for row in rows for value in (row.values() if isinstance(row, Mapping) else row)]
    return all(isinstance(value, _BINDABLE) for value in values)


def converted(error: Exception, file: Path, *, keyed: bool) -> BackofficeError | MemoryError | None:
    """The error of ours that a foreign one stands for; nothing where it is none of the databases'."""
    if isinstance(error, PoolTimeoutError):
        return StoreBusy("connections", file=file.name)
    if isinstance(error, DBAPIError | driver.Error):
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = _code(cause)
        if code is not None:
            return _of_code(code, file, keyed=keyed)
        if isinstance(cause, driver.OperationalError):  # a value of another kind than its column's: text that is none
            return StoreDamaged("unreadable", file=file.name)
        if _without_memory(error):
            return MemoryError()
        return Defect(f"driver misused in {file.name}")
    if isinstance(error, SQLAlchemyError):
        return Defect(f"statement misused in {file.name}")
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return DiskFull("folder", file=file.name)
    return None


@contextmanager
def converting(file: Path, *, keyed: bool = False) -> Iterator[None]:
    """Convert what the databases raise inside into our tree, with `from`; all else passes as it is."""
    try:
        yield
    except (SQLAlchemyError, driver.Error, OSError) as error:
        ours = converted(error, file, keyed=keyed)
        if ours is None:
            raise
        raise ours from error


@contextmanager
def without_a_cause(file: Path, reason: str) -> Iterator[None]:
    """`StoreError(reason)` where the driver tells no cause of what failed, `DiskFull` where there is no room.

    SQLCipher says the same of whatever a `rekey` meets: the disk, a lock, no memory.
    """
    try:
        yield
    except driver.OperationalError as error:
        if _code(error) != _ERROR:
            raise
        name = file.name
        raise (DiskFull("database", file=name) if _no_room(file) else StoreError(reason, file=name)) from error


def commit_unknown(error: DBAPIError) -> bool:
    """Whether a COMMIT that failed so may have happened all the same (an error of input or output).

    Then nothing may be tried again on that connection: look by key over a new one.
    """
    code = _code(error.orig)
    return code is not None and code & _PRIMARY == _IOERR
