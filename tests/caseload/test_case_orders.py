"""More agents than an octet can tell apart: the order by agent is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.caseload import case_orders
from backoffice_gui.caseload.case_columns import load
from backoffice_gui.caseload.case_orders import found, selected
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from tests.support.practice import practised


def test_three_hundred_agents(tmp_path: Path) -> None:
    """Logins in order, nobody last, both ways; and the same of what words find."""
    with practised(tmp_path / "s", 310) as casebook:
        with casebook.transaction() as tx:
            tx.execute(text('UPDATE cases SET agent = \'x\' || (1000 - "case") WHERE "case" <= 300'))
            tx.execute(text("UPDATE cases SET agent = '' WHERE \"case\" > 300"))
        with casebook.reading() as connection:
            columns = load(connection)
            assert columns is not None
            for descending in (False, True):
                sort = CaseSort(CaseColumn.AGENT, descending)
                full = list(range(1, 301)) if descending else list(range(300, 0, -1))
                empty = list(range(310, 300, -1)) if descending else list(range(301, 311))
                listed = selected(columns, CaseQuery(CaseFilter(), sort)).part(0, 400)
                assert listed == full + empty
                by_words, _ = found(connection, columns, CaseQuery(CaseFilter((), "demo"), sort))
                assert by_words.part(0, 400) == [case for case in listed if case in set(by_words.part(0, 400))]


def test_heaps_of_agents_are_as_if_sorted_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What many cases are counted into is what few are sorted into."""
    with practised(tmp_path / "s", 400) as casebook:
        with casebook.transaction() as tx:
            tx.execute(text('UPDATE cases SET agent = \'x\' || ("case" * 7 % 60) WHERE "case" % 5'))
        with casebook.reading() as connection:
            columns = load(connection)
        assert columns is not None
        for descending in (False, True):
            for wanted in (CaseFilter(), CaseFilter((Condition(Field.UNREAD, Operator.IS, ("no",)),))):
                query = CaseQuery(wanted, CaseSort(CaseColumn.AGENT, descending))
                one_by_one = selected(columns, query)
                with monkeypatch.context() as patch:
                    patch.setattr(case_orders, "_FEW", 0)
                    counted = selected(columns, query)
                assert type(counted) is not type(one_by_one)
                assert len(counted) == len(one_by_one)
                assert counted.part(0, 400) == one_by_one.part(0, 400)
                assert selected(columns, query).part(180, 230) == counted.part(180, 230)
