"""What becomes of the rows an agent sees."""

from __future__ import annotations

from backoffice_gui.gui.models.kept_order import kept_order, rows_below


def test_what_left_is_gone_and_what_arrived_waits() -> None:
    """The others keep their order, whatever theirs is now."""
    assert kept_order([1, 2, 3, 4], [9, 4, 8, 1, 3], abs) == [1, 3, 4]


def test_what_was_taken_back_returns_to_its_place() -> None:
    """Below the nearest known row above it; on top where there is none; what is here already stays where it is."""
    assert kept_order([1, 3, 4], [1, 8, 2, 3, 4], abs, {2}) == [1, 2, 3, 4]
    assert kept_order([3, 4], [1, 2, 3, 4], abs, {1, 2}) == [1, 2, 3, 4]
    assert kept_order([1, 4, 3], [1, 3, 4], abs, {3}) == [1, 4, 3]
    assert kept_order([], [], abs, {3}) == []


def test_newer_facts_take_the_place_of_the_older() -> None:
    """By their number, not by what they say."""
    assert kept_order([(1, "nouvelle"), (2, "prise")], [(1, "prise"), (2, "prise")], lambda row: row[0]) == [
        (1, "prise"),
        (2, "prise"),
    ]


def test_what_became_free_is_filled_from_below() -> None:
    """With what stands below all that was kept, never with an arrival between."""
    assert rows_below([1, 3], [1, 2, 3, 4, 5, 6], abs, 2) == [4, 5]
    assert rows_below([1, 3], [1, 2, 3], abs, 2) == []
    assert rows_below([1, 3], [1, 2, 3, 4], abs, 0) == []
    assert rows_below([], [1, 2, 3, 4], abs, 2) == []
