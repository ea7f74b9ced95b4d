"""A lost inbox is made anew beside, takes its place whole, and gets a new name; one that is there is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.actions import rebuild_store as module
from backoffice_gui.actions.rebuild_store import BESIDE, RebuiltStore, rebuild_store
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import DiskFull, StoreExists, StoreHeld, UsageError
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.old_copies import LEFT_OVER
from tests.support.desks import Store, a_store
from tests.support.mirrors import mirror_of
from tests.support.stores import invented, make_inbox

CLOCK = SystemClock()


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with two copies in its mirror, whose inbox is lost."""
    with a_store(tmp_path / "s") as made:
        proof.pin_store(made.world.inbox, made.pins)
        with mirror_of(made.world, tmp_path / "mirror") as mirror:
            for n in (1, 2):
                mirror.copy(made.world.verify(invented(n)).attempt)
        made.world.inbox.close()
        (made.folder / "inbox.db").rename(tmp_path / "lost.db")
        yield made


def again(lost: Store, tmp_path: Path) -> RebuiltStore:
    """Rebuild it."""
    return rebuild_store(lost.folder, lost.pins, tmp_path / "mirror", CLOCK, program="EXEMPLE")


def test_it_is_whole_named_and_pinned(lost: Store, tmp_path: Path) -> None:
    """The former name stays known; the key is the pinned one; it verifies with the desk."""
    made = again(lost, tmp_path)
    assert (made.what.copies, made.proven) == (2, True)
    assert not (lost.folder / BESIDE).exists()
    inbox = Inbox.open(lost.folder)
    with inbox.reading() as connection:
        ids = identity.ids(connection)
    assert (ids.current, ids.former) == (made.store_id, frozenset({lost.world.store_id}))
    assert verify_store(inbox, lost.desk).ok
    assert proof.settle(inbox, lost.pins, CLOCK).current == made.store_id
    inbox.close()


def test_an_inbox_that_is_there_is_never_touched(lost: Store, tmp_path: Path) -> None:
    """Whatever it is."""
    (lost.folder / "inbox.db").write_bytes(b"EXEMPLE")
    with pytest.raises(StoreExists):
        again(lost, tmp_path)
    assert (lost.folder / "inbox.db").read_bytes() == b"EXEMPLE"


def test_what_is_left_of_the_lost_one_is_put_aside(lost: Store, tmp_path: Path) -> None:
    """SQLite would play its log into the new file; twice, nothing of the first is overwritten."""
    for n in range(2):
        (lost.folder / "inbox.db-wal").write_bytes(b"EXEMPLE %d" % n)
        assert again(lost, tmp_path).what.copies == 2
        (lost.folder / "inbox.db").unlink()
    kept = sorted(file.read_bytes() for file in (lost.folder / LEFT_OVER).iterdir())
    assert kept == [b"EXEMPLE 0", b"EXEMPLE 1"]


def test_cut_before_it_takes_its_place_it_begins_again(
    lost: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the cut one is used."""

    def cut(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_take_place", cut)
        with pytest.raises(KeyboardInterrupt):
            again(lost, tmp_path)
    assert not (lost.folder / "inbox.db").exists()
    assert again(lost, tmp_path).what.copies == 2


def test_cut_before_its_name_the_next_collector_gives_it_one(
    lost: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies where no store was named to lie: that is a copy."""

    def cut(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_named", cut)
    with pytest.raises(KeyboardInterrupt):
        again(lost, tmp_path)
    inbox = Inbox.open(lost.folder)
    assert proof.settle(inbox, lost.pins, CLOCK).former == {lost.world.store_id}
    inbox.close()


def test_without_a_pin_it_is_made_and_not_proven(lost: Store, tmp_path: Path) -> None:
    """What the mirror says of the public key is not taken for the truth."""
    for file in lost.pins.iterdir():
        file.unlink()
    assert again(lost, tmp_path).proven is False
    assert list(lost.pins.iterdir()) == []


def test_which_store_is_asked_where_there_are_several(lost: Store, tmp_path: Path) -> None:
    """And none is none."""
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="mirror-none"):
        rebuild_store(lost.folder, lost.pins, tmp_path / "none", CLOCK, program="EXEMPLE")
    other = make_inbox(tmp_path / "other")
    with mirror_of(other, tmp_path / "mirror"):
        pass
    other.inbox.close()
    with pytest.raises(UsageError, match="mirror-several"):
        again(lost, tmp_path)
    own = tmp_path / "mirror" / lost.world.store_id
    assert rebuild_store(lost.folder, lost.pins, own, CLOCK, program="EXEMPLE").what.copies == 2


def test_a_full_disk_and_a_held_store_are_said(lost: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name; nothing is there afterwards that was not before."""
    lock = StoreLock.acquire(lost.folder, "EXEMPLE", CLOCK)
    with pytest.raises(StoreHeld):
        again(lost, tmp_path)
    lock.release()

    def full(_folder: Path) -> None:
        raise OSError(28, "EXEMPLE")

    monkeypatch.setattr(module, "_take_place", full)
    with pytest.raises(DiskFull):
        again(lost, tmp_path)
    assert not (lost.folder / "inbox.db").exists()
