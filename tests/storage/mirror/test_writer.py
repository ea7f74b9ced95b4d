"""Appending: durable and read back, or not at all; another's mirror is never touched."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.mirror import files, reader, records, writer
from backoffice_gui.storage.mirror.frames import Record, RecordType
from backoffice_gui.storage.mirror.index import read_index
from backoffice_gui.storage.mirror.writer import MirrorWriter, begin, identify

STORE = StoreId("a" * 32)
ABOUT: dict[str, object] = {"names": [], "publics": [], "recoveries": [], "pins": []}


WORDS = {b"a", b"b", b"c", b"EXEMPLE"}
"""Not what an outcome says: the index calls them unreadable, and nothing else of what is written here."""


def about() -> dict[str, object]:
    """What an empty store says of itself."""
    return dict(ABOUT)


def note(word: bytes) -> Record:
    """A record that says something."""
    return Record(RecordType.OUTCOME, (word,))


def open_writer(root: Path, roll: int = writer.ROLL) -> MirrorWriter:
    """A writer on a mirror that is begun here."""
    return MirrorWriter(root, STORE, begin(root, STORE, about), about, roll=roll)


def read(root: Path) -> list[bytes]:
    """Everything that was noted, and every link holds, but in what was given up."""
    folder = files.folder_of(root, STORE)
    found = [each for number in files.numbers(folder) for each in reader.scan(folder, number)]
    assert {at for _, at in read_index([folder]).breaks} <= {each.at for each in found if each.payload in WORDS}
    return [each.payload for each in found if each.type == RecordType.OUTCOME]


def fail_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sync fail from now on."""

    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(files, "sync", fail)


def test_a_mirror_is_begun_once(tmp_path: Path) -> None:
    """What was begun and could not be noted is taken up."""
    name = begin(tmp_path, STORE, about)
    assert begin(tmp_path, STORE, about) == name
    assert identify(files.folder_of(tmp_path, STORE), STORE) == name
    assert len(files.numbers(files.folder_of(tmp_path, STORE))) == 1


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A share that is not mounted must not become a folder on this disk."""
    with pytest.raises(MirrorGone, match="absent"):
        begin(tmp_path / "share", STORE, about)
    assert not (tmp_path / "share").exists()


def test_two_stores_share_a_folder_and_never_each_others(tmp_path: Path) -> None:
    """A subfolder each; one with another's records in it is refused by name, and stays as it is."""
    other = StoreId("b" * 32)
    begin(tmp_path, STORE, about)
    begin(tmp_path, other, about)
    assert {path.name for path in tmp_path.iterdir()} == {STORE, other}
    shutil.rmtree(files.folder_of(tmp_path, other))
    shutil.copytree(files.folder_of(tmp_path, STORE), files.folder_of(tmp_path, other))
    before = files.segment_file(files.folder_of(tmp_path, other), 1).read_bytes()
    with pytest.raises(MirrorGone, match="other-store"):
        begin(tmp_path, other, about)
    assert files.segment_file(files.folder_of(tmp_path, other), 1).read_bytes() == before


def test_what_a_later_program_wrote_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the format it names."""
    with monkeypatch.context() as patch:
        patch.setattr(writer, "FORMAT", records.FORMAT + 1)
        begin(tmp_path, STORE, about)
    with pytest.raises(MirrorGone, match="newer"):
        begin(tmp_path, STORE, about)


def test_a_mirror_that_is_another_or_none_is_told(tmp_path: Path) -> None:
    """Empty, another disk's, no folder at all."""
    made = open_writer(tmp_path)
    with pytest.raises(MirrorGone, match="other-mirror"):
        MirrorWriter(tmp_path, STORE, "f" * 32, about).check()
    with pytest.raises(MirrorGone, match="empty"):
        MirrorWriter(tmp_path, StoreId("c" * 32), "f" * 32, about).check()
    with pytest.raises(MirrorGone, match="absent"):
        MirrorWriter(tmp_path / "none", STORE, "f" * 32, about).append([note(b"x")])
    made.append([note(b"a")])
    shutil.move(tmp_path / STORE, tmp_path / "away")
    with pytest.raises(MirrorGone, match="absent"):
        made.append([note(b"b")])


def test_lives_follow_each_other_in_one_segment(tmp_path: Path) -> None:
    """As long as it is whole; its run keys are known again."""
    first = open_writer(tmp_path)
    first.append(
        [Record(RecordType.RUN_KEY, (b'{"id": 7, "sealed": "00", "store_id": "EXEMPLE"}',)), note(b"a")], run_keys=[7]
    )
    first.close()
    second = open_writer(tmp_path)
    assert second.knows_run_key(7)
    assert not second.knows_run_key(8)
    second.append([note(b"b")])
    second.close()
    assert files.numbers(tmp_path / STORE) == [1]
    assert read(tmp_path) == [b"a", b"b"]


