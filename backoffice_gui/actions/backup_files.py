"""What a backup looks like where it lies: both databases, what is said of them, and a code that vouches for it.

<folder>/backup-20261127T041500Z-<store>/   inbox.db, casebook.db, manifest.json, manifest.hmac

The name is final once everything was proven; until then, and again while it is removed, it is
hidden and ends in `.part`. Nothing personal stands in a manifest; the casebook's copy stays
encrypted, the inbox's sealed.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import BackupFailed, DiskFull, UsageError
from backoffice_gui.security import wrap_file
from backoffice_gui.security.durable import is_full, sync_folder
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.system.files import forget_cached

__all__ = [
    "CODE",
    "FILES",
    "MANIFEST",
    "WRAP",
    "CodeOf",
    "Kept",
    "Manifest",
    "OneFile",
    "backup_in",
    "backups",
    "describe",
    "discard",
    "free_name",
    "leftovers",
    "of_folder",
    "part_of",
    "read_manifest",
    "said",
]

MANIFEST, CODE = "manifest.json", "manifest.hmac"
FILES = (CASEBOOK_SHAPE.file, INBOX_SHAPE.file)
"""In the order they are copied: what the casebook knows of is in the inbox, then or later."""
WRAP = wrap_file.FILE
"""Where a passphrase is needed: the wrapped master secret, which opens nothing by itself."""
_FORMAT = 1
_SHORT = 12
_AHEAD = timedelta(minutes=10)
"""Two machines' clocks differ; one that was set wrong is further off."""
_NAME = re.compile(r"backup-\d{8}T\d{6}Z-[0-9a-f]{12}(-\d+)?")
_PART = re.compile(r"\.(backup-\d{8}T\d{6}Z-([0-9a-f]{12})(-\d+)?)\.part")
_MAX_OCTETS = 64 * 1024
_PIECE = 1024 * 1024


class CodeOf(msgspec.Struct, frozen=True, kw_only=True):
    """A chain's head: how many events, and the last one's hash in hex."""

    events: int
    head: str


class OneFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the backup: octets, and their SHA-256 in hex."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself: facts in clear, as the inbox has them; a later version may say more."""

    format: int = _FORMAT
    made_at: datetime
    store_id: str
    former: tuple[str, ...] = ()
    program: str
    schemas: dict[str, str]
    chains: dict[str, CodeOf]
    submissions: int
    files: dict[str, OneFile]

    @property
    def names(self) -> frozenset[str]:
        """Every name the store had."""
        return frozenset({self.store_id, *self.former})


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as it lies there, whole by its name; whether it holds is for whoever opens it."""

    path: Path
    manifest: Manifest

    @property
    def octets(self) -> int:
        """How much its databases take."""
        return sum(file.size for file in self.manifest.files.values())


@contextmanager
def said(folder: Path) -> Iterator[None]:
    """What the system raises over a backup's folder, in our words: `DiskFull`, or `BackupFailed` (gone, unwritable)."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull("backup", folder=str(folder)) from error
        raise BackupFailed("unwritable" if folder.is_dir() else "gone", folder=str(folder)) from error


def free_name(folder: Path, store_id: StoreId, at: datetime) -> str:
    """A name that neither a backup there has nor one that is being made."""
    plain = f"backup-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{store_id[:_SHORT]}"
    names = (plain if n == 1 else f"{plain}-{n}" for n in range(1, 1_000_000))
    return next(name for name in names if not (folder / name).exists() and not part_of(folder / name).exists())


def part_of(path: Path) -> Path:
    """The name of a backup before it is whole, and while it is removed."""
    return path.with_name(f".{path.name}.part")


def describe(file: Path) -> OneFile:
    """Size and digest of a file that nobody writes to, from the disk where the system lets us ask for that."""
    sha, size = hashlib.sha256(), 0
    with file.open("rb") as stream:
        forget_cached(stream.fileno(), 0, 0)
        while piece := stream.read(_PIECE):
            sha.update(piece)
            size += len(piece)
    return OneFile(size=size, sha256=sha.hexdigest())


