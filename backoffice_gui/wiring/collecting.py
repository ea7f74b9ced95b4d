"""One collector, built and run: for the console's `collect` and for the window's own thread."""

from __future__ import annotations

import contextlib
import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta

from backoffice_gui import __version__, logs
from backoffice_gui.actions import proof
from backoffice_gui.clock import Clock
from backoffice_gui.collector import Collector, CollectorParts
from backoffice_gui.collector.lanes import Lanes, ThreadLanes
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Listener, Summary
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import (
    Circumstance,
    ConfigurationError,
    KeyNotProven,
    StoreBusy,
    StoreError,
    StoreHeld,
    StoreUnreachable,
)
from backoffice_gui.settings import Settings
from backoffice_gui.storage.away import is_apart, is_unknown
from backoffice_gui.storage.inbox import heartbeat, incidents
from backoffice_gui.storage.inbox.home import Lead
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import Endpoint, FrontEnd, Role, load_endpoint
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.anchoring import AnchorRun
from backoffice_gui.wiring.homes import home_of
from backoffice_gui.wiring.leading import Leading
from backoffice_gui.wiring.watched_files import WatchedFiles

__all__ = ["CollectorRun"]

_LOG = logging.getLogger(__name__)
_MARK_SECONDS = 600.0
_ANCHOR_SECONDS = 2.0
_REREAD_SECONDS = 10.0
_AWAY_SECONDS = 2.0
"""Between two tries where a team's server went."""
_LOST, _YIELDED = "lead-lost", "lead-yielded"


def _passes(error: StoreError, opened: Inbox) -> bool:
    """Whether it is the server's state of the moment; a commit that a standby is slow to have is looked up by key."""
    of_a_server = not opened.local and (is_unknown(error) or is_apart(error))
    return of_a_server or isinstance(error, StoreBusy | StoreUnreachable)


def _goes_on(error: StoreHeld, leading: Leading) -> bool:
    """Whether somebody else may lead by now for a while, and we wait in turn."""
    if error.reason == _LOST:
        logs.event(_LOG, logging.WARNING, "lead_lost")
    elif error.reason == _YIELDED:
        logs.event(_LOG, logging.WARNING, "lead_given_up", detail=str(error.facts["met"]))
        leading.gave_up()
    return error.reason in {_LOST, _YIELDED}