def test_a_full_segment_is_followed_by_the_next(tmp_path: Path) -> None:
    """Which begins with what the store says of itself, twice by its first append."""
    made = open_writer(tmp_path, roll=1)
    for word in (b"a", b"b", b"c"):
        made.append([note(word)])
    made.close()
    assert files.numbers(tmp_path / STORE) == [1, 2, 3, 4]
    assert read(tmp_path) == [b"a", b"b", b"c"]
    heads = [each for each in reader.scan(tmp_path / STORE, 4) if each.type == RecordType.STORE]
    assert len(heads) == 2


def test_a_torn_end_is_not_written_to(tmp_path: Path) -> None:
    """The next segment goes on from the last record that proves itself."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    made.close()
    with files.segment_file(tmp_path / STORE, 1).open("ab") as file:
        file.write(b"OFM1 torn")
    before = files.segment_file(tmp_path / STORE, 1).read_bytes()
    again = open_writer(tmp_path)
    again.append([note(b"b")])
    again.close()
    assert files.segment_file(tmp_path / STORE, 1).read_bytes() == before
    assert read(tmp_path) == [b"a", b"b"]


def test_torn_slots_begin_a_new_segment(tmp_path: Path) -> None:
    """A file of slots that ends within one is never written to again."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    made.close()
    files.keys_file(tmp_path / STORE, 1).write_bytes(b"torn")
    again = open_writer(tmp_path)
    again.append([note(b"b")])
    again.close()
    assert files.numbers(tmp_path / STORE) == [1, 2]


def test_after_a_failed_sync_the_segment_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sync is never tried again: all of it is appended anew, behind the last record that was durable."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    with monkeypatch.context() as patch:
        fail_sync(patch)
        with pytest.raises(MirrorGone, match="input-output"):
            made.append([note(b"b")])
    made.append([note(b"b")])
    made.close()
    assert files.numbers(tmp_path / STORE) == [1, 2]
    assert read(tmp_path) == [b"a", b"b", b"b"]


def test_files_are_closed_once_only(tmp_path: Path) -> None:
    """What has since been opened under the same number belongs to somebody else, and stays open."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    pair = made._pair
    assert pair is not None
    made.close()
    others = [os.open(tmp_path, os.O_RDONLY) for _ in range(4)]
    try:
        pair.close()
        pair.remove()
        assert all(os.fstat(other) for other in others)
    finally:
        for other in others:
            os.close(other)


def test_a_full_disk_is_not_filled_with_heads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new segment in which nothing counts is removed again, however often it is tried."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    real = files.write

    def full(handle: int, pieces: object) -> None:
        if os.fstat(handle).st_size > 0 or b"EXEMPLE" in b"".join(pieces):  # type: ignore[arg-type]
            raise OSError(errno.ENOSPC, "EXEMPLE")
        real(handle, pieces)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", full)
        for _ in range(5):
            with pytest.raises(MirrorGone, match="full"):
                made.append([note(b"EXEMPLE")])
    assert files.numbers(tmp_path / STORE) == [1]
    made.append([note(b"b")])
    made.close()
    assert read(tmp_path) == [b"a", b"b"]


def test_what_reads_back_otherwise_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Octets that the disk changed on the way: the append fails, and the next is elsewhere."""
    made = open_writer(tmp_path)
    real = files.write

    def change(handle: int, pieces: object) -> None:
        real(handle, [bytes(piece).replace(b"EXEMPLE", b"EXEMPLA") for piece in pieces])  # type: ignore[attr-defined]

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", change)
        with pytest.raises(MirrorGone, match="read-back"):
            made.append([note(b"EXEMPLE")])
    made.append([note(b"EXEMPLE")])
    made.close()
    assert read(tmp_path) == [b"EXEMPLE"]


def test_a_segment_cut_at_its_birth_is_passed_over(tmp_path: Path) -> None:
    """The next goes on from the last good record of any segment before."""
    made = open_writer(tmp_path)
    made.append([note(b"a")])
    made.close()
    files.segment_file(tmp_path / STORE, 2).write_bytes(b"")
    again = open_writer(tmp_path)
    again.append([note(b"b")])
    again.close()
    assert files.numbers(tmp_path / STORE) == [1, 2, 3]
    assert read(tmp_path) == [b"a", b"b"]


def test_who_was_left_behind_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment that hung at its birth is taken up by the next life; its end, late, must not take that away."""
    left = threading.Event()
    old = MirrorWriter(tmp_path, STORE, begin(tmp_path, STORE, about), about, roll=1, left=left)
    old.append([note(b"a")])
    real, taken = files.sync, threading.Event()

    def hang(handle: int) -> None:
        monkeypatch.setattr(files, "sync", real)
        left.set()
        new = open_writer(tmp_path)
        new.append([note(b"b")])
        new.close()
        taken.set()
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(files, "sync", hang)
    with pytest.raises(MirrorGone):
        old.append([note(b"c")])
    assert taken.is_set()
    assert read(tmp_path) == [b"a", b"b"]
