from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import outcomes
from backoffice_gui.wiring import parts
from tests.support.console import call
from tests.support.desks import Store, a_store, spoil
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.stores import MOMENT, invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _fresh(tmp_path: Path, key_file: bool = True) -> Path:
    file = tmp_path / "config.toml"
    file.write_text('[store]\nfolder = "store"\n' + ('key_file = "store.key"\n' if key_file else ""))
    return file


def test_a_store_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`{"store_id","folder"}`, exit 0; a second time it is not touched, exit 2."""
    file = _fresh(tmp_path)
    said = call(capsys, "--config", file, "store", "init", "--json")
    [made] = said.objects
    assert said.code == 0
    assert list(made) == ["store_id", "folder"]
    assert made["folder"] == str(tmp_path / "store")
    again = call(capsys, "--config", file, "store", "init", "--json")
    assert (again.code, again.out) == (2, "")
    assert "[STO-003]" in again.err


def test_with_a_key_file_the_copy_is_the_recovery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, and a recovery file is refused."""
    file = _fresh(tmp_path)
    assert call(capsys, "--config", file, "store", "init", "--recovery-key", tmp_path / "r").code == 2
    assert not (tmp_path / "r").exists()
    assert "gardez une copie du fichier de clé" in call(capsys, "--config", file, "store", "init").words


