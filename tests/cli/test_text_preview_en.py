from __future__ import annotations

from backoffice_gui.cli import text_preview_en, text_preview_fr


def test_nothing_was_left_in_french() -> None:
    """Each sentence has its translation, and is another one."""
    for name in ("CIRCUMSTANCES", "REASONS", "PHRASES"):
        french, english = getattr(text_preview_fr, name), getattr(text_preview_en, name)
        assert list(french) == list(english)
        assert [key for key in french if french[key] == english[key]] == []
