"""`store rekey`, `store new-keys`, `store recovery-key` as an administrator calls them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.rekey import rekey
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import DiskFull
from backoffice_gui.sealing import PublicKey, generate
from backoffice_gui.sealing.keys import run_key_info, seal_to
from backoffice_gui.storage import rekeying, reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import audit_log, epochs, keys
from backoffice_gui.storage.inbox.purging import keys_of
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.wiring import parts
from tests.support.console import call
from tests.support.desks import MASTER, Store, a_store
from tests.support.mirrors import mirror_of
from tests.support.stores import MOMENT, invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with a verified copy, whose casebook nobody has open."""
    with a_store(tmp_path / "s") as made:
        made.world.verify(invented(1))
        proof.pin_store(made.world.inbox, made.pins)
        made.settings()
        made.desk.casebook.close()
        yield made


def _verified(store: Store, capsys: pytest.CaptureFixture[str]) -> bool:
    [found] = call(capsys, "--config", store.root / "config.toml", "verify", "--json").objects
    return found["ok"] is True and found["checked"]["parts"] == 1


def test_the_casebook_and_the_inbox_get_new_keys(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """0, and all that is there opens; what is to be kept elsewhere is said."""
    config = store.root / "config.toml"
    said = call(capsys, "--config", config, "store", "rekey")
    assert said.code == 0
    assert "une nouvelle clé, essayée" in said.words
    assert store.source.load(()) != MASTER
    [made] = call(capsys, "--config", config, "store", "new-keys", "--json").objects
    assert made["generation"] == 2
    assert _verified(store, capsys)


def _recoverable(store: Store) -> PublicKey:
    """Give the store a recovery key."""
    old, world = generate().public(), store.world
    with store.desk.casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, old, recovery.seal_master(old, MASTER), MOMENT)
    store.desk.casebook.close()
    with world.inbox.transaction() as tx:
        keys.put_recovery(tx, old, recovery.seal_master(old, MASTER), MOMENT)
        sealed = seal_to(old, world.run_key, run_key_info(world.store_id, old))
        keys.seal_to_recovery(tx, {world.run_key_number: sealed})
    proof.pin_store(world.inbox, store.pins)
    return old


