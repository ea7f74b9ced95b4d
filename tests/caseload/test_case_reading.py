"""Counting by the database itself."""

from __future__ import annotations

from backoffice_gui.caseload.case_reading import counted, found_by_words, read
from backoffice_gui.domain.case_list import CaseCount, CaseFilter, CaseQuery, Condition, Field, Operator
from backoffice_gui.storage.casebook.store import Casebook


def test_what_the_tally_knows_is_not_counted(book: Casebook) -> None:
    """By state, kind and agent, and everything; all states together are all cases."""
    states = ("new", "taken", "waiting_piece", "waiting_colleague", "answered", "closed")
    with book.reading() as connection:
        assert counted(connection, [CaseFilter()]) == [CaseCount(120)]
        each = counted(connection, [CaseFilter((Condition(Field.STATE, Operator.IS, (one,)),)) for one in states])
        assert sum(count.number for count in each) == 120
        nobody = CaseFilter((Condition(Field.STATE, Operator.IS_NOT, states),))
        assert counted(connection, [nobody]) == [CaseCount(0)]
        assert counted(connection, []) == []


def test_words_find_the_newest_first(book: Casebook) -> None:
    """Every invented person is called Démo."""
    with book.reading() as connection:
        found, more = found_by_words(connection, CaseFilter((), "demo"))
        assert found == sorted(found, reverse=True)
        assert len(found) > 100
        assert not more
        assert read(connection, CaseQuery(CaseFilter((), "demo")), 0, 500)
