"""One store as the window's process has it: the inbox, open, and the desk, open or locked; for any thread.

Locking never waits for opening: it takes what there is away at once, and an opening that ends after it is void.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from backoffice_gui import logs
from backoffice_gui.actions import passphrase as passphrases
from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.last_words import LastWords, codes_of, lay_by
from backoffice_gui.actions.unlock import DESK, Door, unlock
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Condition, LockCause, OfficeState, Precautions
from backoffice_gui.errors import (
    Circumstance,
    DiskFull,
    StoreError,
    StoreIncomplete,
    StoreMissing,
    StoreUnreachable,
    UnlockRefused,
)
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import Settings
from backoffice_gui.storage import reserve
from backoffice_gui.storage.inbox import identity, taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.homes import home_of
from backoffice_gui.wiring.server_line import takes_us

__all__ = ["Leaving", "OpenStore"]

Leaving = Callable[[Desk], Sequence[AuditEvent]]

_LOG = logging.getLogger(__name__)
_PATIENCE_SECONDS = 0.08
"""So long may what goes on end by itself when the desk is locked; then it is broken off."""


class OpenStore:
    """Opens what can be opened, and locks it; `cost`: of a new passphrase's wrap (a test has less)."""

    def __init__(self, settings: Settings, clock: Clock, *, demo: bool = False, cost: Cost = STRONG) -> None:
        self._settings = settings
        self._clock = clock
        self.demo = demo
        self.away: Callable[[], bool] = _never
        """Whether a team's server was found away: then nothing more is said to it when the desk is locked."""
        self._cost = cost
        self._guard = threading.RLock()
        """Held by whoever opens; for as long as that takes."""
        self._swap = threading.Lock()
        """Held for no longer than it takes to put a desk in its place, or away."""
        self._turn = 0
        self._cause = LockCause.ASKED
        self._locked = False
        self._since: int | None = None
        self._waiting: list[LastWords] = []
        self.inbox: Inbox | None = None
        self.desk: Desk | None = None
        self._beside: Desk | None = None
        self.refused: Circumstance | None = None

    # What there is

    def condition(self) -> Condition:
        """Whether there is something to work with; tries again what could not be opened."""
        if not self._settings.transfer.url:
            return self._said(OfficeState.NOT_CONFIGURED)
        with self._guard:
            turn = self._turn
            try:
                inbox = self._opened_inbox()
                if self.desk is None and not self._stays_locked(inbox):
                    self._open_alone(turn)
            except (StoreMissing, StoreIncomplete) as error:
                return self._said(OfficeState.NO_STORE, error)
            except Circumstance as error:
                return self._said(OfficeState.UNAVAILABLE, error)
        if self.desk is not None:
            return self._said(OfficeState.OPEN)
        if self._locked:
            facts = self._locked_facts(inbox)
            return Condition(OfficeState.LOCKED, self.demo, facts=facts, precautions=self._precautions())
        return self._said(OfficeState.SEALED, self.refused)

    def _said(self, state: OfficeState, error: Circumstance | None = None) -> Condition:
        if error is None:
            return Condition(state, self.demo, precautions=self._precautions())
        return Condition(state, self.demo, error.code, error.reason, error.facts, self._precautions())

    def _precautions(self) -> Precautions:
        kept = self._settings.security
        return Precautions(kept.clipboard_seconds, kept.exclude_capture, kept.lock_minutes)

    def _locked_facts(self, inbox: Inbox) -> dict[str, str | int | float]:
        door = self._door(inbox)
        tries, wrapped = door.tries(), door.wrapped
        newest = since = self._since or 0
        with contextlib.suppress(StoreError), inbox.reading() as connection:  # a team's server may be away
            newest = taking.last_row(connection)
            since = newest if self._since is None else self._since
        return {
            "passphrase": int(wrapped),
            "choose": int(not wrapped and self._required()),
            "seconds": tries.wait(self._clock.elapsed()) if wrapped else 0,
            "waiting": newest - since,
        }

    def use(self, settings: Settings) -> None:
        """Other precautions hold from now on; what says where the store lies is the same."""
        self._settings = settings

    def opened_inbox(self) -> Inbox:
        """The inbox, opened where it is not yet; raises `StoreError`."""
        inbox = self.inbox
        if inbox is not None:
            return inbox
        with self._guard:
            return self._opened_inbox()

    def _opened_inbox(self) -> Inbox:
        if self.inbox is None:
            opened = home_of(self._settings).open(self._clock)
            try:
                parts.refuse_owner(self._settings, opened)
                with opened.reading() as connection:
                    identity.refuse_moved(connection)
            except BaseException:
                opened.close()
                raise
            self.inbox = opened
        return self.inbox

    def unsealed(self) -> tuple[Inbox, Desk] | None:
        """The open inbox and the unlocked desk, or nothing; returns at once."""
        inbox, desk = self.inbox, self.desk
        return None if inbox is None or desk is None else (inbox, desk)

    def readable(self) -> tuple[Inbox, Desk | None] | None:
        """The open inbox, with the desk while it is unlocked; returns at once."""
        inbox = self.inbox
        return None if inbox is None else (inbox, self.desk)

    # Opening

    def _required(self) -> bool:
        return parts.passphrase_required(self._settings)

    def _stays_locked(self, inbox: Inbox) -> bool:
        """Whether somebody has to open it: it was locked, or a passphrase is needed, or is to be chosen."""
        if not self._locked and (self._door(inbox).wrapped or self._required()):
            self._note_locked(inbox)
        return self._locked

    def _note_locked(self, inbox: Inbox) -> None:
        self._locked, self.refused = True, None
        if self.away():
            return
        with contextlib.suppress(StoreError), inbox.reading() as connection:
            self._since = taking.last_row(connection)

    def _door(self, inbox: Inbox) -> Door:
        return parts.door(self._settings, inbox, self._clock, self._cost)

    def _open_alone(self, turn: int) -> None:
        """As far as the keyring alone opens; what keeps it from that is kept in `refused`."""
        try:
            parts.looked_twice(lambda: self._open(lambda door, before: self._looking(door, "", before), turn))
        except Circumstance as error:
            self.refused = error

    @property
    def turn(self) -> int:
        """How often it was locked: what was asked before a locking opens nothing after it. Returns at once."""
        return self._turn

    def unlock(self, passphrase: str, turn: int | None = None) -> None:
        """Open the desk; raises what `actions.unlock.unlock` raises. One that is open stays so.

        `turn`: that of the moment it was asked for, where it had to wait; locked since, nothing is tried or opened.
        """
        with self._guard:
            turn = self._turn if turn is None else turn
            if self.desk is not None or turn != self._turn:
                return
            if self._required() and not self._door(self._opened_inbox()).wrapped:
                raise UnlockRefused("passphrase-choose", seconds=0, tries=0)
            try:
                self._open(lambda door, before: self._looking(door, passphrase, before), turn)
            except StoreIncomplete as error:  # a schema that is shut to us looks as if it were not there
                inbox = self.inbox
                if inbox is None or inbox.local or takes_us(inbox):
                    raise
                raise StoreUnreachable("refused") from error

    def _looking(self, door: Door, passphrase: str, before: Sequence[LastWords]) -> Desk:
        """The desk; on a full disk the reserve goes for what is to be noted, and where that does not do, notes wait."""
        for _ in range(2):
            try:
                return unlock(door, passphrase, before)
            except DiskFull:
                if not reserve.release(door.folder):
                    break
        desk = unlock(door, passphrase, noted=False)
        logs.event(_LOG, logging.WARNING, "unlock_not_noted", code=DiskFull.code)
        with self._swap:
            self._waiting = [*before, *self._waiting]
        return desk

    def set_passphrase(self, old: str, new: str, turn: int | None = None) -> None:
        """Set, change or remove the passphrase, and open the desk with it; raises what `set_passphrase` raises."""
        required = self._settings.security.passphrase
        self._open_anew(lambda door: passphrases.set_passphrase(door, old, new, required=required), turn)

    def recover(self, code: str, passphrase: str, turn: int | None = None) -> None:
        """Open the desk with the recovery code; raises what `actions.passphrase.recover` raises."""
        private = recovery.typed(code)
        required = self._settings.security.passphrase
        self._open_anew(lambda door: passphrases.recover(door, private, passphrase, required=required), turn)

    def _open_anew(self, opening: Callable[[Door], Desk], turn: int | None) -> None:
        with self._guard:
            turn = self._turn if turn is None else turn
            if turn != self._turn:
                return
            if self.desk is None:
                self._open(lambda door, before: _caught_up(opening(door), before), turn)
            else:
                self._open_beside(opening, turn)

    def _open_beside(self, opening: Callable[[Door], Desk], turn: int) -> None:
        """The casebook is open a second time while its passphrase changes: a lock closes that as well."""

        def opened(desk: Desk) -> None:
            with self._swap:
                late = self._turn != turn
                self._beside = None if late else desk
            if late:
                desk.close()

        def unsaid(words: LastWords) -> None:
            with self._swap:
                self._waiting.append(words)

        try:
            opening(replace(self._door(self._opened_inbox()), opened=opened, unsaid=unsaid)).close()
        finally:
            with self._swap:
                self._beside = None

    def _open(self, opening: Callable[[Door, Sequence[LastWords]], Desk], turn: int) -> None:
        inbox = self._opened_inbox()
        with self._swap:
            before, self._waiting = self._waiting, []
        try:
            desk = opening(self._door(inbox), before)
        except BaseException:
            with self._swap:  # a lock may be laying its words by just now
                self._waiting = [*before, *self._waiting]
            raise
        parts.noted(self._settings, inbox, desk, self._clock, looking=True)
        with self._swap:
            late = self._turn != turn
            if late:
                self._locked = True
            else:
                self.desk, self._locked, self.refused, self._since = desk, False, None, None
        if late:  # it was locked while it was being opened
            self._shut(desk, self._cause, _nothing, ())

    # Locking

    def lock(self, cause: LockCause, leaving: Leaving, drafts: Sequence[Unkept] = (), *, kept: bool = False) -> bool:
        """Take the desk away, close it and wipe its keys, within a quarter of a second; audited.

        `leaving` gives what else is to be written down before it goes, `drafts` what was being written. What the
        casebook can't take at once lies sealed in the inbox, and is taken from there when the desk is opened again;
        without the drafts where those are `kept` elsewhere. Whether the casebook took it is returned.
        """
        with self._swap:
            self._turn, self._cause = self._turn + 1, cause
            desk, self.desk = self.desk, None
            beside, self._beside = self._beside, None
            self._locked = self._locked or self.inbox is not None
        if beside is not None:
            beside.close(_PATIENCE_SECONDS)
        if desk is None:
            return False
        said = self._shut(desk, cause, leaving, drafts, kept=kept)
        if self.inbox is not None:
            self._note_locked(self.inbox)
        return said

    def _shut(
        self, desk: Desk, cause: LockCause, leaving: Leaving, drafts: Sequence[Unkept], *, kept: bool = False
    ) -> bool:
        words: LastWords | None = None
        try:
            words = self._last_words(desk, cause, leaving, drafts)
        finally:  # what can't be said keeps nothing open: nobody has this desk any more to close it later
            away = self.away()
            said = desk.close(_PATIENCE_SECONDS, None if words is None or away else words.write)
        if said and not away:
            return True
        left = replace(words, drafts=()) if kept else words
        if away or self.away():
            with self._swap:
                self._waiting.append(left)
        else:
            self._lay_by(left)
        return False

    def _last_words(self, desk: Desk, cause: LockCause, leaving: Leaving, drafts: Sequence[Unkept]) -> LastWords:
        at = self._clock.now()
        said = (("agent", desk.agent), ("cause", cause.value))
        events = (*_left(leaving, desk), AuditEvent(at, Verb.DESK_LOCKED, Role.DESK, DESK, said))
        return LastWords(desk.agent, at, events, tuple(drafts), codes_of(desk))

    def _lay_by(self, words: LastWords) -> None:
        try:
            lay_by(self.opened_inbox(), words)
        except (StoreError, MemoryError) as error:
            logs.event(_LOG, logging.INFO, "not_laid_by", code=getattr(error, "code", type(error).__name__))
            with self._swap:
                self._waiting.append(words)

    def close(self) -> None:
        """Close the inbox as well, once the desk was locked."""
        if self._waiting:
            logs.event(_LOG, logging.WARNING, "not_logged", count=len(self._waiting))
        with self._guard:
            if self.inbox is not None:
                self.inbox.close()
            self.inbox = None
            self._locked = False


def _never() -> bool:
    return False


def _nothing(_desk: Desk) -> Sequence[AuditEvent]:
    return ()


def _left(leaving: Leaving, desk: Desk) -> Sequence[AuditEvent]:
    """What is said of the time before a lock; where there is no memory for that, the lock and the drafts are all."""
    try:
        return leaving(desk)
    except MemoryError:
        logs.event(_LOG, logging.WARNING, "not_logged", count=1)
        return ()


def _caught_up(desk: Desk, waiting: Sequence[LastWords]) -> Desk:
    """The desk, once what has waited for it is written down; it is closed where that can't be."""
    try:
        with desk.casebook.transaction() as tx:
            for words in waiting:
                words.write(tx)
    except BaseException:
        desk.close()
        raise
    return desk
