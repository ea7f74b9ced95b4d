from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import open_desk
from backoffice_gui.actions.make_store import STEPS, MadeStore, Making, make_store, prepare_code
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import (
    Circumstance,
    ConfigurationError,
    KeyringError,
    StoreError,
    StoreExists,
    StoreHeld,
    StoreIncomplete,
    StoreMissing,
    UsageError,
)
from backoffice_gui.sealing import PublicKey, SealBroken
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security import pins
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import CredentialSource, FileSource, MasterSource
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from tests.support.keyrings import MEMORY, MemoryKeyring, PlainText, using

CLOCK = SystemClock()
IN_MEMORY = KeyringSource(allowed=frozenset({MEMORY}))


class Killed(BaseException):
    """Stands for a kill between two steps."""


def _making(root: Path, source: MasterSource | None = None, **more: object) -> Making:
    made = Making(
        folder=root / "store",
        pins=root / "pins",
        source=source or FileSource(root / "store.key"),
        clock=CLOCK,
        program="test",
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def _kill_at(step: str) -> Callable[[str], None]:
    def told(name: str) -> None:
        if name == step:
            raise Killed(step)

    return told


def _is_complete(root: Path, source: MasterSource) -> None:
    """The store opens, its keys fit, its fingerprint is pinned, and whoever makes it again is refused."""
    inbox = Inbox.open(root / "store")
    try:
        with inbox.reading() as connection:
            ids, public, kept = identity.ids(connection), keys.public(connection), keys.recovery(connection)
        assert public is not None
        pin = pins.read(root / "pins", ids.current)
        assert pin is not None
        assert pin.fingerprint == public.public.fingerprint
        desk = open_desk(root / "store", source, ids, "agent-exemple", CLOCK)
        try:
            private = desk.privates[public.public.fingerprint]
            recovery.prove(private, public.public)
            with desk.casebook.reading() as connection:
                assert casebook_keys.links(connection) == {ids.current}
        finally:
            desk.close()
        master = source.load(ids.all)
        if source.recoverable_by_copy:
            assert kept is None
        else:
            assert kept is not None
            key = recovery.read_file(root / "recovery.txt")
            assert key.public() == kept[0]
            assert recovery.opens(key, kept[1]) == master
    finally:
        inbox.close()
    before = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    with pytest.raises(StoreExists):
        make_store(_making(root, source))
    assert {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()} == before


def test_a_store_with_a_key_file_is_made_in_the_proving_order(tmp_path: Path) -> None:
    """Each step follows the one it rests on; the key file is made, and no recovery key."""
    told: list[str] = []
    made = make_store(_making(tmp_path, step=told.append))
    assert told == list(STEPS[2:])
    assert made == MadeStore(made.store_id, tmp_path / "store", completed=False)
    _is_complete(tmp_path, FileSource(tmp_path / "store.key"))
    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "store.key").stat().st_mode & 0o777 == 0o600


def test_a_store_with_the_keyring_makes_its_recovery_key_first(tmp_path: Path) -> None:
    """The recovery file is written, read back and tried before anything else is committed."""
    told: list[str] = []

    def step(name: str) -> None:
        told.append(name)
        if name == "recovery_proven":
            assert [path.name for path in tmp_path.iterdir() if path.name != "store"] == ["recovery.txt"]
            assert not (tmp_path / "store" / "inbox.db").exists()
            assert backend.kept == {}

    backend = MemoryKeyring()
    with using(backend):
        make_store(_making(tmp_path, IN_MEMORY, recovery_file=tmp_path / "recovery.txt", step=step))
        assert told == list(STEPS)
        assert (tmp_path / "recovery.txt").stat().st_mode & 0o777 == 0o600
        _is_complete(tmp_path, IN_MEMORY)


def test_without_a_key_file_a_recovery_key_is_asked_for(tmp_path: Path) -> None:
    """A forgotten keyring must not be a loss; nothing is made without the way back."""
    with using(MemoryKeyring()), pytest.raises(UsageError) as caught:
        make_store(_making(tmp_path, IN_MEMORY))
    assert caught.value.reason == "recovery-key-needed"
    assert list(tmp_path.iterdir()) == []


def test_with_a_key_file_a_recovery_key_is_refused(tmp_path: Path) -> None:
    """The administrator's copy is the recovery: a second way would be one more thing to guard."""
    with pytest.raises(UsageError) as caught:
        make_store(_making(tmp_path, recovery_file=tmp_path / "recovery.txt"))
    assert caught.value.reason == "recovery-key-useless"
    assert list(tmp_path.iterdir()) == []


def test_a_recovery_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    """FILE must not exist: nothing is made, and its octets stay."""
    file = tmp_path / "recovery.txt"
    file.write_text("EXEMPLE")
    with using(MemoryKeyring()) as _, pytest.raises(UsageError) as caught:
        make_store(_making(tmp_path, IN_MEMORY, recovery_file=file))
    assert caught.value.reason == "recovery-key-exists"
    assert file.read_text() == "EXEMPLE"
    assert not (tmp_path / "store" / "inbox.db").exists()


