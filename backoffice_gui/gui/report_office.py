"""What the window may ask for the DPO; `wiring` makes it, structurally. The casebook is not needed for it.

All take their time: the window calls them through `bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from backoffice_gui.domain.conformity import Conformity, Period
    from backoffice_gui.domain.incidents import Capacity
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.sheets import Manifest

__all__ = ["ReportOffice"]


class ReportOffice(Protocol):
    """Figures of a period, and the report of it; raises classes of `errors.py`."""

    def conformity(self, period: Period) -> Conformity:
        """The figures as they stand now; `UsageError("period-future")` for a period that has not begun."""
        ...

    def write_report(
        self, period: Period, folder: str, language: str, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> tuple[Manifest, ...]:
        """Write the report into a folder, a provisional one where the period has not ended: all its files, or none.

        `language` is `fr` or `en`; `progress` hears the files written. Raises `UsageError` (`export-exists`,
        `export-cancelled`, `folder`), `DiskFull`.
        """
        ...

    def notify_incident(self, number: int, at: datetime, reference: str, capacity: Capacity) -> Changes:
        """Record that an incident was notified to the authority; audited.

        Raises `UsageError`: `incident-unknown`, `notified-time`, `reference-needed`, `reference-odd`.
        """
        ...
