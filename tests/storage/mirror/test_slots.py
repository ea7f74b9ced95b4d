"""Slots of wrapped keys: read whole or not at all, and destroyed for good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.errors import Defect, MirrorGone
from backoffice_gui.storage.mirror import files, slots
from backoffice_gui.storage.mirror.slots import SLOT, Slot, subject_of

KEY = SubmissionKey(Origin("front.example"), SubmissionId("EXEMPLE"), Digest("sha256-0"))
OTHER = SubmissionKey(Origin("front.example"), SubmissionId("EXEMPLE"), Digest("sha256-1"))


def folder(tmp_path: Path, *several: Slot) -> Path:
    """A mirror's folder with these slots, two to a segment."""
    for number, start in enumerate(range(0, len(several), 2), 1):
        files.segment_file(tmp_path, number).touch()
        octets = b"".join(map(slots.packed, several[start : start + 2]))
        files.keys_file(tmp_path, number).write_bytes(octets)
    return tmp_path


def test_a_slot_is_read_as_it_was_written(tmp_path: Path) -> None:
    """128 octets each, found by their attempt's tag."""
    slot = Slot(b"t" * 16, subject_of(KEY), b"w" * 60)
    assert len(slots.packed(slot)) == SLOT
    made = folder(tmp_path, slot)
    assert slots.read_all(made) == {slot.tag: slot}
    assert slots.sound(made, 1)
    assert not slots.sound(made, 2)


def test_every_key_of_a_submission_is_destroyed_and_no_other(tmp_path: Path) -> None:
    """However many attempts, in whatever segment; twice does nothing more."""
    mine = [Slot(bytes([n]) * 16, subject_of(KEY), bytes([65 + n]) * 60) for n in range(3)]
    other = Slot(b"o" * 16, subject_of(OTHER), b"w" * 60)
    made = folder(tmp_path, mine[0], other, mine[1], mine[2])
    assert slots.destroy(made, subject_of(KEY)) == 3
    found = slots.read_all(made)
    assert found[other.tag] == other
    assert [found[slot.tag].wrapped for slot in mine] == [b"", b"", b""]
    octets = b"".join(files.keys_file(made, n).read_bytes() for n in (1, 2))
    assert all(slot.wrapped not in octets for slot in mine)
    assert slots.destroy(made, subject_of(KEY)) == 3
    assert slots.destroy(made, b"n" * 16) == 0


def test_what_was_destroyed_anywhere_stays_destroyed(tmp_path: Path) -> None:
    """An attempt that was copied twice, and erased in one place only, gives no key."""
    slot = Slot(b"t" * 16, subject_of(KEY), b"w" * 60)
    made = folder(tmp_path, slot, Slot(slot.tag, slot.subject, b""), slot)
    assert slots.read_all(made)[slot.tag].wrapped == b""


def test_a_disk_that_gives_the_key_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Overwriting that did nothing is no erasure."""
    made = folder(tmp_path, Slot(b"t" * 16, subject_of(KEY), b"w" * 60))
    monkeypatch.setattr(files, "write", lambda _handle, _pieces: None)
    with pytest.raises(MirrorGone, match="read-back"):
        slots.destroy(made, subject_of(KEY))


def test_a_slot_names_its_run_key_and_both_change_together(tmp_path: Path) -> None:
    """Overwritten where it lies; what has no key stays, what is no slot is emptied; twice changes nothing."""
    name = slots.name_of(b"EXEMPLE")
    old = [Slot(bytes([n]) * 16, subject_of(KEY), bytes([65 + n]) * 60) for n in range(3)]
    made = folder(tmp_path, *old, Slot(b"d" * 16, subject_of(OTHER), b""))
    spoilt = files.keys_file(made, 2)
    spoilt.write_bytes(b"?" + spoilt.read_bytes()[1:])

    def anew(slot: Slot) -> Slot:
        return slot if slot.tag == old[0].tag else Slot(slot.tag, slot.subject, b"n" * 60, name)

    for _ in range(2):
        slots.rewrite(made, anew)
        found = slots.read_all(made)
        assert found[old[0].tag] == old[0]
        assert found[old[1].tag] == Slot(old[1].tag, old[1].subject, b"n" * 60, name)
        assert found[b"d" * 16].wrapped == b""
        assert spoilt.read_bytes()[:SLOT] == bytes(SLOT)


def test_a_disk_that_keeps_the_old_key_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slot that is as it was is not wrapped anew."""
    made = folder(tmp_path, Slot(b"t" * 16, subject_of(KEY), b"w" * 60))
    monkeypatch.setattr(files, "write", lambda _handle, _pieces: None)
    with pytest.raises(MirrorGone, match="read-back"):
        slots.rewrite(made, lambda slot: Slot(slot.tag, slot.subject, b"n" * 60, b"u" * 12))


def test_what_fits_no_slot_is_a_defect() -> None:
    """A longer wrapped key needs another format."""
    with pytest.raises(Defect):
        slots.packed(Slot(b"t" * 16, b"s" * 16, bytes(76)))
    with pytest.raises(Defect):
        slots.packed(Slot(b"t" * 16, b"s" * 16, bytes(64), b"u" * 12))


def test_octets_of_nothing_are_no_slot(tmp_path: Path) -> None:
    """Random, cut, or with a sound hash over no slot."""
    files.segment_file(tmp_path, 1).touch()
    files.keys_file(tmp_path, 1).write_bytes(os.urandom(3 * SLOT + 7))
    assert slots.read_all(tmp_path) == {}
    assert not slots.sound(tmp_path, 1)
