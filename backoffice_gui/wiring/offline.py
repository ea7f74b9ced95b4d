"""A desk whose server goes away: what was read stays readable, what is changed waits, and goes on its return, once.

On a store of one's own nothing of this happens: changes have no keys, and nothing is remembered. Nothing here decides
what a change means: `actions.applying` does, on the server.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from backoffice_gui import logs
from backoffice_gui.actions.applying import By, apply
from backoffice_gui.actions.desk import Desk, all_names
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CasePage
from backoffice_gui.domain.outbox import Change, Drafted, Fate, Looked, Once, Pending, follow, judged_anew, moves
from backoffice_gui.domain.projecting import detail_with, row_with
from backoffice_gui.errors import StoreError, StoreHeld, StoreUnreachable, UsageError, WrongKey
from backoffice_gui.storage.away import is_away
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.outbox import Outbox
from backoffice_gui.wiring.in_flight import Flight
from backoffice_gui.wiring.outgoing import Outgoing, Random, shown_of

__all__ = ["Offline"]

_LOG = logging.getLogger(__name__)
_POOLS = 2
"""The writer's, and the readers'."""
T = TypeVar("T")
Opened = Callable[[], "tuple[Inbox, Desk] | None"]
Send = Callable[[Desk], Outcome]


class Offline(Outgoing):
    """One window's offline desk; for any thread. `begin` with each unlocking, `end` with each lock."""

    def __init__(self, clock: Clock, random: Random = secrets.token_bytes) -> None:
        super().__init__(clock, random)
        self._sending = threading.Lock()
        """Held while one change that waited is sent: it is neither discarded nor changed meanwhile."""

    # The desk

    def begin(self, inbox: Inbox, desk: Desk) -> None:
        """The desk was opened: what waits of before is there. Nothing to do on a store of one's own.

        Where another window of this workstation has the outbox, or the disk takes none, this one works, and can't go
        on without the server (`Line.held`). Raises what reading the inbox raises.
        """
        if desk.casebook.local or desk.outbox_key is None:
            return
        with inbox.reading() as connection:
            names = all_names(identity.ids(connection))
        self.server.stands_for(desk)
        with self._keeping:
            if self._outbox is not None:
                return
            try:
                self._outbox = Outbox.open(desk.casebook.folder, desk.outbox_key, desk.agent, names)
            except StoreError as error:
                level = logging.INFO if isinstance(error, StoreHeld) else logging.WARNING
                logs.event(_LOG, level, "outbox_not_opened", code=error.code, detail=error.reason)
                self.server.opened(held=True)
                return
            self.server.opened(set_aside=self._outbox.set_aside)
            self.server.waits(self.pending())
        self._wake()

    def end(self) -> None:
        """The desk was locked: what waits stays, sealed; nothing that was read stays in memory."""
        with self._keeping:
            outbox, self._outbox = self._outbox, None
            self._memory.forget()
            self.server.forget()
        if outbox is not None:
            outbox.close()

    def wakes(self, wake: Callable[[], None]) -> None:
        """From now on this is called where there is something to send."""
        self._wake = wake

    def admit(self) -> None:
        """For what can't wait: raises `StoreUnreachable("offline")` while the server is away."""
        if self.server.away:
            raise StoreUnreachable("offline")

    def noticed(self, error: BaseException) -> bool:
        """Whether this error means that the server is away, or shut to this login; from now on it is."""
        if self.server.shut_out(error, self._clock.now()):
            return self._outbox is not None
        if not is_away(error) or self._outbox is None:
            return False
        self.server.lost(self._clock.now())
        self._wake()
        return True

    # Reading

    def read(self, asked: Hashable, ask: Callable[[], T], desk: Desk) -> T:
        """An answer of the server's, or the last one it gave to this, with what waits put upon it.

        Raises `StoreUnreachable("offline")` where the server is away and nothing is remembered; what `ask` raises.
        """
        if self._outbox is None:
            return ask()
        if not self.server.away:
            try:
                answer = self._tried(ask)
            except StoreError as error:
                if not self.noticed(error):
                    raise
            else:
                self._memory.keep(asked, answer)
                shown: T = self._with(answer, desk)
                return shown
        remembered: T = self._with(self._remembered(asked), desk)
        return remembered

    def watched(self, ask: Callable[[], T]) -> T:
        """What nothing remembered stands in for; that the server is away is noticed by it. Raises as `admit`, `ask`."""
        self.admit()
        try:
            return self._tried(ask)
        except StoreError as error:
            self.noticed(error)
            raise

    def _tried(self, deed: Callable[[], T]) -> T:
        """Again, where a connection went: the server may have ended those alone that lay idle, in each pool."""
        for _ in range(_POOLS):
            try:
                return deed()
            except StoreUnreachable as error:
                if error.reason != "lost" or self.server.away:  # found so meanwhile: nobody waits for it again
                    raise
        return deed()

    def _remembered(self, asked: Hashable) -> Any:
        if isinstance(asked, int):
            detail = self._memory.detail(asked)
            if detail is not None:
                self._keep([self._pending(asked, CaseKey(asked, detail.row.version), Looked())])
                return detail
        else:
            answer = self._memory.answer(asked)
            if answer is not None:
                return answer
        raise StoreUnreachable("offline")

    def _with(self, answer: Any, desk: Desk) -> Any:
        waiting = self.pending()
        if not waiting:
            return answer
        if isinstance(answer, CaseDetail):
            return detail_with(answer, waiting, desk.agent, desk.authority.duties)
        if isinstance(answer, CasePage):
            rows = tuple(row_with(row, waiting, desk.agent) for row in answer.rows)
            return replace(answer, rows=rows)
        return answer

    # Changing

    def send(self, desk: Desk, keys: Sequence[CaseKey], change: Change, send: Send) -> Outcome:
        """Do a change now, with its keys; where the server is away, or an earlier one of the case waits, keep it.

        One whose answer is late is kept meanwhile, and waits where none comes. `keys` is empty for an undo. Raises what
        `send` raises, and `DiskFull` where there is no room to keep it.
        """
        if desk.casebook.local:
            return send(desk)
        once, every = {key.case: self._key() for key in keys}, "" if keys else self._key()
        keyed = replace(desk, once=Once(once, every))
        if self._outbox is None:
            return send(keyed)
        wanted = list({key.case: key for key in keys}.values()) or [CaseKey(0, 0)]
        named = once | {0: every}
        waits = partial(self._wait, desk, wanted, change, named)
        if self.server.away or self._queued(keys):
            return waits()
        flight = self.flights.begin(self._flown(desk, wanted, change, named), shown_of(wanted, change))
        return self._flies(flight, change, lambda: send(keyed), waits)

    def _flies(
        self, flight: Flight, change: Change, send: Callable[[], Outcome], waits: Callable[[], Outcome]
    ) -> Outcome:
        try:
            outcome = self._tried(send)
        except StoreError as error:
            gone = self.noticed(error)
            with self._keeping:  # a lock may be keeping it just now
                if flight.kept and (gone or is_away(error) or isinstance(error, WrongKey)):
                    return self._left(flight, change)
                self._landed(flight)
                if gone:
                    return waits()
            raise
        except BaseException:
            self._landed(flight)
            raise
        self._landed(flight)
        return outcome

    # What waits

    def again(self, key: str) -> None:
        """Send a change once more that clashed or was refused, over what its agent was shown; raises `UsageError`.

        What was made upon it has not seen what it goes over.
        """
        pending = self._found(key)
        version = pending.version if pending.conflict is None else pending.conflict.now
        after, at = version + int(moves(pending.change)), self._clock.now()
        change = pending.change
        if isinstance(change, Drafted):
            change = replace(change, seen=None)  # over whatever is there now
        again = Pending(pending.key, pending.case, pending.number, change, version, after, at)
        with self._sending, self._keeping:
            later = judged_anew(pending, self.pending()) if version != pending.version else ()
            self._keep([again, *later])
        self._wake()

    def discard(self, key: str) -> None:
        """Forget a change that was not applied. Raises `UsageError("change-unknown")`: there is none any more."""
        with self._sending:
            self._given_up(self._found(key))

    def unsend(self, keys: Sequence[str]) -> Outcome:
        """Take back what waits and was not sent yet; raises `UsageError("undo-too-late")` where none of it waits."""
        with self._sending:
            found = [each for each in self.pending() if each.key in keys and each.fate is Fate.WAITING]
            if not found:
                raise UsageError("undo-too-late")
            for each in reversed(found):
                self._given_up(each)
        return Outcome(tuple(CaseKey(each.case, each.version) for each in found))

    def _given_up(self, pending: Pending) -> None:
        """What was made upon it goes back to the version before it: it may still be done."""
        with self._keeping:
            self._moved(pending, pending.version)
            self._drop([pending.key])

    def _found(self, key: str) -> Pending:
        for each in self.pending():
            if each.key == key:
                return each
        raise UsageError("change-unknown")

    # The way back

    def replay(self, by: By, stopped: Callable[[], bool]) -> int:
        """Send what waits, in order for each case; how many were applied.

        A case one of whose changes clashed or was refused waits with those that came after it; undos do not
        wait for one another. Raises what `applying.apply` raises: then the rest still waits.
        """
        held, applied = {each.case for each in self.pending() if each.fate is not Fate.WAITING}, 0
        for each in self.pending():
            if stopped():
                break
            if each.fate is not Fate.WAITING or (0 < each.case in held and moves(each.change)):
                continue
            with self._sending:
                fate = self._replayed(by, each.key)
            if fate is Fate.APPLIED:
                applied += 1
            elif fate is not None and not isinstance(each.change, Looked):  # nothing was made upon a look
                held.add(each.case)
        return applied

    def _replayed(self, by: By, key: str) -> Fate | None:
        """What became of one; nothing where it was taken out meanwhile."""
        pending = next((each for each in self.pending() if each.key == key), None)
        if pending is None:
            return None
        done = apply(by, pending)
        if done.pending.fate is not Fate.APPLIED:
            self._keep_fate(done.pending)
            return done.pending.fate
        with self._keeping:
            if pending.case and moves(pending.change):
                self._moved(pending, done.version)
            self._drop([key], applied=int(pending.shown))
        return Fate.APPLIED

    def _keep_fate(self, pending: Pending) -> None:
        if isinstance(pending.change, Looked):  # there is nothing to decide
            logs.event(_LOG, logging.WARNING, "look_not_noted", code=pending.code)
            self._drop([pending.key])
        else:
            self._keep([pending])

    def _moved(self, before: Pending, version: int | None) -> None:
        """What was made upon a change follows it to the version that it came to, or is judged anew."""
        kept = self.pending()
        later = judged_anew(before, kept) if version is None else follow(before, kept, version - before.after)
        if later:
            self._keep(later)
