from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.security.durable import full_is_said, is_full, new_folder, replace, settle, stream_new, write_new


def test_a_new_file_is_closed_to_others_whatever_the_umask_says(tmp_path: Path) -> None:
    """A file of ours is 0600, and holds what it was given."""
    before = os.umask(0)
    try:
        write_new(tmp_path / "a", [b"one", b"", b"two"])
    finally:
        os.umask(before)
    assert (tmp_path / "a").read_bytes() == b"onetwo"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["file", "dangling", "folder"])
def test_what_is_there_is_never_overwritten(tmp_path: Path, kind: str) -> None:
    """A file, a link that leads nowhere, a folder: each refuses the new file."""
    path = tmp_path / "a"
    if kind == "file":
        path.write_bytes(b"old")
    elif kind == "dangling":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.mkdir()
    with pytest.raises(FileExistsError):
        write_new(path, [b"new"])
    assert not (tmp_path / "elsewhere").exists()
    assert kind != "file" or path.read_bytes() == b"old"


def test_replacing_leaves_no_half_written_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rename fails, the old octets stay and nothing lies beside them."""
    path = tmp_path / "a"
    replace(path, b"old")
    assert path.read_bytes() == b"old"

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room") as caught:
        replace(path, b"new")
    assert is_full(caught.value)
    assert not is_full(PermissionError(errno.EACCES, "no"))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_replacing_is_synced_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The octets reach the disk before the name points at them, and the name is synced last."""
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        sync(handle)

    def moved(self: Path, target: Path) -> Path:
        done.append("name")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", moved)
    replace(tmp_path / "a", b"x")
    assert done == ["file", "name", "folder"]


def test_a_new_folder_is_closed_to_others_with_its_parents(tmp_path: Path) -> None:
    """Each folder that was made is 0700; one that exists is left as it is."""
    new_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    new_folder(tmp_path / "a" / "b")


def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is synced from now on, in order."""
    names: list[str] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        names.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return names


def test_a_new_file_has_its_name_only_once_it_is_whole_and_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves it whole or absent: found by the power cuts, which left half a key (tests/proof/power)."""
    path = tmp_path / "a"
    there: list[bool] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        there.append(path.exists())
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_new(path, [b"one", b"two"])
    assert there == [False, True]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_new_file_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Neither its name nor the hidden one; what a cut left of an earlier one is taken away first."""
    (tmp_path / ".a.new").write_bytes(b"half")

    def pieces() -> Iterator[bytes]:
        yield b"some"
        raise OSError(errno.EIO, "EXEMPLE")

    with pytest.raises(OSError, match="EXEMPLE"):
        write_new(tmp_path / "a", pieces())
    assert not list(tmp_path.iterdir())


def _no_links(windows: int) -> OSError:
    """As vfat says it on Linux; or FAT (1), or a share (50), on Windows, which Python calls an invalid argument."""
    if not windows:
        return PermissionError(errno.EPERM, "no links here")
    error = OSError(errno.EINVAL, "no links here")
    error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(("taken", "windows"), [(False, 0), (True, 0), (False, 1), (True, 50)])
def test_where_there_are_no_links_a_look_comes_before_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool, windows: int
) -> None:
    """A stick's file system has none; a name that was taken meanwhile is still not overwritten."""
    path = tmp_path / "a"

    def link(_source: Path, _target: Path) -> None:
        if taken:
            path.write_bytes(b"another")
        raise _no_links(windows)

    monkeypatch.setattr(os, "link", link)
    if taken:
        with pytest.raises(FileExistsError):
            write_new(path, [b"ours"])
    else:
        write_new(path, [b"ours"])
    assert path.read_bytes() == (b"another" if taken else b"ours")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_link_that_fails_otherwise_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is left."""

    def link(_source: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(OSError, match="no room"):
        write_new(tmp_path / "a", [b"ours"])
    assert not list(tmp_path.iterdir())


def test_what_root_replaces_belongs_to_whoever_has_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service reads its pins; what a person takes out stays with whoever writes it, and nothing else is given."""
    given: list[str] = []
    mine = (tmp_path.stat().st_uid, tmp_path.stat().st_gid)

    def given_to(handle: int, user: int, group: int) -> None:
        assert (user, group) == mine
        given.append(Path(f"/proc/self/fd/{handle}").readlink().name.removeprefix(".").split(".")[0])
        raise OSError(errno.EINVAL, "no owners here")

    monkeypatch.setattr(os, "fchown", given_to)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    new_folder(tmp_path / "pins")
    replace(tmp_path / "pins" / "a", b"x")
    write_new(tmp_path / "pins" / "secret", [b"x"])
    write_new(tmp_path / "pins" / "b", [b"x"], ours=True)
    assert given == ["pins", "a", "b"]
    monkeypatch.setattr(os, "geteuid", lambda: 4_321)
    replace(tmp_path / "pins" / "a", b"x")
    assert len(given) == 3


