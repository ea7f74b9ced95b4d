"""The window's exports, in memory: nothing but the rows asked for is remembered, and a small file is written."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
from backoffice_gui.domain.case_list import CaseFilter, CaseQuery, CaseRow, CaseSort
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from tests.support.office import NOW

__all__ = ["MemoryExports"]


class MemoryExports:
    """The export office; `rows` lists what a query leaves. A test sets `failure`, `refused`, `gate`."""

    def __init__(self, rows: Callable[[CaseFilter, CaseSort | None], list[CaseRow]]) -> None:
        self._rows = rows
        self.asked: list[tuple[object, ...]] = []
        self.failure: Exception | None = None
        self.refused: tuple[LabelRefused, ...] = ()
        self.gate: threading.Event | None = None

    def view(
        self,
        query: CaseQuery,
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """All of a view."""
        numbers = [row.case for row in self._rows(query.filter, query.sort)]
        self.asked.append(("view", query.filter.words))
        return self._table(numbers, wanted, going, progress, cancelled)

    def chosen(
        self,
        numbers: Sequence[int],
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """These."""
        self.asked.append(("chosen", tuple(numbers)))
        return self._table(numbers, wanted, going, progress, cancelled)

    def sheet(self, number: int, going: Going) -> Manifest:
        """One."""
        self.asked.append(("sheet", number))
        return self._written(going, "pdf", (), 1)

    def labels(
        self, numbers: Sequence[int], form: str, going: Going, first: int = 1
    ) -> Manifest | tuple[LabelRefused, ...]:
        """Labels, or what stops them."""
        self.asked.append(("labels", tuple(numbers), form, first))
        return self.refused or self._written(going, "pdf", (), len(numbers))

    def _table(
        self,
        numbers: Sequence[int],
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        for n, _ in enumerate(numbers, start=1):
            progress(n)
        if self.gate is not None:
            self.gate.wait(20)
        if cancelled():
            raise UsageError("export-cancelled")
        return self._written(going, wanted.kind, tuple(column.value for column in wanted.columns), len(numbers))

    def _written(self, going: Going, kind: str, columns: tuple[str, ...], rows: int) -> Manifest:
        if self.failure is not None:
            raise self.failure
        octets = f"{kind} {rows} EXEMPLE\n".encode()
        Path(going.file).write_bytes(octets)
        digest = hashlib.sha256(octets).hexdigest()
        return Manifest(
            Path(going.file).name, kind, columns, rows, len(octets), digest, NOW, going.purpose, "backoffice (EXEMPLE)"
        )
