"""The front end's own file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreNewer
from backoffice_gui.reference_front.database import SCHEMA_VERSION, Connection, Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new file."""
    made = Database(tmp_path / "front.db", "front.example")
    yield made
    made.close()


def _hold(tx: Connection, id_: str, seq: int) -> None:
    tx.execute(
        "INSERT INTO submission (id, seq, reference, digest, manifest, state, submitted_at, expires_at, parts)"
        " VALUES (?, ?, ?, 'd', 'm', 'held', 't', 0, 1)",
        (id_, seq, id_),
    )


def _hold_twice(tx: Connection) -> None:
    for _ in range(2):
        _hold(tx, "a", 1)


def test_epoch_and_origin_are_made_once(tmp_path: Path) -> None:
    """A second opening finds the same epoch and the first origin; another file has another epoch."""
    epochs = []
    for origin in ("front.example", "changed.example"):
        opened = Database(tmp_path / "a.db", origin)
        epochs.append((opened.epoch, opened.origin))
        opened.close()
    other = Database(tmp_path / "b.db", "front.example")
    other.close()
    assert epochs[0] == epochs[1]
    assert epochs[0][1] == "front.example"
    assert other.epoch != epochs[0][0]


def test_it_is_durable_and_overwrites_what_it_erases(database: Database, tmp_path: Path) -> None:
    """Write-ahead log, full synchronisation, secure deletion; all as read back."""
    with database.transaction() as tx:
        settings = {
            name: tx.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "page_size")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "page_size": 16384,
    }


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    """What raises inside leaves nothing behind, and the next one goes on."""
    with pytest.raises(StoreDamaged), database.transaction() as tx:
        _hold_twice(tx)
    with database.transaction() as tx:
        _hold(tx, "b", 1)
    with database.snapshot() as reading:
        assert reading.execute("SELECT id FROM submission").fetchall() == [("b",)]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(database: Database) -> None:
    """One consistent state for as long as it is held, and no writing through it."""
    with database.snapshot() as reading:
        before = reading.execute("SELECT count(*) FROM submission").fetchone()
        writing = threading.Thread(target=lambda: _write(database), name="writing")
        writing.start()
        writing.join()
        assert reading.execute("SELECT count(*) FROM submission").fetchone() == before == (0,)
    with database.reading() as reading:
        assert reading.execute("SELECT count(*) FROM submission").fetchone() == (1,)
    with pytest.raises(StoreDamaged), database.reading() as reading:
        reading.execute("DELETE FROM submission")


def _write(database: Database) -> None:
    with database.transaction() as tx:
        _hold(tx, "a", 1)


def test_an_end_is_final_in_the_schema_itself(database: Database) -> None:
    """No statement turns an ended submission into anything else, or changes an entry."""
    with database.transaction() as tx:
        _hold(tx, "a", 1)
        tx.execute("UPDATE submission SET state = 'expired', pos = 1 WHERE id = 'a'")
        tx.execute("INSERT INTO ledger (pos, id, at, jws) VALUES (1, 'a', 0, 'x')")
    for statement in (
        "UPDATE submission SET state = 'held', pos = NULL WHERE id = 'a'",
        "UPDATE submission SET state = 'acknowledged' WHERE id = 'a'",
        "UPDATE ledger SET jws = 'y' WHERE pos = 1",
    ):
        with pytest.raises(StoreDamaged), database.transaction() as tx:
            tx.execute(statement)


def test_a_newer_schema_is_refused_by_name(tmp_path: Path) -> None:
    """Both versions are named, nothing is touched."""
    file = tmp_path / "front.db"
    Database(file, "front.example").close()
    connection = dbapi2.connect(str(file))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreNewer) as caught:
        Database(file, "front.example")
    assert caught.value.facts == {"found": SCHEMA_VERSION + 1, "known": SCHEMA_VERSION}


def test_what_is_no_database_is_damaged(tmp_path: Path) -> None:
    """A file of something else is refused, not overwritten."""
    file = tmp_path / "front.db"
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged):
        Database(file, "front.example")
    assert file.read_bytes().startswith(b"not a database")


def test_a_full_disk_says_so(database: Database) -> None:
    """Where no page can be added, the transaction is undone and the error names the circumstance."""
    with database.transaction() as tx:
        tx.execute(f"PRAGMA max_page_count = {tx.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(DiskFull), database.transaction() as tx:
        tx.execute("INSERT INTO chunk (id, part, k, octets) VALUES ('a', 0, 0, zeroblob(1000000))")
    with database.reading() as reading:
        assert reading.execute("SELECT count(*) FROM chunk").fetchone() == (0,)


def test_a_foreign_lock_is_waited_for_and_then_said(database: Database, tmp_path: Path) -> None:
    """Another process that holds the file makes it busy, not damaged."""
    other = dbapi2.connect(str(tmp_path / "front.db"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database._writing:
        database._writer.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(StoreBusy), database.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with database.transaction() as tx:
        _hold(tx, "a", 1)


def test_a_checkpoint_empties_the_log(database: Database, tmp_path: Path) -> None:
    """After it the log has no octet; with a foreign reader in the way it says so and does no harm."""
    with database.transaction() as tx:
        _hold(tx, "a", 1)
    assert (tmp_path / "front.db-wal").stat().st_size > 0
    other = dbapi2.connect(str(tmp_path / "front.db"), isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM submission").fetchall()
    with database.transaction() as tx:
        _hold(tx, "b", 2)
    with database._writing:
        database._writer.execute("PRAGMA busy_timeout = 1")
    assert not database.checkpoint()
    other.execute("COMMIT")
    other.close()
    assert database.checkpoint()
    assert (tmp_path / "front.db-wal").stat().st_size == 0