def test_a_keyring_that_is_not_allowed_stops_everything_first(tmp_path: Path) -> None:
    """Neither recovery file nor store is left behind by a keyring that can't be used."""
    backend = PlainText()
    with using(backend), pytest.raises(KeyringError):
        make_store(_making(tmp_path, IN_MEMORY, recovery_file=tmp_path / "recovery.txt"))
    assert list(tmp_path.iterdir()) == []
    assert backend.kept == {}


def test_a_credential_that_is_absent_stops_everything_first(tmp_path: Path) -> None:
    """Only the service manager makes credentials."""
    with pytest.raises(ConfigurationError):
        make_store(_making(tmp_path, CredentialSource("store.key", {"CREDENTIALS_DIRECTORY": str(tmp_path)})))
    assert not (tmp_path / "store").exists()


def test_a_key_file_that_is_there_is_used(tmp_path: Path) -> None:
    """The administrator's key stays octet for octet."""
    key = tmp_path / "store.key"
    key.write_text("ab" * 32)
    key.chmod(0o600)
    make_store(_making(tmp_path))
    assert key.read_text() == "ab" * 32
    _is_complete(tmp_path, FileSource(key))


def test_a_key_that_a_killed_making_left_is_durable_before_a_casebook_is_encrypted_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the key's name and its sync, then completed, then a power cut: the key was gone (tests/proof/power)."""
    with pytest.raises(Killed):
        make_store(_making(tmp_path, step=_kill_at("master_saved")))
    order: list[str] = []
    settle = FileSource.settle

    def settled(source: FileSource) -> None:
        order.append("settled")
        settle(source)

    monkeypatch.setattr(FileSource, "settle", settled)
    make_store(_making(tmp_path, step=order.append))
    assert order.index("settled") < order.index("casebook_made")


def test_the_window_shows_a_code_once_and_has_it_typed_once(tmp_path: Path) -> None:
    """Only the code that was shown, typed by a person, makes the store."""
    shown = prepare_code()
    code = code_of(shown)
    with using(MemoryKeyring()):
        with pytest.raises(UsageError) as caught:
            make_store(_making(tmp_path, IN_MEMORY, typed=code))
        assert caught.value.reason == "no-code"
        for wrong in (code_of(prepare_code()), code[:-1], "", "EXEMPLE"):
            with pytest.raises(UsageError) as caught:
                make_store(_making(tmp_path, IN_MEMORY, shown=shown, typed=wrong))
            assert caught.value.reason == "code-differs"
        assert not (tmp_path / "store" / "inbox.db").exists()
        recovery.write_file(tmp_path / "recovery.txt", shown, CLOCK.now())
        make_store(_making(tmp_path, IN_MEMORY, shown=shown, typed=code.lower().replace("-", " ")))
        _is_complete(tmp_path, IN_MEMORY)


@pytest.mark.parametrize("step", STEPS[2:])
def test_cut_at_any_step_the_next_making_completes_it(tmp_path: Path, step: str) -> None:
    """With a key file: whatever was durable is taken up, and the store is whole."""
    source = FileSource(tmp_path / "store.key")
    with pytest.raises(Killed):
        make_store(_making(tmp_path, step=_kill_at(step)))
    if step == "pinned":
        _is_complete(tmp_path, source)
        return
    if step != "public_committed":
        with pytest.raises((StoreIncomplete, StoreMissing)):
            Inbox.open(tmp_path / "store")
    assert make_store(_making(tmp_path)).completed
    _is_complete(tmp_path, source)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("same_file", [True, False])
def test_cut_at_any_step_with_a_keyring_it_is_completed_or_refused_by_name(
    tmp_path: Path, step: str, same_file: bool
) -> None:
    """The recovery file of the cut making is taken up where the inbox knows it; else a new one is asked for, by name."""
    first = tmp_path / "recovery.txt"
    with using(MemoryKeyring()):
        with pytest.raises(Killed):
            make_store(_making(tmp_path, IN_MEMORY, recovery_file=first, step=_kill_at(step)))
        if step == "pinned":
            _is_complete(tmp_path, IN_MEMORY)
            return
        if not same_file:
            first.rename(tmp_path / "lost.txt")
        refused = ""
        try:
            make_store(_making(tmp_path, IN_MEMORY, recovery_file=first))
        except UsageError as error:
            refused = error.reason
        before_named = step in {"recovery_written", "recovery_proven", "inbox_made"}
        assert refused == ("recovery-key-exists" if same_file and before_named else "")
        if refused:
            first.unlink()
            make_store(_making(tmp_path, IN_MEMORY, recovery_file=first))
        if step == "public_committed":
            (tmp_path / "lost.txt").rename(first) if not same_file else None
        _is_complete(tmp_path, IN_MEMORY)


_KILLED_PROCESS = """
import os, sys
from pathlib import Path
from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.security.sources import FileSource
root = Path(sys.argv[1])
make_store(Making(folder=root / "store", pins=root / "pins", source=FileSource(root / "store.key"), clock=SystemClock(),
                  program="test", step=lambda name: os._exit(77) if name == sys.argv[2] else None))
"""


