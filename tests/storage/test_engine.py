"""One creator for each database: every pragma set, read back, and refused where it answers otherwise."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from backoffice_gui.errors import Defect, StoreDamaged, StoreError, StoreIncomplete
from backoffice_gui.storage import engine as engines
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, Shape, connect
from tests.support.proof import ROOT

KEY = bytes(range(32))
SHAPES = [(INBOX_SHAPE, None), (CASEBOOK_SHAPE, KEY)]
BOTH = pytest.mark.parametrize(("shape", "key"), SHAPES, ids=["inbox", "casebook"])
Made = Callable[[Shape, bytes | None], Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a database of one table."""

    def make(shape: Shape, key: bytes | None) -> Path:
        path = tmp_path / "store" / shape.file
        engines.make_file(path)
        raw = connect(path, shape, key, first=True)
        raw.execute("CREATE TABLE example (n INTEGER PRIMARY KEY, word TEXT)")
        raw.close()
        return path

    return make


def asked(raw: driver.Connection, pragma: str) -> object:
    """What a pragma answers."""
    return raw.execute(f"PRAGMA {pragma}").fetchone()[0]


def opened(path: Path, shape: Shape, key: bytes | None) -> Iterator[tuple[Engine, driver.Connection]]:
    """A connection of each engine, two of the readers'."""
    for make, several in ((engines.writer_engine, 1), (engines.reader_engine, 2), (engines.fresh_engine, 2)):
        engine = make(path, shape, key)
        connections = [engine.connect() for _ in range(several)]
        for connection in connections:
            raw = connection.connection.driver_connection
            assert raw is not None
            yield engine, raw
            connection.close()
        engine.dispose()


@BOTH
def test_every_connection_answers_as_it_must(shape: Shape, key: bytes | None, made: Made) -> None:
    """Writer, readers, fresh ones, first and second: durability, secrecy and limits are the same on all."""
    path = made(shape, key)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "busy_timeout": 5000,
        "recursive_triggers": 1,
        "page_size": 16384 if key is None else 4096,
    }
    if key is None:
        expected["auto_vacuum"] = 2
    for engine, raw in opened(path, shape, key):
        assert {pragma: str(asked(raw, pragma)) for pragma in expected} == {k: str(v) for k, v in expected.items()}
        with pytest.raises(driver.OperationalError, match="not authorized"):
            raw.execute("SELECT load_extension('none')")
        assert engine.hide_parameters
        assert not engine.echo


_MEMORY = """
import os, sys
from pathlib import Path
from backoffice_gui.storage import engine
path, key, shape = Path(sys.argv[1]), bytes(range(32)), engine.CASEBOOK_SHAPE
engine.make_file(path)
for make in (
    lambda: engine.connect(path, shape, key, first=True),
    lambda: engine.connect_alone(path, key),
):
    if os.fork() == 0:
        raw = make()
        if not path.stat().st_size:
            raw.execute("CREATE TABLE example (n INTEGER)")
        print(raw.execute("PRAGMA cipher_memory_security").fetchone()[0], flush=True)
        raw.close()
        os._exit(0)
    os.wait()
"""


def test_the_casebooks_memory_is_locked_and_wiped(tmp_path: Path) -> None:
    """In the product's own processes, by each kind of connection that writes: the tests' own may do without (`support/memory.py`)."""
    words = [sys.executable, "-c", _MEMORY, str(tmp_path / "casebook.db")]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["1"] * 2


