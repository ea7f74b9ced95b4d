"""A lost casebook made anew from the settings, with the keyring empty, behind a passphrase or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreHeld, UsageError
from backoffice_gui.sealing.keys import run_key_info, seal_to
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.wiring.case_session import case_session
from backoffice_gui.wiring.recovering import RecoveredCasebook, recover_casebook
from tests.support.keyrooms import CHEAP, PHRASE, Keyroom, a_keyroom
from tests.support.stores import invented

CLOCK = SystemClock()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyroom]:
    """A pinned store with a submission of ours, whose casebook and keyring are gone."""
    with a_keyroom(tmp_path / "s") as made:
        made.everywhere(monkeypatch)
        world, public = made.store.world, made.recovery.public()
        with world.inbox.transaction() as tx:
            sealed = seal_to(public, world.run_key, run_key_info(world.store_id, public))
            keys.seal_to_recovery(tx, {world.run_key_number: sealed})
        world.receipt(world.verify(invented(1)).row)
        proof.pin_store(world.inbox, made.settings().pins_folder)
        made.store.desk.close()
        made.keyring.kept.clear()
        for file in made.store.folder.glob("casebook.db*"):
            file.unlink()
        yield made


def _recovered(room: Keyroom, passphrase: str = "") -> RecoveredCasebook:
    return recover_casebook(
        room.settings(),
        CLOCK,
        file=None,
        code=lambda: code_of(room.recovery),
        new=(lambda: passphrase) if passphrase else None,
        cost=CHEAP,
    )


@pytest.mark.parametrize("passphrase", [pytest.param("", marks=pytest.mark.deep), PHRASE])
def test_the_casebook_is_filled_again(room: Keyroom, passphrase: str) -> None:
    """And opens by what is kept now: the keyring, or the passphrase beside it."""
    made = _recovered(room, passphrase)
    assert made == RecoveredCasebook(kept=1, left=0, cases=1, unread=0, aside=None, passphrase=bool(passphrase))
    with case_session(room.settings(), CLOCK, lambda: passphrase) as session:
        assert len(session.rows([1])) == 1


def test_nothing_is_begun_where_it_can_not_be_ended(room: Keyroom) -> None:
    """Somebody collects; a passphrase is demanded, and none was given, or nothing was typed."""
    held = StoreLock.acquire(room.store.folder, "EXEMPLE", CLOCK)
    with pytest.raises(StoreHeld):
        _recovered(room)
    held.release()
    demanded = room.settings(BACKOFFICE_SECURITY__PASSPHRASE="true")
    with pytest.raises(UsageError, match="passphrase-required"):
        recover_casebook(demanded, CLOCK, file=None, code=str, new=None)
    with pytest.raises(UsageError, match="passphrase-short"):
        recover_casebook(room.settings(), CLOCK, file=None, code=lambda: code_of(room.recovery), new=str)
    assert [
        file.name for file in room.store.folder.iterdir() if "recover" in file.name or "casebook" in file.name
    ] == []
