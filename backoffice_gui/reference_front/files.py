"""Writing small files whole or not at all, and private ones without a moment of being public."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["write_private", "write_whole"]


def _write(file: Path, octets: bytes, mode: int) -> None:
    beside = file.with_name(f".{file.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(octets)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)


def write_whole(file: Path, octets: bytes) -> None:
    """Replace a file in one step, synced before it takes its name."""
    _write(file, octets, 0o644)


def write_private(file: Path, octets: bytes) -> None:
    """The same for a secret: its owner alone may ever read it (0600 from the first moment)."""
    _write(file, octets, 0o600)
