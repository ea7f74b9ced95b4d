"""What the window may ask of the journal behind it; `wiring` makes it, structurally.

All but `interrupt` may take their time: the window calls them through `bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_exports import Going
    from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine, Walked
    from backoffice_gui.domain.sheets import Manifest

__all__ = ["JournalOffice"]


class JournalOffice(Protocol):
    """Both chains, read only; whoever reads them is noted in the casebook's."""

    def page(self, wanted: JournalFilter, start: int, size: int) -> tuple[JournalLine, ...]:
        """Events `start` … `start + size - 1` of those the filter leaves, newest first."""
        ...

    def count(self, wanted: JournalFilter) -> int:
        """How many events the filter leaves."""
        ...

    def agents(self) -> tuple[str, ...]:
        """Every agent that the journal names."""
        ...

    def verify(self, chain: Chain, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Walked:
        """Walk a whole chain; `progress` hears how many events. Raises `UsageError("journal-cancelled")`."""
        ...

    def export(
        self,
        wanted: JournalFilter,
        kind: str,
        going: Going,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> Manifest:
        """What the filter leaves as a table (`csv`, `ods`, `xlsx`), signed."""
        ...

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        ...
