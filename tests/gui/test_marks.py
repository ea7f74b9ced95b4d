"""The mark that lupdate knows."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP


def test_a_mark_changes_nothing() -> None:
    """The text comes back as it is."""
    assert QT_TRANSLATE_NOOP("Words", "Proposée") == "Proposée"
