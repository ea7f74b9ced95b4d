"""Setting, changing and removing the passphrase; the recovery key; and each of them cut at every step."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.passphrase import REMOVAL_STEPS, STEPS, check_new, recover, set_passphrase
from backoffice_gui.actions.unlock import Door, unlock
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import KeyringError, StoreError, UnlockRefused, UsageError, WrongKey
from backoffice_gui.sealing import generate
from backoffice_gui.security import wrap_file
from backoffice_gui.security.sources import FileSource
from tests.support.cases import lines
from tests.support.desks import MASTER
from tests.support.keyrooms import CHEAP, OTHER, PHRASE, Keyroom, a_keyroom

_Change = Callable[[Door], object]


class _CutError(Exception):
    """The program ends here."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Keyroom]:
    """A store that the keyring alone opens."""
    with a_keyroom(tmp_path / "s") as made:
        yield made


def opens(room: Keyroom, typed: str) -> bool:
    """Whether this opens the desk now; what is not the way in is no try that counts."""
    (room.store.folder / "unlock.tries").unlink(missing_ok=True)
    try:
        unlock(room.door(), typed).close()
    except (UnlockRefused, WrongKey):
        return False
    return True


def ways(room: Keyroom) -> list[str]:
    """Of nothing, the one passphrase and the other: which open now. Opening tidies, so it is looked at in a copy."""
    found = []
    for typed in ("", PHRASE, OTHER):
        kept, files = dict(room.keyring.kept), _files(room)
        if opens(room, typed):
            found.append(typed)
        room.keyring.kept = kept
        _lay(room, files)
        if found == [""]:
            break  # without a wrap nothing that is typed is looked at
    return found


def _files(room: Keyroom) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in room.store.folder.glob("master.wrap*")}


def _lay(room: Keyroom, files: dict[str, bytes]) -> None:
    for path in room.store.folder.glob("master.wrap*"):
        path.unlink()
    for name, octets in files.items():
        (room.store.folder / name).write_bytes(octets)


def run(room: Keyroom, change: _Change, until: str = "") -> None:
    """A change, cut after a step where one is named."""

    def step(name: str) -> None:
        if name == until:
            raise _CutError

    with contextlib.suppress(_CutError), contextlib.closing(change(room.door(step=step))):  # type: ignore[type-var]
        assert not until


def _set(old: str, new: str) -> _Change:
    return lambda door: set_passphrase(door, old, new, required=False)


def _recover(room: Keyroom, new: str) -> _Change:
    return lambda door: recover(door, room.recovery, new, required=False)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", ["", PHRASE])
def test_a_new_passphrase_cut_anywhere_leaves_a_way_in(room: Keyroom, before: str, step: str) -> None:
    """The old way until the new one is in its place, the new one from then on; and the change can be made again."""
    if before:
        run(room, _set("", before))
    run(room, _set(before, OTHER), until=step)
    held = before if STEPS.index(step) < STEPS.index("wrap_promoted") else OTHER
    assert ways(room) == [held]
    run(room, _set(held, OTHER))
    assert ways(room) == [OTHER]
    assert sum("half" in name for name in room.kept()) == 1
    assert MASTER.hex() not in room.kept().values()
    assert set(_files(room)) == {wrap_file.FILE}


@pytest.mark.parametrize("step", REMOVAL_STEPS)
def test_a_removal_cut_anywhere_leaves_a_way_in(room: Keyroom, step: str) -> None:
    """With the passphrase until the wrap is gone, without it from then on."""
    run(room, _set("", PHRASE))
    run(room, _set(PHRASE, ""), until=step)
    held = PHRASE if step == "master_kept" else ""
    assert ways(room) == [held]
    unlock(room.door(), held).close()
    assert sum(name.startswith(".half.") for name in room.kept()) == int(bool(held)), "a half that opens nothing goes"
    run(room, _set(held, ""))
    assert ways(room) == [""]
    assert _files(room) == {}


@pytest.mark.parametrize("new", ["", OTHER])
@pytest.mark.parametrize("lost", ["passphrase", "keyring", "wrap"])
def test_the_recovery_key_opens_whatever_is_lost(room: Keyroom, lost: str, new: str) -> None:
    """The passphrase is forgotten, the keyring is empty, the wrap is spoilt; tries that were wrong are forgiven."""
    run(room, _set("", PHRASE))
    for _ in range(6):
        with pytest.raises(UnlockRefused):
            unlock(room.door(), OTHER)
    if lost == "keyring":
        room.keyring.kept.clear()
    if lost == "wrap":
        (room.store.folder / wrap_file.FILE).write_bytes(b"EXEMPLE")
    run(room, _recover(room, new))
    assert room.door().tries().wrong == 0
    assert ways(room) == [new]
    assert dict(lines(room.store, "recovered")[-1].details)["how"] == ("passphrase" if new else "keyring")


