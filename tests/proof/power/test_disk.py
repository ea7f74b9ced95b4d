"""The model of the disk itself: what a sync makes durable, what a cut may take, and the same seed the same state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.calls import Call
from tests.support.power.disk import Disk, Fate, Mode, State
from tests.support.power.laying import Floor

OCTETS = bytes(range(256)) * 16


def call(op: str, path: str, octets: bytes = b"", offset: int = 0, other: str = "") -> Call:
    """One call of a record."""
    return Call(op, path, other, offset, octets)


def after(mode: Mode, *calls: Call) -> Disk:
    """A disk that has taken these."""
    disk = Disk(mode, {"old": b"old"})
    for each in calls:
        disk.take(each)
    return disk


def octets(state: State, path: str) -> bytes | None:
    """A file's octets in a state."""
    laid = state.files.get(path)
    if laid is None:
        return None
    return bytes(laid.file.durable if laid.octets is None else laid.octets)


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_not_synced_may_go_or_stay(mode: Mode) -> None:
    """Nothing of it, or all of it."""
    disk = after(mode, call("w", "old", b"new!"))
    assert octets(disk.state(Fate.NONE), "old") == b"old"
    assert octets(disk.state(Fate.ALL), "old") == b"new!"
    disk.take(call("s", "old"))
    assert not disk.unsynced
    assert octets(disk.state(Fate.NONE), "old") == b"new!"


def test_a_files_sync_is_no_sync_of_its_name() -> None:
    """To the letter of POSIX the name needs its folder's; on ext4 the file's own brings it along."""
    made = (call("c", "new"), call("w", "new", b"x"), call("s", "new"))
    assert octets(after(Mode.STRICT, *made).state(Fate.NONE), "new") is None
    assert octets(after(Mode.ORDERED, *made).state(Fate.NONE), "new") == b"x"
    assert octets(after(Mode.STRICT, *made, call("s", "")).state(Fate.NONE), "new") == b"x"


@pytest.mark.parametrize("mode", list(Mode))
def test_a_rename_is_all_or_nothing(mode: Mode) -> None:
    """The old octets or the new ones under the name, never neither."""
    calls = (call("c", ".n"), call("w", ".n", b"new"), call("s", ".n"), call("r", ".n", other="old"))
    disk = after(mode, *calls)
    found = {octets(disk.state(Fate.MIXED, str(seed)), "old") for seed in range(60)}
    assert found == {b"old", b"new"}


def test_a_file_in_a_folder_that_is_gone_is_gone() -> None:
    """Though its own folder was synced."""
    disk = after(
        Mode.STRICT, call("m", "a"), call("c", "a/b"), call("w", "a/b", b"x"), call("s", "a/b"), call("s", "a")
    )
    assert octets(disk.state(Fate.NONE), "a/b") is None
    disk.take(call("s", ""))
    assert octets(disk.state(Fate.NONE), "a/b") == b"x"


def test_mixed_states_are_torn_by_sectors_and_the_same_by_their_seed() -> None:
    """Whole sectors of either; where nothing came, zeros or dirt."""
    disk = after(Mode.STRICT, call("c", "f"), call("w", "f", bytes(4096)), call("s", "f"), call("s", ""))
    disk.take(call("w", "f", OCTETS))
    seen = set()
    for seed in map(str, range(40)):
        found = octets(disk.state(Fate.MIXED, seed), "f")
        assert found is not None
        assert found == octets(disk.state(Fate.MIXED, seed), "f")
        sectors = [found[at : at + 512] for at in range(0, 4096, 512)]
        assert all(one in {bytes(512), OCTETS[at * 512 : at * 512 + 512]} for at, one in enumerate(sectors))
        seen.add(tuple(one == bytes(512) for one in sectors))
    assert len(seen) > 5


def test_on_ext4_a_file_grows_no_further_than_its_octets() -> None:
    """No zeros and no dirt where it grew."""
    disk = after(Mode.ORDERED, call("w", "old", b"a" * 4096), call("w", "old", b"b" * 4096, 4096))
    for seed in map(str, range(40)):
        found = octets(disk.state(Fate.MIXED, seed), "old")
        assert found is not None
        assert set(found[3:]) <= {ord("a"), ord("b")}
        assert len(found) in {3, 4096, 8192}


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_laid_out_is_the_state(mode: Mode, tmp_path: Path) -> None:
    """However the states follow one another: only what differs is written, and it is the same as written whole."""
    calls = [
        call("m", "s"), call("s", ""), call("c", "s/a.db"), call("s", "s"), call("w", "s/a.db", OCTETS),
        call("w", "s/a.db", OCTETS, 4096), call("s", "s/a.db"), call("t", "s/a.db", offset=1000),
        call("w", "s/a.db", b"x" * 600, 3000), call("c", "s/b"), call("w", "s/b", OCTETS), call("s", "s/b"), call("s", "s"),
        call("w", "s/a.db", OCTETS, 512), call("u", "s/b"), call("s", "s/a.db"), call("w", "s/a.db", b"end", 9000),
    ]  # fmt: skip
    disk = Disk(mode, {"old": b"old"})
    floor = Floor(tmp_path / "laid")
    for each in calls:
        disk.take(each)
        for fate, seed in [(Fate.NONE, ""), (Fate.ALL, ""), *((Fate.MIXED, str(n)) for n in range(6)), (Fate.NONE, "")]:
            state = disk.state(fate, seed)
            floor.lay(state)
            there = {str(p.relative_to(floor.folder)): p for p in floor.folder.rglob("*") if p.is_file()}
            assert set(there) == set(state.files)
            for path, place in there.items():
                assert place.read_bytes() == octets(state, path), state.name


def test_a_file_that_is_away_comes_back_as_the_same_file(tmp_path: Path) -> None:
    """A store knows its place by the inode of its inbox."""
    disk = after(Mode.STRICT, call("c", "a.db"))
    floor = Floor(tmp_path / "laid")
    inodes = []
    for fate in (Fate.ALL, Fate.NONE, Fate.ALL):
        floor.lay(disk.state(fate))
        inodes += [path.stat().st_ino for path in floor.folder.glob("*.db")]
    assert len(inodes) == 2
    assert len(set(inodes)) == 1
