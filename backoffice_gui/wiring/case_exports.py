"""What leaves the house of cases, for the window and the console: views, chosen cases, sheets, labels."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

from backoffice_gui.actions import export_cases
from backoffice_gui.actions.desk import Desk
from backoffice_gui.caseload.case_reading import read
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.documents.papers.labels import LabelFormat
from backoffice_gui.domain.case_conditions import absolute
from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
from backoffice_gui.domain.case_list import CaseQuery, CaseRow
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.caseload import Caseload

__all__ = ["CaseExports"]

_PAGE = 500


class CaseExports:
    """Exports and prints; each is logged with its purpose. `most`: rows of one table (`[cases] export_rows`)."""

    most_labels = export_cases.MOST_LABELS

    def __init__(self, caseload: Caseload, most: int) -> None:
        self._caseload = caseload
        self._most = most

    def view(
        self,
        query: CaseQuery,
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """Everything that a filter leaves, in its order. Raises what `export_cases.export_list` raises."""
        known = CaseQuery(absolute(query.filter, self._caseload.asking()), query.sort)
        with self._caseload.desk().casebook.reading(interruptible=True) as connection:
            numbers = array("Q", read(connection, known, 0, self._most + 1))
        if query.filter.words.strip():
            self._caseload.searched(query.filter.words, len(numbers))
        return self._table(numbers, wanted, going, progress, cancelled)

    def chosen(
        self,
        numbers: Sequence[int],
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """These cases, in this order; one that is gone is left out."""
        return self._table(numbers, wanted, going, progress, cancelled)

    def sheet(self, number: int, going: Going) -> Manifest:
        """The sheet of one case, as PDF; opening it is logged as opening it on the screen is."""
        detail = self._caseload.opened(number)
        return export_cases.export_sheet(self._caseload.desk(), detail, going, self._caseload.clock, Typesetter())

    def labels(
        self, numbers: Sequence[int], form: str, going: Going, first: int = 1
    ) -> Manifest | tuple[LabelRefused, ...]:
        """Address labels, as PDF, or which addresses stop them. `form` as in `LabelFormat`, else `labels-format`."""
        known = next((each for each in LabelFormat if each.value == form), None)
        if known is None:
            raise UsageError("labels-format", formats=" ".join(each.value for each in LabelFormat))
        clock = self._caseload.clock
        return export_cases.export_labels(
            self._caseload.desk(), numbers, known, going, clock=clock, typesetter=Typesetter(), first=first
        )

    def _table(
        self,
        numbers: Sequence[int],
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        kind = next((each for each in TableFormat if each.value == wanted.kind), None)
        if kind is None:
            raise UsageError("export-format", formats=" ".join(each.value for each in TableFormat))
        desk = self._caseload.desk()
        return export_cases.export_list(
            desk,
            _rows(desk, numbers),
            going,
            self._caseload.clock,
            cases=numbers,
            columns=wanted.columns,
            kind=kind,
            most=self._most,
            progress=progress,
            cancelled=cancelled,
        )


def _rows(desk: Desk, numbers: Sequence[int]) -> Iterator[CaseRow]:
    """Page by page, each a read of its own: which cases there are was settled before, so none is missed or doubled."""
    for start in range(0, len(numbers), _PAGE):
        with desk.casebook.reading() as connection:
            rows = case_rows(connection, list(numbers[start : start + _PAGE]))
        yield from rows
