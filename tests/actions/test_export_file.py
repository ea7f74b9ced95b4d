from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui import __version__
from backoffice_gui.actions.export_file import export_paper, export_table, manifest_path
from backoffice_gui.domain.sheets import Altered, Column, ColumnKind, Manifest, Table, TableFormat
from backoffice_gui.errors import DiskFull, UsageError

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_COLUMNS = (Column("Référence"), Column("Copies", ColumnKind.NUMBER))
_ROWS: tuple[tuple[Any, ...], ...] = (("=C-1", 1), ("C-2", 2))
_every_format = pytest.mark.parametrize("kind", list(TableFormat))


def _export(path: Path, kind: TableFormat = TableFormat.CSV, rows: Any = _ROWS, **more: Any) -> Manifest:
    return export_table(Table("Essai", _COLUMNS, rows), kind, path, purpose="Contrôle", made_at=_AT, **more)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@_every_format
def test_the_manifest_says_what_lies_there(kind: TableFormat, tmp_path: Path) -> None:
    """Size and digest are those of the file; both files are closed to others; the same value is given back."""
    path = tmp_path / f"export.{kind.value}"
    made = _export(path, kind)
    octets = path.read_bytes()
    assert (made.size, made.sha256) == (len(octets), hashlib.sha256(octets).hexdigest())
    assert (made.rows, made.columns, made.format) == (2, ("Référence", "Copies"), kind.value)
    assert made.program == f"ofpra-backoffice {__version__}"
    beside = json.loads(manifest_path(path).read_text("utf-8"))
    assert (beside["sha256"], beside["purpose"], beside["file"]) == (made.sha256, "Contrôle", path.name)
    assert "C-2" not in manifest_path(path).read_text("utf-8")
    assert [each.stat().st_mode & 0o777 for each in tmp_path.iterdir()] == [0o600, 0o600]
    assert _names(tmp_path) == [path.name, f"{path.name}.manifest.json"]


@_every_format
def test_the_same_table_and_moment_are_the_same_octets(kind: TableFormat, tmp_path: Path) -> None:
    """Nothing of the hour, the machine or chance is in a file."""
    assert _export(tmp_path / "a", kind).sha256 == _export(tmp_path / "b", kind).sha256


@pytest.mark.parametrize("there", ["export.csv", "export.csv.manifest.json"])
def test_what_is_there_is_never_overwritten_unless_asked(there: str, tmp_path: Path) -> None:
    """Neither the file nor its manifest; asked to, both are replaced."""
    (tmp_path / there).write_bytes(b"old")
    with pytest.raises(UsageError, match="export-exists"):
        _export(tmp_path / "export.csv")
    assert _names(tmp_path) == [there]
    assert (tmp_path / there).read_bytes() == b"old"
    made = _export(tmp_path / "export.csv", replacing=True)
    assert hashlib.sha256((tmp_path / "export.csv").read_bytes()).hexdigest() == made.sha256
    assert json.loads((tmp_path / "export.csv.manifest.json").read_text("utf-8"))["sha256"] == made.sha256


