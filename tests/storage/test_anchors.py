"""Heads on a share: only ever added to, read back as they were, never in a folder of our own making."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
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


def test_a_line_that_was_taken_in_part_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short write was told as anchored, and was half a line; a whole one is by one call, and what stays short is told."""
    real, most = os.write, [7, 0]

    def some(handle: int, octets: bytes) -> int:
        return real(handle, octets[: most.pop(0)] if most else octets)

    monkeypatch.setattr(os, "write", some)
    anchors.append(tmp_path, HEADS[:1])
    most[:] = [7, 7, 7]
    with pytest.raises(OSError, match="space"):
        anchors.append(tmp_path, HEADS[1:2])
    anchors.append(tmp_path, HEADS[1:])
    found = anchors.read(tmp_path, "EXEMPLE", "casebook")
    assert (found.heads, found.unreadable) == (HEADS, 4)


@pytest.mark.parametrize(("number", "told"), [(errno.EINVAL, False), (errno.EIO, True), (errno.ENOSPC, True)])
def test_a_share_that_knows_no_sync_is_none_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    """A share tells late that a line could not be written: then it was not anchored."""

    def refused(_handle: int) -> None:
        raise OSError(number, "EXEMPLE")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError, match="EXEMPLE") if told else nullcontext():
        anchors.append(tmp_path, HEADS)
    assert anchors.read(tmp_path, "EXEMPLE", "casebook").heads == (HEADS[:1] if told else HEADS)


def test_a_share_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A folder of its name on our own disk would be no anchor; nor does a name lead elsewhere."""
    with pytest.raises(FileNotFoundError):
        anchors.append(tmp_path / "absent", HEADS)
    assert not (tmp_path / "absent").exists()
    with pytest.raises(ValueError, match="name"):
        anchors.anchor_file(tmp_path, "../EXEMPLE", "casebook")
