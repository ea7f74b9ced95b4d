"""Heads on a share: only ever added to, read back as they were, never in a folder of our own making."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.audit.heads import Head, SignedHead, sign
from backoffice_gui.storage import anchors
from tests.support.facts import NOON

SEED = bytes(range(32))
HEADS = tuple(sign(SEED, Head("EXEMPLE", "casebook", n, bytes([n]) * 32, NOON)) for n in (1, 2, 3))


def test_what_was_added_is_read_in_its_order(tmp_path: Path) -> None:
    """One file a chain; a line that a power cut left half is ended, and counted as none."""
    anchors.append(tmp_path, HEADS[:2])
    file = anchors.anchor_file(tmp_path, "EXEMPLE", "casebook")
    with file.open("a") as cut:
        cut.write('{"at":"20')
    anchors.append(tmp_path, HEADS[2:])
    anchors.append(tmp_path, [SignedHead(replace(HEADS[0].head, chain="inbox"))])
    found = anchors.read(tmp_path, "EXEMPLE", "casebook")
    assert (found.there, found.heads, found.unreadable) == (True, HEADS, 1)
    assert len(anchors.read(tmp_path, "EXEMPLE", "inbox").heads) == 1
    assert not anchors.read(tmp_path, "AUTRE", "casebook").there
    assert file.read_text().count("\n") == 4


def test_a_line_that_the_system_takes_in_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short write was told as anchored, and was half a line; where the disk is full after it, it is told as not."""
    real, room = os.write, [10_000]

    def some(handle: int, octets: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "EXEMPLE")
        written = real(handle, octets[: min(7, room[0])])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", some)
    anchors.append(tmp_path, HEADS[:1])
    room[0] = 20
    with pytest.raises(OSError, match="EXEMPLE"):
        anchors.append(tmp_path, HEADS[1:2])
    room[0] = 10_000
    anchors.append(tmp_path, HEADS[1:])
    found = anchors.read(tmp_path, "EXEMPLE", "casebook")
    assert (found.heads, found.unreadable) == (HEADS, 1)


def test_a_share_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A folder of its name on our own disk would be no anchor; nor does a name lead elsewhere."""
    with pytest.raises(FileNotFoundError):
        anchors.append(tmp_path / "absent", HEADS)
    assert not (tmp_path / "absent").exists()
    with pytest.raises(ValueError, match="name"):
        anchors.anchor_file(tmp_path, "../EXEMPLE", "casebook")
