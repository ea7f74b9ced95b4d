"""The casebook under another key: cut at any step one of the two opens it, and the next call ends what was begun."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.passphrase import set_passphrase
from backoffice_gui.actions.rekey import STEPS, Rekeying, forget_change, rekey
from backoffice_gui.actions.unlock import master_of, unlock
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import ConfigurationError, StoreBusy, StoreError, WrongKey
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.staging import FileStaging, WrapStaging
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.inbox import keys
from tests.support import proof
from tests.support.desks import MASTER, Store, a_store
from tests.support.full_disk import files_up_to
from tests.support.keyrooms import CHEAP, OTHER, PHRASE, Keyroom, a_keyroom
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


# With a passphrase beside the keyring


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Keyroom]:
    """A store that is opened by a passphrase, whose casebook nobody has open."""
    with a_keyroom(tmp_path / "r") as made:
        made.store.desk.casebook.close()
        set_passphrase(made.door(), "", PHRASE, required=True).close()
        yield made


def _rekey_wrapped(room: Keyroom, typed: str = PHRASE, step: Callable[[str], None] = lambda _said: None) -> None:
    door = room.door()
    found = master_of(door, typed)
    staging = WrapStaging(door.folder, room.source, door.names(), typed, CHEAP)
    rekey(Rekeying(inbox=door.inbox, staging=staging, agent=door.agent, clock=CLOCK, step=step), found.master)


def _cut_at(cut: str) -> Callable[[str], None]:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    return step


def _verbs(room: Keyroom, typed: str) -> list[str]:
    """The verbs of the casebook's chain, opened by a passphrase."""
    desk = unlock(room.door(), typed)
    try:
        with desk.casebook.reading() as connection:
            assert audit_log.verify(connection).ok
            return [line.verb for line in audit_log.read(connection)]
    finally:
        desk.close()


def test_a_desk_that_is_opened_and_locked_meanwhile_leaves_the_second_secret(room: Keyroom) -> None:
    """Opening tidies the keyring; the half of the secret that is about to hold is no litter."""

    def step(said: str) -> None:
        if said == "copied":
            unlock(room.door(), PHRASE).close()

    _rekey_wrapped(room, step=step)
    assert "casebook_rekeyed" in _verbs(room, PHRASE)


@pytest.mark.parametrize("cut", ["staged", "marked", "copied"])
def test_what_was_cut_before_the_change_is_done_by_the_next_call(room: Keyroom, cut: str) -> None:
    """Also where the desk was opened in between: whoever is told that the key is new has a new key."""
    with pytest.raises(_CutHere):
        _rekey_wrapped(room, step=_cut_at(cut))
    assert "casebook_rekeyed" not in _verbs(room, PHRASE)
    _rekey_wrapped(room)
    assert "casebook_rekeyed" in _verbs(room, PHRASE)


def test_another_passphrase_in_between_does_not_take_the_new_key_away(room: Keyroom) -> None:
    """It drops the second secret, which nothing was under; the next call makes another, and says nothing untrue."""
    with pytest.raises(_CutHere):
        _rekey_wrapped(room, step=_cut_at("copied"))
    set_passphrase(room.door(), PHRASE, OTHER, required=True).close()
    before = master_of(room.door(), OTHER).master
    _rekey_wrapped(room, OTHER)
    assert "casebook_rekeyed" in _verbs(room, OTHER)
    assert master_of(room.door(), OTHER).master != before


def test_the_passphrase_waits_for_a_change_of_keys(room: Keyroom) -> None:
    """Both write the same wrap: one at a time, and the one that comes second is told so."""

    def step(said: str) -> None:
        if said == "marked":
            with pytest.raises(StoreBusy, match="upkeep"):
                set_passphrase(room.door(), PHRASE, OTHER, required=True)

    _rekey_wrapped(room, step=step)
    assert "casebook_rekeyed" in _verbs(room, PHRASE)


def test_what_refuses_amid_the_change_leaves_it_as_it_was(store: Store) -> None:
    """The casebook has its log again, and nothing says that keys change; the next call ends it."""
    file = store.folder / CASEBOOK_SHAPE.file
    full = ExitStack()

    def less(said: str) -> None:
        if said == "copied":
            full.enter_context(files_up_to(int(file.stat().st_size * 0.6)))

    current = store.source.load(())
    assert current is not None
    wishes = Rekeying(inbox=store.world.inbox, staging=FileStaging(store.source), agent="a", clock=CLOCK, step=less)
    with full, pytest.raises(StoreError) as refused:
        rekey(wishes, current)
    assert refused.value.reason == "rekey-refused"
    assert not any((store.folder / name).exists() for name in (rekeying.MARK, rekeying.BEFORE))
    assert "casebook_rekeyed" not in _opened(store)
    _rekey(store)
    assert _opened(store)[-1] == "casebook_rekeyed"


def test_a_second_secret_of_an_earlier_call_is_made_sure_of(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last step may have failed: a casebook under a secret that a power cut takes away would be gone."""
    with pytest.raises(_CutHere):
        _rekey(store, "staged")
    real = os.fsync

    def fails(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().name.endswith(".next"):
            raise OSError(errno.EIO, "EXEMPLE")
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(ConfigurationError):
            _rekey(store)
    assert "casebook_rekeyed" not in _opened(store)
    _rekey(store)
    assert _opened(store)[-1] == "casebook_rekeyed"


@pytest.mark.parametrize(("cut", "gone"), [("marked", True), ("copied", True), ("rekeyed", False)])
def test_a_mark_is_forgotten_by_whom_the_kept_secret_opens_it_for(store: Store, cut: str, gone: bool) -> None:
    """While it lies there, a key that opens nothing tells nothing; where the key did change, it has to stay."""
    current = store.source.load(())
    assert current is not None
    casebook = Casebook.open(store.folder, current.casebook_key())
    casebook.checkpoint()
    assert forget_change(store.folder, casebook) == 0
    casebook.close()
    with pytest.raises(_CutHere):
        _rekey(store, cut)
    again = Casebook.at(store.folder, current.casebook_key())
    try:
        with nullcontext() if gone else pytest.raises(WrongKey):
            assert forget_change(store.folder, again) == 1
    finally:
        again.close()
    assert (store.folder / rekeying.MARK).exists() is not gone
    assert (store.folder / rekeying.BEFORE).exists() is (cut != "marked")
    _rekey(store)
    assert _opened(store)[-1] == "casebook_rekeyed"
