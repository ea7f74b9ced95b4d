"""Taking the lead of a store's collectors, and waiting for it with open eyes.

Whose login keeps a collector from leading, and may not, is an incident. Who leads and is silent is an alarm: its lock
goes with its connection, and a process that hangs, in a window that nobody looks at, keeps that for ever.
"""

from __future__ import annotations

import contextlib
import logging
import random
from threading import Event

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage.inbox import heartbeat, incidents
from backoffice_gui.storage.inbox.home import InboxHome, Lead
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Leading"]

_LOG = logging.getLogger(__name__)
_AGAIN = 60.0
"""Seconds until what still lasts is said again; what is noted, where somebody has closed it meanwhile."""
_LOOK = 30.0
_IN_VAIN = 120.0
"""Seconds without a word from the site after which the lead is given up, where somebody else waits for it."""
_GIVEN_UP, _BEHIND = (5, 7), 2
"""Looks, two seconds apart, that must find the lead free before we take it: as we have just given it up, by the dice,
and once somebody else has led since. Who has not tried in vain takes it before, at his next look."""
_SILENT = 600.0
"""Seconds without a change of the pulse; the longest pause a site can ask for, and the rarest poll, are shorter."""


class Leading:
    """For one thread, and one collector called `program`; `dice` spread who tries again."""

    def __init__(self, home: InboxHome, program: str, clock: Clock, dice: random.Random | None = None) -> None:
        self._home, self._program, self._clock = home, program, clock
        self._dice = dice or random.Random()  # noqa: S311 - spreads tries, decides nothing
        self._patience = 0
        self.waits = False
        """Whether somebody else leads, or the server is away: what there is to do meanwhile is to wait."""
        self._noted: dict[str, float] = {}
        self._said: dict[str, float] = {}
        self._pulse: tuple[Holder, heartbeat.Heartbeat] | None = None
        self._beaten = self._looked = clock.elapsed() - _LOOK

    def take(self, opened: Inbox, stop: Event) -> Lead | None:
        """Lead once nobody does any more; nothing where `stop` came first. Raises what `InboxHome.succeed` raises."""
        told = lambda by: self.watch(opened, by)  # noqa: E731 - typed so
        patience = lambda: self._patience  # noqa: E731 - the same
        try:
            return self._home.succeed(self._program, self._clock, stop, told, self._away, patience=patience)
        finally:
            self._patience, self.waits = 0, False

    def take_now(self, opened: Inbox) -> Lead:
        """Lead at once; raises `StoreHeld` and what `InboxHome.lead` raises."""
        try:
            return self._home.lead(self._program, self._clock)
        except StoreHeld as error:
            if error.facts.get("rightful") == 0:
                self._note(opened, str(error.facts["login"]))
            raise

    @staticmethod
    def yields(lead: Lead, unheard: float) -> bool:
        """Whether to give it up, as nothing has come from the site for so many seconds: only for somebody who waits.

        What is wrong may be this machine's alone (its certificate, its clock, its route); where it is the site's the
        lead goes round, so slowly that nobody minds.
        """
        return unheard >= _IN_VAIN and lead.wanted

    def gave_up(self) -> None:
        """It was given up: whoever else waits has it before us, and we have it again where nobody wants it."""
        self._patience = self._dice.randint(*_GIVEN_UP)

    def _away(self, error: StoreError) -> None:
        self.waits = True
        self._say(error)

    def _say(self, error: StoreError) -> None:
        """A collector that waits for a server shall not do so without a word: by what it meets, once a minute."""
        now, met = self._clock.elapsed(), f"{error.code} {error.reason}"
        if now - self._said.get(met, now - _AGAIN) >= _AGAIN:
            self._said[met] = now
            logs.event(_LOG, logging.WARNING, "lead_waits", code=error.code, detail=error.reason)

    def watch(self, opened: Inbox, by: Holder) -> None:
        """Judge who has the lead while we wait for it: by right, and with a pulse; what is not is written down."""
        self._patience, self.waits = min(self._patience, _BEHIND), True
        if not by.rightful:
            self._note(opened, by.login)
        elif self._clock.elapsed() - self._looked >= _LOOK:
            self._looked = self._clock.elapsed()
            try:
                self._listen(opened, by)
            except StoreError as error:
                self._say(error)

    def _listen(self, opened: Inbox, by: Holder) -> None:
        """Whether whoever leads has written anything since; no clock of its machine is asked."""
        now = self._clock.elapsed()
        with opened.reading() as connection:
            pulse = by, heartbeat.read(connection)
            told = any(alarm.kind is AlarmKind.LEAD_SILENT for alarm in incidents.alarms(connection))
        moved = self._pulse is not None and pulse != self._pulse
        if pulse != self._pulse:
            self._pulse, self._beaten = pulse, now
        if told and moved:
            with opened.transaction() as tx:
                incidents.end_alarm(tx, AlarmKind.LEAD_SILENT, self._clock.now())
        elif not told and now - self._beaten >= _SILENT:
            with opened.transaction() as tx:
                incidents.raise_alarm(tx, AlarmKind.LEAD_SILENT, str(round(_SILENT / 60)), self._clock.now())
            logs.event(_LOG, logging.WARNING, "lead_silent", detail=by.program)

    def _note(self, opened: Inbox, login: str) -> None:
        now = self._clock.elapsed()
        if now - self._noted.get(login, now - _AGAIN) < _AGAIN:
            return
        with contextlib.suppress(StoreError), opened.transaction() as tx:
            incidents.note_lock_held(tx, "lead", login, self._clock.now())
            self._noted[login] = now