@pytest.mark.parametrize("there", [("export.csv",), ("export.csv", "export.csv.manifest.json")])
@pytest.mark.parametrize("fails", ["manifest", "name"])
def test_what_can_t_be_replaced_whole_stays_as_it_was(
    there: tuple[str, ...], fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file and its old manifest, whether the new manifest fails or the file's name after it."""
    for name in there:
        (tmp_path / name).write_bytes(b"old")
    really = Path.replace

    def full(path: Path, target: Path) -> Path:
        if ("manifest" in path.name) == (fails == "manifest") and path.read_bytes() != b"old":
            raise OSError(errno.ENOSPC, "EXEMPLE")
        return really(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull):
        _export(tmp_path / "export.csv", replacing=True)
    monkeypatch.undo()
    assert sorted(_names(tmp_path)) == sorted(there)
    assert {(tmp_path / name).read_bytes() for name in there} == {b"old"}


@_every_format
def test_a_cancelled_export_leaves_nothing(kind: TableFormat, tmp_path: Path) -> None:
    """Not half a file, not its part, not a manifest; what lay there stays."""
    (tmp_path / "old").write_bytes(b"old")
    rows = ((f"C-{number}", number) for number in range(10_000))
    told: list[int] = []
    with pytest.raises(UsageError, match="export-cancelled"):
        _export(tmp_path / "old", kind, rows, replacing=True, cancelled=lambda: len(told) > 3, progress=told.append)
    assert _names(tmp_path) == ["old"]
    assert (tmp_path / "old").read_bytes() == b"old"


@_every_format
def test_rows_that_fail_leave_nothing(kind: TableFormat, tmp_path: Path) -> None:
    """What reading raises comes through."""

    def rows() -> Iterator[tuple[Any, ...]]:
        yield ("C-1", 1)
        raise LookupError

    with pytest.raises(LookupError):
        _export(tmp_path / "a", kind, rows())
    assert _names(tmp_path) == []


@pytest.mark.parametrize("call", ["write", "fsync"])
@_every_format
def test_a_full_disk_is_said_and_leaves_nothing(
    kind: TableFormat, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the room ends: while rows are written, or at the sync."""
    if call == "fsync":

        def full(handle: int) -> None:
            raise OSError(errno.ENOSPC, "no room")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            _export(tmp_path / "a", kind)
    else:

        def torn() -> Iterator[tuple[Any, ...]]:
            yield ("C-1", 1)
            raise OSError(errno.ENOSPC, "no room")

        with pytest.raises(DiskFull):
            _export(tmp_path / "a", kind, torn())
    assert _names(tmp_path) == []


def test_a_manifest_that_cannot_be_written_takes_the_file_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without its manifest would be one that nobody can prove."""
    syncs, sync = [0], os.fsync

    def third_fails(handle: int) -> None:
        syncs[0] += 1
        if syncs[0] == 3:
            raise OSError(errno.EIO, "torn")
        sync(handle)

    monkeypatch.setattr(os, "fsync", third_fails)
    with pytest.raises(UsageError, match="folder"):
        _export(tmp_path / "a.csv")
    assert _names(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """By its name, never by the file's content."""
    with pytest.raises(UsageError, match="folder") as caught:
        _export(tmp_path / "none" / "a.csv")
    assert caught.value.facts == {"folder": str(tmp_path / "none")}


def test_what_a_killed_export_left_is_cleared(tmp_path: Path) -> None:
    """The next export to that place begins anew."""
    (tmp_path / ".a.csv.part").write_bytes(b"half")
    _export(tmp_path / "a.csv")
    assert _names(tmp_path) == ["a.csv", "a.csv.manifest.json"]


def test_a_paper_is_put_out_in_the_same_way(tmp_path: Path) -> None:
    """Its pages stand for rows, and what was altered for the print is in its manifest."""
    path = tmp_path / "fiche.pdf"
    altered = (Altered("transliterated", 2),)
    made = export_paper(b"%PDF-", path, pages=3, purpose="Dossier", made_at=_AT, altered=altered)
    assert path.read_bytes() == b"%PDF-"
    assert (made.rows, made.format, made.altered, made.columns) == (3, "pdf", altered, ())
    with pytest.raises(UsageError, match="export-exists"):
        export_paper(b"", path, pages=1, purpose="Dossier", made_at=_AT)


def test_no_library_lays_anything_down_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No temporary folder is asked for: personal data would lie there after a kill."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    monkeypatch.setattr("tempfile.mkstemp", None)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    for kind in TableFormat:
        _export(tmp_path / f"a.{kind.value}", kind)
    assert re.fullmatch(r"(a\.\w+(\.manifest\.json)? ?)+", " ".join(_names(tmp_path)))
