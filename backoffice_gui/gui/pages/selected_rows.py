"""The rows of a selection, for the selection that is and no other: what comes late would be of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.gui.bridge import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.models.paged import PagedModel

    Read = Callable[[int, int], tuple[CaseRow, ...]]
    Then = Callable[[tuple[CaseRow, ...]], None]
    NotRead = Callable[[Failure], None]

__all__ = ["SelectedRows"]

_NAME = "selection"
_CHUNK = 2_000


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
        here = tuple(row for n in places if (row := self._model.row_at(n)) is not None)
        if len(here) == len(places):
            then(here)
            return
        asking = self._asking
        asking.append((then, not_read))
        if len(asking) > 1:
            return  # whoever asks for the same waits for the same reading

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

        self._bridge.ask(Query(self, lambda: _all(places, read), came, failed, replaces=_NAME))


def _all(places: Sequence[int], read: Read) -> tuple[CaseRow, ...]:
    rows: list[CaseRow] = []
    for start, stop in _stretches(places):
        for at in range(start, stop, _CHUNK):
            rows += read(at, min(_CHUNK, stop - at))
    return tuple(rows)


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """The same places as beginnings and ends (excluded) of what lies together."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
