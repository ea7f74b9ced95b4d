"""What is remembered of persons' words is worked out once, and forgotten as one."""

from __future__ import annotations

from backoffice_gui.domain import names, search_terms, sounds
from backoffice_gui.domain.remembered import forget_words, remembered
from backoffice_gui.domain.search_terms import index_text


def test_an_answer_is_kept_until_all_are_forgotten() -> None:
    """Asked twice, worked out once; and again after everything was forgotten."""
    asked: list[str] = []

    @remembered(2)
    def answer(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [answer("abc"), answer("abc"), answer("de")] == [3, 3, 2]
    assert asked == ["abc", "de"]
    forget_words()
    assert answer("abc") == 3
    assert asked == ["abc", "de", "abc"]


def test_no_name_stays_in_what_is_remembered() -> None:
    """Of a name that was folded, heard and indexed, nothing is kept any more."""
    name = "EXEMPLE-REMEMBER"
    assert names.folded(name)
    assert index_text([name], [])
    kept = [names._folded_short, search_terms._short_name, sounds._latin]
    assert all(each.cache_info().currsize for each in kept)  # type: ignore[attr-defined]
    forget_words()
    assert not any(each.cache_info().currsize for each in kept)  # type: ignore[attr-defined]
