"""What ends by policy on a machine without a window: once a day, in a process of its own, as the window does it.

The key never enters the collector; where there is no key for a service to use, an open window does it.
"""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.cli.backup_duty import give_up
from backoffice_gui.cli.console import Console
from backoffice_gui.clock import Clock
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.tidying import TidyRun

__all__ = ["TidyDuty", "tidy"]

_LOG = logging.getLogger(__name__)
_FIRST_SECONDS = 600.0
_EVERY_SECONDS = 24 * 3_600.0
_AGAIN_SECONDS = 3_600.0


def tidy(console: Console) -> int:
    """`tidy`, for `collect` alone: the journals' oldest months and old copies of migrations, where they are due."""
    settings, clock = console.settings(), console.clock
    with parts.workplace(settings, clock) as opened, parts.desk(settings, opened, clock) as desk:
        run = TidyRun(settings, lambda: (opened, desk), clock)
        gone = run.look()
    console.result({"purged": gone}, console.words.say("audit.purged", count=gone, months=settings.audit.months))
    return int(run.failing)


class TidyDuty:
    """Begins `backoffice tidy` by `start` once a day, an hour later where that failed; all on the waiting main thread.

    `start` gives nothing where this service has no key.
    """

    def __init__(self, clock: Clock, start: Callable[[], subprocess.Popen[bytes] | None]) -> None:
        self._clock, self._start = clock, start
        self._running: subprocess.Popen[bytes] | None = None
        self._begin_at = clock.elapsed() + _FIRST_SECONDS

    def tick(self) -> None:
        """Some time has passed."""
        if self._running is not None:
            self._ended(self._running)
        elif self._clock.elapsed() >= self._begin_at:
            self._begin_at = self._clock.elapsed() + _EVERY_SECONDS
            self._running = self._start()

    def _ended(self, running: subprocess.Popen[bytes]) -> None:
        code = running.poll()
        if code is None:
            return
        self._running = None
        if code != 0:
            self._begin_at = self._clock.elapsed() + _AGAIN_SECONDS
            logs.event(_LOG, logging.WARNING, "not_tidied", stage="service", code=str(code))

    def end(self) -> None:
        """One that is under way is given up: it ends between two segments, or is begun anew tomorrow."""
        running, self._running = self._running, None
        give_up(running)
