"""The help page."""

from __future__ import annotations

from backoffice_gui.gui.text_help import help_texts


def test_help_has_titles_and_paragraphs() -> None:
    """The two pages and accessibility are explained."""
    titles = [title for title, _ in help_texts()]
    assert {"Demandes", "Transferts", "Accessibilité"} <= set(titles)
    assert all(len(words) > 80 for _, words in help_texts())
