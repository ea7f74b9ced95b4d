"""The keys of the window."""

from __future__ import annotations

import re

from backoffice_gui.gui.shortcuts import Key, sequences, words_of


def test_no_two_keys_are_the_same() -> None:
    """Each sequence does one thing."""
    all_of_them = [sequence.toString() for key in Key for sequence in sequences(key)]
    assert len(all_of_them) == len(set(all_of_them))


def test_keys_can_be_typed_on_azerty() -> None:
    """No digit, no / ? [ ], never AltGr; F-keys, letters and two strokes instead."""
    odd = re.compile(r"[0-9/?\[\]]|Ctrl\+Alt")
    assert [key for key in Key for text in key.value.sequences if odd.search(re.sub(r"F\d+", "", text))] == []


def test_what_takes_a_word_out_of_a_text_is_left_to_texts() -> None:
    """A text keeps none of these from the window: who deletes a word while writing wants nothing else to happen."""
    theirs = {
        "Ctrl+Backspace",
        "Ctrl+Del",
        "Ctrl+Left",
        "Ctrl+Right",
        "Ctrl+Home",
        "Ctrl+End",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+X",
    }
    assert [key for key in Key for sequence in sequences(key) if sequence.toString() in theirs] == []


def test_single_letters_are_marked_as_such() -> None:
    """Every key without Ctrl, F or a named key can be switched off."""
    letter = re.compile(r"(Shift\+)?[A-Z](, [A-Z])?")
    letters = {key for key in Key if any(letter.fullmatch(text) for text in key.value.sequences)}
    assert letters == {key for key in Key if key.letter}


def test_each_key_has_words() -> None:
    """The sheet has something to say of each."""
    assert all(words_of(key) and sequences(key) for key in Key)
