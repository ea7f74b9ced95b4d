"""`backup` and `restore` as an administrator calls them, and what the other commands say of backups."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.stores import invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with a verified copy, whose configuration names a folder for backups."""
    with a_store(tmp_path / "s") as made:
        made.world.verify(invented(1))
        proof.pin_store(made.world.inbox, made.pins)
        made.settings()
        file = made.root / "config.toml"
        file.write_text(file.read_text("utf-8") + '[backup]\nfolder = "backups"\nkeep = 2\n', "utf-8")
        yield made


def _gone(store: Store) -> None:
    store.world.inbox.close()
    store.desk.close()
    shutil.rmtree(store.folder)


def test_a_backup_is_made_and_put_back(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """0, with where it lies; the store that comes back verifies, and its incident is there to be answered for."""
    config = store.root / "config.toml"
    said = call(capsys, "--config", config, "backup", "--json")
    [made] = said.objects
    assert (said.code, made["submissions"], made["pruned"]) == (0, 1, 0)
    _gone(store)
    said = call(capsys, "--config", config, "restore", "--from", store.root / "backups", "--json")
    [back] = said.objects
    assert (said.code, back["submissions"], back["stale"], back["key_saved"]) == (0, 1, False, False)
    assert call(capsys, "--config", config, "verify", "--json").objects[0]["ok"] is True
    [incident] = call(capsys, "--config", config, "incident", "list", "--json").objects
    assert (incident["kind"], incident["detail"]) == ("restored", made["made_at"])
    assert call(capsys, "--config", config, "restore", "--from", store.root / "backups").code == 2


def test_in_words_what_is_lost_is_said(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it went, that it was proven; and after a restoring what can't be in it, in both languages' terms."""
    config = store.root / "config.toml"
    (tmp_path / "elsewhere").mkdir()
    said = call(capsys, "--config", config, "backup", "--to", tmp_path / "elsewhere")
    assert "faite et prouvée" in said.words
    _gone(store)
    said = call(capsys, "--config", config, "restore", "--from", tmp_path / "elsewhere")
    assert "c’est perdu pour nous" in said.words
    assert "nommera chaque demande" in said.words


def test_status_and_doctor_speak_of_backups(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """None yet; one on the same disk; the folder gone: each has its line, and none configured is said too."""
    config = store.root / "config.toml"

    def doctor() -> dict[str, object]:
        checks = call(capsys, "--config", config, "doctor", "--json").objects
        return next(check for check in checks if check["check"] == "backup")

    assert (doctor()["state"], doctor()["says"]) == ("failed", "backup_overdue")
    assert "backup" in call(capsys, "--config", config, "status", "--json").objects[0]
    call(capsys, "--config", config, "backup")
    assert (doctor()["state"], doctor()["says"], doctor()["count"]) == ("warning", "backup_same_disk", 1)
    assert "Sauvegardes : 1" in call(capsys, "--config", config, "status").words
    config.write_text(config.read_text("utf-8").replace('"backups"', '"none/backups"'), "utf-8")
    assert (doctor()["state"], doctor()["code"], doctor()["reason"]) == ("failed", "STO-014", "gone")
    assert "dossier absent" in call(capsys, "--config", config, "status").words
    assert call(capsys, "--config", config, "backup").code == 4
    config.write_text(config.read_text("utf-8").replace('folder = "none/backups"\n', ""), "utf-8")
    assert (doctor()["state"], doctor()["says"]) == ("warning", "no_backup")
    assert call(capsys, "--config", config, "backup").code == 2