class CollectorRun:
    """One run of a collector: opens the store, takes its lock, proves its key, collects, lets go.

    `prove` has the canaries opened by somebody who can (`parts.open_waiting_canaries`, elsewhere);
    `make_lanes` and `dice` are for tests that need the same order twice.
    `former`: one of this process that has ended; with what it could use this one goes on where the files can't be used.
    `anchoring`: the journal's head is anchored from here, as nobody else does (a window has a desk that signs).
    `run` belongs to one thread; `stop` and `poke` may be called from any other, at any time.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        listener: Listener,
        *,
        program: str,
        prove: Callable[[], None] | None = None,
        make_lanes: Callable[[], Lanes] = ThreadLanes,
        dice: random.Random | None = None,
        anchoring: bool = False,
        former: CollectorRun | None = None,
    ) -> None:
        self._anchoring = anchoring
        self._prove = prove
        self._make_lanes = make_lanes
        self._dice = dice or random.Random()  # noqa: S311 - spreads retries, decides nothing
        self._settings = settings
        self._clock = clock
        self._listener = listener
        self._program = program
        self._guard = threading.Lock()
        self._collector: Collector | None = None
        self._stopped = False
        self._ended = threading.Event()
        self._turn: Leading | None = None
        self._leads: Callable[[], bool] | None = None
        self._yields: Callable[[float], bool] | None = None
        self._marked_at = clock.elapsed()
        self._inbox: Inbox | None = None
        self._anchors: AnchorRun | None = None
        self._reading = threading.Lock()
        """Whoever reads the files hands over what he read before the next one does: the last that was read counts."""
        self._next: Endpoint | None = None
        self._usable: Endpoint | None = None if former is None else former.usable
        self._unusable: str | None = None
        self._reread_at = clock.elapsed()
        self._files = WatchedFiles(settings)

    @property
    def usable(self) -> Endpoint | None:
        """The latest certificates and keys that could be used."""
        return self._usable

    @property
    def unusable(self) -> str | None:
        """What is wrong with the certificates and keys that lie there, by code and word."""
        return self._unusable

    def run(self, *, once: bool = False) -> Summary:
        """Collect until `stop`, or once; in a team, once whoever leads has stopped or died.

        Raises `StoreMissing`, `StoreIncomplete`, `StoreHeld`, `KeyNotProven` and other
        `StoreError`s, `ConfigurationError`, and with `once` `FrontEndError`.
        """
        leading = self._turn = Leading(home_of(self._settings), self._program, self._clock, self._dice)
        with parts.workplace(self._settings, self._clock) as opened:
            while True:
                lead = leading.take_now(opened) if once else leading.take(opened, self._ended)
                if lead is None:
                    return Summary()
                try:
                    return self._leading(opened, lead, once=once)
                except StoreHeld as error:
                    if not _goes_on(error, leading):
                        raise
                except StoreError as error:
                    # it went, or is held, beside what a collector's lives outlast: nothing is lost, and it leads again
                    if once or not _passes(error, opened):
                        raise
                    logs.event(_LOG, logging.WARNING, "store_trouble", code=error.code, detail=error.reason)
                    if is_apart(error):
                        self._apart(opened)
                    self._ended.wait(_AWAY_SECONDS)
                finally:
                    lead.release()

    def _leading(self, opened: Inbox, lead: Lead, *, once: bool) -> Summary:
        anchors = self._anchors = AnchorRun(self._settings, lambda: (opened, None), self._clock)
        self._leads, self._yields = lambda: lead.held, lambda unheard: Leading.yields(lead, unheard)
        try:
            if self._anchoring:
                anchors.start()
            proof.settle(opened, self._settings.pins_folder, self._clock)
            return self._collect(opened, once=once)
        except KeyNotProven as error:
            self._refused(opened, error)
            raise
        finally:
            self._anchors = None
            anchors.stop(_ANCHOR_SECONDS)

    def _collect(self, opened: Inbox, *, once: bool) -> Summary:
        """Until it ends: with other certificates and keys, from the same facts, it goes on."""
        self._begin(opened)
        total = Summary()
        try:
            while (endpoint := self._taken()) is not None:
                total = total.then(self._with(endpoint, opened, once=once))
            return total
        finally:
            self._mark(opened)
            with self._guard:
                self._inbox = None

    def _begin(self, opened: Inbox) -> None:
        """With what lies there; where that can't be used, with what could be: who leads anew is no new program."""
        with self._reading:
            try:
                endpoint = self._read()
            except ConfigurationError as error:
                if self._usable is None:
                    raise
                logs.event(_LOG, logging.ERROR, "not_reloaded", code=error.code, detail=error.reason)
                endpoint = self._usable
            with self._guard:
                self._next, self._inbox = endpoint, opened

    def _read(self) -> Endpoint:
        """What lies there now; what changes while it is read counts as another change."""
        self._files.seen()
        try:
            self._usable = load_endpoint(self._settings, __version__)
        except ConfigurationError as error:
            self._unusable = error.named
            raise
        self._unusable = None
        return self._usable

    def _taken(self) -> Endpoint | None:
        with self._guard:
            endpoint, self._next = self._next, None
        return endpoint

    def _with(self, endpoint: Endpoint, opened: Inbox, *, once: bool) -> Summary:
        front = FrontEnd(endpoint, role=Role.COLLECTOR, clock=self._clock)
        try:
            collector = Collector(self._parts(opened, front))
            with self._guard:
                if self._stopped or self._next is not None:
                    return Summary()
                self._collector = collector
            return collector.run(once=once)
        finally:
            with self._guard:
                self._collector = None
            front.close()

    def _refused(self, opened: Inbox, error: KeyNotProven) -> None:
        """A key that is not proven is an alarm in the inbox too: whoever looks at `status` must not see calm."""
        with contextlib.suppress(StoreError), opened.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.KEY_NOT_PROVEN, error.reason, self._clock.now())
            heartbeat.beat(tx, ready=False)

    def _apart(self, opened: Inbox) -> None:
        """Clocks that are a day apart are an alarm too, which whoever collects once they agree takes back."""
        with contextlib.suppress(StoreError), opened.transaction() as tx:
            incidents.note_clock(tx, self._clock.now())

    def _parts(self, opened: Inbox, front: FrontEnd) -> CollectorParts:
        transfer = self._settings.transfer

        def pinned_now() -> tuple[str, str | None]:
            pin = proof.pinned(opened, self._settings.pins_folder)
            return pin.fingerprint, pin.recovery

        fingerprint, recovery = pinned_now()
        return CollectorParts(
            inbox=opened,
            front=front,
            clock=self._clock,
            make_lanes=self._make_lanes,
            dice=self._dice,
            listener=self._heard,
            peers=frozenset(StoreId(peer) for peer in self._settings.store.peers),
            poll_seconds=transfer.poll_seconds,
            probe_one_in=transfer.probe_one_in,
            prove=self._prove,
            fingerprint=fingerprint,
            recovery_fingerprint=recovery,
            pinned_now=pinned_now,
            mirror=parts.mirror_to(self._settings),
            unopened_after=timedelta(days=self._settings.store.unopened_days),
            leads=self._leads,
            yields=self._yields,
            not_reloaded=lambda: self._unusable,
        )

    def _heard(self, event: CollectorEvent) -> None:
        due = self._clock.elapsed() - self._marked_at >= _MARK_SECONDS
        if due and event.name is EventName.ACKNOWLEDGED and self._inbox is not None:
            self._mark(self._inbox)
        self._listener(event)

    def _mark(self, opened: Inbox) -> None:
        """Note how far the store has come; a mark that can't be noted is tried again, and stops nothing."""
        self._marked_at = self._clock.elapsed()
        try:
            proof.note_mark(opened, self._settings.pins_folder)
        except Circumstance as error:
            logs.event(_LOG, logging.WARNING, "mark_not_noted", code=error.code, detail=error.reason)

    def stop(self) -> None:
        """End cleanly within 5 s, whatever it is doing."""
        with self._guard:
            self._stopped = True
            self._ended.set()
            self._next = None
            collector = self._collector
        if collector is not None:
            collector.stop()

    @property
    def collecting(self) -> bool:
        """Whether the store is open, its lock ours and its key proven: what a service calls ready."""
        with self._guard:
            return self._collector is not None

    @property
    def waiting(self) -> bool:
        """Whether the store is open and another of the team leads: ready too, for there is no more to begin."""
        turn = self._turn
        return turn is not None and turn.waits

    def reload(self) -> bool:
        """Read certificates and keys again and go on with them; whether anything goes on with them.

        Raises `ConfigurationError`, and then the former ones stay in use, and an alarm stands (`NOT_RELOADED`).
        """
        with self._reading:
            endpoint = self._read()
            with self._guard:
                if self._inbox is None or self._stopped:
                    return False  # not begun yet: it reads them as it begins
                self._next = endpoint
                collector = self._collector
        if collector is not None:
            collector.stop()
        return True

    def reload_changed(self) -> bool:
        """The same where the files changed and stayed so since the last look, or could not be used; whether it did.

        Files that can't be used are tried again at each look, as what is wrong with them may lie beside them; each
        fault is raised once. Who waits reads them once unchanged: as whoever leads dies, it is too late to tell.
        """
        said = self._unusable
        unread = said is None and self._usable is None and self.waiting
        if not self._files.changed() and said is None and not unread:
            return False
        try:
            return self.reload()
        except ConfigurationError as error:
            if error.named != said:
                raise
            return False

    def reread(self) -> None:
        """`reload_changed` every ten seconds, for whoever looks more often; what can't be used is in the log."""
        if self._clock.elapsed() - self._reread_at < _REREAD_SECONDS:
            return
        self._reread_at = self._clock.elapsed()
        try:
            self.reload_changed()
        except ConfigurationError as error:
            logs.event(_LOG, logging.ERROR, "not_reloaded", code=error.code, detail=error.reason)

    def stalled(self, seconds: float) -> bool:
        """Whether the deciding thread has not turned for so long, though it should."""
        with self._guard:
            collector = self._collector
        return collector is not None and self._clock.elapsed() - collector.turned_at > seconds

    def look(self) -> None:
        """See to it that heads are anchored: a share that hangs and a thread that has ended can't say so themselves."""
        anchors = self._anchors
        if anchors is not None:
            anchors.look()

    def poke(self) -> None:
        """List now."""
        with self._guard:
            collector = self._collector
        if collector is not None:
            collector.poke()
