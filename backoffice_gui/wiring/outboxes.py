"""What waits for a team's server, for the window, structurally `gui.outbox_office.OutboxOffice`."""

from __future__ import annotations

from collections.abc import Callable

from backoffice_gui.actions.applying import By
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.outbox import Line, Pending
from backoffice_gui.errors import WrongKey
from backoffice_gui.wiring.case_numbers import called
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.returning import Returning

__all__ = ["OutboxDesk", "by_of"]

_TOUCHED = Changes(frozenset({Topic.OUTBOX, Topic.CASES, Topic.VIEWS}))


def by_of(caseload: Caseload) -> By | None:
    """Whose changes waited, and what holds for them; nothing while the desk is sealed."""
    try:
        desk = caseload.desk_here()
    except WrongKey:
        return None
    delays = caseload.rules.delays
    return By(desk, caseload.clock, desk.authority.duties, delays, lambda number: called(desk, number).case)


class OutboxDesk:
    """Shows what waits, and lets its agent decide; the way back goes on by itself once it was started."""

    def __init__(self, caseload: Caseload) -> None:
        self._offline = caseload.offline
        self._returning = Returning(caseload.offline, lambda: by_of(caseload), caseload.tell, caseload.clock)

    def line(self) -> Line:
        """How the line to the server is, and how much waits; returns at once."""
        return self._offline.line()

    def pending(self) -> tuple[Pending, ...]:
        """What waits, clashed or was refused, in the order in which it was made; returns at once."""
        return tuple(each for each in self._offline.pending() if each.shown)

    def listen(self, heard: Callable[[Line], None]) -> None:
        """From now on this hears each change of the line, on any thread."""
        self._offline.server.listen(heard)

    def retry(self) -> Changes:
        """Look for the server now, without waiting for the next time."""
        self._returning.look()
        return Changes(frozenset({Topic.OUTBOX}))

    def redo(self, key: str) -> Changes:
        """Send once more what clashed or was refused, over what was shown of its clash; raises `UsageError`."""
        self._offline.again(key)
        return _TOUCHED

    def discard(self, key: str) -> Changes:
        """Give up a change that was not applied; raises `UsageError("change-unknown")`."""
        self._offline.discard(key)
        return _TOUCHED

    def start(self) -> None:
        """Begin to look for a server that is away, and to send what waits; returns at once."""
        self._returning.start()

    def watch(self) -> None:
        """Begin again what a defect has ended."""
        self._returning.watch()

    def stop(self, seconds: float) -> None:
        """End that after the change that is being sent."""
        self._returning.stop(seconds)
