"""How the casebook is opened here, as the console and `doctor` are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.passphrases import Standing, change_passphrase, recover_store, standing
from tests.support.desks import a_store
from tests.support.keyrooms import PHRASE, a_keyroom

CLOCK = SystemClock()


def test_what_stands_is_told_without_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the keyring alone, wrapped, and what is demanded beside."""
    with a_keyroom(tmp_path / "s") as room:
        room.everywhere(monkeypatch)
        inbox = room.store.world.inbox
        assert standing(room.settings(), inbox, CLOCK) == Standing(by_file=False, wrapped=False, required=False)
        assert standing(room.settings(BACKOFFICE_SECURITY__PASSPHRASE="true"), inbox, CLOCK).missing
        change_passphrase(room.settings(), CLOCK, old=lambda: "", new=lambda: PHRASE)
        assert standing(room.settings(), inbox, CLOCK) == Standing(by_file=False, wrapped=True, required=False)
        with pytest.raises(UsageError, match="passphrase-short"):
            change_passphrase(room.settings(), CLOCK, old=lambda: PHRASE, new=lambda: "")
        demanded = room.settings(BACKOFFICE_SECURITY__PASSPHRASE="true")
        with pytest.raises(UsageError, match="passphrase-required"):
            recover_store(demanded, CLOCK, file=None, code=lambda: "", new=None)


def test_a_key_file_takes_no_passphrase_and_a_policy_demands_none_of_it(tmp_path: Path) -> None:
    """A service types nothing."""
    with a_store(tmp_path / "s") as store:
        settings = store.settings(BACKOFFICE_SECURITY__PASSPHRASE="true")
        assert standing(settings, store.world.inbox, CLOCK) == Standing(by_file=True, wrapped=False, required=False)
        with pytest.raises(UsageError, match="passphrase-key-file"):
            change_passphrase(settings, CLOCK, old=lambda: "", new=lambda: PHRASE)
