"""Good lists that follow each other are one interval; a pause ends it."""

from __future__ import annotations

from datetime import timedelta

from backoffice_gui.storage.inbox import watching
from tests.support.stores import MOMENT, World

MINUTE = timedelta(minutes=1)


def test_lists_that_follow_each_other_are_one_row(world: World) -> None:
    """Ten minutes apart at most; a clock that goes back shortens nothing, one far back begins a row of its own."""
    with world.inbox.transaction() as tx:
        for minutes in (0, 5, 15, 12, 26, 30, 70, -600):
            watching.note(tx, MOMENT + minutes * MINUTE)
        recorded, found = watching.watched(tx, MOMENT, MOMENT + 60 * MINUTE)
    assert recorded == MOMENT - 600 * MINUTE
    spans = [((each.since - MOMENT) // MINUTE, (each.until - MOMENT) // MINUTE) for each in found]
    assert spans == [(-600, -600), (0, 15), (26, 30), (70, 70)]


def test_the_neighbours_of_a_time_are_among_them(world: World) -> None:
    """The last before it and the first after it, no others; of nothing there is nothing."""
    with world.inbox.transaction() as tx:
        assert watching.watched(tx, MOMENT, MOMENT + MINUTE) == (None, [])
        for hours in (0, 1, 2, 3, 4):
            watching.note(tx, MOMENT + timedelta(hours=hours))
        _, found = watching.watched(tx, MOMENT + timedelta(hours=1.5), MOMENT + timedelta(hours=2.5))
        _, before = watching.watched(tx, MOMENT - timedelta(hours=1), MOMENT + timedelta(hours=0.5))
    assert [(each.since - MOMENT) // timedelta(hours=1) for each in found] == [1, 2, 3]
    assert [(each.since - MOMENT) // timedelta(hours=1) for each in before] == [0, 1]
