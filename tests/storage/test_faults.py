"""What the databases raise, said in our words: by result code, never by message."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from backoffice_gui.errors import (
    BackofficeError,
    Defect,
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreError,
    WrongKey,
)
from backoffice_gui.storage.faults import commit_unknown, converted, converting, without_a_cause


def busy(path: Path) -> None:
    """Two writers, no patience."""
    one, two = (driver.connect(str(path), isolation_level=None, timeout=0) for _ in range(2))
    try:
        one.execute("BEGIN IMMEDIATE")
        two.execute("BEGIN IMMEDIATE")
    finally:
        one.close()
        two.close()


def full(path: Path) -> None:
    """No page more."""
    raw = driver.connect(str(path), isolation_level=None)
    try:
        raw.execute("CREATE TABLE example (octets BLOB)")
        raw.execute("PRAGMA max_page_count = 3")
        raw.execute("INSERT INTO example VALUES (zeroblob(100000))")
    finally:
        raw.close()


def not_a_database(path: Path) -> None:
    """Another file under its name."""
    path.write_bytes(b"EXEMPLE " * 1000)
    raw = driver.connect(str(path))
    try:
        raw.execute("SELECT * FROM sqlite_master")
    finally:
        raw.close()


def corrupt(path: Path) -> None:
    """A page overwritten."""
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("CREATE TABLE example (word TEXT)")
    raw.executemany("INSERT INTO example VALUES (?)", [("EXEMPLE" * 50,)] * 200)
    raw.close()
    octets = bytearray(path.read_bytes())
    octets[4096 : 4096 * 3] = b"\xff" * 8192
    path.write_bytes(octets)
    raw = driver.connect(str(path))
    try:
        raw.execute("SELECT sum(length(word)) FROM example").fetchall()
    finally:
        raw.close()


def read_only(path: Path) -> None:
    """A reader that writes."""
    raw = driver.connect(str(path), isolation_level=None)
    try:
        raw.execute("PRAGMA query_only = ON")
        raw.execute("CREATE TABLE example (n INTEGER)")
    finally:
        raw.close()


def cannot_open(path: Path) -> None:
    """No such folder."""
    driver.connect(str(path / "absent" / "x.db")).execute("SELECT 1")


def constraint(path: Path) -> None:
    """The same key twice."""
    raw = driver.connect(str(path), isolation_level=None)
    try:
        raw.execute("CREATE TABLE example (n INTEGER PRIMARY KEY)")
        raw.execute("INSERT INTO example VALUES (1)")
        raw.execute("INSERT INTO example VALUES (1)")
    finally:
        raw.close()


def refused(path: Path) -> None:
    """A statement that is none."""
    raw = driver.connect(str(path))
    try:
        raw.execute("SELEKT 1")
    finally:
        raw.close()


@pytest.mark.parametrize(
    ("provoke", "kind", "reason"),
    [
        (busy, StoreBusy, "locked"),
        (full, DiskFull, "database"),
        (not_a_database, StoreDamaged, "not-a-database"),
        (corrupt, StoreDamaged, "corrupt"),
        (read_only, StoreError, "read-only"),
        (cannot_open, StoreError, "cannot-open"),
        (constraint, Defect, None),
        (refused, Defect, None),
    ],
)
def test_what_sqlite_raises_becomes_ours(
    provoke: Callable[[Path], None], kind: type[BackofficeError], reason: str | None, tmp_path: Path
) -> None:
    """Each real fault has its class, names the file and nothing else, and keeps what it came from."""
    path = tmp_path / "EXEMPLE.db"
    with pytest.raises(kind) as caught, converting(path):
        provoke(path)
    assert type(caught.value) is kind
    assert isinstance(caught.value.__cause__, driver.Error)
    if isinstance(caught.value, StoreError):
        assert caught.value.reason == reason
        assert caught.value.facts == {"file": "EXEMPLE.db"}


def test_with_a_key_what_is_not_a_database_is_a_wrong_key(tmp_path: Path) -> None:
    """SQLCipher can't tell one from the other; the key is the likelier."""
    with pytest.raises(WrongKey), converting(tmp_path / "EXEMPLE.db", keyed=True):
        not_a_database(tmp_path / "EXEMPLE.db")


def foreign(code: int) -> DBAPIError:
    """An error of SQLAlchemy's with a result code of SQLite's."""
    orig = driver.OperationalError("EXEMPLE")
    orig.sqlite_errorcode = code
    return DBAPIError("SELECT 1", {}, orig)


@pytest.mark.parametrize(
    ("code", "reason"), [(5, "locked"), (6, "locked"), (15, "locked"), (5 | 2 << 8, "locked"), (9, "interrupted")]
)
def test_extended_codes_count_as_their_primary(code: int, reason: str, tmp_path: Path) -> None:
    """`SQLITE_BUSY_SNAPSHOT` and `SQLITE_PROTOCOL` are busy; an interrupted query says that it was one."""
    ours = converted(foreign(code), tmp_path / "x.db", keyed=False)
    assert isinstance(ours, StoreBusy)
    assert ours.reason == reason


