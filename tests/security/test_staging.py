"""A second master secret beside the first: both are there until the second alone is kept, wherever secrets lie."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backoffice_gui.errors import Circumstance, ConfigurationError, DiskFull
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import CredentialSource, FileSource
from backoffice_gui.security.staging import Staging, staging_for
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.security.wrap import Cost, new_half, open_wrap, wrap_master
from tests.support.keyrings import MEMORY, MemoryKeyring, using

FIRST, SECOND = MasterSecret(bytes(range(32))), MasterSecret(bytes(range(32, 64)))
NAMES = ["EXEMPLE-now", "EXEMPLE-before"]
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "EXEMPLE de phrase"

Place = tuple[Callable[[], Staging], Callable[[], MasterSecret | None]]


@contextmanager
def _file(folder: Path) -> Iterator[Place]:
    source = FileSource(folder / "store.key")
    source.save("", FIRST)
    yield lambda: staging_for(source, folder, NAMES, "", CHEAP), lambda: source.load(())


@contextmanager
def _keyring(folder: Path) -> Iterator[Place]:
    with using(MemoryKeyring()):
        source = KeyringSource(frozenset({MEMORY}))
        source.save(NAMES[1], FIRST)
        yield lambda: staging_for(source, folder, NAMES, "", CHEAP), lambda: source.load(NAMES)


@contextmanager
def _wrap(folder: Path) -> Iterator[Place]:
    with using(MemoryKeyring()):
        keyring = KeyringSource(frozenset({MEMORY}))
        keyring.put_half(NAMES[0], "a", new_half())
        half = keyring.half(NAMES, "a")
        assert half is not None
        wrap_file.propose(folder, wrap_master(FIRST, PASSPHRASE, half, slot="a", cost=CHEAP))
        wrap_file.promote(folder)

        def kept() -> MasterSecret | None:
            wrap = wrap_file.read(folder)
            held = None if wrap is None else keyring.half(NAMES, wrap.slot)
            return None if wrap is None or held is None else open_wrap(wrap, PASSPHRASE, held)

        yield lambda: staging_for(keyring, folder, NAMES, PASSPHRASE, CHEAP), kept
        assert keyring.half(NAMES, "a") is None


@pytest.mark.parametrize("place", [_file, _keyring, _wrap])
def test_both_until_the_second_alone_is_kept(
    tmp_path: Path,
    place: Callable[[Path], contextmanager[Place]],  # type: ignore[valid-type]
) -> None:
    """Each call of another process's; promoting twice does nothing."""
    with place(tmp_path) as (staging, kept):  # type: ignore[attr-defined]
        assert staging().staged() is None
        staging().stage(SECOND)
        assert (kept(), staging().staged()) == (FIRST, SECOND)
        staging().promote()
        staging().promote()
        assert (kept(), staging().staged()) == (SECOND, None)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EIO, ConfigurationError), (errno.ENOSPC, DiskFull)], ids=["refused", "full"]
)
def test_a_disk_that_fails_at_the_last_sync_is_said_and_the_first_alone_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    """The file beside lies there, of the right owner or not; what is kept is the first one, and staging again goes on."""
    real = os.fsync

    def fails(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().name == "store.key.next":
            raise OSError(number, "EXEMPLE")
        real(handle)

    with _file(tmp_path) as (staging, kept):
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fails)
            with pytest.raises(kind):
                staging().stage(SECOND)
        assert kept() == FIRST
        assert staging().staged() == SECOND
        staging().promote()
        assert kept() == SECOND


@pytest.mark.parametrize("place", [_file, _wrap])
def test_a_second_one_that_was_staged_is_made_sure_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Path], contextmanager[Place]],  # type: ignore[valid-type]
) -> None:
    """Its name in the folder: what that refuses is said in our words, and both are kept as they were."""

    def fails(_folder: Path) -> None:
        raise OSError(errno.EIO, "EXEMPLE")

    with place(tmp_path) as (staging, kept):  # type: ignore[attr-defined]
        staging().stage(SECOND)
        staging().settle()
        with monkeypatch.context() as patched:
            for module in ("staging", "wrap_file"):
                patched.setattr(f"backoffice_gui.security.{module}.sync_folder", fails)
            with pytest.raises(Circumstance):
                staging().settle()
        assert (kept(), staging().staged()) == (FIRST, SECOND)
        staging().promote()


def test_a_wrap_that_a_change_of_passphrase_left_is_no_second_secret(tmp_path: Path) -> None:
    """It opens to nothing with this passphrase, or to the same secret."""
    with _wrap(tmp_path) as (staging, _kept):
        keyring = KeyringSource(frozenset({MEMORY}))
        keyring.put_half(NAMES[0], "b", new_half())
        half = keyring.half(NAMES, "b")
        assert half is not None
        for master, passphrase in ((FIRST, "EXEMPLE d’une autre"), (FIRST, PASSPHRASE)):
            wrap_file.propose(tmp_path, wrap_master(master, passphrase, half, slot="b", cost=CHEAP))
            assert staging().staged() is None
        staging().stage(SECOND)
        assert staging().staged() == SECOND
        staging().promote()


def test_what_the_service_manager_hands_over_only_it_can_change(tmp_path: Path) -> None:
    """Its credential is read, never written."""
    with pytest.raises(ConfigurationError, match="key-handed-over"):
        staging_for(CredentialSource("store.key", {}), tmp_path, NAMES, "", CHEAP)
