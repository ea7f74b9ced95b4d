from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import ConfigurationError, KeyNotProven
from backoffice_gui.sealing import generate
from backoffice_gui.security import pins
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage import place
from backoffice_gui.storage.inbox import identity, incidents, keys
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.stores import MOMENT

CLOCK = SystemClock()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a complete store in it."""
    make_store(
        Making(
            folder=tmp_path / "store",
            pins=tmp_path / "pins",
            source=FileSource(tmp_path / "store.key"),
            clock=CLOCK,
            program="test",
        )
    )
    return tmp_path


def _settle(root: Path, folder: str = "store") -> identity.StoreIds:
    inbox = Inbox.open(root / folder)
    try:
        return proof.settle(inbox, root / "pins", CLOCK)
    finally:
        inbox.close()


def _work(root: Path, folder: str = "store") -> None:
    """Something is recorded: the audit chain grows."""
    inbox = Inbox.open(root / folder)
    try:
        with inbox.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.CLOCK_SKEW, "EXEMPLE", MOMENT)
            incidents.end_alarm(tx, AlarmKind.CLOCK_SKEW, MOMENT)
        proof.note_mark(inbox, root / "pins")
    finally:
        inbox.close()


def _copy(root: Path, source: str, target: str) -> None:
    (root / target).mkdir()
    for name in ("inbox.db", "casebook.db"):
        shutil.copy(root / source / name, root / target / name)


def test_a_store_in_its_place_keeps_its_name(root: Path) -> None:
    """Starting again and again, with work in between, changes no name."""
    first = _settle(root)
    _work(root)
    assert _settle(root) == first
    assert first.former == frozenset()


def test_the_pin_is_durable_before_anything_rests_on_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever made the store may have been killed between the pin's name and its sync (tests/proof/power)."""
    settled: list[str] = []
    monkeypatch.setattr(pins, "settle", lambda _folder, name: settled.append(name))
    current = _settle(root).current
    assert settled == [current]


def test_a_copied_store_gets_a_new_name_and_knows_the_old_one(root: Path) -> None:
    """Carried to another folder it is another store; receipts that name the old one are still its own."""
    first = _settle(root).current
    _copy(root, "store", "copy")
    copied = _settle(root, "copy")
    assert copied.current != first
    assert copied.former == {first}
    assert pins.read(root / "pins", copied.current) is not None
    assert _settle(root, "copy") == copied
    assert _settle(root).current == first


def test_a_store_that_an_earlier_version_noted_by_the_network_card_keeps_its_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows is known by what its installation was given, now; a store of before has not moved, a copy of it has."""
    monkeypatch.setattr(place, "_MACHINE", ())
    noted = _settle(root)
    monkeypatch.setattr(place, "machine_guid", lambda: "EXEMPLE")
    assert _settle(root) == noted
    _copy(root, "store", "copy")
    copied = _settle(root, "copy")
    assert copied.former == noted.all
    assert _settle(root, "copy") == copied


def test_a_store_put_back_from_a_backup_gets_a_new_name(root: Path) -> None:
    """In its old place, even in its old file: what it lacks of the noted chain gives it away."""
    first = _settle(root).current
    backup = (root / "store" / "inbox.db").read_bytes()
    _work(root)
    assert not list((root / "store").glob("inbox.db-*"))
    with (root / "store" / "inbox.db").open("r+b") as file:  # the same inode
        file.truncate(0)
        file.write(backup)
    restored = _settle(root)
    assert restored.current != first
    assert restored.former == {first}
    assert _settle(root) == restored


def test_a_backup_that_has_grown_another_way_is_found_out(root: Path) -> None:
    """A chain as long as the noted one, but another, is not the same store either."""
    first = _settle(root).current
    backup = (root / "store" / "inbox.db").read_bytes()
    _work(root)
    noted = pins.read(root / "pins", first)
    assert noted is not None
    with (root / "store" / "inbox.db").open("r+b") as file:
        file.truncate(0)
        file.write(backup)
    _work(root)
    pins.write(root / "pins", noted)
    inbox = Inbox.open(root / "store")
    with inbox.transaction() as tx:
        incidents.raise_alarm(tx, AlarmKind.REDIRECT, "EXEMPLE", CLOCK.now())
    inbox.close()
    assert pins.read(root / "pins", first) == noted
    # the same events at the same times hash alike: only a chain that differs is another
    changed = pins.Pin(store_id=first, fingerprint=noted.fingerprint, events=noted.events, head="00" * 32)
    pins.write(root / "pins", changed)
    assert _settle(root).current != first


def test_cut_between_the_new_name_and_its_pin_the_next_start_does_the_rest(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pin of the former name proves the key until the new one is noted."""
    first = _settle(root).current
    _copy(root, "store", "copy")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(proof, "pin_store", cut)
    with pytest.raises(KeyboardInterrupt):
        _settle(root, "copy")
    monkeypatch.undo()
    copied = _settle(root, "copy")
    assert copied.former == {first}
    assert pins.read(root / "pins", copied.current) is not None


