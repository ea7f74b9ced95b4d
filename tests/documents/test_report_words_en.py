from __future__ import annotations

import string

from backoffice_gui.documents import report_words_en, report_words_fr


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    """The same phrases, with the same values in each."""
    english, french = report_words_en.PHRASES, report_words_fr.PHRASES
    assert english.keys() == french.keys()
    assert {name: _facts(said) for name, said in english.items()} == {n: _facts(said) for n, said in french.items()}
