"""A database, open: transactions, readers, fresh connections, and what happens when the disk fails."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError

from backoffice_gui.errors import Defect, StoreBusy, StoreError, WrongKey
from backoffice_gui.storage import database as module
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, Shape, connect, make_file
from backoffice_gui.storage.file_backing import FileBacking
from tests.support.waiting import until

KEY = bytes(range(32))
ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture(params=[(INBOX_SHAPE, None), (CASEBOOK_SHAPE, KEY)], ids=["inbox", "casebook"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of one table."""
    shape: Shape
    shape, key = request.param
    make_file(tmp_path / shape.file)
    raw = connect(tmp_path / shape.file, shape, key, first=True)
    raw.execute("CREATE TABLE example (n INTEGER PRIMARY KEY)")
    raw.close()
    opened = Database(FileBacking(tmp_path / shape.file, shape, key))
    yield opened
    opened.close()


def key_of(database: Database) -> bytearray | None:
    """The key as the program still holds it."""
    assert isinstance(database._backing, FileBacking)
    return database._backing.key


def put(database: Database, n: int) -> None:
    """One row, committed."""
    with database.transaction() as tx:
        tx.execute(text("INSERT INTO example VALUES (:n)"), {"n": n})


def count(database: Database) -> int:
    """How many rows a fresh connection sees."""
    with database.fresh() as connection:
        return int(connection.execute(text("SELECT count(*) FROM example")).scalar_one())


