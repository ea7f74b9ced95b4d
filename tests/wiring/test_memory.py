"""What was read lately: so much and no more, and nothing once it is forgotten."""

from __future__ import annotations

from backoffice_gui.domain.case_list import CasePage
from backoffice_gui.wiring.memory import DETAILS, LONGEST, PAGES, Memory
from tests.support.invented_cases import case_row, fresh_detail
from tests.support.office import NOW


def test_the_latest_answers_are_there_and_the_oldest_go() -> None:
    """Pages and cases each for themselves; the rows of both are known by their cases."""
    memory = Memory()
    for n in range(1, PAGES + 2):
        memory.keep(("page", n), CasePage(0, (case_row(n, NOW),)))
    assert memory.answer(("page", 1)) is None
    assert memory.answer(("page", 2)) == CasePage(0, (case_row(2, NOW),))
    assert memory.row(1) == case_row(1, NOW)
    for n in range(1, DETAILS + 2):
        memory.keep(n, fresh_detail(case_row(n, NOW)))
    assert memory.detail(1) is None
    assert memory.detail(2) == fresh_detail(case_row(2, NOW))
    assert memory.row(999) is None


def test_a_very_long_answer_is_not_kept_whole() -> None:
    """Two hundred of what is read to find where a row went would be far more than a few megabytes."""
    memory = Memory()
    row = case_row(1, NOW)
    memory.keep(("page", 1), CasePage(0, (row,) * LONGEST))
    memory.keep(("page", 2), CasePage(0, (row,) * (LONGEST + 1)))
    assert memory.answer(("page", 1)) is not None
    assert memory.answer(("page", 2)) is None
    assert memory.row(1) == row


def test_once_forgotten_nothing_is_there() -> None:
    """The desk was locked."""
    memory = Memory()
    memory.keep("views", ())
    memory.keep(1, fresh_detail(case_row(1, NOW)))
    memory.forget()
    assert (memory.answer("views"), memory.detail(1), memory.row(1)) == (None, None, None)
