"""Names, manifests and removals where backups lie: what can't be read is none, what is half never looks whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from backoffice_gui.actions import backup_files
from backoffice_gui.actions.backup_files import CodeOf, Manifest, OneFile
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import BackupFailed, DiskFull, UsageError

AT = dt.datetime(2026, 11, 27, 4, 15, tzinfo=dt.UTC)
NOW = AT + dt.timedelta(days=7)
ONE, OTHER = StoreId("1" * 32), StoreId("2" * 32)


def _lay(folder: Path, store: StoreId = ONE, at: dt.datetime = AT, **more: object) -> Path:
    manifest = Manifest(
        made_at=at,
        store_id=store,
        former=(),
        program="0",
        schemas={},
        chains={"inbox": CodeOf(events=1, head="00"), "casebook": CodeOf(events=9, head="00")},
        submissions=0,
        files={name: OneFile(size=3, sha256="0" * 64) for name in backup_files.FILES},
    )
    path = folder / backup_files.free_name(folder, store, at)
    path.mkdir()
    values = {**msgspec.to_builtins(manifest), **more}
    (path / "manifest.json").write_bytes(msgspec.json.encode(values))
    (path / "manifest.hmac").write_text("00\n")
    return path


def test_a_name_is_free_and_says_when_and_of_which_store(tmp_path: Path) -> None:
    """Two in one second stand beside each other; one that is being made is seen too."""
    first = _lay(tmp_path)
    assert first.name == "backup-20261127T041500Z-111111111111"
    backup_files.part_of(tmp_path / f"{first.name}-2").mkdir()
    assert _lay(tmp_path).name == f"{first.name}-3"


def test_the_newest_first_and_only_what_can_be_read(tmp_path: Path) -> None:
    """A later version's fields are passed over; another format, a cut manifest and a stranger's folder are none."""
    old, new = _lay(tmp_path), _lay(tmp_path, at=AT + dt.timedelta(days=1), colour="EXEMPLE")
    _lay(tmp_path, at=AT + dt.timedelta(days=2), format=2)
    cut = _lay(tmp_path, at=AT + dt.timedelta(days=3))
    (cut / "manifest.json").write_bytes(b'{"format"')
    (tmp_path / "photos").mkdir()
    assert [kept.path for kept in backup_files.backups(tmp_path)] == [new, old]
    assert backup_files.backups(tmp_path)[0].octets == 6
    assert backup_files.of_folder(tmp_path, {OTHER}) == []
    with pytest.raises(BackupFailed, match="manifest"):
        backup_files.read_manifest(cut)


def test_which_backup_is_meant(tmp_path: Path) -> None:
    """One by its folder, else the newest; of several stores one has to be named."""
    old, new = _lay(tmp_path), _lay(tmp_path, at=AT + dt.timedelta(days=1))
    assert backup_files.backup_in(old, NOW) == old
    assert backup_files.backup_in(tmp_path, NOW) == new
    longer = {"inbox": {"events": 2, "head": "00"}, "casebook": {"events": 0, "head": "00"}}
    newest = _lay(tmp_path, at=AT + dt.timedelta(hours=1), chains=longer)
    assert backup_files.backup_in(tmp_path, NOW) == newest, "the clock was a day ahead when the other was made"
    _lay(tmp_path, OTHER)
    with pytest.raises(UsageError, match="backup-several"):
        backup_files.backup_in(tmp_path, NOW)
    with pytest.raises(UsageError, match="backup-none"):
        backup_files.backup_in(tmp_path / "none", NOW)


def test_a_clock_that_was_ahead_does_not_choose_the_name(tmp_path: Path) -> None:
    """What bears a moment that is yet to come was made before a restoring, and not last night; where all do, none is odd."""
    ahead = _lay(tmp_path, at=NOW + dt.timedelta(days=365))
    assert backup_files.backup_in(tmp_path, NOW) == ahead
    last = _lay(tmp_path, OTHER, at=NOW - dt.timedelta(hours=5), former=[ONE])
    assert backup_files.backup_in(tmp_path, NOW) == last
    assert backup_files.backup_in(tmp_path, NOW + dt.timedelta(days=366)) == ahead


def test_a_clock_that_is_behind_passes_over_no_nights(tmp_path: Path) -> None:
    """After a restoring, on a machine days behind, all of the new name's are yet to come; one alone says nothing."""
    before = _lay(tmp_path)
    _lay(tmp_path, OTHER, at=NOW, former=[ONE])
    assert backup_files.backup_in(tmp_path, AT + dt.timedelta(hours=1)) == before
    longer = {"inbox": {"events": 2, "head": "00"}, "casebook": {"events": 9, "head": "00"}}
    last = _lay(tmp_path, OTHER, at=NOW + dt.timedelta(days=1), former=[ONE], chains=longer)
    assert backup_files.backup_in(tmp_path, AT + dt.timedelta(hours=1)) == last


def test_one_that_is_removed_loses_its_name_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut in the middle, what is left is swept with the rest."""
    path = _lay(tmp_path)

    def cut(_self: Path, *, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", cut)
        with pytest.raises(KeyboardInterrupt):
            backup_files.discard(path)
    assert backup_files.backups(tmp_path) == []
    [left] = backup_files.leftovers(tmp_path, {ONE})
    backup_files.discard(left)
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_says_is_said_in_our_words(tmp_path: Path) -> None:
    """No room; no folder; no right to write."""
    with pytest.raises(DiskFull), backup_files.said(tmp_path):
        raise OSError(28, "no room")
    with pytest.raises(BackupFailed, match="gone"), backup_files.said(tmp_path / "none"):
        raise OSError(2, "none")
    with pytest.raises(BackupFailed, match="unwritable"), backup_files.said(tmp_path):
        raise OSError(13, "no right")
