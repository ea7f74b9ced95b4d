"""`collect` as a service: ready, alive, what it does, and certificates read again without a restart.

systemd hears `READY`, `STATUS`, `WATCHDOG`, `RELOADING` and `STOPPING` (`Type=notify-reload`, `WatchdogSec=`);
without it nothing is said, and nothing else differs: changed files are noticed all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.cli.text import Words
from backoffice_gui.clock import Clock, monotonic_microseconds
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.errors import Circumstance
from backoffice_gui.system.service_manager import ServiceManager
from backoffice_gui.wiring import CollectorRun

__all__ = ["Serving"]

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 10.0
_STALLED_SECONDS = 180.0
"""A deciding thread turns every five seconds; one that has not for so long is not called alive."""


class Serving:
    """Speaks for one collector; `hear` is called on its thread, all else on the waiting main one."""

    def __init__(
        self, run: CollectorRun, manager: ServiceManager, words: Words, clock: Clock, note: Callable[[str], None]
    ) -> None:
        self._run, self._manager, self._words, self._clock, self._note = run, manager, words, clock, note
        self._stored = 0
        self._said = ""
        self._look_at = clock.elapsed() + _LOOK_SECONDS
        self._alive_at = clock.elapsed()
        self._begun = False

    def hear(self, event: CollectorEvent) -> None:
        """Count what was stored."""
        if event.name is EventName.STORED:
            self._stored += 1

    def tick(self, *, asked: bool) -> None:
        """A second has passed; `asked`: somebody wants certificates and keys read again now."""
        self._ready()
        if asked:
            self._manager.tell("RELOADING=1", f"MONOTONIC_USEC={monotonic_microseconds()}")
            self._reload(self._run.reload)
            self._manager.tell("READY=1")
        elif self._clock.elapsed() >= self._look_at:
            self._look_at = self._clock.elapsed() + _LOOK_SECONDS
            self._reload(self._run.reload_changed)
            self._run.look()
        self._live()

    def stopping(self) -> None:
        """The end has begun."""
        self._manager.tell("STOPPING=1", f"STATUS={self._words.say('service.stopping')}")

    def _ready(self) -> None:
        collecting, waiting, why = self._run.collecting, self._run.waiting, self._run.unusable
        waits = "waiting" if why is None else "unusable"
        state = "collecting" if collecting else waits if waiting else "starting"
        said = self._words.say(f"service.{state}", stored=self._stored, why=why or "")
        if (collecting or waiting) and not self._begun:
            self._begun = True
            self._manager.tell("READY=1", f"STATUS={said}")
        elif said != self._said:
            self._manager.tell(f"STATUS={said}")
        self._said = said

    def _live(self) -> None:
        every = self._manager.watchdog_seconds / 3
        if every and self._clock.elapsed() - self._alive_at >= every and not self._run.stalled(_STALLED_SECONDS):
            self._alive_at = self._clock.elapsed()
            self._manager.tell("WATCHDOG=1")

    def _reload(self, reload: Callable[[], bool]) -> None:
        """Begin again with what lies there; what can't be used is said, and the former stays."""
        try:
            if reload():
                self._note(self._words.say("reloaded"))
        except Circumstance as error:
            logs.event(_LOG, logging.ERROR, "not_reloaded", code=error.code, detail=error.reason)
            self._note(self._words.say("not_reloaded", code=error.code, reason=error.reason))
