"""The office behind the window: the inbox, the desk where it can be unlocked, and a collector of its own."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

from backoffice_gui import logs
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.make_store import prepare_code
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.caseload import listing
from backoffice_gui.caseload.detail import open_detail
from backoffice_gui.caseload.listing import ListIndex
from backoffice_gui.caseload.monitor import Watch, snapshot
from backoffice_gui.clock import Clock
from backoffice_gui.domain.collecting import CollectorEvent, Listener
from backoffice_gui.domain.detail import Detail
from backoffice_gui.domain.listing import Filter, ListQuery, Page
from backoffice_gui.domain.monitor import Connection, Monitor
from backoffice_gui.domain.office import Changes, Condition, OfficeState, Topic
from backoffice_gui.errors import (
    Circumstance,
    FrontEndError,
    KeyNotProven,
    StoreError,
    StoreHeld,
    StoreIncomplete,
    StoreMissing,
    WrongKey,
)
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security.sources import source_for
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.caseload import Caseload, rules_of
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.collecting import CollectorRun
from backoffice_gui.wiring.intaking import IntakeRun

__all__ = ["Office", "open_office"]

_LOG = logging.getLogger(__name__)
_CANARY_SECONDS = 30.0
_AGAIN_SECONDS = 15.0
_STOP_SECONDS = 5.0
_REVIVE_SECONDS = 60.0
_PROGRAM = "backoffice-gui"
_DEFECT = "DEF-001"


class Office:
    """What the window asks: the inbox, the desk where it can be unlocked, and a collector of its own.

    Reading is thread-safe; what fails raises classes of `errors`.
    """

    def __init__(self, settings: Settings, clock: Clock, *, demo: bool = False) -> None:
        self._settings = settings
        self._clock = clock
        self._demo = demo
        self._guard = threading.RLock()
        self._inbox: Inbox | None = None
        self._desk: Desk | None = None
        self._refused: Circumstance | None = None
        self._shown: PrivateKey | None = None
        self._index = ListIndex(clock)
        self._watch = Watch(clock)
        self._certificate_end = parts.certificate_end(settings)
        self._canaries_at = clock.elapsed() - _CANARY_SECONDS
        self._run: CollectorRun | None = None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._listener: Listener | None = None
        self._started_at = 0.0
        self._trouble = ""
        self._caseload = Caseload(self._unsealed, clock, rules_of(settings.cases))
        self._cases = Cases(self._caseload, settings.cases.export_rows)
        self._intake = IntakeRun(self._caseload)

    # The store

    def condition(self) -> Condition:
        """Whether there is something to work with; tries again what could not be opened."""
        if not self._settings.transfer.url:
            return self._condition(OfficeState.NOT_CONFIGURED)
        with self._guard:
            try:
                self._open()
            except (StoreMissing, StoreIncomplete) as error:
                return self._condition(OfficeState.NO_STORE, error)
            except Circumstance as error:
                return self._condition(OfficeState.UNAVAILABLE, error)
        self._open_canaries()
        if self._desk is None:
            return self._condition(OfficeState.SEALED, self._refused)
        return self._condition(OfficeState.OPEN)

    def _condition(self, state: OfficeState, error: Circumstance | None = None) -> Condition:
        if error is None:
            return Condition(state, self._demo)
        return Condition(state, self._demo, error.code, error.reason, error.facts)

    def _open(self) -> None:
        if self._inbox is None:
            self._inbox = Inbox.open(self._settings.store_folder, self._clock)
        if self._desk is not None:
            return
        try:
            self._desk = parts.unlock(self._settings, self._inbox, self._clock)
            self._refused = None
            self._intake.wake()
        except Circumstance as error:
            self._refused = error

    def _opened(self) -> Inbox:
        with self._guard:
            if self._inbox is None:
                self._open()
            assert self._inbox is not None
            return self._inbox

    def prepare_store(self) -> str:
        """The recovery code to show once, nothing committed; empty where a key file is the recovery."""
        if source_for(self._settings).recoverable_by_copy:
            return ""
        self._shown = prepare_code()
        return code_of(self._shown)

    def make_store(self, typed_code: str) -> Changes:
        """Try the code, then make the store in the proving order; raises `UsageError` where it differs."""
        parts.new_store(self._settings, self._clock, shown=self._shown, typed=typed_code or None, program=_PROGRAM)
        self._shown = None
        self.condition()
        return Changes(frozenset(Topic))

    # Reading

    def count(self, wanted: Filter, /) -> int:
        """How many submissions the filter leaves."""
        with self._opened().reading(interruptible=True) as connection:
            return listing.count(connection, wanted)

    def page(self, query: ListQuery, start: int, size: int) -> Page:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        with self._opened().reading(interruptible=True) as connection:
            return self._index.page(connection, query, start, size)

    def kinds(self) -> tuple[str, ...]:
        """The kinds the store knows."""
        with self._opened().reading() as connection:
            return listing.kinds(connection)

    def monitor(self) -> Monitor:
        """Everything about the transfer at this moment; opens the canaries that have come, every half minute."""
        self._revive()
        self._open_canaries()
        with self._opened().reading() as connection:
            seen = snapshot(
                connection,
                self._watch,
                holder=parts.holder(self._settings),
                certificate_expires_at=self._certificate_end,
            )
        if not self._trouble or seen.holder is not None:
            return seen
        return replace(seen, connection=Connection.OFFLINE, trouble=self._trouble)

    def detail(self, row: int) -> Detail:
        """One submission opened with the private key; audited."""
        opened = self._opened()
        with self._guard:
            unlocked = self._desk
            if unlocked is None:
                raise self._refused or WrongKey("no-key")
        return open_detail(
            opened, unlocked.casebook, unlocked.privates, row, agent=unlocked.agent, at=self._clock.now()
        )

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        opened = self._inbox
        if opened is not None:
            opened.interrupt()

    def _prove(self) -> None:
        """Our collector has begun: open its canary now, where the desk is unlocked."""
        self._canaries_at = self._clock.elapsed() - _CANARY_SECONDS
        self._open_canaries()

    def _open_canaries(self) -> None:
        if self._inbox is None or self._clock.elapsed() - self._canaries_at < _CANARY_SECONDS:
            return
        if self._desk is None and (self._refused is None or not parts.opens_nothing(self._refused)):
            return
        self._canaries_at = self._clock.elapsed()
        try:
            open_canaries(self._inbox, {} if self._desk is None else self._desk.privates, self._clock.now())
        except StoreError as error:  # the next look tries again; the collector goes on until one is known to fail
            logs.event(_LOG, logging.INFO, "canaries_not_opened", code=error.code)

    # Commands

    def close_incident(self, number: int, reason: str) -> Changes:
        """Close an incident with a person's reason; audited."""
        close_incident(self._opened(), self._desk, number, reason, self._clock.now())
        return Changes(frozenset({Topic.INCIDENTS, Topic.TRANSFER}))

    def cases(self) -> Cases | None:
        """The caseload; nothing while the casebook is sealed. Returns at once."""
        return self._cases if self._unsealed() is not None else None

    def _unsealed(self) -> tuple[Inbox, Desk] | None:
        """What taking in and the caseload need; without the guard, which whoever opens the databases holds for long."""
        inbox, desk = self._inbox, self._desk
        return None if inbox is None or desk is None else (inbox, desk)

    # Collecting

    def poll_now(self) -> None:
        """Wake our collector; never blocks. Another process's wakes by itself."""
        run = self._run
        if run is not None:
            run.poke()

    def start_collecting(self, listener: Listener) -> None:
        """Collect in a thread of ours as long as no other process holds the store, and take in; returns at once."""
        with self._guard:
            if self._thread is None:
                self._stopping.clear()
                self._start(listener)
            self._intake.start(listener)

    def _start(self, listener: Listener) -> None:
        self._listener = listener
        self._started_at = self._clock.elapsed()
        self._thread = threading.Thread(target=self._collect, args=(listener,), name="collector", daemon=True)
        self._thread.start()

    def _collect(self, listener: Listener) -> None:
        def heard(event: CollectorEvent) -> None:
            listener(event)
            self._intake.hear(event)

        while not self._stopping.is_set():
            self._run = CollectorRun(self._settings, self._clock, heard, program=_PROGRAM, prove=self._prove)
            trouble = _DEFECT  # unless we learn better: a defect ends this thread, and must be seen
            try:
                if not self._stopping.is_set():
                    self._run.run()
                trouble = ""
            except StoreHeld:
                trouble = ""  # somebody collects: that is what counts
            except Circumstance as error:
                told = isinstance(error, FrontEndError | KeyNotProven)  # whose sentences need no facts
                trouble = error.named if told else error.code
                logs.event(_LOG, logging.WARNING, "collector_stopped", code=error.code, detail=error.reason)
            finally:
                self._trouble = trouble
            self._stopping.wait(_AGAIN_SECONDS)

    def _revive(self) -> None:
        """Start again what a defect ended, once a minute: what waits on the web does not wait for us."""
        with self._guard:
            thread, listener = self._thread, self._listener
            if thread is None or listener is None or self._stopping.is_set():
                return
            self._intake.start(listener)
            if not thread.is_alive() and self._clock.elapsed() - self._started_at >= _REVIVE_SECONDS:
                self._start(listener)

    def stop_collecting(self) -> None:
        """Stop it cleanly, and taking in with it, within 5 s."""
        ends = self._clock.elapsed() + _STOP_SECONDS
        with self._guard:
            thread, self._thread = self._thread, None
        self._stopping.set()
        run = self._run
        if run is not None:
            run.stop()
        self._intake.stop(_STOP_SECONDS)
        if thread is not None:
            thread.join(max(0.0, ends - self._clock.elapsed()))

    def close(self) -> None:
        """Stop collecting, lock the desk and close the inbox."""
        self.stop_collecting()
        self._cases.attachments.close()
        with self._guard:
            if self._desk is not None:
                self._log_searches(self._desk)
                self._desk.close()
            if self._inbox is not None:
                self._inbox.close()
            self._desk = self._inbox = None

    def _log_searches(self, desk: Desk) -> None:
        try:
            self._caseload.searches.write(desk)
        except StoreError as error:  # the window closes all the same
            logs.event(_LOG, logging.WARNING, "searches_not_logged", code=error.code)


def open_office(settings: Settings, clock: Clock, *, demo: bool = False) -> Office:
    """The office of these settings, opened as far as it can be; `Office.condition` says how far."""
    office = Office(settings, clock, demo=demo)
    office.condition()
    return office
