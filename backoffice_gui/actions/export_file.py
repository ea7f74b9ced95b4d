"""Putting a table or a paper where a person asked for it: whole or not at all, with its manifest beside.

Who takes what out and why is logged by the caller before this begins (as an extraction is); the manifest
that comes back holds the digest for the audit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from backoffice_gui import __version__
from backoffice_gui.documents.exports import Written, manifest_octets, write_table
from backoffice_gui.domain.sheets import Altered, Manifest, Table, TableFormat
from backoffice_gui.errors import DiskFull, UsageError
from backoffice_gui.security.durable import is_full, replace, stream_new, write_new

__all__ = ["export_paper", "export_table", "manifest_path", "writing"]

_PROGRAM = f"ofpra-backoffice {__version__}"


def manifest_path(path: Path) -> Path:
    """Where the manifest of an exported file lies: beside it, `<name>.manifest.json`."""
    return path.with_name(f"{path.name}.manifest.json")


def _never() -> bool:
    return False


def _nobody(rows: int) -> None:
    """Progress that nobody looks at."""


def export_table(
    table: Table,
    kind: TableFormat,
    path: Path,
    *,
    purpose: str,
    made_at: datetime,
    replacing: bool = False,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[int], None] = _nobody,
) -> Manifest:
    """Write a table to `path` (0600) and its manifest beside it; both are durable when this returns.

    `purpose` stands in the manifest: a reason of the office, nothing personal; `progress` is told the rows
    so far. Nothing is left where this raises: `UsageError` (`export-exists` unless `replacing`,
    `export-cancelled`, `export-too-many-rows`, `export-too-many-columns`, `export-no-columns`,
    `export-too-large`, `folder`), `DiskFull`, and what reading the rows raises.
    """
    names = tuple(column.name for column in table.columns)

    def write(stream: IO[bytes]) -> Written:
        return write_table(stream, table, kind, made_at=made_at, cancelled=cancelled, progress=progress)

    with writing(path):
        return _put(path, kind.value, names, write, purpose=purpose, made_at=made_at, replacing=replacing)


def export_paper(
    octets: bytes,
    path: Path,
    *,
    pages: int,
    purpose: str,
    made_at: datetime,
    altered: Iterable[Altered] = (),
    replacing: bool = False,
) -> Manifest:
    """Write a paper (PDF) as `export_table` writes a table; the manifest's `rows` are its pages."""

    def write(stream: IO[bytes]) -> Written:
        stream.write(octets)
        return Written(pages, tuple(altered))

    with writing(path):
        return _put(path, "pdf", (), write, purpose=purpose, made_at=made_at, replacing=replacing)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system says of a file, in the words of this house."""
    try:
        yield
    except FileExistsError as error:
        raise UsageError("export-exists", file=str(path)) from error
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(path.parent)) from error
        raise UsageError("folder", folder=str(path.parent)) from error


def _put(
    path: Path,
    kind: str,
    columns: tuple[str, ...],
    write: Callable[[IO[bytes]], Written],
    *,
    purpose: str,
    made_at: datetime,
    replacing: bool,
) -> Manifest:
    beside = manifest_path(path)
    if not replacing and beside.exists():
        raise FileExistsError
    known = _known(beside) if replacing else None
    manifest: Manifest | None = None
    try:
        with stream_new(path, replacing=replacing) as stream:
            written = write(stream)
            size = stream.seek(0, 2)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            at = made_at.astimezone(UTC)
            manifest = Manifest(
                path.name, kind, columns, written.rows, size, digest, at, purpose, _PROGRAM, written.altered
            )
            if replacing:  # before the file has its name: where this fails, the old file and its manifest stay
                replace(beside, manifest_octets(manifest))
    except BaseException:
        if replacing and manifest is not None:
            _put_back(beside, known)
        raise
    if not replacing:
        try:
            write_new(beside, [manifest_octets(manifest)])
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return manifest


def _known(beside: Path) -> bytes | None:
    """The manifest that is there; nothing where there is none."""
    try:
        return beside.read_bytes()
    except FileNotFoundError:
        return None


def _put_back(beside: Path, known: bytes | None) -> None:
    """The manifest as it was, where the file itself could not take its place after it."""
    with suppress(OSError):
        if known is None:
            beside.unlink(missing_ok=True)
        else:
            replace(beside, known)
