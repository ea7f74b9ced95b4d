"""The pages that were looked at last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.gui.models.pages import PAGE, PageCache


def test_a_row_is_found_by_its_index() -> None:
    """A page gives its rows; what is not here is nothing."""
    cache: PageCache[str] = PageCache()
    cache.put(2, ("a", "b"))
    assert cache.row(2 * PAGE + 1) == "b"
    assert cache.row(2 * PAGE + 2) is None
    assert cache.row(0) is None
    assert 2 in cache
    assert list(cache.items()) == [(2 * PAGE, "a"), (2 * PAGE + 1, "b")]
    cache.put(1, tuple(str(n) for n in range(PAGE)))
    cache.cut(PAGE + 3)
    assert [row for _, row in cache.items()] == ["0", "1", "2"]
    cache.clear()
    assert list(cache) == []


@given(st.lists(st.integers(0, 9), max_size=60))
def test_the_page_looked_at_longest_ago_goes_first(looks: list[int]) -> None:
    """Never more than the bound, and always the ones looked at last."""
    cache: PageCache[int] = PageCache(most=4)
    order: list[int] = []
    for number in looks:
        if cache.page(number) is None:
            cache.put(number, (number,))
        order = [n for n in order if n != number] + [number]
    assert set(cache) == set(order[-4:])
