"""`store rekey`, `store new-keys`, `store recovery-key` as an administrator calls them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.sealing import generate
from backoffice_gui.sealing.keys import run_key_info, seal_to
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from tests.support.console import call
from tests.support.desks import MASTER, Store, a_store
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


def test_a_new_recovery_key(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a new file, tried; without one before it is refused with the reason."""
    config, file = store.root / "config.toml", tmp_path / "new.txt"
    said = call(capsys, "--config", config, "store", "recovery-key", "--to", file)
    assert (said.code, file.exists()) == (2, False)
    old, world = generate().public(), store.world
    with store.desk.casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, old, recovery.seal_master(old, MASTER), MOMENT)
    store.desk.casebook.close()
    with world.inbox.transaction() as tx:
        keys.put_recovery(tx, old, recovery.seal_master(old, MASTER), MOMENT)
        sealed = seal_to(old, world.run_key, run_key_info(world.store_id, old))
        keys.seal_to_recovery(tx, {world.run_key_number: sealed})
    proof.pin_store(world.inbox, store.pins)
    [made] = call(capsys, "--config", config, "store", "recovery-key", "--to", file, "--json").objects
    assert made == {"file": str(file), "tried": 1}
    assert recovery.read_file(file).public() != old
    assert _verified(store, capsys)
