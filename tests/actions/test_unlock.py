"""Opening the desk: what opens, what is refused, and what a refusal costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions import unlock as unlocking
from backoffice_gui.actions.passphrase import set_passphrase
from backoffice_gui.actions.unlock import forget_others, unlock
from backoffice_gui.errors import KeyringError, StoreMissing, UnlockRefused, WrongKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap_file import FILE
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import identity
from backoffice_gui.system.names import machine
from tests.support.cases import lines
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER
from tests.support.keyrooms import OTHER, PHRASE, Keyroom, a_keyroom
from tests.support.stores import MOMENT


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Keyroom]:
    """A store that is wrapped by `PHRASE`."""
    with a_keyroom(tmp_path / "s") as made:
        set_passphrase(made.door(), "", PHRASE, required=False).close()
        yield made


class _Clock(TurnedClock):
    """One whose civil time somebody has set."""

    turned = timedelta()

    def now(self) -> datetime:
        """The civil time that is shown."""
        return super().now() + self.turned


def refused(room: Keyroom, clock: _Clock, typed: str) -> UnlockRefused:
    """What is said to what is typed; the door is another each time, as after a restart."""
    with pytest.raises(UnlockRefused) as caught:
        unlock(room.door(clock), typed)
    return caught.value


def test_wrong_ones_are_slowed_however_often_the_program_starts(room: Keyroom) -> None:
    """Five are free; then the right one waits as well; the civil clock has no say in it."""
    clock = _Clock()
    said = [refused(room, clock, OTHER) for _ in range(5)]
    assert [(each.reason, each.facts["seconds"], each.facts["tries"]) for each in said] == [
        *(("passphrase-wrong", 0, n) for n in range(1, 5)),
        ("passphrase-wrong", 10, 5),
    ]
    assert refused(room, clock, PHRASE).named == "KEY-002:wait"
    clock.turned = timedelta(days=30)
    assert refused(room, clock, PHRASE).facts == {"seconds": 10, "tries": 5}
    clock.advance(9.5)
    assert refused(room, clock, PHRASE).facts["seconds"] == 1
    clock.advance(0.5)
    assert refused(room, clock, OTHER).facts == {"seconds": 30, "tries": 6}
    clock.advance(30)
    unlock(room.door(clock), PHRASE).close()
    assert refused(room, clock, OTHER).facts == {"seconds": 0, "tries": 1}
    assert dict(lines(room.store, "desk_unlocked")[-1].details) == {
        "agent": "agent-exemple",
        "how": "passphrase",
        "post": machine(),
        "wrong": 6,
    }


def test_each_refusal_stands_in_the_inbox_by_role_alone(room: Keyroom) -> None:
    """Wrong or too soon; what is typed and who typed it are nowhere."""
    clock = _Clock()
    for _ in range(6):
        refused(room, clock, OTHER)
    said = room.inbox_log("unlock_refused")
    assert [dict(line.details) for line in said[-2:]] == [
        {"reason": "passphrase-wrong", "tries": 5},
        {"reason": "wait", "tries": 5},
    ]
    assert {(line.role, line.object) for line in said} == {("desk", "desk")}


def test_nothing_typed_is_no_try(room: Keyroom) -> None:
    """It only asks."""
    clock = _Clock()
    for _ in range(7):
        assert refused(room, clock, "").reason == "passphrase-needed"
    assert room.door(clock).tries().wrong == 0


def test_a_try_counts_even_where_the_program_is_ended_while_it_is_tried(
    room: Keyroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was written down before."""

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(unlocking, "open_wrap", ended)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            unlock(room.door(), OTHER)
    assert room.door().tries().delay == 10


def test_a_machine_without_the_memory_for_a_try_says_so(room: Keyroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no defect of the program, and no wrong passphrase."""

    def none(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(unlocking, "open_wrap", none)
    assert refused(room, _Clock(), PHRASE).reason == "memory"


def test_neither_a_stolen_disk_nor_a_stolen_keyring_suffices(room: Keyroom) -> None:
    """The disk, even with the passphrase; the keyring, even with the disk, without it."""
    disk = {path.name: path.read_bytes() for path in room.store.folder.iterdir() if path.is_file()}
    secrets = (MASTER.octets, MASTER.hex().encode(), MASTER.casebook_key(), PHRASE.encode())
    assert [name for name, octets in disk.items() for secret in secrets if secret in octets] == []
    kept = room.kept()
    assert list(kept) == [".half.a"]
    for value in kept.values():
        assert value != MASTER.hex()
        assert bytes.fromhex(value) not in disk[FILE]
        for key in (MasterSecret(bytes.fromhex(value)).casebook_key(), bytes.fromhex(value)):
            with pytest.raises(WrongKey):
                Casebook.open(room.store.folder, key)
    assert refused(room, _Clock(), "").reason == "passphrase-needed"
    room.keyring.kept.clear()
    with pytest.raises(WrongKey, match="no-half"):
        unlock(room.door(), PHRASE)


def test_another_half_or_a_spoilt_wrap_is_no_wrong_passphrase(room: Keyroom) -> None:
    """Neither is counted: the person is not told to try again."""
    for name in room.keyring.kept:
        room.keyring.kept[name] = "ab" * 32
    with pytest.raises(WrongKey, match="wrap-damaged"):
        unlock(room.door(), PHRASE)
    (room.store.folder / FILE).write_bytes(b"EXEMPLE")
    with pytest.raises(WrongKey, match="wrap-damaged"):
        unlock(room.door(), PHRASE)
    assert room.door().tries().wrong == 0


def test_what_a_change_left_in_the_keyring_goes_at_the_next_opening(room: Keyroom) -> None:
    """The master secret itself, above all."""
    kept = dict(room.keyring.kept)
    room.source.put(room.store.world.store_id, MASTER)
    room.source.put_half(room.store.world.store_id, "b", bytes(32))
    unlock(room.door(), PHRASE).close()
    assert room.keyring.kept == kept


def test_of_a_former_name_no_half_is_dropped_without_a_wrap(room: Keyroom) -> None:
    """A backup put back has a new name: what opens the folder that it was made of is kept, and its own litter goes."""
    with room.store.world.inbox.transaction() as tx:
        former = identity.ids(tx).current
        now = identity.renew(tx, MOMENT, "restored", "EXEMPLE")
    for name in (now, former):
        room.source.put_half(name, "b", bytes(32))
    forget_others(room.door(), None)
    assert room.source.half([now], "b") is None
    assert room.source.half([former], "b") == bytearray(32)


@pytest.mark.expected_logs("key_not_dropped")
def test_a_keyring_that_gives_nothing_up_keeps_nobody_out(room: Keyroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next opening tries again."""

    def stuck(*_: object) -> None:
        raise KeyringError("failed", error="EXEMPLE")

    monkeypatch.setattr(type(room.source), "drop", stuck)
    unlock(room.door(), PHRASE).close()


def test_a_passphrase_opens_no_casebook_that_is_gone(room: Keyroom) -> None:
    """And the right one is not held against anybody."""
    (room.store.folder / "casebook.db").rename(room.store.folder / "away.db")
    with pytest.raises(StoreMissing):
        unlock(room.door(), PHRASE)
    assert room.door().tries().wrong == 0
