"""Copies are whole, durable, ours alone, and as encrypted as what they are copies of."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreError
from backoffice_gui.storage import copying
from backoffice_gui.storage.copying import copy
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, Shape, connect, make_file, maker_engine
from backoffice_gui.system.files import try_lock

KEY = bytes(range(32))


class Source:
    """A database of some rows."""

    def __init__(self, folder: Path, shape: Shape, key: bytes | None) -> None:
        self.shape, self.key, self.path = shape, key, folder / shape.file
        make_file(self.path)
        raw = connect(self.path, shape, key, first=True)
        raw.execute("CREATE TABLE example (word TEXT)")
        raw.executemany("INSERT INTO example VALUES (?)", [(f"EXEMPLE-CANARI-{n}",) for n in range(100)])
        raw.close()
        self.engine: Engine = maker_engine(self.path, shape, key)

    def copy(self, target: Path) -> Path:
        """Copy it."""
        return copy(self.engine, self.path, target, self.shape, self.key)


@pytest.fixture(params=[(INBOX_SHAPE, None), (CASEBOOK_SHAPE, KEY)], ids=["inbox", "casebook"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    """One of our two databases."""
    made = Source(tmp_path, *request.param)
    yield made
    made.engine.dispose()


def test_a_copy_opens_as_what_it_is_a_copy_of(source: Source, tmp_path: Path) -> None:
    """With the same pragmas, the same key, every row; 0600 in a folder 0700."""
    place = source.copy(tmp_path / "backups" / "copy.db")
    raw = connect(place, source.shape, source.key)
    assert raw.execute("SELECT count(*) FROM example").fetchone() == (100,)
    raw.close()
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_the_name_of_a_copys_folder_is_durable_too(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a power cut takes the folder, and every copy in it (tests/proof/power)."""
    synced: list[Path] = []
    monkeypatch.setattr(copying, "sync_folder", synced.append)
    place = source.copy(tmp_path / "backups" / "copy.db")
    assert synced == [tmp_path, place.parent]


def test_a_copy_of_the_casebook_stays_encrypted(tmp_path: Path) -> None:
    """No word of it can be read, and another key does not open it."""
    made = Source(tmp_path, CASEBOOK_SHAPE, KEY)
    place = made.copy(tmp_path / "backups" / "copy.db")
    made.engine.dispose()
    assert b"CANARI" not in place.read_bytes()
    with pytest.raises(driver.DatabaseError):
        connect(place, CASEBOOK_SHAPE, bytes(32))


def test_a_copy_that_came_out_in_clear_is_refused(source: Source, tmp_path: Path) -> None:
    """The planted bug: a plain file under the casebook's name, or an unreadable one under the inbox's."""
    plain = tmp_path / "plain.db"
    raw = driver.connect(str(plain))
    raw.execute("CREATE TABLE example (word TEXT)")
    raw.close()
    if source.shape.keyed:
        with pytest.raises(StoreDamaged, match="not-encrypted"):
            copying._check(plain, source.shape, source.key)
    else:
        plain.write_bytes(b"EXEMPLE " * 1000)
        with pytest.raises(StoreDamaged):
            copying._check(plain, source.shape, source.key)


def test_no_copy_is_overwritten(source: Source, tmp_path: Path) -> None:
    """A second one gets a name of its own."""
    target = tmp_path / "backups" / "copy.db"
    assert [source.copy(target).name for _ in range(3)] == ["copy.db", "copy-2.db", "copy-3.db"]


def test_without_room_there_is_no_copy(source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before anything is written."""
    monkeypatch.setattr(copying, "room_for", lambda *_args, **_bounds: False)
    with pytest.raises(DiskFull):
        source.copy(tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_what_a_cut_copy_left_is_no_copy_and_goes(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that fails leaves nothing; what one that was killed left is one file, and the next begins with removing it."""
    folder, sync = tmp_path / "backups", os.fsync

    def dies(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "EXEMPLE")
        sync(descriptor)

    folder.mkdir()
    monkeypatch.setattr(os, "fsync", dies)
    with pytest.raises(StoreError, match="folder"):
        source.copy(folder / "copy.db")
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(os, "fsync", sync)
    (folder / f".{source.path.name}.part").write_bytes(b"EXEMPLE " * 1000)
    assert source.copy(folder / "copy.db").name == "copy.db"
    assert [file.name for file in folder.iterdir()] == ["copy.db"]


def test_two_programs_do_not_copy_at_once(source: Source, tmp_path: Path) -> None:
    """The second would take as much room again, and remove what the first is writing: it is told to come back."""
    descriptor = os.open(tmp_path / copying.COPYING, os.O_RDWR | os.O_CREAT)
    assert try_lock(descriptor)
    with pytest.raises(StoreBusy, match="copying"):
        source.copy(tmp_path / "backups" / "copy.db")
    os.close(descriptor)
    assert source.copy(tmp_path / "backups" / "copy.db").name == "copy.db"


@pytest.mark.parametrize(("number", "kind"), [(errno.EIO, StoreError), (errno.ENOSPC, DiskFull)])
def test_a_copy_that_the_disk_refuses_is_said_in_our_words(
    number: int, kind: type[StoreError], source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by failing calls: a sync that failed before a migration was a traceback."""

    def refused(_descriptor: int) -> None:
        raise OSError(number, "EXEMPLE")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(kind, match="folder"):
        source.copy(tmp_path / "backups" / "copy.db")


def test_a_copy_that_does_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """`quick_check` has the last word."""

    class Broken:
        def execute(self, words: str) -> Broken:
            return self

        def fetchone(self) -> tuple[str]:
            return ("row 3 missing from index",)

    with pytest.raises(StoreDamaged, match="copy"):
        copying._prepare(Broken())