def test_a_casebook_whose_memory_is_not_locked_is_refused(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: a library that does not do what it was told does not get the key's pages."""
    path = made(CASEBOOK_SHAPE, KEY)
    name, said, answer = engines._KEYED_MEMORY
    monkeypatch.setattr(engines, "_KEYED_MEMORY", (name, said, 1 - answer))
    with pytest.raises(StoreDamaged) as caught:
        connect(path, CASEBOOK_SHAPE, KEY)
    assert caught.value.facts["pragma"] == "cipher_memory_security"


@pytest.mark.parametrize(
    ("pragma", "said", "answer"),
    [
        ("synchronous", "NORMAL", 2),
        ("synchronous", "OFF", 2),
        ("secure_delete", "OFF", 1),
        ("secure_delete", "FAST", 1),
        ("foreign_keys", "OFF", 1),
        ("temp_store", "FILE", 2),
        ("trusted_schema", "ON", 0),
        ("busy_timeout", "0", 5000),
    ],
)
@pytest.mark.parametrize("which", SHAPES, ids=["inbox", "casebook"])
def test_a_creator_that_says_less_is_refused(
    pragma: str, said: str, answer: int, which: tuple[Shape, bytes | None], made: Made
) -> None:
    """The planted bug (above all `synchronous = NORMAL`, which loses acknowledged rows) does not get a connection."""
    shape, key = which
    path = made(shape, key)
    planted = dataclasses.replace(shape, on_every=((pragma, said, answer),))
    with pytest.raises(StoreDamaged) as caught:
        connect(path, planted, key)
    assert caught.value.facts["pragma"] == pragma


@pytest.mark.parametrize(
    ("left_out", "pragma"),
    [("page_size", "page_size"), ("auto_vacuum", "auto_vacuum"), ("journal_mode", "journal_mode")],
)
def test_an_inbox_made_otherwise_is_refused(left_out: str, pragma: str, tmp_path: Path) -> None:
    """Page size, vacuum and journal are of the file: one that was made without them is not worked with."""
    path = tmp_path / "inbox.db"
    raw = driver.connect(str(path), isolation_level=None)
    for name, said in INBOX_SHAPE.on_empty:
        if name != left_out:
            raw.execute(f"PRAGMA {name} = {said}")
    raw.execute("CREATE TABLE example (n INTEGER)")
    raw.close()
    for first in (False, True):
        with pytest.raises(StoreDamaged) as caught:
            connect(path, INBOX_SHAPE, None, first=first)
        assert caught.value.facts["pragma"] == pragma


def test_a_casebook_in_another_journal_is_refused(made: Made) -> None:
    """Also where the key is right."""
    path = made(CASEBOOK_SHAPE, KEY)
    raw = connect(path, CASEBOOK_SHAPE, KEY)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    with pytest.raises(StoreDamaged):
        connect(path, CASEBOOK_SHAPE, KEY)


def test_a_failure_quotes_no_value(made: Made) -> None:
    """No statement is logged as it runs, and what fails names its statement, never what was put into it."""
    path = made(CASEBOOK_SHAPE, KEY)
    for make in (engines.writer_engine, engines.reader_engine, engines.fresh_engine):
        engine = make(path, CASEBOOK_SHAPE, KEY)
        assert (engine.echo, engine.hide_parameters) == (False, True)
        with engine.connect() as connection, pytest.raises(SQLAlchemyError) as caught:
            connection.execute(text("INSERT INTO absent VALUES (:word)"), {"word": "EXEMPLE"})
        assert "EXEMPLE" not in str(caught.value)
        engine.dispose()


@BOTH
def test_readers_can_not_write(shape: Shape, key: bytes | None, made: Made) -> None:
    """`query_only` on the readers and the fresh ones, not on the writer."""
    path = made(shape, key)
    for engine, raw in opened(path, shape, key):
        writes = asked(raw, "query_only") == 0
        assert writes == (engine.pool.__class__.__name__ == "QueuePool" and engine.pool.size() == 1)  # type: ignore[attr-defined]
        if not writes:
            with pytest.raises(driver.OperationalError, match="readonly"):
                raw.execute("INSERT INTO example VALUES (1, 'EXEMPLE')")


def test_only_the_casebooks_writer_keeps_more_in_memory(made: Made) -> None:
    """A group of cases fits into it; a reader, of which there are several, keeps what SQLCipher gives it."""
    for shape, key in SHAPES:
        path = made(shape, key)
        kept = [asked(raw, "cache_size") for _, raw in opened(path, shape, key)]
        usual = asked(driver.connect(":memory:"), "cache_size")
        assert kept == [-32_768 if shape.keyed else usual, *[usual] * 4]


def test_the_writers_transaction_is_the_writers_from_its_start(made: Made) -> None:
    """`BEGIN IMMEDIATE`: nobody else can begin one, readers go on."""
    path = made(INBOX_SHAPE, None)
    writer, reader = engines.writer_engine(path, INBOX_SHAPE, None), engines.reader_engine(path, INBOX_SHAPE, None)
    other = connect(path, INBOX_SHAPE, None)
    other.execute("PRAGMA busy_timeout = 0")
    with writer.begin():
        with pytest.raises(driver.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with reader.begin() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM example").scalar() == 0
    other.execute("BEGIN IMMEDIATE")
    other.close()
    for engine in (writer, reader):
        engine.dispose()


def test_a_fresh_connection_is_new_each_time(made: Made) -> None:
    """No pool has seen it, and it is closed after its use."""
    path = made(INBOX_SHAPE, None)
    engine = engines.fresh_engine(path, INBOX_SHAPE, None)
    seen = []
    for _ in range(2):
        with engine.connect() as connection:
            seen.append(connection.connection.driver_connection)
    assert seen[0] is not seen[1]
    with pytest.raises(driver.ProgrammingError, match="closed"):
        seen[0].execute("SELECT 1")  # type: ignore[union-attr]


def test_a_file_is_made_for_us_alone(tmp_path: Path) -> None:
    """0600 in a folder 0700, the log beside it too; one that is there is not touched."""
    path = tmp_path / "new" / "store" / "inbox.db"
    before = os.umask(0o022)
    engines.make_file(path)
    os.umask(before)
    raw = connect(path, INBOX_SHAPE, None, first=True)
    raw.execute("CREATE TABLE example (n INTEGER)")
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"inbox.db": 0o600, "inbox.db-wal": 0o600, "inbox.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    raw.close()
    size = path.stat().st_size
    engines.make_file(path)
    assert path.stat().st_size == size


@BOTH
def test_a_file_without_tables_is_an_incomplete_store(shape: Shape, key: bytes | None, tmp_path: Path) -> None:
    """Empty, or with its first pragmas alone; both can still be made into a whole one."""
    path = tmp_path / shape.file
    engines.make_file(path)
    for _ in range(2):
        with pytest.raises(StoreIncomplete):
            connect(path, shape, key)
        connect(path, shape, key, first=True).close()


def test_a_file_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    """A typing error in a path never makes an empty store."""
    with pytest.raises(driver.OperationalError):
        connect(tmp_path / "absent.db", INBOX_SHAPE, None, first=True)
    assert list(tmp_path.iterdir()) == []


def test_an_old_library_is_refused(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one with the WAL-reset bug, which loses commits."""
    path = made(INBOX_SHAPE, None)
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(StoreError, match="sqlite-too-old"):
        connect(path, INBOX_SHAPE, None)


@pytest.mark.parametrize(("shape", "key"), [(INBOX_SHAPE, KEY), (CASEBOOK_SHAPE, None), (CASEBOOK_SHAPE, b"short")])
def test_keys_belong_to_the_casebook(shape: Shape, key: bytes | None, tmp_path: Path) -> None:
    """A key for the inbox, none for the casebook, or one of another length is our own mistake."""
    engines.make_file(tmp_path / shape.file)
    with pytest.raises(Defect):
        connect(tmp_path / shape.file, shape, key, first=True)


def test_the_casebook_lies_there_encrypted(made: Made) -> None:
    """Neither its header nor a word of it can be read, in the file or its log."""
    path = made(CASEBOOK_SHAPE, KEY)
    raw = connect(path, CASEBOOK_SHAPE, KEY)
    raw.execute("INSERT INTO example VALUES (1, 'EXEMPLE-CANARI')")
    for file in path.parent.iterdir():
        octets = file.read_bytes()
        assert b"SQLite format" not in octets
        assert b"CANARI" not in octets
        assert b"CREATE TABLE" not in octets
    raw.close()


def test_a_refused_extension_is_tried_on_every_connection(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: a library that would load code into the process is not worked with."""
    path = made(INBOX_SHAPE, None)

    class Loads:
        def enable_load_extension(self, _on: bool) -> None:
            return

        def execute(self, _words: str) -> None:
            return

    monkeypatch.setattr(engines, "_agree", lambda *_args: None)
    with pytest.raises(StoreDamaged, match="load_extension"):
        engines._refuse_extensions(Loads(), path.name)


def test_a_folder_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file's name survives a power cut."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    engines.sync_folder(tmp_path)
    assert len(synced) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows syncs no folder")
def test_a_new_file_is_made_durable_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is synced once the name is in it, and the folder's own name in the one above."""
    synced: list[tuple[int, list[str]]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        synced.append((os.fstat(descriptor).st_ino, sorted(os.listdir(descriptor))))

    monkeypatch.setattr(os, "fsync", fsync)
    folder = tmp_path / "store"
    engines.make_file(folder / "inbox.db")
    assert synced == [(tmp_path.stat().st_ino, ["store"]), (folder.stat().st_ino, ["inbox.db"])]
