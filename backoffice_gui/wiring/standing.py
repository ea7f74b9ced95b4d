"""Whether taking in stands: what keeps a desk from it again and again is a warning in its log, an alarm in the inbox.

What passes by itself is nothing to be woken for: somebody writes, a desk is locked, a team's server is away (its line
says so itself). What was collected is acknowledged meanwhile, and the web has it no more: so what stays is said.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import Circumstance, StoreError, StoreUnreachable, WrongKey
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Standing"]

_LOG = logging.getLogger(__name__)
_STANDS_SECONDS = 120.0
_TRIES = 3
"""A workstation that slept in between has failed for hours, and tried twice."""
_SAID_AGAIN_SECONDS = 24 * 3_600.0
_TOLD_AGAIN_SECONDS = 3_600.0


class Standing:
    """One desk's tries, in turn; `opened` gives the inbox, or raises what keeps it from that."""

    def __init__(self, opened: Callable[[], Inbox], clock: Clock) -> None:
        self._opened, self._clock = opened, clock
        self._since = 0.0
        self._tries = 0
        self._said: tuple[str, float] | None = None
        self._told: tuple[str, float] | None = None

    def failed(self, error: Circumstance) -> None:
        """Nothing could be taken in: said in the log, and loud where that lasts."""
        if isinstance(error, StoreUnreachable):
            self.rests()
        else:
            self._since = self._since if self._tries else self._clock.elapsed()
            self._tries += 1
        lasts = self._tries >= _TRIES and self._clock.elapsed() - self._since >= _STANDS_SECONDS
        loud = (lasts or isinstance(error, WrongKey)) and self._anew(error.named)
        level = logging.WARNING if loud else logging.INFO
        logs.event(_LOG, level, "not_taken_in", code=error.code, detail=error.reason)
        if lasts and self._may_tell(error.named):
            self._tell(error.named)

    def _anew(self, named: str) -> bool:
        """Whether this was not said yet, or a day ago."""
        now = self._clock.elapsed()
        if self._said is not None and self._said[0] == named and now - self._said[1] < _SAID_AGAIN_SECONDS:
            return False
        self._said = named, now
        return True

    def _may_tell(self, named: str) -> bool:
        """Not what was told within the hour: another desk that takes in ends what this one raises, each time."""
        told = self._told
        return told is None or told[0] != named or self._clock.elapsed() - told[1] >= _TOLD_AGAIN_SECONDS

    def rests(self) -> None:
        """The desk is locked, or its server away: what is not tried does not fail."""
        self._tries = 0

    def went(self) -> None:
        """It was taken in, or there was nothing to: an alarm of whichever desk is over."""
        self.rests()
        self._said = self._told = None
        self._tell(None)

    def _tell(self, trouble: str | None) -> None:
        """The alarm in the inbox follows; that it can't be written is said in the log, and tried again."""
        try:
            inbox, at = self._opened(), self._clock.now()
            said = _raised(inbox)
            if trouble is not None and trouble != said:
                with inbox.transaction() as tx:
                    incidents.raise_alarm(tx, AlarmKind.INTAKE, trouble, at)
            elif trouble is None and said is not None:
                with inbox.transaction() as tx:
                    incidents.end_alarm(tx, AlarmKind.INTAKE, at)
            self._told = None if trouble is None else (trouble, self._clock.elapsed())
        except StoreError as error:
            logs.event(_LOG, logging.INFO, "standing_not_told", code=error.code, detail=error.reason)


def _raised(inbox: Inbox) -> str | None:
    """What the alarm says, whichever desk raised it; nothing where there is none."""
    with inbox.reading() as connection:
        return next((alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.INTAKE), None)