@pytest.mark.parametrize("step", [*STEPS, *REMOVAL_STEPS])
def test_a_recovery_that_is_cut_is_made_again(room: Keyroom, step: str) -> None:
    """Whatever it left: the code opens the store as before."""
    run(room, _set("", PHRASE))
    room.keyring.kept.clear()
    new = OTHER if step in STEPS else ""
    run(room, _recover(room, new), until=step)
    run(room, _recover(room, new))
    assert ways(room) == [new]


def test_each_change_is_an_event_that_names_its_agent(room: Keyroom) -> None:
    """Set, changed, removed; no passphrase, no key."""
    run(room, _set("", PHRASE))
    run(room, _set(PHRASE, OTHER))
    run(room, _set(OTHER, ""))
    said = [*lines(room.store, "phrase_set"), *lines(room.store, "phrase_removed")]
    assert [dict(line.details) for line in said] == [
        {"agent": "agent-exemple", "how": how} for how in ("set", "changed", "removed")
    ]


def test_what_is_weak_or_forbidden_changes_nothing(room: Keyroom) -> None:
    """Nor does a wrong old one, or a key that lies in a file."""
    for new, required, reason in (
        ("EXEMPLE", False, "passphrase-short"),
        ("azertyuiopqsdf", False, "passphrase-simple"),
        ("x" * 2_000, False, "passphrase-long"),
        ("", True, "passphrase-required"),
    ):
        with pytest.raises(UsageError, match=reason):
            set_passphrase(room.door(), "", new, required=required)
        with pytest.raises(UsageError, match=reason):
            recover(room.door(), room.recovery, new, required=required)
    check_new(PHRASE, required=True)
    door = Door(inbox=room.store.world.inbox, source=room.store.source, agent="x", clock=SystemClock(), cost=CHEAP)
    with pytest.raises(UsageError, match="passphrase-key-file"):
        set_passphrase(door, "", PHRASE, required=False)
    with pytest.raises(UsageError, match="passphrase-key-file"):
        recover(door, room.recovery, PHRASE, required=False)
    run(room, _set("", PHRASE))
    with pytest.raises(UnlockRefused, match="passphrase-wrong"):
        set_passphrase(room.door(), OTHER, "", required=False)
    assert ways(room) == [PHRASE]


def test_a_recovery_key_of_another_store_opens_nothing(room: Keyroom) -> None:
    """A store without one says so; nothing is written by either."""
    kept = dict(room.keyring.kept)
    with pytest.raises(UsageError, match="code-differs"):
        recover(room.door(), generate(), "", required=False)
    with a_keyroom(room.store.root / "other") as other:
        from_there = other.store.world.inbox
        door = Door(inbox=from_there, source=room.source, agent="x", clock=SystemClock(), cost=CHEAP)
        with pytest.raises(UsageError, match="code-differs"):
            recover(door, room.recovery, "", required=False)
    assert room.keyring.kept == kept


def test_a_key_file_that_is_lost_is_written_anew(room: Keyroom, tmp_path: Path) -> None:
    """Where a store that was made with a recovery key is opened by a file now; a policy asks no passphrase of it."""
    source = FileSource(tmp_path / "new.key")
    door = Door(inbox=room.store.world.inbox, source=source, agent="x", clock=SystemClock(), cost=CHEAP)
    run(room, _set("", PHRASE))
    for _ in range(2):
        recover(door, room.recovery, "", required=True).close()
    assert source.load(()) == MASTER
    unlock(door, "").close()


def test_a_keyring_that_forgets_is_found_out_before_anything_changes(room: Keyroom) -> None:
    """What it says it keeps is read back, and the wrap is tried with it."""
    room.keyring.forgetful = True
    with pytest.raises(KeyringError, match="not-kept"):
        set_passphrase(room.door(), "", PHRASE, required=False)
    room.keyring.forgetful = False
    assert ways(room) == [""]


def test_a_wrap_that_does_not_open_never_holds(room: Keyroom) -> None:
    """Here it was changed on the disk before it was read back."""

    def spoil(name: str) -> None:
        if name == "wrap_proposed":
            path = room.store.folder / wrap_file.NEXT
            path.write_bytes(path.read_bytes().replace(b'"passes":1', b'"passes":2'))

    with pytest.raises(StoreError, match="wrap-not-proven"):
        set_passphrase(room.door(step=spoil), "", PHRASE, required=False)
    assert ways(room) == [""]
