"""The office behind the window: the inbox, the desk where it can be unlocked, and a collector of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from backoffice_gui import logs
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.make_store import prepare_code
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.audit import AuditEvent
from backoffice_gui.caseload import listing
from backoffice_gui.caseload.detail import open_detail
from backoffice_gui.caseload.listing import ListIndex
from backoffice_gui.caseload.monitor import Watch, snapshot
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.collecting import CollectorEvent, Listener
from backoffice_gui.domain.deadlines import civil_day, warm_up
from backoffice_gui.domain.detail import Detail
from backoffice_gui.domain.listing import Filter, ListQuery, Page
from backoffice_gui.domain.monitor import Connection, Monitor
from backoffice_gui.domain.office import Changes, Condition, LockCause, Topic
from backoffice_gui.errors import (
    Circumstance,
    FrontEndError,
    KeyNotProven,
    StoreError,
    StoreHeld,
    WrongKey,
)
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security.sources import source_for
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import Settings
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.anchoring import AnchorRun
from backoffice_gui.wiring.backing_up import BackupRun
from backoffice_gui.wiring.caseload import Caseload, rules_of
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.colleagues import Colleagues
from backoffice_gui.wiring.collecting import CollectorRun
from backoffice_gui.wiring.homes import colleagues_at
from backoffice_gui.wiring.intaking import IntakeRun
from backoffice_gui.wiring.judging import judging_of
from backoffice_gui.wiring.open_store import OpenStore
from backoffice_gui.wiring.post import Posting
from backoffice_gui.wiring.reports import Reporting, Reports
from backoffice_gui.wiring.retention import in_demonstration, keeping_of
from backoffice_gui.wiring.silent_line import LettingGo, SilentLine
from backoffice_gui.wiring.tidying import TidyRun

__all__ = ["Office", "open_office"]

_LOG = logging.getLogger(__name__)
_CANARY_SECONDS = 30.0
_CERTIFICATE_SECONDS = 60.0
_AGAIN_SECONDS = 15.0
_STOP_SECONDS = 5.0
_ANCHOR_SECONDS = 2.0
"""So long may a share take at the end: what it did not take is anchored at the next start."""
_REVIVE_SECONDS = 60.0
_OTHERS_COLLECT = "may-not-collect"
_SAID = frozenset({"owner", "pooled"})
_PROGRAM = "backoffice-gui"
_DEFECT = "DEF-001"


class _Reading(Reporting, Posting):
    """What can be read of the inbox, and of one submission while the desk is open."""

    def __init__(self, settings: Settings, clock: Clock, *, demo: bool, cost: Cost) -> None:
        self._settings = settings
        self._clock = clock
        self._store = OpenStore(settings, clock, demo=demo, cost=cost)
        self._index = ListIndex(clock)
        self._reports = Reports(self._store.opened_inbox, clock)

    def count(self, wanted: Filter, /) -> int:
        """How many submissions the filter leaves."""
        with self._store.opened_inbox().reading(interruptible=True) as connection:
            return listing.count(connection, wanted)

    def page(self, query: ListQuery, start: int, size: int) -> Page:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        with self._store.opened_inbox().reading(interruptible=True) as connection:
            return self._index.page(connection, query, start, size)

    def kinds(self) -> tuple[str, ...]:
        """The kinds the store knows."""
        with self._store.opened_inbox().reading() as connection:
            return listing.kinds(connection)

    def detail(self, row: int) -> Detail:
        """One submission opened with the private key; audited."""
        opened = self._store.opened_inbox()
        unlocked = self._store.desk
        if unlocked is None:
            raise self._store.refused or WrongKey("locked")
        return open_detail(
            opened, unlocked.casebook, unlocked.privates, row, agent=unlocked.agent, at=self._clock.now()
        )

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        opened = self._store.inbox
        if opened is not None:
            opened.interrupt()


class Office(_Reading, LettingGo):
    """What the window asks: the inbox, the desk where it can be unlocked, and a collector of its own.

    Reading and locking are for any thread; what fails raises classes of `errors`. `cost`: of a new passphrase's wrap.
    """

    def __init__(self, settings: Settings, clock: Clock, *, demo: bool = False, cost: Cost = STRONG) -> None:
        super().__init__(settings, clock, demo=demo, cost=cost)
        self._guard = threading.RLock()
        self._shown: PrivateKey | None = None
        self._watch = Watch(clock)
        self._certificate_end = parts.certificate_end(settings)
        self._certificate_at = clock.elapsed()
        self._canaries_at = clock.elapsed() - _CANARY_SECONDS
        self._run: CollectorRun | None = None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._listener: Listener | None = None
        self._started_at = 0.0
        self._trouble = ""
        self._caseload = Caseload(self._store.unsealed, clock, rules_of(settings.cases), judging_of(settings))
        keeping = keeping_of(settings, demo=demo)
        self._colleagues = Colleagues(clock, None if demo else colleagues_at(settings))
        self._cases = Cases(
            self._caseload, settings.cases.export_rows, settings.anchor_folder, keeping, self._colleagues
        )
        self._intake = IntakeRun(self._caseload)
        self._backups = BackupRun(settings, self._store.unsealed, clock)
        self._anchors = AnchorRun(settings, self._store.readable, clock)
        self._store.away = lambda: self._caseload.offline.server.away
        self._colleagues.refused = lambda error: self._caseload.offline.server.shut_out(error, clock.now())
        self._line = SilentLine(self._store.unsealed, self._caseload.offline, clock)
        self._tidying = TidyRun(settings, self._store.unsealed, clock, tell=self._caseload.tell)

    # The store

    def condition(self) -> Condition:
        """Whether there is something to work with; tries again what could not be opened."""
        sealed = self._store.desk is None
        condition = self._store.condition()
        if sealed and self._store.desk is not None:
            self._unlocked()
        self._open_canaries()
        return condition

    def lock(self, cause: LockCause = LockCause.ASKED, drafts: Sequence[Unkept] = ()) -> Changes:
        """Close the casebook, wipe the keys, forget what was read; collecting goes on. On any thread.

        Within 300 ms, and half a second beside a server that is silent: what is on its way then is kept.
        """
        try:
            lock = lambda kept: self._store.lock(cause, self._last_words, drafts, kept=kept)  # noqa: E731
            self._line.locks(cause, drafts, lock)
        finally:
            self._leave()
        return Changes(frozenset(Topic))

    def _leave(self) -> None:
        self._colleagues.leave()
        self._caseload.forget()
        self._cases.attachments.close()

    def turn(self) -> int:
        """How often it was locked; returns at once."""
        return self._store.turn

    def unlock(self, passphrase: str, turn: int | None = None) -> Changes:
        """Open the desk, and take in what came meanwhile; raises `UnlockRefused`, and why the key doesn't open."""
        self._store.unlock(passphrase, turn)
        return self._unlocked()

    def set_passphrase(self, old: str, new: str, turn: int | None = None) -> Changes:
        """Set, change or remove (`new` empty) the passphrase; the desk is open then. Raises what the action raises."""
        self._store.set_passphrase(old, new, turn)
        return self._unlocked()

    def recover(self, code: str, passphrase: str, turn: int | None = None) -> Changes:
        """Open the desk with the recovery code; raises `UsageError`, `WrongKey`."""
        self._store.recover(code, passphrase, turn)
        return self._unlocked()

    def _unlocked(self) -> Changes:
        unsealed = self._store.unsealed()
        if unsealed is not None:
            self._caseload.offline.begin(*unsealed)
        self._intake.wake()
        self._colleagues.open()
        return Changes(frozenset(Topic))

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

    # The transfer

    def monitor(self) -> Monitor:
        """Everything about the transfer at this moment; opens canaries that have come, reads changed files again.

        Raises `StoreUnreachable("offline")` at once while a team's server is away.
        """
        self._revive()
        if (run := self._run) is not None:
            run.reread()
        return self._caseload.offline.watched(self._monitor)

    def _monitor(self) -> Monitor:
        self._open_canaries()
        with self._store.opened_inbox().reading() as connection:
            seen = snapshot(
                connection,
                self._watch,
                holder=parts.holder(self._settings),
                certificate_expires_at=self._certificate_until(),
            )
        if not self._trouble or seen.holder is not None:
            return seen
        return replace(seen, connection=Connection.OFFLINE, trouble=self._trouble)

    def _certificate_until(self) -> datetime | None:
        """Read again now and then: another certificate may lie there."""
        if self._clock.elapsed() - self._certificate_at >= _CERTIFICATE_SECONDS:
            self._certificate_at = self._clock.elapsed()
            self._certificate_end = parts.certificate_end(self._settings)
        return self._certificate_end

    def _prove(self) -> None:
        """Our collector has begun: open its canary now, where the desk is unlocked."""
        self._canaries_at = self._clock.elapsed() - _CANARY_SECONDS
        self._open_canaries()

    def _open_canaries(self) -> None:
        inbox, desk, refused = self._store.inbox, self._store.desk, self._store.refused
        if inbox is None or self._clock.elapsed() - self._canaries_at < _CANARY_SECONDS:
            return
        if desk is None and (refused is None or not parts.opens_nothing(refused)):
            return
        self._canaries_at = self._clock.elapsed()
        try:
            open_canaries(inbox, {} if desk is None else desk.privates, self._clock.now())
        except StoreError as error:  # the next look tries again; the collector goes on until one is known to fail
            logs.event(_LOG, logging.INFO, "canaries_not_opened", code=error.code)

    # Commands

    def _settle(self, settings: Settings) -> None:
        super()._settle(settings)
        self._backups.use(settings)
        with self._guard:
            if self._thread is not None:
                self._backups.start()

    def close_incident(self, number: int, reason: str) -> Changes:
        """Close an incident with a person's reason; audited."""
        close_incident(self._store.opened_inbox(), self._store.desk, number, reason, self._clock.now())
        return Changes(frozenset({Topic.INCIDENTS, Topic.TRANSFER}))

    def cases(self) -> Cases | None:
        """The caseload; nothing while the casebook is sealed. Returns at once."""
        return self._cases if self._store.desk is not None else None

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
            self._cases.outbox.start()
            self._backups.start()
            self._anchors.start()
            self._tidying.start()

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
            self._run = CollectorRun(
                self._settings, self._clock, heard, program=_PROGRAM, prove=self._prove, former=self._run
            )
            trouble = _DEFECT  # unless we learn better: a defect ends this thread, and must be seen
            try:
                if not self._stopping.is_set():
                    self._run.run()
                trouble = ""
            except Circumstance as error:
                trouble = _trouble_of(error)
            finally:
                self._trouble = trouble
            self._stopping.wait(_AGAIN_SECONDS)

    def _revive(self) -> None:
        """Start again what a defect ended, once a minute: what waits on the web does not wait for us."""
        with self._guard:
            self._anchors.look()
            self._backups.watch()
            self._tidying.watch()
            self._colleagues.watch()
            self._cases.outbox.watch()
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
        self._colleagues.leave(_STOP_SECONDS)
        self._cases.outbox.stop(_STOP_SECONDS)
        try:
            self.lock(LockCause.CLOSED)
        finally:
            self._store.close()
        self._backups.stop(_STOP_SECONDS)
        self._tidying.stop(_STOP_SECONDS)
        self._anchors.stop(_ANCHOR_SECONDS)

    def _last_words(self, desk: Desk) -> list[AuditEvent]:
        """What is to be said before the desk is closed: its heads are anchored, what was searched is written down."""
        if self._store.inbox is not None and not self._store.away():
            self._anchors.leave(self._store.inbox, desk)
        return self._caseload.searches.leave(desk)


def open_office(settings: Settings, clock: Clock, *, demo: bool = False, cost: Cost = STRONG) -> Office:
    """The office of these settings, opened as far as it can be; `Office.condition` says how far.

    On a worker: what the window's own thread would otherwise wait for at the first deadline is here before the first.
    """
    warm_up(civil_day(clock.now()))
    office = Office(in_demonstration(settings) if demo else settings, clock, demo=demo, cost=cost)
    office.condition()
    return office


def _trouble_of(error: Circumstance) -> str:
    """The word for what has ended a collector; none where others collect: who does, or nobody, is said anyway."""
    if isinstance(error, StoreHeld) or error.reason == _OTHERS_COLLECT:
        return ""
    logs.event(_LOG, logging.WARNING, "collector_stopped", code=error.code, detail=error.reason)
    told = isinstance(error, FrontEndError | KeyNotProven) or error.reason in _SAID  # whose sentences need no facts
    return error.named if told else error.code
