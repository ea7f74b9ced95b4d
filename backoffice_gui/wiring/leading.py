"""Taking the lead of a store's collectors; whose login keeps a collector from it, and may not, is an incident."""

from __future__ import annotations

import contextlib
import logging
from threading import Event

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.home import InboxHome, Lead
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Leading"]

_LOG = logging.getLogger(__name__)
_AGAIN = 60.0
"""Seconds until what still lasts is said again; what is noted, where somebody has closed it meanwhile."""


class Leading:
    """For one thread, and one collector called `program`."""

    def __init__(self, home: InboxHome, program: str, clock: Clock) -> None:
        self._home, self._program, self._clock = home, program, clock
        self._noted: dict[str, float] = {}
        self._said: dict[str, float] = {}

    def take(self, opened: Inbox, stop: Event) -> Lead | None:
        """Lead once nobody does any more; nothing where `stop` came first. Raises what `InboxHome.succeed` raises."""
        return self._home.succeed(self._program, self._clock, stop, lambda by: self._note(opened, by.login), self._say)

    def take_now(self, opened: Inbox) -> Lead:
        """Lead at once; raises `StoreHeld` and what `InboxHome.lead` raises."""
        try:
            return self._home.lead(self._program, self._clock)
        except StoreHeld as error:
            if error.facts.get("rightful") == 0:
                self._note(opened, str(error.facts["login"]))
            raise

    def _say(self, error: StoreError) -> None:
        """A collector that waits for a server shall not do so without a word: by what it meets, once a minute."""
        now, met = self._clock.elapsed(), f"{error.code} {error.reason}"
        if now - self._said.get(met, now - _AGAIN) >= _AGAIN:
            self._said[met] = now
            logs.event(_LOG, logging.WARNING, "lead_waits", code=error.code, detail=error.reason)

    def _note(self, opened: Inbox, login: str) -> None:
        now = self._clock.elapsed()
        if now - self._noted.get(login, now - _AGAIN) < _AGAIN:
            return
        with contextlib.suppress(StoreError), opened.transaction() as tx:
            incidents.note_lock_held(tx, "lead", login, self._clock.now())
            self._noted[login] = now
