"""Certificates and keys that change on the disk."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui import settings
from backoffice_gui.wiring.watched_files import WatchedFiles


def _files(folder: Path) -> WatchedFiles:
    (folder / "config.toml").write_text("")
    for name in ("ca.pem", "client.pem", "client.key", "front-end.jwks.json"):
        (folder / name).write_text("EXEMPLE")
    return WatchedFiles(settings.load(folder / "config.toml", {}))


def test_a_change_counts_once_it_has_stayed(tmp_path: Path) -> None:
    """Two looks at the same new files: said once, and not again."""
    files = _files(tmp_path)
    assert not files.changed()
    (tmp_path / "client.pem").write_text("EXEMPLE, another")
    assert not files.changed()
    (tmp_path / "client.key").write_text("EXEMPLE, its key")
    assert not files.changed()
    assert files.changed()
    assert not files.changed()


def test_a_file_that_is_being_replaced_is_waited_for(tmp_path: Path) -> None:
    """While one is away nothing is read; what is then there counts."""
    files = _files(tmp_path)
    (tmp_path / "client.pem").unlink()
    assert not files.changed()
    assert not files.changed()
    (tmp_path / "client.pem").write_text("EXEMPLE, another")
    assert not files.changed()
    assert files.changed()


def test_what_was_read_again_is_in_use(tmp_path: Path) -> None:
    """Whoever has asked for it already is not told later."""
    files = _files(tmp_path)
    (tmp_path / "ca.pem").write_text("EXEMPLE, another")
    files.seen()
    assert not files.changed()
    assert not files.changed()