def test_another_public_key_is_refused(root: Path) -> None:
    """Somebody who can write to the inbox can't make us seal to his key."""
    inbox = Inbox.open(root / "store")
    with inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)
    inbox.close()
    with pytest.raises(KeyNotProven) as caught:
        _settle(root)
    assert caught.value.reason == "differs"


def test_a_store_that_was_never_pinned_is_refused(root: Path) -> None:
    """Without a note of its key there is nothing to prove it by; a damaged note is no absent one."""
    [pin] = (root / "pins").iterdir()
    pin.write_text("{")
    with pytest.raises(ConfigurationError):
        _settle(root)
    pin.unlink()
    with pytest.raises(KeyNotProven) as caught:
        _settle(root)
    assert caught.value.reason == "unpinned"
    inbox = Inbox.open(root / "store")
    try:
        with pytest.raises(KeyNotProven):
            proof.note_mark(inbox, root / "pins")
    finally:
        inbox.close()
    assert list((root / "pins").iterdir()) == []


@pytest.mark.parametrize("known", [True, False], ids=["noted", "of a pin before it was noted"])
def test_another_recovery_key_is_refused(root: Path, *, known: bool) -> None:
    """Whoever holds it would read all that comes in; a pin that says nothing of one is filled at the next mark."""
    [file] = (root / "pins").iterdir()
    pin = pins.read(root / "pins", file.stem)
    assert pin is not None
    assert pin.recovery == ""
    if not known:
        pins.write(root / "pins", pins.Pin(store_id=pin.store_id, fingerprint=pin.fingerprint))
    inbox = Inbox.open(root / "store")
    try:
        if not known:
            proof.note_mark(inbox, root / "pins")
        with inbox.transaction() as tx:
            keys.put_recovery(tx, generate().public(), b"EXEMPLE", MOMENT)
        with pytest.raises(KeyNotProven) as caught:
            proof.pinned(inbox, root / "pins")
        assert caught.value.reason == "recovery"
    finally:
        inbox.close()


def test_the_recovery_key_that_the_store_was_made_with_is_noted(root: Path) -> None:
    """Pinned with it, the store is accepted; with another generation of it, refused."""
    inbox = Inbox.open(root / "store")
    try:
        own = generate().public()
        with inbox.transaction() as tx:
            keys.put_recovery(tx, own, b"EXEMPLE", MOMENT)
        assert proof.pin_store(inbox, root / "pins").recovery == own.fingerprint
        assert proof.pinned(inbox, root / "pins").recovery == own.fingerprint
        with inbox.transaction() as tx:
            keys.put_recovery(tx, generate().public(), b"EXEMPLE", MOMENT)
        with pytest.raises(KeyNotProven):
            proof.note_mark(inbox, root / "pins")
    finally:
        inbox.close()
