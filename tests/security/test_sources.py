from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import CredentialSource, FileSource, source_for
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.settings import Settings, load

HEX = "0123456789abcdef" * 4


def _settings(folder: Path, key_file: str | None) -> Settings:
    return load(None, {} if key_file is None else {"BACKOFFICE_STORE__KEY_FILE": key_file})


def _refused(source: FileSource | CredentialSource) -> str:
    with pytest.raises(ConfigurationError) as caught:
        source.load(("a",))
    assert HEX not in str(caught.value)
    return caught.value.reason


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key file as it should be."""
    path = tmp_path / "store.key"
    path.write_text(HEX)
    path.chmod(0o600)
    return path


def test_the_configuration_names_the_source(tmp_path: Path) -> None:
    """The keyring by default; a file or a credential where `key_file` says so."""
    assert isinstance(source_for(_settings(tmp_path, None)), KeyringSource)
    file = source_for(_settings(tmp_path, str(tmp_path / "k")))
    assert isinstance(file, FileSource)
    assert file.path == tmp_path / "k"
    assert isinstance(source_for(_settings(tmp_path, "credential:k"), {}), CredentialSource)


def test_only_the_keyring_needs_a_recovery_key(tmp_path: Path) -> None:
    """With a file or a credential the administrator's copy is the recovery."""
    assert not KeyringSource().recoverable_by_copy
    assert FileSource(tmp_path / "k").recoverable_by_copy
    assert CredentialSource("k", {}).recoverable_by_copy


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_file_of_ours_is_used(key: Path, ending: str, mode: int) -> None:
    """64 hex digits, with or without an end of line, closed to everybody else."""
    key.write_text(HEX + ending, newline="")
    key.chmod(mode)
    source = FileSource(key)
    assert source.load(()) == MasterSecret(bytes.fromhex(HEX))
    assert source.check() == str(key)


def test_an_absent_key_file_is_nothing(tmp_path: Path) -> None:
    """Absence is no error: `store init` makes it."""
    source = FileSource(tmp_path / "k")
    assert source.load(("a",)) is None
    assert source.check() == str(tmp_path / "k")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o700, 0o4600, 0o666])
def test_a_key_file_that_others_reach_is_refused(key: Path, mode: int) -> None:
    """Any access for group or others, and any odd bit, is refused by name."""
    key.chmod(mode)
    assert _refused(FileSource(key)) == "key-mode"


@pytest.mark.parametrize("content", ["", HEX[:-1], HEX + "0", "g" * 64, HEX + "\n" + HEX, "é" * 64, HEX + " " * 9])
def test_a_key_file_that_holds_no_key_is_refused(key: Path, content: str) -> None:
    """Nothing but 64 hex digits: a cut one is said, never completed."""
    key.write_text(content, "utf-8")
    assert _refused(FileSource(key)) == "key-content"


def test_links_and_odd_kinds_are_refused(key: Path, tmp_path: Path) -> None:
    """A link, a folder, a pipe: none is a key file, and none is waited for."""
    (tmp_path / "link").symlink_to(key)
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir(mode=0o700)
    for name in ("link", "pipe", "folder"):
        assert _refused(FileSource(tmp_path / name)) == "key-kind", name


def test_a_key_file_of_another_person_is_refused(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner is we or root; a stranger's file may change under us."""
    owner = key.stat().st_uid
    if owner == 0:
        os.chown(key, 12345, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert _refused(FileSource(key)) == "key-owner"


def test_saving_makes_the_file_once(tmp_path: Path) -> None:
    """The file is 0600, reads back, and is never overwritten."""
    source = FileSource(tmp_path / "store.key")
    master = MasterSecret.generate()
    source.save("a", master)
    assert (tmp_path / "store.key").stat().st_mode & 0o7777 == 0o600
    assert FileSource(tmp_path / "store.key").load(()) == master
    with pytest.raises(ConfigurationError) as caught:
        source.save("a", MasterSecret.generate())
    assert caught.value.reason == "key-exists"
    assert source.load(()) == master


def test_saving_where_no_folder_is_is_a_circumstance(tmp_path: Path) -> None:
    """The folder of a key file is the administrator's to make."""
    with pytest.raises(ConfigurationError) as caught:
        FileSource(tmp_path / "no" / "store.key").save("a", MasterSecret.generate())
    assert caught.value.reason == "key-unwritable"


def test_a_credential_is_read_from_the_service_managers_folder(tmp_path: Path) -> None:
    """`credential:NAME` is a file in `$CREDENTIALS_DIRECTORY`; its mode is the service manager's care."""
    (tmp_path / "store.key").write_text(HEX)
    (tmp_path / "store.key").chmod(0o440)
    source = CredentialSource("store.key", {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert source.load(()) == MasterSecret(bytes.fromhex(HEX))
    assert source.check() == "store.key"
    (tmp_path / "store.key").write_text("x")
    assert _refused(source) == "key-content"


def test_an_absent_credential_is_nothing_and_never_made(tmp_path: Path) -> None:
    """Outside of the service there is none, and saving is refused."""
    for environment in ({}, {"CREDENTIALS_DIRECTORY": str(tmp_path)}):
        source = CredentialSource("k", environment)
        assert source.load(("a",)) is None
        for call in (source.check, lambda source=source: source.save("a", MasterSecret.generate())):
            with pytest.raises(ConfigurationError) as caught:
                call()
            assert caught.value.reason == "credential-absent"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../k", "/etc/k", "a\\b", "a b", ".hidden"])
def test_a_credentials_name_is_never_a_path(name: str) -> None:
    """NAME has no slash and doesn't lead out of the folder."""
    with pytest.raises(ConfigurationError) as caught:
        CredentialSource(name, {"CREDENTIALS_DIRECTORY": "/"})
    assert caught.value.reason == "credential-name"


def test_a_key_file_that_is_there_can_be_made_durable(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wrote it may have been killed before its sync; a disk that refuses is said."""
    source = FileSource(key)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    source.settle()
    assert len(synced) == 3  # the file, its name, its folder's name

    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(ConfigurationError) as caught:
        source.settle()
    assert caught.value.reason == "key-unreadable"


def test_a_file_that_the_disk_does_not_give_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by failing calls: opened, and then an error of the disk, was a traceback."""
    source = FileSource(tmp_path / "store.key")
    source.save("s", MasterSecret(bytes(32)))

    def broken(_handle: int, _octets: int) -> bytes:
        raise OSError(errno.EIO, "EXEMPLE")

    monkeypatch.setattr(os, "read", broken)
    with pytest.raises(ConfigurationError, match="key-unreadable"):
        source.load(())


def test_what_others_keep_is_not_ours_to_sync() -> None:
    """A keyring and a service manager keep what they were given."""
    CredentialSource("k", {}).settle()
    KeyringSource().settle()
