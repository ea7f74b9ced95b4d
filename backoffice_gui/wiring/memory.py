"""What was read lately, for as long as the desk is open: it stays readable while the team's server is away."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CasePage, CaseRow

__all__ = ["DETAILS", "LONGEST", "PAGES", "ROWS", "Memory"]

PAGES, DETAILS, ROWS = 200, 50, 5_000
"""Answers, cases opened, and rows that are remembered: a few megabytes."""

LONGEST = 2_500
"""Rows of one answer: a longer one was read to look for where some of them went, and nobody asks it again."""


class Memory:
    """The latest answers, by what was asked; for any thread. Nothing of it is ever written."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._details: OrderedDict[int, CaseDetail] = OrderedDict()
        self._rows: OrderedDict[int, CaseRow] = OrderedDict()

    def keep(self, asked: Hashable, answer: Any) -> None:
        """Remember an answer, and the cases that it shows."""
        with self._guard:
            if isinstance(answer, CaseDetail):
                _put(self._details, answer.row.case, answer, DETAILS)
                _put(self._rows, answer.row.case, answer.row, ROWS)
                return
            rows = answer.rows if isinstance(answer, CasePage) else ()
            if len(rows) <= LONGEST:
                _put(self._answers, asked, answer, PAGES)
            for row in rows:
                _put(self._rows, row.case, row, ROWS)

    def answer(self, asked: Hashable) -> Any:
        """The last answer to this; nothing where none is remembered."""
        with self._guard:
            return self._answers.get(asked)

    def detail(self, case: int) -> CaseDetail | None:
        """A case as it was last opened."""
        with self._guard:
            return self._details.get(case)

    def row(self, case: int) -> CaseRow | None:
        """A case as it was last listed, or opened."""
        with self._guard:
            return self._rows.get(case)

    def forget(self) -> None:
        """Everything."""
        with self._guard:
            self._answers, self._details, self._rows = OrderedDict(), OrderedDict(), OrderedDict()


def _put(kept: OrderedDict[Any, Any], key: Hashable, value: Any, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
