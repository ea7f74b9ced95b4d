"""The journal's words on the console."""

from __future__ import annotations

from backoffice_gui.cli import text_audit_en, text_audit_fr
from backoffice_gui.cli.text_audit_fr import PHRASES, REASONS


def test_both_languages_say_the_same_things() -> None:
    """No sentence in one that is not in the other; every reason says what to do."""
    assert set(text_audit_fr.PHRASES) == set(text_audit_en.PHRASES) == set(PHRASES)
    assert set(text_audit_fr.REASONS) == set(text_audit_en.REASONS)
    assert all(all(pair) for pair in REASONS.values())
