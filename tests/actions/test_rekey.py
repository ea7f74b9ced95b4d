"""The casebook under another key: cut at any step one of the two opens it, and the next call ends what was begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.rekey import STEPS, Rekeying, rekey
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreBusy, WrongKey
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.staging import FileStaging
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from tests.support import proof
from tests.support.desks import MASTER, Store, a_store
from tests.support.stores import MOMENT

CLOCK = SystemClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store whose casebook nobody has open."""
    with a_store(tmp_path / "s") as made:
        made.desk.casebook.close()
        yield made


class _CutHere(Exception):
    """Where the process ends."""


def _rekey(store: Store, cut: str = "") -> None:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    current = store.source.load(())
    assert current is not None
    wishes = Rekeying(
        inbox=store.world.inbox, staging=FileStaging(store.source), agent="agent-exemple", clock=CLOCK, step=step
    )
    rekey(wishes, current)


def _opened(store: Store) -> list[str]:
    """The verbs of the casebook's chain, opened with the secret that is kept."""
    master = store.source.load(())
    assert master is not None
    desk = open_with_master(store.folder, master, "agent-exemple", CLOCK)
    try:
        assert list(desk.privates) == [store.world.private.public().fingerprint]
        with desk.casebook.reading() as connection:
            assert audit_log.verify(connection).ok
            return [line.verb for line in audit_log.read(connection)]
    finally:
        desk.close()


def test_under_a_new_secret_and_nothing_of_the_old_is_left(store: Store) -> None:
    """The old one opens nothing; neither copy, nor mark, nor second file stays."""
    _rekey(store)
    assert _opened(store)[-1] == "casebook_rekeyed"
    assert store.source.load(()) != MASTER
    with pytest.raises(WrongKey):
        open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
    assert sorted(file.name for file in store.root.glob("store.key*")) == ["store.key"]
    assert not [file.name for file in store.folder.iterdir() if "rekey" in file.name]


@pytest.mark.parametrize("cut", STEPS if proof.DEEP else ("marked", "rekeyed", "noted", "promoted"))
def test_cut_at_any_step_one_of_the_two_opens_it(store: Store, cut: str) -> None:
    """And whoever can't open it meanwhile is told why; the next call ends it with the same second secret."""
    with pytest.raises(_CutHere):
        _rekey(store, cut)
    both = [MASTER, FileStaging(store.source).staged() or store.source.load(())]
    assert [rekeying.opens(store.folder / "casebook.db", each.casebook_key()) for each in both if each].count(True) == 1
    if cut in {"rekeyed", "proven", "recovery_sealed", "noted"}:
        with pytest.raises(WrongKey, match="rekey-cut"):
            _opened(store)
    else:
        _opened(store)
    _rekey(store)
    assert "casebook_rekeyed" in _opened(store)
    assert not [file.name for file in store.folder.iterdir() if "rekey" in file.name]


def test_while_somebody_has_it_open_nothing_changes(store: Store) -> None:
    """It goes on under the old key, and the same call does it once they have closed it."""
    desk = open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
    with desk.casebook.reading() as connection:
        casebook_keys.privates(connection)
        with pytest.raises(StoreBusy):
            _rekey(store)
    desk.close()
    assert "casebook_rekeyed" not in _opened(store)
    _rekey(store)
    assert "casebook_rekeyed" in _opened(store)


def _with_recovery(store: Store) -> PrivateKey:
    private = generate()
    sealed = recovery.seal_master(private.public(), MASTER)
    with store.desk.casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, private.public(), sealed, MOMENT)
    with store.world.inbox.transaction() as tx:
        keys.put_recovery(tx, private.public(), sealed, MOMENT)
    store.desk.casebook.close()
    return private


def test_the_recovery_key_opens_the_new_secret_alone(store: Store) -> None:
    """In both databases; what was sealed of the old one is overwritten."""
    private = _with_recovery(store)
    _rekey(store)
    with store.world.inbox.reading() as connection:
        kept = keys.recovery(connection)
        old = connection.exec_driver_sql("SELECT length(sealed_master) FROM recovery_key ORDER BY generation").all()
    assert kept is not None
    assert recovery.opens(private, kept[1]) == store.source.load(())
    assert old[0][0] == 0
