"""The agent's own keys."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from backoffice_gui.gui.keymap import Keymap, Unfit
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.shortcuts import Key, sequences


@pytest.fixture
def keymap(preferences: Preferences) -> Keymap:
    """A keymap over the preferences of this test."""
    return Keymap(preferences)


def test_what_was_not_changed_is_as_it_came(keymap: Keymap) -> None:
    """Every key has its own sequences until somebody changes it."""
    assert all(keymap.sequences(key) == sequences(key) for key in Key)
    assert not any(keymap.changed(key) for key in Key)
    assert keymap.text(Key.BIGGER).count(" · ") == 1


def test_a_key_has_the_name_that_stands_on_it(keymap: Keymap) -> None:
    """The two keys that send are both called *Entrée*, as in the guide, and said once; *Retour* is a button."""
    assert keymap.first(Key.SEND) == keymap.text(Key.SEND) == "Ctrl+Entrée"
    assert keymap.text(Key.OPEN) == "Entrée"
    assert not [key for key in Key if "Retour" in keymap.text(key).split("+")]


def test_a_change_is_kept_and_can_be_taken_back(keymap: Keymap, preferences: Preferences) -> None:
    """It is there at the next start; putting the old keys back is no change."""
    keymap.rebind(Key.TAKE, QKeySequence("B"))
    assert Keymap(preferences).text(Key.TAKE) == "B"
    assert keymap.changed(Key.TAKE)
    keymap.rebind(Key.TAKE, QKeySequence("A"))
    assert not keymap.changed(Key.TAKE)
    keymap.rebind(Key.TAKE, QKeySequence("B"))
    keymap.reset(Key.TAKE)
    assert keymap.text(Key.TAKE) == "A"


@pytest.mark.parametrize(
    ("key", "keys", "why"),
    [
        (Key.TAKE, "Ctrl+1", Unfit.DIGIT),
        (Key.TAKE, "5", Unfit.DIGIT),
        (Key.FILTER, "Ctrl+Alt+F", Unfit.ALTGR),
        (Key.FILTER, "Ctrl+/", Unfit.SHIFTED),
        (Key.FILTER, "F", Unfit.BARE),
        (Key.FILTER, "Shift+F", Unfit.BARE),
        (Key.TAKE, "B", None),
        (Key.TAKE, "G, B", None),
        (Key.FILTER, "Ctrl+B", None),
        (Key.FILTER, "F4", None),
    ],
)
def test_what_cannot_be_typed_is_unfit(keymap: Keymap, key: Key, keys: str, why: Unfit | None) -> None:
    """No digits, no AltGr, no signs on a third level, letters for lists only."""
    assert keymap.unfit(key, QKeySequence(keys)) is why


def test_a_key_that_is_taken_names_who_has_it(keymap: Keymap) -> None:
    """The same sequence, or one that begins alike: both could not act."""
    assert keymap.holder(Key.TAKE, QKeySequence("E")) is Key.FINISH
    assert keymap.holder(Key.TAKE, QKeySequence("G")) in {Key.GO_TODO, Key.GO_MINE, Key.GO_SUBMISSIONS}
    assert keymap.holder(Key.TAKE, QKeySequence("B")) is None
    assert keymap.holder(Key.TAKE, QKeySequence("A")) is None
    keymap.rebind(Key.FINISH, QKeySequence("B"))
    assert keymap.holder(Key.TAKE, QKeySequence("E")) is None
    assert keymap.holder(Key.TAKE, QKeySequence("B")) is Key.FINISH
