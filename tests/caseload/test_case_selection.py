"""Marked places found by counting, over more than one block."""

from __future__ import annotations

import random
from array import array

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.caseload.case_columns import Laid
from backoffice_gui.caseload.case_selection import Picked, Resolved, grouped, number_of, picked

_SIZE = 9_000
_LAID = Laid(bytearray(array("I", [3 * place + 1 for place in range(_SIZE)]).tobytes()))


def _marks(seed: int, often: int) -> bytes:
    """Marks of one density in the first blocks, and of another behind them."""
    octets = random.Random(seed).randbytes(_SIZE)
    return bytes(each < (often if place < 5_000 else 255 - often) for place, each in enumerate(octets))


_RARE = st.sets(st.integers(0, _SIZE - 1), max_size=5).map(lambda places: bytes(n in places for n in range(_SIZE)))
_MASKS = _RARE | st.integers(0, 10_000).map(lambda seed: _marks(seed, seed % 256))


@given(_MASKS, st.integers(0, _SIZE), st.integers(0, _SIZE), st.integers(0, 300), st.booleans())
def test_any_part_of_any_run(mask: bytes, cut: int, start: int, size: int, descending: bool) -> None:
    """What is cut out of the list is what the list has there, forwards and backwards."""
    first = [3 * place + 1 for place in range(cut) if mask[place]]
    second = [3 * place + 1 for place in range(cut, _SIZE) if mask[place]]
    listed = picked([Picked(_LAID, mask, 0, cut), Picked(_LAID, mask, cut)], descending=descending)
    wanted = [*reversed(first), *reversed(second)] if descending else [*first, *second]
    assert len(listed) == len(wanted)
    assert listed.part(start, start + size) == wanted[start : start + size]


@given(st.integers(0, 200), st.booleans())
def test_groups_follow_each_other_in_the_order_given(start: int, descending: bool) -> None:
    """Within a group by arrival; code 0 is none."""
    coded = bytes(place % 4 for place in range(_SIZE))
    codes = [3, 1] if not descending else [1, 3]
    listed = grouped(_LAID, coded, codes, 2 * _SIZE // 4, descending=descending)
    groups = [[3 * place + 1 for place in range(_SIZE) if place % 4 == code] for code in codes]
    wanted = [case for group in groups for case in (reversed(group) if descending else group)]
    assert listed.part(2_200 + start, 2_300 + start) == wanted[2_200 + start : 2_300 + start]
    assert len(listed) == len(wanted)


@given(_MASKS)
def test_rare_and_frequent_octets_are_counted(mask: bytes) -> None:
    """However many there are."""
    assert number_of(mask * 40, 1) == 40 * sum(mask)
    assert number_of(mask, 0) == _SIZE - sum(mask)


def test_nothing_is_nothing() -> None:
    """Empty lists have empty parts; a list without a mask has every place."""
    assert Resolved([]).part(0, 10) == []
    assert len(Picked(_LAID, None)) == _SIZE
    assert Picked(_LAID, None).part(8_998, 9_100) == [3 * 8_998 + 1, 3 * 8_999 + 1]
    assert picked([], descending=True).part(0, 5) == []