def test_a_transaction_commits_or_leaves_nothing(database: Database) -> None:
    """Whatever is raised inside rolls all of it back, and is raised on."""
    put(database, 1)

    def mistaken() -> None:
        with database.transaction() as tx:
            tx.execute(text("INSERT INTO example VALUES (2)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        mistaken()
    assert count(database) == 1


def test_a_broken_rule_is_a_defect_and_leaves_nothing(database: Database) -> None:
    """And the next transaction works."""
    put(database, 1)
    with pytest.raises(Defect), database.transaction() as tx:
        tx.execute(text("INSERT INTO example VALUES (2), (1)"))
    put(database, 3)
    assert count(database) == 2


def test_what_is_told_is_there_for_who_hears_it(database: Database) -> None:
    """Within a transaction it waits for the commit, of one rolled back nothing is told, outside it is told at once."""
    heard: list[int] = []

    def tell() -> None:
        with database.reading() as connection:
            heard.append(connection.execute(text("SELECT count(*) FROM example")).scalar_one())

    with database.transaction() as tx:
        tx.execute(text("INSERT INTO example (n) VALUES (1)"))
        database.once_durable(tell)
        assert heard == []
    assert heard == [1]

    def spoil() -> None:
        with database.transaction():
            database.once_durable(tell)
            raise RuntimeError("EXEMPLE")

    with pytest.raises(RuntimeError):
        spoil()
    assert heard == [1]
    database.once_durable(tell)
    assert heard == [1, 1]


def test_a_transaction_inside_a_transaction_is_a_defect(database: Database) -> None:
    """It would wait for itself."""
    with database.transaction(), pytest.raises(Defect), database.transaction():
        pass
    put(database, 1)


def test_threads_take_turns(database: Database) -> None:
    """Each transaction is whole, whoever writes."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: put(database, n), range(40)))
    assert count(database) == 40


def test_a_thread_that_waits_too_long_is_told_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a transaction and for a checkpoint."""
    monkeypatch.setattr(module, "_WRITER_WAIT", 0.01)
    told: list[str] = []

    def other() -> None:
        attempts: list[Callable[[], None]] = [lambda: put(database, 1), database.checkpoint]
        for attempt in attempts:
            try:
                attempt()
            except StoreBusy as busy:
                told.append(busy.reason)

    with database.transaction():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert told == ["writer", "writer"]


def test_a_reader_sees_one_moment(database: Database) -> None:
    """What is committed meanwhile is seen by the next one."""
    with database.reading() as connection:
        query = text("SELECT count(*) FROM example")
        assert connection.execute(query).scalar() == 0
        put(database, 1)
        assert connection.execute(query).scalar() == 0
    assert count(database) == 1


def test_a_superseded_query_is_stopped(database: Database) -> None:
    """An interruptible read ends at once with words that say so; its connection works on."""
    ended: list[str] = []
    begun = threading.Event()

    def read() -> None:
        try:
            with database.reading(interruptible=True) as connection:
                begun.set()
                connection.execute(ENDLESS)
        except StoreBusy as busy:
            ended.append(busy.reason)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    while thread.is_alive():
        database.interrupt()
        thread.join(0.01)
    assert ended == ["interrupted"]
    assert count(database) == 0


def test_other_reads_and_transactions_are_not_interrupted(database: Database) -> None:
    """Only what asked to be."""
    with database.reading() as reading, database.fresh() as fresh, database.transaction() as tx:
        for connection in (reading, fresh, tx):
            driver_connection = connection.connection.driver_connection
            assert driver_connection is not None
            driver_connection.set_progress_handler(database.interrupt, 1)
            assert connection.execute(text("SELECT count(*) FROM example")).scalar() == 0
            driver_connection.set_progress_handler(None, 0)


def failing_commit(code: int) -> DBAPIError:
    """A commit that ends so."""
    orig = driver.OperationalError("EXEMPLE")
    orig.sqlite_errorcode = code
    return DBAPIError("COMMIT", {}, orig)


@pytest.mark.parametrize(
    ("code", "reason"), [(10, "commit-unknown"), (10 | 4 << 8, "commit-unknown"), (13, "database")]
)
def test_after_a_failed_commit_the_connection_is_never_used_again(code: int, reason: str, database: Database) -> None:
    """The same sync is not tried twice; the next transaction has a new connection."""
    used: list[object] = []

    def fail(_connection: object) -> None:
        raise failing_commit(code)

    event.listen(database._writer, "commit", fail)

    def write() -> None:
        with database.transaction() as tx:
            used.append(tx.connection.driver_connection)
            tx.execute(text("INSERT INTO example VALUES (1)"))

    with pytest.raises(StoreError) as caught:
        write()
    assert caught.value.reason == reason
    event.remove(database._writer, "commit", fail)
    assert count(database) == 0
    write()
    assert used[0] is not used[1]
    assert count(database) == 1


def test_after_a_failed_checkpoint_the_connection_is_never_used_again(database: Database) -> None:
    """Its sync may have failed: the next statement of the writer goes over a new connection."""

    def writers() -> object:
        with database.transaction() as tx:
            return tx.connection.driver_connection

    before = writers()
    assert writers() is before
    with pytest.raises(Defect):
        database._as_writer("no such pragma")
    assert writers() is not before


def test_a_checkpoint_empties_the_log(database: Database) -> None:
    """And says so where a reader keeps it from doing so."""
    put(database, 1)
    log = database.path.with_name(database.path.name + "-wal")
    assert log.stat().st_size > 0
    database.checkpoint()
    assert log.stat().st_size == 0


def test_a_reader_keeps_a_checkpoint_from_its_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """`StoreBusy`: it is run again later."""
    put(database, 1)
    with database.transaction() as tx:
        raw = tx.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA busy_timeout = 1")
    with database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM example"))
        put(database, 2)
        with pytest.raises(StoreBusy, match="checkpoint"):
            database.checkpoint()
    database.checkpoint()


def test_free_pages_are_given_back(database: Database) -> None:
    """The inbox's file shrinks, a piece at a time; the casebook's stays (it was not made so)."""
    with database.transaction() as tx:
        tx.execute(text("CREATE TABLE large (octets BLOB)"))
        tx.execute(text("INSERT INTO large VALUES (zeroblob(2000000))"))
    with database.transaction() as tx:
        tx.execute(text("DELETE FROM large"))
    database.checkpoint()
    before = database.path.stat().st_size
    database.reclaim(10)
    database.checkpoint()
    less = database.path.stat().st_size
    database.reclaim()
    database.checkpoint()
    least = database.path.stat().st_size
    if database.path.name == "inbox.db":
        assert before - less == 10 * 16384
        assert least < 1_000_000
    else:
        assert before == less == least


WRITER = """
import sys
from pathlib import Path
from sqlalchemy import text
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
database = Database(FileBacking(Path(sys.argv[1]), INBOX_SHAPE))
for n in range(1_000_000):
    with database.transaction() as tx:
        tx.execute(text("INSERT INTO example VALUES (:n)"), {"n": 2 * n})
        tx.execute(text("INSERT INTO example VALUES (:n)"), {"n": 2 * n + 1})
    print(n, flush=True)
"""


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    """Whatever the writer said it had committed is there, whole, and the file is sound."""
    make_file(tmp_path / "inbox.db")
    raw = connect(tmp_path / "inbox.db", INBOX_SHAPE, None, first=True)
    raw.execute("CREATE TABLE example (n INTEGER PRIMARY KEY)")
    raw.close()
    said = -1
    for turn in range(3):
        path = str(tmp_path / "inbox.db")
        words = WRITER.replace("range(1_000_000)", f"range({said + 2}, 1_000_000)")
        with subprocess.Popen([sys.executable, "-c", words, path], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(20 + 7 * turn):
                said = int(writer.stdout.readline())
            writer.kill()
            said = max([said, *(int(line) for line in writer.stdout.read().split("\n")[:-1])])
        database = Database(FileBacking(tmp_path / "inbox.db", INBOX_SHAPE))
        with database.fresh() as connection:
            rows = set(connection.scalars(text("SELECT n FROM example")))
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        database.close()
        assert {2 * said, 2 * said + 1} <= rows
        assert {n ^ 1 for n in rows} == rows


def test_closing_leaves_one_file(database: Database) -> None:
    """The log is brought in; nothing lies beside the database."""
    put(database, 1)
    database.close()
    assert [file.name for file in database.folder.iterdir()] == [database.path.name]


def test_a_wrong_key_is_said_so(tmp_path: Path) -> None:
    """At the first use, by every kind of connection."""
    make_file(tmp_path / "casebook.db")
    raw = connect(tmp_path / "casebook.db", CASEBOOK_SHAPE, KEY, first=True)
    raw.execute("CREATE TABLE example (n INTEGER)")
    raw.close()
    other = Database(FileBacking(tmp_path / "casebook.db", CASEBOOK_SHAPE, bytes(32)))
    for use in (other.transaction, other.reading, other.fresh):
        with pytest.raises(WrongKey), use():
            pass
    other.close()


def test_who_is_in_a_hurry_waits_a_second_for_another_process(database: Database, tmp_path: Path) -> None:
    """What is only good to have is left out where another process holds the file; the usual patience is back after it."""
    shape = INBOX_SHAPE if database.path.name == INBOX_SHAPE.file else CASEBOOK_SHAPE
    other = connect(database.path, shape, KEY if shape.keyed else None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreBusy), database.hurrying(), database.transaction():
        raise AssertionError
    assert 0.5 < time.monotonic() - began < 3
    other.execute("ROLLBACK")
    other.close()
    with database.hurrying(), database.transaction() as tx:
        tx.execute(text("INSERT INTO example VALUES (7)"))
        assert tx.execute(text("PRAGMA busy_timeout")).scalar_one() == 5000
    assert count(database) == 1


def _last(tx: Connection) -> None:
    tx.execute(text("INSERT INTO example VALUES (3)"))


def test_shutting_breaks_off_what_runs_and_lets_nobody_in(database: Database) -> None:
    """A read and a write that would go on for ever: broken off, rolled back, and what is last is still written."""
    put(database, 1)
    heard: list[str] = []
    begun = threading.Barrier(3)

    def read() -> None:
        with database.reading() as connection:
            begun.wait(10)
            connection.execute(ENDLESS)

    def write() -> None:
        with database.transaction() as tx:
            tx.execute(text("INSERT INTO example VALUES (2)"))
            begun.wait(10)
            tx.execute(ENDLESS)

    def run(what: Callable[[], None]) -> None:
        with pytest.raises(WrongKey) as caught:
            what()
        heard.append(caught.value.reason)

    threads = [threading.Thread(target=run, args=(each,)) for each in (read, write)]
    for thread in threads:
        thread.start()
    begun.wait(10)
    assert database.shut(0.5, _last)
    for thread in threads:
        thread.join(10)
    assert heard == ["locked", "locked"]
    for use in (database.transaction, database.reading, database.fresh):
        with pytest.raises(WrongKey, match="locked"), use():
            pass
    shape, key = (INBOX_SHAPE, None) if database.path.name == "inbox.db" else (CASEBOOK_SHAPE, KEY)
    again = Database(FileBacking(database.path, shape, key))
    with again.reading() as connection:
        assert set(connection.scalars(text("SELECT n FROM example"))) == {1, 3}
    again.close()


@pytest.mark.parametrize("words", [str(ENDLESS), "PRAGMA wal_checkpoint(TRUNCATE)"], ids=["runs", "waits"])
def test_shutting_waits_for_no_pragma(database: Database, words: str) -> None:
    """One that runs is broken off, and what is last is written; one that waits for another process is left behind."""
    put(database, 1)
    shape, key = (INBOX_SHAPE, None) if database.path.name == INBOX_SHAPE.file else (CASEBOOK_SHAPE, KEY)
    other = connect(database.path, shape, key)
    waits = words.startswith("PRAGMA")
    if waits:
        other.execute("BEGIN")
        other.execute("SELECT * FROM example").fetchall()
        put(database, 2)
    ended: list[bool] = []

    def work() -> None:
        with contextlib.suppress(WrongKey):
            database._as_writer(words)
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    until(lambda: bool(database._aside))
    began = time.monotonic()
    written = database.shut(0.5, _last)
    assert time.monotonic() - began < 3  # a pragma that waits is left after five seconds of its own
    assert written or waits
    assert not any(key_of(database) or b"")
    other.close()
    thread.join(10)
    assert ended == [True]
    again = Database(FileBacking(database.path, shape, key))
    assert count(again) == 1 + waits + written
    again.close()


def test_who_is_done_in_time_is_not_broken_off(database: Database) -> None:
    """What was begun and ends within the patience is committed."""
    inside, done = threading.Event(), threading.Event()

    def write() -> None:
        with database.transaction() as tx:
            inside.set()
            until(lambda: database._shut)
            tx.execute(text("INSERT INTO example VALUES (7)"))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert inside.wait(10)
    assert database.shut(5.0)
    thread.join(10)
    assert done.is_set()


def test_who_holds_on_loses_the_connection_when_it_comes_back(database: Database) -> None:
    """Nobody can break off what runs in no database; it opens nothing afterwards, and what is last is not written."""
    inside, go = threading.Event(), threading.Event()
    closed: list[bool] = []

    def hold() -> None:
        with database.reading() as connection:
            inside.set()
            assert go.wait(10)
        closed.append(connection.closed)

    thread = threading.Thread(target=hold)
    thread.start()
    assert inside.wait(10)
    assert not database.shut(0.01, _last)
    go.set()
    thread.join(10)
    assert closed == [True]


def test_the_key_is_overwritten_when_it_is_shut(tmp_path: Path) -> None:
    """As far as the program holds it; a connection that is being made then is no wrong key."""
    make_file(tmp_path / "casebook.db")
    raw = connect(tmp_path / "casebook.db", CASEBOOK_SHAPE, KEY, first=True)
    raw.execute("CREATE TABLE example (n INTEGER)")
    raw.close()
    database = Database(FileBacking(tmp_path / "casebook.db", CASEBOOK_SHAPE, KEY))
    assert bytes(key_of(database) or b"") == KEY
    database.shut()
    assert bytes(key_of(database) or b"") == bytes(32)
