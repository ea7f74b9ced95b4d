"""What crosses to the window about the list: plain values with sound defaults."""

from __future__ import annotations

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Anchor, Column, Filter, ListQuery, Page, Row, Sort
from tests.support.facts import DIGEST, ID, NOON


def test_nothing_asked_is_everything_newest_first() -> None:
    """The first look at the list narrows nothing down."""
    query = ListQuery()
    assert query.filter == Filter(frozenset(), frozenset(), "")
    assert query.sort == Sort(Column.RECEIVED, descending=True)


def test_equal_questions_are_one() -> None:
    """A model can tell by comparison whether a question has changed, and keep answers by it."""
    narrowed = Filter(stages=frozenset({Stage.LOST, Stage.STORED}), text="12")
    assert narrowed == Filter(stages=frozenset({Stage.STORED, Stage.LOST}), text="12")
    assert len({ListQuery(), ListQuery(Filter()), ListQuery(narrowed)}) == 2
    assert {Anchor("a", 1), Anchor("a", 1)} == {Anchor("a", 1)}


def test_a_page_says_where_it_begins() -> None:
    """Rows keep their order; `start` counts from the whole list."""
    row = Row(1, 7, ID, DIGEST, "contact_change", Stage.STORED, 3, 1, NOON, NOON, None, None, None)
    assert Page(200, (row,)).rows[0].stage is Stage.STORED
