"""What the window may ask of what waits on this workstation while the team's server is away.

In an embedded store nothing ever waits. `line` and `pending` return at once, on any thread; what changes something goes
through `bridge.Command`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.outbox import Line, Pending

__all__ = ["OutboxOffice"]


class OutboxOffice(Protocol):
    """The changes that wait, and the line to the server."""

    def line(self) -> Line:
        """How the line is, and how much waits."""
        ...

    def pending(self) -> tuple[Pending, ...]:
        """What was kept and is not settled, in the order in which it was done."""
        ...

    def retry(self) -> Changes:
        """Look for the server now."""
        ...

    def redo(self, key: str) -> Changes:
        """Do one that met another change, or was refused, once more over what is there now."""
        ...

    def discard(self, key: str) -> Changes:
        """Forget one that was not applied."""
        ...

    def listen(self, heard: Callable[[Line], None]) -> None:
        """From now on `heard` (`Bridge.line_said.emit`) is told of each change of the line, on any thread."""
        ...
