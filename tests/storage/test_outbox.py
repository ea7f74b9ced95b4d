"""The outbox on a real disk: kept is kept, whatever is cut, full, damaged, or locked; and no octet of it is plain."""

from __future__ import annotations

import errno
import os
import signal
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backoffice_gui.domain.outbox import Fate, Noted, Pending
from backoffice_gui.errors import DiskFull, StoreError, StoreHeld, WrongKey
from backoffice_gui.storage.outbox import LOCK_FILE, OUTBOX_FILE, Outbox
from tests.support.full_disk import files_up_to

_KEY = bytes(range(32))
_AT = datetime(2026, 11, 27, 9, 42, tzinfo=UTC)
_NAMES = ("store-2", "store-1")


def _note(n: int, text: str = "EXEMPLE Démo") -> Pending:
    return Pending(f"{n:032x}", n, f"DL-2026-{n:06}", Noted(text), 1, 1, _AT + timedelta(seconds=n))


def _open(folder: Path, key: bytes = _KEY, owner: str = "c.demo", names: tuple[str, ...] = _NAMES) -> Outbox:
    return Outbox.open(folder, key, owner, names)


def _all(folder: Path) -> tuple[Pending, ...]:
    with closing(_open(folder)) as again:
        return again.pending()


def test_what_was_kept_is_there_again_in_order(tmp_path: Path) -> None:
    """A word about what became of one stands in its place; what is done with is gone."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1), _note(2)])
        outbox.keep([_note(3)])
        outbox.keep([replace(_note(1), fate=Fate.CLASHED, code="case-changed")])
        outbox.drop([_note(2).key, "not there"])
        kept = outbox.pending()
    assert kept == (replace(_note(1), fate=Fate.CLASHED, code="case-changed"), _note(3))
    assert _all(tmp_path) == kept


def test_once_nothing_waits_there_is_no_file(tmp_path: Path) -> None:
    """Neither before anything was kept."""
    with closing(_open(tmp_path)) as outbox:
        assert not (tmp_path / OUTBOX_FILE).exists()
        outbox.keep([_note(1)])
        assert (tmp_path / OUTBOX_FILE).exists()
        assert (tmp_path / OUTBOX_FILE).stat().st_mode & 0o777 == 0o600
        outbox.drop([_note(1).key])
        assert sorted(each.name for each in tmp_path.iterdir()) == [LOCK_FILE]
        outbox.keep([_note(2)])
    assert _all(tmp_path) == (_note(2),)


def test_no_octet_of_it_is_plain(tmp_path: Path) -> None:
    """Neither what was typed nor the case's number, in any encoding, in any file; names of files say nothing either."""
    words = ("EXEMPLE-Secret", "DL-2026-000007", "c.demo", "store-2")
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(7, "EXEMPLE-Secret")])
        outbox.keep([_note(8, "EXEMPLE-Secret" * 400)])
        files = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    (tmp_path / OUTBOX_FILE).write_bytes(files[OUTBOX_FILE][:-20])
    _all(tmp_path)
    files |= {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    for name, octets in files.items():
        for word in words:
            forms = (word.encode("utf-8"), word.encode("utf-16-le"), word.encode("ascii").hex().encode("ascii"))
            assert not [form for form in forms if form in octets]
            assert word not in name


def test_what_was_torn_off_was_never_kept_and_takes_nothing_along(tmp_path: Path) -> None:
    """A power cut amid the second: the first is there, and what is kept next is there too."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        first = (tmp_path / OUTBOX_FILE).stat().st_size
        outbox.keep([_note(2)])
    octets = (tmp_path / OUTBOX_FILE).read_bytes()
    for cut in range(first, len(octets), 37):
        (tmp_path / OUTBOX_FILE).write_bytes(octets[:cut])
        with closing(_open(tmp_path)) as outbox:
            assert outbox.pending() == (_note(1),)
            assert not outbox.set_aside
            outbox.keep([_note(3)])
        assert _all(tmp_path) == (_note(1), _note(3))


def test_what_is_damaged_is_copied_aside_and_said(tmp_path: Path) -> None:
    """The others go on: an alarm over silence."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(n) for n in (1, 2, 3)])
    octets = bytearray((tmp_path / OUTBOX_FILE).read_bytes())
    octets[len(octets) // 2] ^= 1
    (tmp_path / OUTBOX_FILE).write_bytes(octets)
    with closing(_open(tmp_path)) as outbox:
        assert outbox.pending() == (_note(1), _note(3))
        assert outbox.set_aside
    (copy,) = tmp_path.glob("outbox-*.damaged")
    assert copy.read_bytes() == octets
    assert _all(tmp_path) == (_note(1), _note(3))


@pytest.mark.parametrize("what", ["key", "owner", "store"])
def test_what_is_not_for_this_desk_is_set_aside_and_comes_back(tmp_path: Path, what: str) -> None:
    """Another key, another agent, another store: nothing of it is sent; its own desk finds it again."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])

    def other() -> Outbox:
        key, owner, names = _KEY, "c.demo", _NAMES
        match what:
            case "key":
                key = bytes(32)
            case "owner":
                owner = "d.demo"
            case _:
                names = ("store-9", "store-8")
        return _open(tmp_path, key, owner, names)

    with closing(other()) as outbox:
        assert outbox.pending() == ()
        assert outbox.set_aside
        outbox.keep([_note(2)])
    with closing(_open(tmp_path)) as outbox:
        assert outbox.pending() == (_note(1),)
        assert outbox.set_aside
        outbox.keep([_note(3)])
    with closing(other()) as outbox:
        assert outbox.pending() == (_note(2),)
        outbox.drop([_note(2).key])
    with closing(_open(tmp_path)) as outbox:
        assert outbox.pending() == (_note(1), _note(3))
        assert not outbox.set_aside


def test_what_was_kept_under_a_former_name_of_the_store_is_its_own(tmp_path: Path) -> None:
    """A store that was put back has a new name, and knows the old one."""
    with closing(_open(tmp_path, names=("store-1",))) as outbox:
        outbox.keep([_note(1)])
    assert _all(tmp_path) == (_note(1),)


def test_a_file_of_nobody_is_set_aside(tmp_path: Path) -> None:
    """Whatever it is, it is not overwritten."""
    (tmp_path / OUTBOX_FILE).write_bytes(b"something else")
    with closing(_open(tmp_path)) as outbox:
        assert outbox.pending() == ()
        assert outbox.set_aside
    (aside,) = tmp_path.glob("outbox-*.other")
    assert aside.read_bytes() == b"something else"


def test_one_window_has_it_at_a_time(tmp_path: Path) -> None:
    """The second hears who is first; once that one lets go, it may."""
    with closing(_open(tmp_path)) as outbox:
        with pytest.raises(StoreHeld, match="outbox"):
            _open(tmp_path)
        outbox.keep([_note(1)])
    assert _all(tmp_path) == (_note(1),)


def test_once_closed_it_takes_nothing_and_says_nothing(tmp_path: Path) -> None:
    """A lock came between: whoever still holds it hears that the desk is locked."""
    outbox = _open(tmp_path)
    outbox.keep([_note(1)])
    outbox.close()
    outbox.close()
    assert outbox.pending() == ()
    with pytest.raises(WrongKey, match="locked"):
        outbox.keep([_note(2)])
    with pytest.raises(WrongKey, match="locked"):
        outbox.drop([_note(1).key])
    assert _all(tmp_path) == (_note(1),)


def test_on_a_full_disk_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    """What was kept before stays; half of what was not does not come back; once there is room, it goes on."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        with files_up_to((tmp_path / OUTBOX_FILE).stat().st_size + 100):
            for _ in range(2):
                with pytest.raises(DiskFull, match="outbox"):
                    outbox.keep([_note(2, "EXEMPLE" * 100)])
        assert outbox.pending() == (_note(1),)
        octets = (tmp_path / OUTBOX_FILE).read_bytes()
        outbox.keep([_note(3)])
        assert outbox.pending() == (_note(1), _note(3))
    assert _all(tmp_path) == (_note(1), _note(3))
    (tmp_path / OUTBOX_FILE).write_bytes(octets)
    assert _all(tmp_path) == (_note(1),)


def test_what_waits_can_be_read_on_a_full_disk_too(tmp_path: Path) -> None:
    """A torn end there: it is read, and nothing is lost by the opening."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        outbox.keep([_note(2)])
    octets = (tmp_path / OUTBOX_FILE).read_bytes()
    (tmp_path / OUTBOX_FILE).write_bytes(octets[:-9])
    with files_up_to(40), closing(_open(tmp_path)) as outbox:
        assert outbox.pending() == (_note(1),)
        with pytest.raises(DiskFull):
            outbox.keep([_note(3)])
    assert _all(tmp_path) == (_note(1),)


def _failing_once(patched: pytest.MonkeyPatch) -> list[int]:
    """The first sync fails; the files that are synced, in order."""
    synced: list[int] = []

    def failing(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        if len(synced) == 1:
            raise OSError(errno.EIO, "input/output")

    patched.setattr(os, "fsync", failing)
    return synced


def test_after_a_sync_that_failed_the_next_one_is_another_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never the same sync again: the kernel may have forgotten what it could not write."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        with monkeypatch.context() as patched:
            synced = _failing_once(patched)
            with pytest.raises(StoreError, match="outbox"):
                outbox.keep([_note(2)])
            assert outbox.pending() == (_note(1),)
            outbox.keep([_note(3)])
        assert synced[0] not in synced[1:]
    assert _all(tmp_path) == (_note(1), _note(3))


def test_what_could_not_be_cut_off_either_does_not_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its agent was told that it is not kept, and quits at once: a new file is in the place of the old."""

    def failing(handle: int, _size: int = 0) -> None:
        raise OSError(errno.EIO, "input/output")

    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        with monkeypatch.context() as patched:
            synced = _failing_once(patched)
            patched.setattr(os, "ftruncate", failing)
            with pytest.raises(StoreError, match="outbox"):
                outbox.keep([_note(2)])
        assert synced[0] not in synced[1:]
    assert _all(tmp_path) == (_note(1),)


def test_where_no_new_file_can_be_begun_it_is_said_that_it_may_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither sync nor cut nor a new file; what comes next is not kept until one could be begun."""

    def failing(*_any: object) -> None:
        raise OSError(errno.EIO, "input/output")

    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        with monkeypatch.context() as patched:
            patched.setattr(os, "ftruncate", failing)
            patched.setattr(os, "fsync", failing)
            for n, said in ((2, "outbox-unknown"), (3, "outbox folder")):
                with pytest.raises(StoreError, match=said):
                    outbox.keep([_note(n)])
        assert outbox.pending() == (_note(1),)
        outbox.keep([_note(4)])
    assert _all(tmp_path) == (_note(1), _note(4))


def test_a_new_file_whose_name_may_not_last_is_said_to_be_kept_perhaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is in its place already: at the next opening it is read."""

    def failing(_folder: Path) -> None:
        raise OSError(errno.EIO, "input/output")

    with closing(_open(tmp_path)) as outbox, monkeypatch.context() as patched:
        patched.setattr("backoffice_gui.storage.outbox.sync_folder", failing)
        with pytest.raises(StoreError, match="outbox-unknown"):
            outbox.keep([_note(1)])
    assert _all(tmp_path) == (_note(1),)


def test_what_is_done_with_does_not_pile_up(tmp_path: Path) -> None:
    """A draft that is kept at every pause, for a day: the file stays small."""
    with closing(_open(tmp_path)) as outbox:
        outbox.keep([_note(1)])
        for _ in range(800):
            outbox.keep([_note(2, "EXEMPLE " * 40)])
        assert (tmp_path / OUTBOX_FILE).stat().st_size < 300_000
    assert _all(tmp_path) == (_note(1), _note(2, "EXEMPLE " * 40))


def test_a_window_that_is_killed_after_it_was_told_kept_has_kept(tmp_path: Path) -> None:
    """SIGKILL at once: no closing, no flush; the lock goes with the process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        outbox = _open(tmp_path)
        outbox.keep([_note(1)])
        outbox.keep([_note(2)])
        os.write(write, b"kept")
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        assert said.read() == b"kept"
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert _all(tmp_path) == (_note(1), _note(2))