@pytest.mark.parametrize("step", ["inbox_named", "private_committed", "public_committed"])
def test_a_process_that_dies_leaves_what_the_next_completes(tmp_path: Path, step: str) -> None:
    """No handler runs, no connection is closed: the next making goes on all the same."""
    died = subprocess.run([sys.executable, "-c", _KILLED_PROCESS, str(tmp_path), step], check=False)
    assert died.returncode == 77
    assert make_store(_making(tmp_path)).completed
    _is_complete(tmp_path, FileSource(tmp_path / "store.key"))


def test_a_recovery_key_that_does_not_open_the_master_secret_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sealed to it is opened with it, as it was read back from the file, before anything is committed."""
    seal = recovery.seal_master
    other = prepare_code()
    broken: list[Callable[[PublicKey, MasterSecret], bytes]] = [
        lambda _public, master: seal(other.public(), master),
        lambda public, _master: seal(public, MasterSecret.generate()),
    ]
    with using(MemoryKeyring()):
        for number, wrong in enumerate(broken):
            monkeypatch.setattr(recovery, "seal_master", wrong)
            with pytest.raises(StoreError) as caught:
                make_store(_making(tmp_path, IN_MEMORY, recovery_file=tmp_path / f"recovery-{number}.txt"))
            assert caught.value.reason == "recovery-not-proven"
            assert not (tmp_path / "store" / "inbox.db").exists()


def test_the_private_key_is_read_from_disk_before_its_public_half_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A casebook that gives back another key stops the making: the inbox stays without a public key."""

    def broken(*_: object) -> None:
        raise SealBroken("challenge opens to something else")

    monkeypatch.setattr(recovery, "prove", broken)
    with pytest.raises(StoreError):
        make_store(_making(tmp_path))
    with pytest.raises(StoreIncomplete):
        Inbox.open(tmp_path / "store")
    monkeypatch.undo()
    make_store(_making(tmp_path))
    _is_complete(tmp_path, FileSource(tmp_path / "store.key"))


def test_a_casebook_that_stands_alone_is_never_taken_over(tmp_path: Path) -> None:
    """Where the inbox is gone and the casebook is not, no new inbox is made beside it."""
    make_store(_making(tmp_path))
    for file in (tmp_path / "store").glob("inbox.db*"):
        file.unlink()
    before = (tmp_path / "store" / "casebook.db").read_bytes()
    with pytest.raises(StoreExists) as caught:
        make_store(_making(tmp_path))
    assert caught.value.reason == "casebook-alone"
    assert (tmp_path / "store" / "casebook.db").read_bytes() == before
    assert not (tmp_path / "store" / "inbox.db").exists()


def test_an_incomplete_inbox_beside_another_stores_casebook_is_refused(tmp_path: Path) -> None:
    """A casebook that is linked to another inbox keeps its keys to itself."""
    make_store(_making(tmp_path / "one"))
    with pytest.raises(Killed):
        make_store(_making(tmp_path / "two", FileSource(tmp_path / "one" / "store.key"), step=_kill_at("inbox_named")))
    (tmp_path / "one" / "store" / "casebook.db").rename(tmp_path / "two" / "store" / "casebook.db")
    with pytest.raises(StoreExists) as caught:
        make_store(_making(tmp_path / "two", FileSource(tmp_path / "one" / "store.key")))
    assert caught.value.reason == "casebook-of-another"


def test_a_lost_pin_is_noted_again_only_with_the_private_key(tmp_path: Path) -> None:
    """A complete store whose pin is gone: who holds the key proves it anew; who doesn't is refused."""
    made = make_store(_making(tmp_path))
    pin = tmp_path / "pins" / f"{made.store_id}.json"
    pin.unlink()
    key = (tmp_path / "store.key").read_text()
    (tmp_path / "store.key").unlink()
    with pytest.raises(StoreExists):
        make_store(_making(tmp_path))
    assert not pin.exists()
    (tmp_path / "store.key").write_text("00" * 32)
    (tmp_path / "store.key").chmod(0o600)
    with pytest.raises(Circumstance):
        make_store(_making(tmp_path))
    assert not pin.exists()
    (tmp_path / "store.key").write_text(key)
    assert make_store(_making(tmp_path)).completed
    _is_complete(tmp_path, FileSource(tmp_path / "store.key"))


def test_two_makings_take_turns(tmp_path: Path) -> None:
    """The store's lock keeps a second making, or a collector, away."""
    (tmp_path / "store").mkdir()
    lock = StoreLock.acquire(tmp_path / "store", "other", CLOCK)
    try:
        with pytest.raises(StoreHeld):
            make_store(_making(tmp_path))
    finally:
        lock.release()
    make_store(_making(tmp_path))


def test_the_casebook_does_not_open_with_another_key(tmp_path: Path) -> None:
    """What was made under a key file is closed to any other."""
    make_store(_making(tmp_path))
    with pytest.raises(StoreError) as caught:
        Casebook.open(tmp_path / "store", bytes(32))
    assert caught.value.code == "STO-007"
