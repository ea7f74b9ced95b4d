"""Anchoring the journals' heads outside, on a thread of its own: by the hour, and once more when the desk is left.

A share that does not answer holds up nothing but this thread. What can't be anchored is an alarm in the inbox, and is
tried again within minutes; work goes on meanwhile.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Sequence

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.journal_heads import heads_now, inbox_head, late_heads, signed_before, signed_heads
from backoffice_gui.audit.heads import SignedHead, head_line
from backoffice_gui.clock import Clock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import Circumstance, StoreError
from backoffice_gui.settings import Settings
from backoffice_gui.storage import anchors
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.system import system_log
from backoffice_gui.wiring.rounds import ENDED, REVIVE_SECONDS

__all__ = ["AnchorRun"]

_LOG = logging.getLogger(__name__)
_FIRST_SECONDS = 20.0
_EVERY_SECONDS = 3_600.0
_AGAIN_SECONDS = 300.0
_STUCK_SECONDS = 60.0
_PROGRAM = "ofpra-backoffice"

_LATELY = 50
"""So many heads of an earlier life a locking brings along: it has a quarter of a second, and signs each."""
_MOST_KEPT = 1_000
"""So many that a share refused are kept, in memory."""

Opened = Callable[[], "tuple[Inbox, Desk | None] | None"]
Heads = tuple[SignedHead, ...]


class AnchorRun:
    """`opened` gives the inbox, and the desk while it is unlocked; nothing while there is neither.

    Without a desk the inbox's head alone is anchored, and nobody signs it: a collector has no key of ours.
    """

    def __init__(self, settings: Settings, opened: Opened, clock: Clock) -> None:
        self._folder = settings.anchor_folder
        self._syslog = settings.audit.syslog
        self._opened, self._clock = opened, clock
        self._thread: threading.Thread | None = None
        self._started_at = clock.elapsed()
        self._left: queue.SimpleQueue[tuple[Heads, Heads] | None] = queue.SimpleQueue()
        self._last: dict[str, bytes] = {}
        self._unwritten: Heads = ()
        self._writing_since: float | None = None
        self._trouble: str | None = ""

    @property
    def wanted(self) -> bool:
        """Whether heads are to be anchored anywhere."""
        return self._folder is not None or self._syslog

    def start(self) -> None:
        """Begin, where anchoring is wanted, unless it goes on already; returns at once."""
        if not self.wanted or (self._thread is not None and self._thread.is_alive()):
            return
        self._started_at = self._clock.elapsed()
        self._thread = threading.Thread(target=self._work, name="anchoring", daemon=True)
        self._thread.start()

    def leave(self, inbox: Inbox, desk: Desk) -> None:
        """The desk is being locked: its heads are signed now and anchored in a moment; never waits for a share."""
        if not self.wanted:
            return
        with contextlib.suppress(StoreError):  # closed already: the next unlocking anchors
            at = self._clock.now()
            # those of an earlier life, where this one has written none: after a later head they were missing for good
            signed = () if self._last or self._folder is None else signed_before(inbox, desk, at, _LATELY)
            self._left.put((signed, heads_now(inbox, desk, at)))

    def stop(self, seconds: float) -> None:
        """Anchor once more and end; waits no longer than that for a share."""
        thread, self._thread = self._thread, None
        self._left.put(None)
        if thread is not None:
            thread.join(seconds)

    def look(self) -> None:
        """Say so where a share has not answered for a minute, or a defect has ended the thread: it can't itself.

        One that has ended is begun again a minute after its last beginning.
        """
        if self._thread is not None and not self._thread.is_alive():
            self._tell(ENDED)
            if self._clock.elapsed() - self._started_at >= REVIVE_SECONDS:
                self.start()
            return
        since = self._writing_since
        if since is not None and self._clock.elapsed() - since > _STUCK_SECONDS:
            self._tell("timeout")

    def anchor(self, heads: Sequence[SignedHead] = ()) -> str | None:
        """Anchor these heads, or those of now where they are new; a code word where that could not be done."""
        due = {(each.head.chain, each.head.n): each for each in (*self._unwritten, *(heads or self._heads()))}
        new = [each for each in due.values() if self._last.get(each.head.chain) != each.head.hash]
        self._writing_since = self._clock.elapsed()
        try:
            trouble = self._write(new)
        finally:
            self._writing_since = None
        if trouble is None:
            self._last.update({each.head.chain: each.head.hash for each in new})
        self._tell(trouble)
        return trouble

    def _heads(self) -> tuple[SignedHead, ...]:
        opened = self._opened()
        if opened is None:
            return ()
        inbox, desk = opened
        if desk is None:
            return (SignedHead(inbox_head(inbox, self._clock.now())),)
        at = self._clock.now()
        late = () if self._folder is None else self._late(signed_before(inbox, desk, at))
        return *late, *(signed_heads(inbox, desk, at) or heads_now(inbox, desk, at))

    def _late(self, signed: Heads) -> Heads:
        if self._folder is None:
            return ()
        try:
            return late_heads(self._folder, signed)
        except OSError:  # a share that can't be read is said by the writing
            return ()

    def _write(self, new: Sequence[SignedHead]) -> str | None:
        trouble = None
        if self._folder is not None:
            try:
                anchors.append(self._folder, new)
                self._unwritten = ()
                if not self._folder.is_dir():
                    trouble = "folder"
            except OSError as error:
                trouble = "absent" if isinstance(error, FileNotFoundError) else "folder"
                self._unwritten = tuple(new)[-_MOST_KEPT:]  # before whatever is signed later: see `late_heads`
        if self._syslog:
            try:
                for each in new:
                    system_log.send(_PROGRAM, head_line(each))
            except OSError:
                trouble = trouble or "syslog"
        return trouble

    def _tell(self, trouble: str | None) -> None:
        """The alarm of the inbox follows, where it has changed; that it can't be written is said in the log."""
        opened = None if trouble == self._trouble else self._opened()
        if opened is None:
            return
        try:
            with opened[0].transaction() as tx:
                if trouble is None:
                    incidents.end_alarm(tx, AlarmKind.ANCHOR, self._clock.now())
                else:
                    incidents.raise_alarm(tx, AlarmKind.ANCHOR, trouble, self._clock.now())
            self._trouble = trouble
        except StoreError as error:
            logs.event(_LOG, logging.WARNING, "anchor_not_told", code=error.code)

    def _work(self) -> None:
        pause = _FIRST_SECONDS
        while True:
            left: tuple[Heads, Heads] | None = (), ()
            with contextlib.suppress(queue.Empty):
                left = self._left.get(timeout=pause)
            signed, now = left or ((), ())
            try:
                pause = _EVERY_SECONDS if self.anchor((*self._late(signed), *now)) is None else _AGAIN_SECONDS
            except Circumstance as error:  # the store can't be read now: tried again
                pause = _AGAIN_SECONDS
                logs.event(_LOG, logging.INFO, "not_anchored", code=error.code, detail=error.reason)
            if left is None:
                return