def test_a_new_recovery_key(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a new file, tried; without one before it is refused with the reason."""
    config, file = store.root / "config.toml", tmp_path / "new.txt"
    said = call(capsys, "--config", config, "store", "recovery-key", "--to", file)
    assert (said.code, file.exists()) == (2, False)
    old = _recoverable(store)
    [made] = call(capsys, "--config", config, "store", "recovery-key", "--to", file, "--json").objects
    assert made == {"file": str(file), "tried": 1}
    assert recovery.read_file(file).public() != old
    assert _verified(store, capsys)


def test_who_makes_a_recovery_key_is_written_down(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has that file opens all there is: the journal says who unlocked, who had it made, who dropped the old."""
    _recoverable(store)
    config = store.root / "config.toml"
    assert call(capsys, "--config", config, "store", "recovery-key", "--to", tmp_path / "new.txt").code == 0
    with closing(Casebook.open(store.folder, MASTER.casebook_key())) as casebook, casebook.reading() as connection:
        noted = [(line.verb, dict(line.details).get("agent")) for line in casebook_log.read(connection)]
    me = parts.agent()
    assert noted[-3:] == [("desk_unlocked", me), ("recovery_made", me), ("recovery_dropped", me)]


def test_an_epoch_changes_every_key(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """The collector rests, no window is open: all is made anew, the casebook's key too; what is kept opens."""
    config = store.root / "config.toml"
    [made] = call(capsys, "--config", config, "store", "epoch", "--json").objects
    assert (made["generation"], made["kept"], made["left"], made["recovery_key"]) == (2, 1, 0, False)
    assert store.source.load(()) != MASTER
    assert _verified(store, capsys)
    assert "encore" in call(capsys, "--config", config, "store", "epoch").words


def test_an_epoch_waits_for_the_collector_and_goes_through_the_second_copy(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody who collects would keep a key of before; where a mirror was begun, it must be there."""
    config = store.root / "config.toml"
    lock = StoreLock.acquire(store.folder, "EXEMPLE", SystemClock())
    try:
        assert call(capsys, "--config", config, "store", "epoch").code == 4
    finally:
        lock.release()
    config.write_text(config.read_text() + 'mirror = "copie"\n')
    with mirror_of(store.world, store.root / "copie") as mirror:
        mirror.copy(1)
    mirror.root.rename(store.root / "ailleurs")
    assert call(capsys, "--config", config, "store", "epoch").code == 4
    (store.root / "ailleurs").rename(mirror.root)
    before = mirror.keys().read_bytes()
    [made] = call(capsys, "--config", config, "store", "epoch", "--json").objects
    assert (made["generation"], made["kept"]) == (2, 1)
    assert mirror.keys().read_bytes() != before
    assert _verified(store, capsys)


def test_an_epoch_begins_only_where_no_window_is_open(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing has changed: no key pair more, no epoch begun."""
    with closing(Casebook.open(store.folder, MASTER.casebook_key())) as window:
        with window.reading():
            pass
        assert call(capsys, "--config", store.root / "config.toml", "store", "epoch").code != 0
    with store.world.inbox.reading() as connection:
        assert (list(keys.publics(connection)), epochs.under_way(connection)) == ([1], None)


def test_an_epoch_that_ended_goes_on_at_the_casebooks_key(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next call with the same file makes no other keys, and changes that one; the one after is a new epoch."""
    config, file, other = (store.root / name for name in ("config.toml", "new.txt", "newer.txt"))
    _recoverable(store)

    def cut(*_: object) -> None:
        raise DiskFull("folder")

    with monkeypatch.context() as patch:
        patch.setattr("backoffice_gui.wiring.keeping.rekey", cut)
        assert call(capsys, "--config", config, "store", "epoch", "--recovery-key", file).code != 0
    assert store.source.load(()) == MASTER
    assert file.is_file()
    for generation, to in ((2, file), (3, other)):
        [made] = call(capsys, "--config", config, "store", "epoch", "--recovery-key", to, "--json").objects
        assert (made["generation"], made["kept"]) == (generation, 1)
        with store.world.inbox.reading() as connection:
            kept = keys.recovery(connection)
        assert kept is not None
        assert kept[0] == recovery.read_file(to).public()
    assert store.source.load(()) != MASTER


def test_an_epoch_cut_amid_its_last_step_is_ended_by_the_same_command(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The casebook is under a key that is not in its place yet: no other command is needed, no other key pair is made."""
    config = store.root / "config.toml"

    def cut(step: str) -> None:
        if step == "proven":
            raise DiskFull("folder")

    with monkeypatch.context() as patch:
        patch.setattr("backoffice_gui.wiring.keeping.rekey", lambda change, now: rekey(replace(change, step=cut), now))
        assert call(capsys, "--config", config, "store", "epoch").code != 0
    assert (store.folder / rekeying.MARK).exists()
    [made] = call(capsys, "--config", config, "store", "epoch", "--json").objects
    assert (made["generation"], made["kept"]) == (2, 1)
    assert not (store.folder / rekeying.MARK).exists()
    assert _verified(store, capsys)


def test_an_epoch_says_why_the_casebook_does_not_open(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A change of its key that was cut is said as everywhere else."""
    config, file = store.root / "config.toml", store.folder / "casebook.db"
    rekeying.change_key(file, MASTER.casebook_key(), bytes(32))
    rekeying.into_log(file, bytes(32))
    (store.folder / rekeying.MARK).touch()
    said = [call(capsys, "--config", config, "store", command) for command in ("epoch", "new-keys")]
    assert said[0].code == said[1].code != 0
    assert said[0].err == said[1].err != ""


@pytest.mark.expected_logs("unlock_not_noted", "extraction_not_noted")
def test_a_full_disk_keeps_nobody_from_looking(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the reserve goes; where even that is not enough it is said in the log, and what is there is seen."""

    def full(*_: object) -> None:
        raise DiskFull("database")

    config, name = store.root / "config.toml", invented_id(store)
    reserve.make(store.folder, 1024)
    monkeypatch.setattr(audit_log.LOG, "append", full)
    monkeypatch.setattr(casebook_log.LOG, "append", full)
    assert _verified(store, capsys)
    assert not reserve.held(store.folder, 1024)
    out = tmp_path / "sortie"
    assert call(capsys, "--config", config, "extract", name, "--to", out, "--reason", "EXEMPLE").code == 0
    assert (out / "manifest.json").exists()
    assert call(capsys, "--config", config, "store", "new-keys").code == 4


def invented_id(store: Store) -> str:
    """What the web calls the one submission."""
    with store.world.inbox.reading() as connection:
        return str(keys_of(connection, [1])[1].id)
