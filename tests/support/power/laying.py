"""A state of the disk, laid out as files: in the very folder it was recorded in, so that the store knows its place.

Only what differs from the state before is written. A file that a state lacks is put aside, not removed: it
comes back as the same file (`storage.place` knows it by its inode).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.support.power.disk import Laid, State

__all__ = ["Floor"]


@dataclass(slots=True)
class _Lying:
    """What lies at a path now: which file, which version of it, and where it differs from that."""

    number: int
    version: int
    key: object
    ranges: tuple[tuple[int, int], ...]


class Floor:
    """The folder that states are laid out in, one after the other, each mode in the order of its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._aside = folder.with_name(f"{folder.name}-aside")
        self._lying: dict[str, _Lying] = {}
        self._there: set[str] | None = None

    def spoilt(self) -> None:
        """Somebody has worked here: everything is looked at, and written anew."""
        self._lying, self._there = {}, None

    def lay(self, state: State) -> None:
        """Make the folder what the state says."""
        self.folder.mkdir(parents=True, exist_ok=True)
        there = self._there if self._there is not None else self._look()
        wanted = {*state.folders, *state.files}
        for path in sorted(there - wanted, reverse=True):
            self._put_away(path)
        for path in sorted(state.folders - there):
            (self.folder / path).mkdir(parents=True, exist_ok=True)
        for path, laid in state.files.items():
            lying = self._lying.get(path)
            if lying is None or (lying.number, lying.key) != (laid.file.number, laid.key):
                self._write(path, laid, lying)
        self._there = wanted

    def _look(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}

    def _put_away(self, path: str) -> None:
        self._lying.pop(path, None)
        place = self.folder / path
        if place.is_dir():
            for made_by_reading in [*place.glob("*-shm"), *place.glob("*-wal")]:
                made_by_reading.unlink()
            place.rmdir()
        elif path.endswith(".db"):
            aside = self._aside / path
            aside.parent.mkdir(parents=True, exist_ok=True)
            place.replace(aside)
        else:
            place.unlink()

    def _write(self, path: str, laid: Laid, lying: _Lying | None) -> None:
        target = self.folder / path
        whole = laid.file.durable if laid.octets is None else laid.octets
        aside = self._aside / path
        if not target.exists() and aside.exists():
            aside.replace(target)
        descriptor = os.open(target, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            known = lying is not None and lying.number == laid.file.number and lying.version <= laid.version
            if known and lying is not None:
                changed = [one for each in laid.file.changed[lying.version :] for one in each]
                ranges = [*lying.ranges, *changed, *laid.ranges]
            else:
                ranges = [(0, len(whole))]
            os.ftruncate(descriptor, len(whole))
            view = memoryview(whole)
            for start, end in _joined(ranges):
                if start < len(whole):
                    os.pwrite(descriptor, view[start : min(end, len(whole))], start)
            view.release()
        finally:
            os.close(descriptor)
        self._lying[path] = _Lying(laid.file.number, laid.version, laid.key, laid.ranges)

    def remove(self) -> None:
        """Take it all away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self._aside, ignore_errors=True)


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same octets in fewer ranges."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif end > start:
            joined.append((start, end))
    return joined
