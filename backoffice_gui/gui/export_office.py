"""What the window may ask to take out of the house; `wiring` makes it, structurally.

Each needs a purpose, and is logged with it. All take their time: the window calls them through `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
    from backoffice_gui.domain.case_list import CaseQuery
    from backoffice_gui.domain.sheets import Manifest

__all__ = ["ExportOffice"]


class ExportOffice(Protocol):
    """Tables, sheets, labels; raises classes of `errors.py`, and leaves nothing where it does."""

    def view(
        self,
        query: CaseQuery,
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """Everything that a filter leaves, as a table; `progress` hears the rows so far."""
        ...

    def chosen(
        self,
        numbers: Sequence[int],
        wanted: TableWanted,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """These cases as a table, in this order."""
        ...

    def sheet(self, number: int, going: Going) -> Manifest:
        """The sheet of one case, as PDF."""
        ...

    def labels(
        self, numbers: Sequence[int], form: str, going: Going, first: int = 1
    ) -> Manifest | tuple[LabelRefused, ...]:
        """Address labels as PDF, from place `first` of the first sheet on; or which addresses stop all of them.

        `form`: `a4-2x7`, `a4-3x8`, `dl`, `a4-window`.
        """
        ...