def read_manifest(path: Path) -> tuple[Manifest, bytes, bytes]:
    """What a backup says of itself, the octets of it, and the code that vouches for them; raises `BackupFailed`."""
    try:
        with (path / MANIFEST).open("rb") as file:
            octets = file.read(_MAX_OCTETS)
        code = bytes.fromhex((path / CODE).read_text("ascii").strip())
        manifest = msgspec.json.decode(octets, type=Manifest)
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise BackupFailed("manifest", folder=str(path)) from error
    known = set(FILES) <= set(manifest.files) <= {*FILES, WRAP}
    if manifest.format != _FORMAT or not known or manifest.made_at.tzinfo is None:
        raise BackupFailed("manifest", folder=str(path))
    return manifest, octets, code


def backups(folder: Path) -> list[Kept]:
    """Every backup there whose manifest can be read, newest first; raises `OSError`."""
    found = []
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name):
            with contextlib.suppress(BackupFailed):
                found.append(Kept(path, read_manifest(path)[0]))
    return sorted(found, key=lambda kept: (kept.manifest.made_at, kept.path.name), reverse=True)


def of_folder(folder: Path, names: Collection[str]) -> list[Kept]:
    """Those of one store, by any of its names, newest first; raises `OSError`."""
    return [kept for kept in backups(folder) if kept.manifest.names & set(names)]


def backup_in(place: Path, now: datetime) -> Path:
    """The backup that is meant: this folder, or the newest in it; raises `UsageError`, `BackupFailed`.

    One of a moment that is yet to come says nothing of the name the store had last, where there are others: but several
    nights of a name that came after do, for then it is this machine's clock that is behind. Of one name
    the inbox's longest journal is the newest: the clock may have been ahead when an older one was made.
    The casebook's goes back where it alone was put back.
    """
    if not place.is_dir():
        raise UsageError("backup-none", folder=str(place))
    if (place / MANIFEST).exists():
        return place
    with said(place):
        found = backups(place)
    if not found:
        raise UsageError("backup-none", folder=str(place))
    newest = _newest(found, now)
    if any(not kept.manifest.names & newest.manifest.names for kept in found):
        raise UsageError("backup-several", folder=str(place))
    same = [kept for kept in found if kept.manifest.store_id == newest.manifest.store_id]
    return max(same, key=_events).path


def _newest(found: Sequence[Kept], now: datetime) -> Kept:
    """Of some backups, newest first, the one whose name is the last that the store had."""
    newest = next((kept for kept in found if kept.manifest.made_at <= now + _AHEAD), found[0])
    named = newest.manifest.store_id
    ahead = found[: found.index(newest)]
    after = [kept for kept in ahead if named in kept.manifest.former and kept.manifest.store_id != named]
    nights = Counter(kept.manifest.store_id for kept in after)
    return next((kept for kept in after if nights[kept.manifest.store_id] > 1), newest)


def _events(kept: Kept) -> int:
    chain = kept.manifest.chains.get("inbox")
    return 0 if chain is None else chain.events


def leftovers(folder: Path, names: Collection[str]) -> list[Path]:
    """What makings and removals of this store's backups left there when they were cut; raises `OSError`."""
    short = {name[:_SHORT] for name in names}
    return [path for path in folder.iterdir() if (cut := _PART.fullmatch(path.name)) and cut[2] in short]


def discard(path: Path) -> None:
    """Remove a backup: it loses its name first, so that half of one never looks whole; raises `OSError`."""
    part = path if _PART.fullmatch(path.name) else part_of(path)
    if part != path:
        path.rename(part)
        sync_folder(part.parent)
    for file in part.iterdir():
        file.unlink()
    part.rmdir()
    sync_folder(part.parent)
