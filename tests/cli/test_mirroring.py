"""`store rebuild` and `store mirror`, and what the other commands say of the second copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.mirrors import mirror_of
from tests.support.stores import invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store whose configuration names a mirror, which holds its one copy."""
    with a_store(tmp_path / "s") as made:
        proof.pin_store(made.world.inbox, made.pins)
        with mirror_of(made.world, tmp_path / "mirror") as mirror:
            mirror.copy(made.world.verify(invented(1)).attempt)
        made.settings()
        file = made.root / "config.toml"
        file.write_text(file.read_text("utf-8") + f'mirror = "{tmp_path / "mirror"}"\n', "utf-8")
        yield made


def test_a_lost_store_is_made_anew(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where everything came back; then `verify` holds; a second time it is refused."""
    config = store.root / "config.toml"
    store.world.inbox.close()
    (store.folder / "inbox.db").unlink()
    said = call(capsys, "--config", config, "store", "rebuild", "--from", tmp_path / "mirror", "--json")
    [made] = said.objects
    assert said.code == 0
    assert (made["copies"], made["submissions"], made["proven"], made["incomplete"]) == (1, 1, True, 0)
    assert call(capsys, "--config", config, "verify", "--json").objects[0]["ok"] is True
    assert call(capsys, "--config", config, "store", "rebuild", "--from", tmp_path / "mirror").code == 2


def test_what_is_left_aside_is_said(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1, and in words how much; and that nothing proves the key where no pin is left."""
    store.world.inbox.close()
    (store.folder / "inbox.db").unlink()
    folder = tmp_path / "mirror" / store.world.store_id
    (folder / "keys-00000001.slots").write_bytes(b"")
    for pin in store.pins.iterdir():
        pin.unlink()
    said = call(capsys, "--config", store.root / "config.toml", "store", "rebuild", "--from", tmp_path / "mirror")
    assert said.code == 1
    assert "1 sans clé" in said.words
    assert "store init" in said.words


def test_status_and_doctor_speak_of_it(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There, how far behind, on the same disk; gone, it is a failed check."""
    config = store.root / "config.toml"
    [status] = call(capsys, "--config", config, "status", "--json").objects
    assert status["mirror"] == {"trouble": None, "behind": 0, "oldest_age": None}
    assert "Seconde copie : présente" in call(capsys, "--config", config, "status").words
    checks = {line["check"]: line for line in call(capsys, "--config", config, "doctor", "--json").objects}
    assert (checks["mirror"]["state"], checks["mirror"]["says"]) == ("warning", "same_disk")
    (tmp_path / "mirror").rename(tmp_path / "away")
    checks = {line["check"]: line for line in call(capsys, "--config", config, "doctor", "--json").objects}
    assert (checks["mirror"]["state"], checks["mirror"]["code"]) == ("failed", "STO-013")
    [status] = call(capsys, "--config", config, "status", "--json").objects
    assert status["mirror"]["trouble"] == "absent"
    assert "indisponible (absent)" in call(capsys, "--config", config, "status").words
    assert call(capsys, "--config", config, "verify", "--json").code == 1


def test_another_disk_is_begun_by_a_persons_word(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not where one of this store lies, nor where none is configured."""
    config = store.root / "config.toml"
    assert call(capsys, "--config", config, "store", "mirror").code == 2
    (tmp_path / "mirror").rename(tmp_path / "broken")
    (tmp_path / "mirror").mkdir()
    said = call(capsys, "--config", config, "store", "mirror", "--json")
    assert said.code == 0
    assert said.objects[0]["folder"] == str(tmp_path / "mirror")
    [status] = call(capsys, "--config", config, "status", "--json").objects
    assert (status["mirror"]["trouble"], status["mirror"]["behind"]) == (None, 1)
    config.write_text('[store]\nfolder = "store"\nkey_file = "store.key"\n', "utf-8")
    assert call(capsys, "--config", config, "store", "mirror").code == 2
    assert call(capsys, "--config", config, "status", "--json").objects[0]["mirror"] is None


def test_one_that_is_no_more_is_given_up(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Not while the configuration names it; once, and then it is said that there is none."""
    config = store.root / "config.toml"
    refused = call(capsys, "--config", config, "store", "mirror", "--none")
    assert (refused.code, "rien n’est abandonné" in refused.err) == (2, True)
    config.write_text('[store]\nfolder = "store"\nkey_file = "store.key"\n', "utf-8")
    store.desk.close()
    store.world.inbox.close()
    assert "epoch-mirror-unnamed" in call(capsys, "--config", config, "store", "epoch").err
    said = call(capsys, "--config", config, "store", "mirror", "--none")
    assert (said.code, "Détruisez son dossier" in said.words) == (0, True)
    assert call(capsys, "--config", config, "store", "mirror", "--none", "--json").objects == [{"given_up": False}]
    assert call(capsys, "--config", config, "store", "epoch").code == 0