def test_what_lies_there_is_made_durable_with_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, its name, its folder's name; of what is not there, nothing."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").write_bytes(b"by a process that was killed")
    names = synced(monkeypatch)
    settle(folder / "b")
    assert names == []
    settle(folder / "a")
    assert names == ["a", "folder", tmp_path.name]


def test_a_folder_that_was_there_is_made_durable_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever made it may have been killed before the sync; in a place that we may not list, it was not us."""
    (tmp_path / "a").mkdir()
    names = synced(monkeypatch)
    new_folder(tmp_path / "a")
    assert names == [tmp_path.name]

    def refused(_path: Path, _flags: int) -> int:
        raise PermissionError(errno.EACCES, "not for us")

    monkeypatch.setattr(os, "open", refused)
    new_folder(tmp_path / "a")


def test_a_stream_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    """Until then it lies beside, closed to others, and can be moved in and read."""
    path = tmp_path / "a"
    with stream_new(path) as stream:
        stream.write(b"one two")
        stream.seek(0)
        assert stream.read(3) == b"one"
        assert [each.name for each in tmp_path.iterdir()] == [".a.part"]
        assert (tmp_path / ".a.part").stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == b"one two"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("replacing", [False, True])
def test_a_stream_that_fails_leaves_what_was_there(tmp_path: Path, replacing: bool) -> None:
    """The block's own exception comes through, and the old octets stay."""
    path = tmp_path / "a"
    if replacing:
        path.write_bytes(b"old")

    def torn() -> None:
        with stream_new(path, replacing=replacing) as stream:
            stream.write(b"new")
            raise LookupError

    with pytest.raises(LookupError):
        torn()
    assert [each.name for each in tmp_path.iterdir()] == (["a"] if replacing else [])
    assert not replacing or path.read_bytes() == b"old"


def test_a_stream_never_takes_a_place_that_was_taken_meanwhile(tmp_path: Path) -> None:
    """Somebody was faster: theirs stays; asked to replace, ours does."""
    path = tmp_path / "a"

    def write(*, replacing: bool) -> None:
        with stream_new(path, replacing=replacing) as stream:
            path.write_bytes(b"theirs")
            stream.write(b"ours")

    with pytest.raises(FileExistsError):
        write(replacing=False)
    assert path.read_bytes() == b"theirs"
    with pytest.raises(FileExistsError), stream_new(path):
        pass
    write(replacing=True)
    assert path.read_bytes() == b"ours"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_stream_is_synced_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Octets first, then the name, then the folder."""
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        sync(handle)

    def moved(self: Path, target: Path) -> Path:
        done.append("name")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", moved)
    with stream_new(tmp_path / "a", replacing=True) as stream:
        stream.write(b"x")
    assert done == ["file", "name", "folder"]


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, DiskFull), (errno.EACCES, StoreError)])
def test_what_a_folder_refuses_is_said_in_our_words(tmp_path: Path, number: int, said: type[StoreError]) -> None:
    """No room is told from all else; neither is the system's own error."""
    with pytest.raises(StoreError) as raised, full_is_said(tmp_path):
        raise OSError(number, "EXEMPLE")
    assert (type(raised.value), raised.value.reason) == (said, "folder")
