from __future__ import annotations

from backoffice_gui.cli import checks_en, checks_fr, text_en, text_fr


def test_each_sentence_has_its_translation_and_none_hides_another() -> None:
    """The kit's words are laid over the console's: no code word may be said twice."""
    assert list(checks_en.PHRASES) == list(checks_fr.PHRASES)
    assert not set(checks_en.PHRASES) & set(text_en.PHRASES)
    assert not set(checks_fr.PHRASES) & set(text_fr.PHRASES)


def test_no_sentence_was_left_in_the_other_language() -> None:
    """But for lines that are made of values alone."""
    same = {name for name, said in checks_en.PHRASES.items() if said == checks_fr.PHRASES[name]}
    assert same == {"kit.line", "kit.listed", "kit.reason"}
