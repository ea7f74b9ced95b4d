"""What the window may ask of the caseload behind it; `wiring` makes it, structurally.

All but `interrupt` may take their time: the window calls them through `bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome, Undo
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import (
        CaseColumn,
        CaseCount,
        CaseFilter,
        CasePage,
        CaseQuery,
        CaseRow,
        CaseView,
    )
    from backoffice_gui.domain.office import Changes

__all__ = ["CaseOffice"]


class CaseOffice(Protocol):
    """The caseload: raises classes of `errors.py`, returns frozen values of `domain`; locked with the casebook."""

    def me(self) -> str:
        """The login of who sits here."""
        ...

    def page(self, query: CaseQuery, start: int, size: int) -> CasePage:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        ...

    def count(self, wanted: CaseFilter, /) -> CaseCount:
        """How many cases a filter leaves."""
        ...

    def views(self) -> tuple[tuple[CaseView, CaseCount], ...]:
        """The views that come with the program, then the shared and the agent's own, each with its count."""
        ...

    def save_view(self, view: CaseView, seen: CaseView | None = None) -> Changes:
        """Keep a view under its name: a new one where its id is empty, else in place of what was `seen`.

        Raises `UsageError("view-changed")` where a colleague changed the same of it meanwhile.
        """
        ...

    def delete_view(self, view: CaseView) -> Changes:
        """Forget a saved view, as it was seen; raises as `save_view` where a colleague has changed it since."""
        ...

    def case(self, number: int) -> CaseDetail:
        """One case opened; audited, and its news are read."""
        ...

    def do(
        self, keys: Sequence[CaseKey], asked: Asked, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """One act for one case or many, each in its own right; `progress` hears how many are done."""
        ...

    def undo(self, undo: Undo) -> Outcome:
        """Take back what a command did, where nothing came after it."""
        ...

    def dismiss(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """Say that a case is not what was proposed: `other` is a case, or a person where `kind` is `same_person`."""
        ...

    def write_note(self, case: int, text: str) -> Changes:
        """Add an internal note."""
        ...

    def keep_draft(self, case: int, what: str, text: str, seen: str | None = None) -> None:
        """Keep what is being written, so that a crash loses nothing; an empty text forgets it.

        `seen`: what was known to be kept before; raises `UsageError("draft-changed")` where that is another text now.
        """
        ...

    def find(self, words: str, most: int) -> tuple[CaseRow, ...]:
        """The cases that the words find, an exact number first; for the palette. Audited as a search."""
        ...

    def columns(self) -> frozenset[CaseColumn]:
        """The columns that a list can be sorted by."""
        ...

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        ...
