"""What can be seen of a mirror at a glance, and beginning another."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.errors import MirrorGone, UsageError
from backoffice_gui.storage.inbox import mirrored
from backoffice_gui.storage.mirror import looking, slots, writer
from backoffice_gui.storage.mirror.looking import begin_anew, destroy_keys, look
from tests.support.mirrors import Mirror, mirror_of
from tests.support.stores import MOMENT, World, invented


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Iterator[Mirror]:
    """An empty mirror of an empty inbox."""
    with mirror_of(world, tmp_path / "mirror") as made:
        yield made


def test_a_mirror_is_seen_with_what_it_lacks(mirror: Mirror) -> None:
    """How many, and since when; that it lies on the same disk."""
    inbox = mirror.world.inbox
    assert look(inbox, mirror.root).lag.count == 0
    number = mirror.world.verify(invented(1)).attempt
    state = look(inbox, mirror.root)
    assert (state.begun, state.trouble, state.lag.count, state.lag.oldest) == (True, None, 1, MOMENT)
    assert state.same_disk
    mirror.copy(number)
    assert look(inbox, mirror.root).lag.count == 0


def test_what_is_wrong_with_it_has_a_word(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absent, empty, not ours to write."""
    inbox = mirror.world.inbox
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda _path, _mode: False)
        assert look(inbox, mirror.root).trouble == "read-only"
    shutil.move(mirror.folder, mirror.root.parent / "away")
    assert look(inbox, mirror.root).trouble == "empty"
    shutil.rmtree(mirror.root)
    assert look(inbox, mirror.root).trouble == "absent"


def test_before_the_first_collector_it_is_not_begun(world: World, tmp_path: Path) -> None:
    """And lacks everything."""
    world.verify(invented(1))
    state = look(world.inbox, tmp_path)
    assert (state.begun, state.trouble, state.lag.count) == (False, None, 1)


def test_another_disk_begins_with_everything(mirror: Mirror, tmp_path: Path) -> None:
    """By a person's word alone; where a mirror of this store lies already, it is refused."""
    mirror.copy(mirror.world.verify(invented(1)).attempt)
    with pytest.raises(UsageError, match="mirror-there"):
        begin_anew(mirror.world.inbox, mirror.root, MOMENT)
    disk = tmp_path / "disk"
    disk.mkdir()
    assert look(mirror.world.inbox, disk).trouble == "empty"
    name = begin_anew(mirror.world.inbox, disk, MOMENT)
    state = look(mirror.world.inbox, disk)
    assert (state.begun, state.trouble, state.lag.count) == (True, None, 1)
    assert look(mirror.world.inbox, mirror.root).trouble == "other-mirror"
    with mirror.world.inbox.reading() as connection:
        row = mirrored.current(connection)
    assert row is not None
    assert (row.n, row.mirror_id) == (2, name)


def test_a_share_that_hangs_is_said_to(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """`status --check` must not fall silent with it."""
    release = threading.Event()
    monkeypatch.setattr(looking, "_PATIENCE", 0.1)
    monkeypatch.setattr(writer, "identify", lambda *_: release.wait(20))
    assert looking.look(mirror.world.inbox, mirror.root).trouble == "hung"
    release.set()


def test_keys_are_destroyed_beside_a_collector(mirror: Mirror) -> None:
    """Those of the submissions that are named; a mirror that is away makes whoever asks wait."""
    verified = [mirror.world.verify(invented(n)) for n in (1, 2, 3)]
    mirror.copy(*(each.attempt for each in verified))
    destroy_keys(mirror.world.inbox, mirror.root, [each.submission for each in verified[:2]])
    alive = [bool(slot.wrapped) for slot in slots.read_all(mirror.folder).values()]
    assert sorted(alive) == [False, False, True]
    shutil.rmtree(mirror.root)
    with pytest.raises(MirrorGone):
        destroy_keys(mirror.world.inbox, mirror.root, [verified[2].submission])


def test_where_no_mirror_was_begun_there_is_nothing_to_destroy(world: World, tmp_path: Path) -> None:
    """However it is configured."""
    one = world.verify(invented(1))
    destroy_keys(world.inbox, tmp_path / "nowhere", [one.submission])


def test_one_that_was_given_up_is_not_taken_up_again(mirror: Mirror, tmp_path: Path) -> None:
    """Its folder holds keys that may have ended since: emptied, or on another disk, a new one begins with everything."""
    inbox = mirror.world.inbox
    mirror.copy(mirror.world.verify(invented(1)).attempt)
    with inbox.transaction() as tx:
        mirrored.give_up(tx, MOMENT)
    assert (look(inbox, mirror.root).trouble, look(inbox, mirror.root).lag.count) == ("other-mirror", 1)
    with pytest.raises(MirrorGone, match="other-mirror"):
        begin_anew(inbox, mirror.root, MOMENT)
    with pytest.raises(MirrorGone, match="other-mirror"):
        mirror.again()
    shutil.rmtree(mirror.folder)
    begin_anew(inbox, mirror.root, MOMENT)
    assert (look(inbox, mirror.root).trouble, look(inbox, mirror.root).lag.count) == (None, 1)
