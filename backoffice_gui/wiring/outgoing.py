"""What leaves a desk for its team's server: on its way there, or kept in the outbox until the server answers.

Nothing here decides what a change means: `actions.applying` does, on the server.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.outbox import (
    KEY_OCTETS,
    Act,
    Change,
    Drafted,
    Fate,
    Line,
    Looked,
    Pending,
    Undone,
    moves,
    written_anew,
)
from backoffice_gui.domain.projecting import detail_with, refused_offline, row_with
from backoffice_gui.errors import StoreError, StoreUnreachable
from backoffice_gui.storage.outbox import Outbox
from backoffice_gui.wiring.in_flight import Flight, Flights
from backoffice_gui.wiring.memory import Memory
from backoffice_gui.wiring.server_line import ServerLine

__all__ = ["Laid", "Outgoing", "Random", "shown_of"]

_LOG = logging.getLogger(__name__)
Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Laid:
    """What was being written, once its desk is left: whether the outbox has `all` of it, and how that forgets it."""

    all: bool
    forget: Callable[[], None]


class Outgoing:
    """The outbox of one window and what is on its way; for any thread."""

    def __init__(self, clock: Clock, random: Random) -> None:
        self._clock, self._random = clock, random
        self._memory = Memory()
        self._outbox: Outbox | None = None
        self._keeping = threading.RLock()
        """Held while what waits is looked at and added to."""
        self._wake: Callable[[], None] = _nobody
        self.server = ServerLine()
        self.flights = Flights(self._ahead)

    def line(self) -> Line:
        """How the line to the server is, how much waits, and how much is on its way; returns at once."""
        return replace(self.server.now, sending=self.flights.many)

    def pending(self) -> tuple[Pending, ...]:
        """What waits, in the order in which it was made; without what is on its way. Returns at once."""
        outbox, hidden = self._outbox, self.flights.hidden
        kept = () if outbox is None else outbox.pending()
        hidden |= self.flights.hidden  # before and after: it is hidden before it is kept, and until it is out
        return tuple(each for each in kept if each.key not in hidden) if hidden else kept

    def lay_by(self, drafts: Sequence[Unkept]) -> Laid:
        """Keep what is on its way and what was being written: its desk is being left, and the line may be silent.

        Nothing is kept on a store of one's own, or where another window has the outbox.
        """
        keys: list[str] = []
        try:
            with self._keeping:
                if self._outbox is None:
                    return Laid(not drafts, _nobody)
                self._hold(self.flights.now)
                kept = [made for each in drafts if (made := self._laid(each)) is not None]
                self._keep(kept)
                keys += [each.key for each in kept]
        except StoreError as error:
            logs.event(_LOG, logging.WARNING, "drafts_not_kept", code=error.code, detail=error.reason)
            return Laid(False, _nobody)
        return Laid(True, lambda: self._forgotten(keys))

    def _laid(self, draft: Unkept) -> Pending | None:
        """What is on its way comes first, and this has seen it; nothing where it is the same."""
        before = self.flights.written(draft.case, draft.what)
        if before == draft.text:
            return None
        seen = draft.seen if before is None else before
        return self._pending(draft.case, CaseKey(draft.case, 0), Drafted(draft.what, draft.text, seen))

    # On its way

    def _ahead(self, flight: Flight) -> None:
        """Its answer is late."""
        try:
            with self._keeping:
                if flight in self.flights:
                    self._hold([flight])
        except StoreError as error:  # it is on its way all the same; kept, or told, once the server is found away
            logs.event(_LOG, logging.WARNING, "not_kept_ahead", code=error.code, detail=error.reason)

    def _hold(self, flights: Sequence[Flight]) -> None:
        outbox = self._outbox
        for flight in flights:
            if outbox is not None and not flight.kept:
                made = flight.made()
                with self.flights.holding(flight, made):
                    outbox.keep(made)

    def _landed(self, flight: Flight) -> None:
        """The server has answered it, whatever it said."""
        with self._keeping:
            self._forgotten([each.key for each in flight.kept])
            self.flights.end(flight)

    def _forgotten(self, keys: Sequence[str]) -> None:
        """Taken out; what can't be is sent once more, and the server knows its key."""
        try:
            if keys:
                self._drop(keys)
        except StoreError as error:
            logs.event(_LOG, logging.WARNING, "not_taken_out", code=error.code, detail=error.reason)

    def _left(self, flight: Flight, change: Change) -> Outcome:
        """The line went while it was on its way, or its desk did: what is kept of it waits."""
        with self._keeping:
            self.flights.end(flight)
            self.server.waits(self.pending())
        self._wake()
        return _waits(flight.kept, change)

    # Kept

    def _key(self) -> str:
        return self._random(KEY_OCTETS).hex()

    def _queued(self, keys: Sequence[CaseKey]) -> bool:
        cases = {key.case for key in keys}
        return any(each.case in cases and each.fate is Fate.WAITING for each in self.pending())

    def _pending(self, case: int, key: CaseKey, change: Change, named: str = "") -> Pending:
        row = self._memory.row(case)
        after = key.version + int(moves(change))
        return Pending(
            named or self._key(), case, "" if row is None else row.number, change, key.version, after, self._clock.now()
        )

    def _made(
        self, desk: Desk, keys: Sequence[CaseKey], change: Change, named: Mapping[int, str]
    ) -> tuple[list[Pending], list[Failed]]:
        """A change as it waits, case by case; and what can't be done, as far as can be told here."""
        failed, kept, waiting = [], [], self.pending()
        for wanted in keys:
            key, code = self._judged(desk, wanted, change, waiting)
            if code:
                failed.append(Failed(key.case, code))
            else:
                kept.append(self._pending(key.case, key, change, named[key.case]))
        return kept, failed

    def _wait(self, desk: Desk, keys: Sequence[CaseKey], change: Change, named: Mapping[int, str]) -> Outcome:
        with self._keeping:
            kept, failed = self._made(desk, keys, change, named)
            self._keep(kept)
        self._wake()
        return replace(_waits(kept, change), failed=tuple(failed))

    def _judged(self, desk: Desk, key: CaseKey, change: Change, waiting: Sequence[Pending]) -> tuple[CaseKey, str]:
        """The case's version that this change is made on, and why it can't be made, as far as can be told here."""
        row = self._memory.row(key.case)
        if row is None:
            return key, ""
        mine = row_with(row, waiting, desk.agent)
        if not key.version:
            return CaseKey(key.case, mine.version), ""
        if key.version < mine.version:
            return key, "case-changed"
        if key.version > mine.version or not isinstance(change, Act):
            return key, ""  # seen since we remember it
        detail = self._memory.detail(key.case)
        known = None if detail is None else detail_with(detail, waiting, desk.agent, desk.authority.duties)
        return key, refused_offline(mine, known, change, desk.agent, desk.authority.duties)

    def _flown(
        self, desk: Desk, keys: Sequence[CaseKey], change: Change, named: Mapping[int, str]
    ) -> Callable[[], list[Pending]]:
        """The same of what is on its way: all of it, for the server judges it."""

        def made() -> list[Pending]:
            waiting = self.pending()
            versions = [key if key.version else self._judged(desk, key, change, waiting)[0] for key in keys]
            return [self._pending(key.case, key, change, named[key.case]) for key in versions]

        return made

    def _keep(self, changes: Sequence[Pending]) -> None:
        with self._keeping:
            outbox = self._outbox
            if outbox is None:
                raise StoreUnreachable("offline")
            made, before = written_anew(changes, self.pending())
            if made:
                outbox.keep(made)
            outbox.drop(before)
            self.server.waits(self.pending())

    def _drop(self, keys: Sequence[str], *, applied: int = 0) -> None:
        with self._keeping:
            if self._outbox is not None:
                self._outbox.drop(keys)
                self.server.waits(self.pending(), applied=applied)


def shown_of(keys: Sequence[CaseKey], change: Change) -> int:
    """How many changes one command sends, of those that an agent is shown."""
    return 0 if isinstance(change, Drafted | Looked) else len(keys)


def _waits(kept: Sequence[Pending], change: Change) -> Outcome:
    undo = Undo(waiting=tuple(each.key for each in kept if not isinstance(change, Undone)))
    return Outcome((), (), undo, waiting=tuple(CaseKey(each.case, each.after) for each in kept))


def _nobody() -> None:
    """Hears nothing."""
