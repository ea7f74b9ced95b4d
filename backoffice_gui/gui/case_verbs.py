"""What the window may do to cases beside moving them: link them, note something of them, look at them again.

A protocol of its own beside `CaseOffice`: what says whom a case is about, and what was seen of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backoffice_gui.domain.case_acts import CaseKey, Mark, Outcome
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.office import Changes

__all__ = ["CaseVerbs"]


class CaseVerbs(Protocol):
    """The caseload's smaller verbs: they may take their time, and raise, as those of `CaseOffice` do."""

    def retain(self, submission: int, reason: str) -> Changes:
        """Make a case, marked unverified, of a submission that is held and would never become one; audited."""
        ...

    def rows(self, cases: Sequence[int]) -> tuple[CaseRow, ...]:
        """These cases, which were listed already, as they are now; one that is not there any more is left out."""
        ...

    def accept(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """Say that a case is what was proposed: the same person, or the same request; `other` as in `dismiss`."""
        ...

    def link(self, key: CaseKey, number: str) -> Outcome:
        """Say that a case's person is that of another case, by the number people say."""
        ...

    def mark(
        self, keys: Sequence[CaseKey], mark: Mark, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """Note something of one case or many; `progress` hears how many are done."""
        ...
