from __future__ import annotations

from backoffice_gui.cli import text_en, text_fr


def test_nothing_was_left_in_french() -> None:
    """No English sentence is the French one, but for what has no words at all."""
    same = [name for name, said in text_en.PHRASES.items() if text_fr.PHRASES[name] == said]
    assert set(same) <= {"check.0", "doctor.says.file", "doctor.configuration", "doctor.front_end"}
    assert not set(text_en.CIRCUMSTANCES.values()) & set(text_fr.CIRCUMSTANCES.values())