@pytest.mark.parametrize("code", [10, 10 | 4 << 8, 14])
@pytest.mark.parametrize(("free", "kind"), [(0, DiskFull), (10**12, StoreError)])
def test_an_error_of_the_disk_is_a_full_one_where_nothing_is_free(
    code: int, free: int, kind: type[StoreError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite can't always tell: the file system can."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    ours = converted(foreign(code), tmp_path / "x.db", keyed=False)
    assert isinstance(ours, kind)
    assert isinstance(ours, DiskFull) == (free == 0)


def test_a_disk_that_can_not_be_asked_is_not_called_full(tmp_path: Path) -> None:
    """The error stays what it was."""
    ours = converted(foreign(10), tmp_path / "absent" / "x.db", keyed=False)
    assert isinstance(ours, StoreDamaged)


def test_an_exhausted_pool_is_a_busy_store(tmp_path: Path) -> None:
    """It passes: it can be tried again."""
    ours = converted(PoolTimeoutError(), tmp_path / "x.db", keyed=False)
    assert isinstance(ours, StoreBusy)
    assert ours.retry


@pytest.mark.parametrize("error", [ArgumentError("EXEMPLE"), driver.ProgrammingError("EXEMPLE")])
def test_a_misuse_is_a_defect(error: Exception, tmp_path: Path) -> None:
    """Ours, not the world's."""
    assert isinstance(converted(error, tmp_path / "x.db", keyed=False), Defect)


_NO_MEMORY = """
import sqlcipher3.dbapi2 as driver
from pathlib import Path
from sqlalchemy import create_engine, text
from backoffice_gui.storage.faults import converting

engine = create_engine("sqlite://", creator=lambda: driver.connect(":memory:"), module=driver)
connection = engine.connect()
connection.execute(text("CREATE TABLE example (octets BLOB)"))

def insert(*octets):
    try:
        with converting(Path("example.db")):
            rows = [{"octets": each} for each in octets]
            connection.execute(text("INSERT INTO example VALUES (:octets)"), rows if rows[1:] else rows[0])
    except Exception as error:
        print(type(error).__name__)

insert(object())
connection.execute(text("PRAGMA hard_heap_limit = 300000"))
insert(bytes(400_000))
insert(bytes(400_000), bytes(400_000))
insert(bytes(4), object())
"""
"""In a process of its own: the limit is the process's, and can't be lifted again."""


def test_a_value_for_which_there_is_no_memory_is_no_misuse() -> None:
    """The driver calls its type unsupported (a part's sealed piece, where SQLite has 300 KiB)."""
    words = [sys.executable, "-c", _NO_MEMORY]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["Defect", "MemoryError", "MemoryError", "Defect"]


def test_a_value_the_driver_can_not_read_is_damage(tmp_path: Path) -> None:
    """Text that is no text has no result code: the world's doing all the same."""
    with pytest.raises(StoreDamaged, match="unreadable"), converting(tmp_path / "x.db"):
        driver.connect(":memory:").execute("SELECT CAST(x'ff' AS TEXT)").fetchall()


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, OSError)])
def test_errors_of_the_system_pass_but_for_a_full_disk(number: int, kind: type[Exception], tmp_path: Path) -> None:
    """What is not ours to say is not said by us."""
    with pytest.raises(kind), converting(tmp_path / "x.db"):
        raise OSError(number, "EXEMPLE")


def test_what_is_no_fault_of_a_database_passes(tmp_path: Path) -> None:
    """A mistake inside the block is not dressed up as the store's."""
    with pytest.raises(ZeroDivisionError), converting(tmp_path / "x.db"):
        1 / 0  # noqa: B018


@pytest.mark.parametrize(("code", "unknown"), [(10, True), (10 | 4 << 8, True), (13, False), (5, False)])
def test_only_an_error_of_the_disk_leaves_a_commit_unknown(code: int, unknown: bool) -> None:
    """A full or locked database says no before anything is committed."""
    assert commit_unknown(foreign(code)) is unknown


@pytest.mark.parametrize(("code", "kind"), [(1, StoreError), (10, driver.OperationalError)])
def test_what_the_driver_tells_no_cause_of_has_a_reason_of_its_own(
    code: int, kind: type[Exception], tmp_path: Path
) -> None:
    """And what it tells one of is left to be converted."""
    error = driver.OperationalError("EXEMPLE")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as raised, without_a_cause(tmp_path / "casebook.db", "rekey-refused"):
        raise error
    assert getattr(raised.value, "reason", "rekey-refused") == "rekey-refused"


def test_what_the_driver_tells_no_cause_of_is_a_full_disk_where_nothing_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file system tells what the driver does not."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))
    error = driver.OperationalError("EXEMPLE")
    error.sqlite_errorcode = 1
    with pytest.raises(DiskFull), without_a_cause(tmp_path / "casebook.db", "rekey-refused"):
        raise error