def test_without_a_key_file_the_recovery_key_is_required(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 without it; with it the file is made beside wherever the person says."""
    monkeypatch.setattr(parts, "source_for", lambda _settings: KeyringSource(allowed=frozenset({MEMORY})))
    file = _fresh(tmp_path, key_file=False)
    with using(MemoryKeyring()):
        said = call(capsys, "--config", file, "store", "init")
        assert (said.code, said.out) == (2, "")
        assert "--recovery-key" in said.err
        said = call(capsys, "--config", file, "store", "init", "--recovery-key", tmp_path / "r")
        assert said.code == 0
        assert str(tmp_path / "r") in said.out
        assert call(capsys, "--config", file, "store", "init", "--recovery-key", tmp_path / "r").code == 2


def test_without_a_keyring_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A machine without one is told what to do: exit 4."""
    file = _fresh(tmp_path, key_file=False)
    said = call(capsys, "--config", file, "store", "init", "--recovery-key", tmp_path / "r")
    assert (said.code, said.out) == (4, "")
    assert "[KEY-001 absent]" in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml"]


def test_a_submission_comes_out_byte_for_byte(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`{"id","files"}`; the folder counts from where the person stands."""
    one = invented(1, (b"{}", b"\x00EXEMPLE"))
    store.world.verify(one)
    monkeypatch.chdir(tmp_path)
    file = store.settings().file
    monkeypatch.setattr(sys, "stdin", io.StringIO("essai (DÉMO)\n"))
    said = call(capsys, "extract", one.manifest.id, "--to", "out", "--reason", "-", "--json", "--config", file)
    assert (said.code, said.err) == (0, "")
    with store.desk.casebook.reading() as connection:
        assert dict(audit_log.read(connection, 0, 100)[-1].details)["reason"] == "essai (DÉMO)"
    assert said.objects == [{"id": one.manifest.id, "files": ["manifest.json", "part-0", "part-1"]}]
    assert (
        "sha256-" + hashlib.sha256((tmp_path / "out" / "manifest.json").read_bytes()).hexdigest() == one.manifest.digest
    )
    assert (tmp_path / "out" / "part-1").read_bytes() == b"\x00EXEMPLE"


def test_an_unverified_copy_comes_with_a_warning(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, so that scripts still read one object."""
    one = invented()
    row = store.world.begin(one).row
    store.world.do(lambda tx: outcomes.quarantined(tx, row, "signature", MOMENT))
    out = tmp_path / "out"
    said = call(
        capsys, "extract", one.manifest.id, "--to", out, "--reason", "x", "--json", "--config", store.settings().file
    )
    assert said.code == 0
    assert "n’est pas vérifiée (en quarantaine)" in said.err
    assert len(said.objects) == 1


def test_several_with_one_id_are_named(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with the list."""
    same = "EXEMPLE-000000000000000001"
    several = [invented(n, (bytes([n]),), id=same) for n in (1, 2)]
    for one in several:
        store.world.verify(one)
    arguments = ("--to", tmp_path / "out", "--reason", "x", "--config", store.settings().file)
    said = call(capsys, "extract", same, *arguments)
    assert (said.code, said.out) == (2, "")
    for one in several:
        assert f"{same}@{one.manifest.digest}" in said.err
    assert call(capsys, "extract", f"{same}@{several[1].manifest.digest}", *arguments).code == 0


def test_without_the_key_nothing_comes_out(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4, and why."""
    one = invented()
    store.world.verify(one)
    (store.root / "store.key").unlink()
    arguments = ("--to", tmp_path / "out", "--reason", "x", "--config", store.settings().file)
    said = call(capsys, "extract", one.manifest.id, *arguments)
    assert (said.code, said.out) == (4, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("missing", ["--to", "--reason"])
def test_folder_and_reason_are_required(store: Store, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    """Exit 2, naming what is missing."""
    options = {"--to": "out", "--reason": "x"}
    del options[missing]
    said = call(capsys, "extract", "EXEMPLE", *options.popitem(), "--config", store.settings().file)
    assert (said.code, said.out) == (2, "")
    assert missing in said.err


def test_verify_tells_what_holds_and_what_was_left_out(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """With the key everything; without it two things are named as left out; both exit 0."""
    store.world.verify(invented(1, (b"{}", b"x")))
    file = store.settings().file
    said = call(capsys, "verify", "--json", "--config", file)
    [found] = said.objects
    assert (said.code, list(found)) == (0, ["ok", "checked", "first_fault"])
    assert (found["ok"], found["first_fault"], found["checked"]["left_out"]) == (True, None, [])
    assert (found["checked"]["chunks"], found["checked"]["parts"]) == (3, 2)
    assert "Tout concorde." in call(capsys, "verify", "--config", file).words
    (store.root / "store.key").unlink()
    said = call(capsys, "verify", "--json", "--config", file)
    [found] = said.objects
    assert (said.code, found["ok"]) == (0, True)
    assert found["checked"]["left_out"] == ["casebook_audit", "parts", "taken_in"]
    assert found["checked"]["parts"] is None
    assert "Non vérifié" in call(capsys, "verify", "--config", file).words


@pytest.mark.parametrize("key", [True, False])
def test_a_fault_is_exit_1(store: Store, capsys: pytest.CaptureFixture[str], key: bool) -> None:
    """The first one is said, with the key and without."""
    store.world.verify(invented())
    spoil(store.world.inbox, "UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE part = 0")
    if not key:
        (store.root / "store.key").unlink()
    said = call(capsys, "verify", "--json", "--config", store.settings().file)
    assert (said.code, said.objects[0]["ok"]) == (1, False)
    assert said.objects[0]["first_fault"] == {"what": "chunks", "where": "submission:1", "reason": "hash"}
    assert (
        "Première anomalie : chunks submission:1 (hash)."
        in call(capsys, "verify", "--config", store.settings().file).words
    )


def test_doctor_has_a_line_for_each_check(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """One object each; the exit code is that of the first failure; no line is a traceback."""
    said = call(capsys, "doctor", "--json", "--config", store.settings().file)
    states = {each["check"]: each["state"] for each in said.objects}
    assert states["configuration"] == states["key"] == states["recovery"] == "ok"
    assert states["client_certificate"] == "failed"
    assert said.code == 2
    words = call(capsys, "doctor", "--config", store.settings().file)
    lines = words.out.splitlines()
    assert len([line for line in lines if line.startswith("[")]) == len(said.objects)
    failed = [n for n, line in enumerate(lines) if line.startswith("[défaut]")]
    assert all(lines[n + 1].startswith("    ") for n in failed)
    assert lines[-1].startswith(f"Points à régler\u00a0: {len(failed)}") or f"régler : {len(failed)}" in lines[-1]
    assert "[bon] Configuration :" in words.words
    assert "la copie du fichier de clé" in words.words
    assert "Traceback" not in words.words + words.err
