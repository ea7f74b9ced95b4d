"""The outbox of a store of one's own, structurally `gui.outbox_office.OutboxOffice`: nothing ever waits."""

from __future__ import annotations

from collections.abc import Callable

from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.outbox import NEVER_AWAY, Line, Pending

__all__ = ["NoOutbox"]


class NoOutbox:
    """For any thread."""

    def line(self) -> Line:
        """Never away."""
        return NEVER_AWAY

    def pending(self) -> tuple[Pending, ...]:
        """Nothing."""
        return ()

    def retry(self) -> Changes:
        """Nothing to look for."""
        return Changes()

    def redo(self, key: str) -> Changes:
        """Nothing was kept under this key."""
        return Changes()

    def discard(self, key: str) -> Changes:
        """Nothing was kept under this key."""
        return Changes()

    def listen(self, heard: Callable[[Line], None]) -> None:
        """The line never changes."""
