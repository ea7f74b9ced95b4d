"""The rows of a selection, for the selection that is and no other: what comes late would be of another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.models.neighbours import page_beside
from backoffice_gui.gui.models.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.models.paged import PagedModel

    Read = Callable[[int, int], tuple[CaseRow, ...]]
    Then = Callable[[tuple[CaseRow, ...]], None]
    Known = tuple[tuple[int, CaseRow], ...]
    NotRead = Callable[[Failure], None]

__all__ = ["SelectedRows"]

_NAME = "selection"
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class _Gap:
    """Pages that are not here, from `first` up to `end`, and the rows of the one nearest to them."""

    first: int
    end: int
    near: Known

    def read(self, read: Read) -> Iterator[tuple[int, CaseRow]]:
        """Their rows, each with its place, as they go on from those near them."""
        rows: list[CaseRow] = []
        start, stop, known = self.first * PAGE, self.end * PAGE, self.near
        for at in range(start, stop, _CHUNK):
            rows += page_beside(read, _case, at, min(_CHUNK, stop - at), known)
            known = tuple((start + n, rows[n]) for n in range(len(rows) - 1, max(-1, len(rows) - 1 - PAGE), -1))
        return enumerate(rows, start)


class SelectedRows(QObject):
    """Reads what is selected and not here, once for all who ask."""

    def __init__(self, bridge: Bridge, model: PagedModel[CaseRow], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._model = bridge, model
        self._asking: list[tuple[Then, NotRead]] = []

    def forget(self) -> None:
        """The selection is another one: what was asked of the one before is answered no more."""
        self._asking = []

    def ask(self, places: Sequence[int], read: Read, then: Then, not_read: NotRead) -> None:
        """The rows at these places of the list; `read` gives some of it, on the reading thread."""
        rows = {n: row for n in places if (row := self._model.row_at(n)) is not None}
        if len(rows) == len(places):
            then(_each(rows.values()))
            return
        asking = self._asking
        asking.append((then, not_read))
        if len(asking) > 1:
            return  # whoever asks for the same waits for the same reading
        gaps = _stretches(sorted({n // PAGE for n in places if n not in rows}))
        asked = [_Gap(first, end, self._model.nearest(first, end)) for first, end in gaps]
        here = self._model.keys()

        def all_rows() -> tuple[CaseRow, ...]:
            for n, row in [one for gap in asked for one in gap.read(read)]:
                if row.case not in here:  # of those that are here it is known whether they are selected
                    rows.setdefault(n, row)
            return _each(rows[n] for n in places if n in rows)

        def came(rows: tuple[CaseRow, ...]) -> None:
            if asking is self._asking:
                self._asking = []
                for told, _ in asking:
                    told(rows)

        def failed(failure: Failure) -> None:
            if asking is self._asking:
                self._asking = []
                for _, told in asking:
                    told(failure)

        self._bridge.ask(Query(self, all_rows, came, failed, replaces=_NAME))


def _case(row: CaseRow) -> int:
    return row.case


def _each(rows: Iterable[CaseRow]) -> tuple[CaseRow, ...]:
    """Each case once: one that moved while pages were read may stand at two places."""
    return tuple({row.case: row for row in rows}.values())


def _stretches(pages: Iterable[int]) -> list[tuple[int, int]]:
    """The same pages as beginnings and ends (excluded) of what lies together."""
    found: list[tuple[int, int]] = []
    for page in pages:
        if found and found[-1][1] == page:
            found[-1] = (found[-1][0], page + 1)
        else:
            found.append((page, page + 1))
    return found
