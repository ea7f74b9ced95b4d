"""The casebook under another key: one of the two opens it, wherever it was cut."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreBusy, StoreDamaged, StoreError, WrongKey
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect, connect_alone
from tests.support.full_disk import files_up_to
from tests.support.stores import make_casebook

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A complete casebook, closed."""
    with make_casebook(tmp_path, OLD) as made:
        return made.path


def test_under_the_new_key_with_its_log_and_never_under_the_old(file: Path) -> None:
    """It opens as every casebook does; the old key opens nothing."""
    rekeying.change_key(file, OLD, NEW)
    assert (rekeying.opens(file, OLD), rekeying.opens(file, NEW)) == (False, True)
    rekeying.into_log(file, NEW)
    Casebook.open(file.parent, NEW).close()
    with pytest.raises(WrongKey):
        Casebook.open(file.parent, OLD)


def test_nobody_else_may_have_it_open(file: Path) -> None:
    """Then nothing is changed, and it goes on as it was."""
    with closing(connect(file, CASEBOOK_SHAPE, OLD)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM private_key").fetchone()
        with pytest.raises(StoreBusy):
            rekeying.change_key(file, OLD, NEW)
    rekeying.into_log(file, OLD)
    Casebook.open(file.parent, OLD).close()


def test_whether_nobody_else_has_it_open_is_found_out_and_changes_nothing(file: Path) -> None:
    """Also where the other only has it open, and reads nothing just now."""
    with closing(Casebook.open(file.parent, OLD)) as other:
        with other.reading():
            pass
        with pytest.raises(StoreBusy):
            rekeying.nobody_else(file, OLD)
    rekeying.nobody_else(file, OLD)
    Casebook.open(file.parent, OLD).close()
    with pytest.raises(WrongKey):
        rekeying.nobody_else(file, NEW)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_disk_that_refuses_amid_a_change_is_said_and_one_key_opens_it(file: Path, share: float) -> None:
    """SQLCipher tells the same of whatever goes wrong; a limit on files stands for the disk here."""
    with files_up_to(int(file.stat().st_size * share)), pytest.raises(StoreError, match="rekey-refused"):
        rekeying.change_key(file, OLD, NEW)
    assert (rekeying.opens(file, NEW), rekeying.opens(file, OLD)) == (False, True)
    rekeying.change_key(file, OLD, NEW)
    rekeying.into_log(file, NEW)
    Casebook.open(file.parent, NEW).close()


def test_killed_before_the_commit_the_old_key_opens_it(file: Path) -> None:
    """What the change left is rolled back by whoever opens it next, with the old key or after trying the new one."""
    child = os.fork()
    if child == 0:
        raw = connect_alone(file, OLD)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
        raw.execute("PRAGMA cache_size = 2")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE exemple (x)")
        raw.execute("INSERT INTO exemple VALUES (randomblob(500000))")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert file.with_name("casebook.db-journal").exists()
    assert (rekeying.opens(file, NEW), rekeying.opens(file, OLD)) == (False, True)
    rekeying.into_log(file, OLD)
    Casebook.open(file.parent, OLD).close()


def test_a_page_that_does_not_hold_is_never_taken_for_a_casebook(file: Path) -> None:
    """The log comes back only after every page was checked."""
    rekeying.change_key(file, OLD, NEW)
    octets = bytearray(file.read_bytes())
    octets[-2000] ^= 1
    file.write_bytes(octets)
    with pytest.raises(StoreDamaged):
        rekeying.into_log(file, NEW)
