"""What columns are filled from: the same in both databases, and who stands before whom."""

from __future__ import annotations

from backoffice_gui.caseload import case_facts as facts
from backoffice_gui.storage.casebook.store import Casebook


def test_both_databases_say_the_same(disk_book: Casebook, team_book: Casebook) -> None:
    """Facts bit by bit, orders, codes of agents, the last numbers."""
    with disk_book.reading() as disk, team_book.reading() as team:
        for ask in (facts.by_name, facts.by_closing, facts.oddly_closed, facts.agents, facts.last):
            assert ask(disk) == ask(team)
        mine, theirs = ([tuple(each) for some in facts.every(each, 120) for each in some] for each in (disk, team))
        assert len(mine) == 120
        assert mine == theirs
        assert facts.changed(team, [7, 9, 500]).facts == {case: mine[case - 1] for case in (7, 9)}


def test_who_stands_before_a_case_is_told_in_order(book: Casebook) -> None:
    """By name and by closing; the first has nobody before it."""
    with book.reading() as connection:
        changed = facts.changed(connection, range(1, 121))
        for order, stands in ((facts.by_name, changed.by_name), (facts.by_closing, changed.by_closing)):
            known = list(order(connection))
            assert stands == list(zip(known, [None, *known[:-1]], strict=True))
        assert facts.changed(connection, [500]) == facts.Changed({}, [], [])


def test_nothing_moved_since_the_last(book: Casebook) -> None:
    """The highest number is told all the same."""
    with book.reading() as connection:
        last, moved = facts.last(connection)
        assert facts.moved(connection, moved, 10) == (last, [])
        assert last == 120
