"""The intake gate: the form accepts nothing that nobody seems to be bringing home (protocol §5)."""

from __future__ import annotations

from backoffice_gui.clock import Clock
from backoffice_gui.reference_front.database import Connection
from backoffice_gui.reference_front.pace import Pace

__all__ = ["Gate"]


class Gate:
    """Open or closed; a start counts as a heartbeat, so that a collector has time to come."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._pace = pace
        self._clock = clock
        self._heard = clock.elapsed()

    def beat(self) -> None:
        """A ready collector has listed."""
        self._heard = self._clock.elapsed()

    def is_open(self, connection: Connection) -> bool:
        """Whether the form may accept: somebody listens, and what is held moves."""
        if self._clock.elapsed() - self._heard > self._pace.quiet:
            return False
        now = self._clock.now().timestamp()
        made_before = now - self._pace.old + self._pace.lifetime
        (old,) = connection.execute(
            "SELECT count(*) FROM submission WHERE state = 'held' AND expires_at < ?", (made_before,)
        ).fetchone()
        (acknowledged,) = connection.execute("SELECT acknowledged_at FROM counter").fetchone()
        stalled = acknowledged is None or now - acknowledged > self._pace.stalled
        return not (old > self._pace.too_many_old and stalled)
