"""The only two verbs of background work, and the threads behind them.

A `Query` reads, on the *reading* thread: the newest first, because what was asked last is what
the agent looks at; one that is superseded is dropped, or interrupted where it runs already.
A `Command` changes, on the *office* thread, in turn; it returns `Changes`, broadcast once with
its initiator, so that each pane decides whether to look again. Locking alone waits for nobody:
it has the *locking* thread to itself (`at_once`).

Both come back on the GUI thread, and only while their parent lives. A failure nobody handles is
emitted once, `failed`, and gets one sentence on the screen. A defect is emitted always, and told to the parent as
well: what waits for an answer is over. This is one of the two places where `except Exception` may stand
(architecture.md, Errors).

The collector speaks through `listen`, on its own thread; what it says reaches the window as
`collector_spoke`, gathered, at most four times a second. What colleagues do comes through `hear`, on the listening
thread: as `heard`, and as `changed` like a command of ours, without an initiator.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from backoffice_gui import logs
from backoffice_gui.domain.colleagues import Heard
from backoffice_gui.errors import Circumstance
from backoffice_gui.gui.failure import Failure, failure_of

if TYPE_CHECKING:
    from backoffice_gui.domain.collecting import CollectorEvent
    from backoffice_gui.domain.office import Changes

__all__ = ["Bridge", "Command", "Query"]

_log = logging.getLogger(__name__)

T = TypeVar("T")
_GATHER_MS = 250


@dataclass(frozen=True, slots=True, eq=False)
class Query(Generic[T]):
    """Read something: `callable` on the reading thread, then `on_success` with what it returned.

    `on_failure` takes a `Circumstance` the parent wants to show itself, or a defect, which `failed` has too. `replaces`
    names what this query supersedes: waiting queries of the same parent and name are dropped. `apart`: on the
    *looking* thread instead, for what may take its time (a preview), so that no list waits for it.
    """

    parent: QObject
    callable: Callable[[], T]
    on_success: Callable[[T], None]
    on_failure: Callable[[Failure], None] | None = None
    replaces: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """Change something: `callable` on the office thread returns what it touched."""

    parent: QObject
    callable: Callable[[], Changes]
    on_success: Callable[[Changes], None] | None = None
    on_failure: Callable[[Failure], None] | None = None


class _Job:
    """A verb on its way: what it returned, or the failure it ended in."""

    __slots__ = ("dropped", "failure", "result", "verb")

    def __init__(self, verb: Query[Any] | Command) -> None:
        self.verb = verb
        self.result: Any = None
        self.failure: Failure | None = None
        self.dropped = False

    def run(self) -> None:
        """Call the callable; nothing it raises gets past this point."""
        try:
            self.result = self.verb.callable()
        except Circumstance as error:
            self.failure = failure_of(error)
        except Exception as error:  # noqa: BLE001  the bridge: one of the two places (architecture.md)
            self.failure = failure_of(error)

    def supersedes(self, other: _Job) -> bool:
        """Whether this query makes the other one pointless."""
        mine, theirs = self.verb, other.verb
        return (
            isinstance(mine, Query)
            and isinstance(theirs, Query)
            and bool(mine.replaces)
            and mine.replaces == theirs.replaces
            and mine.parent is theirs.parent
        )


class _Lane:
    """One named thread and what waits for it."""

    def __init__(self, name: str, done: Callable[[_Job], None], *, newest_first: bool) -> None:
        self._done = done
        self._newest_first = newest_first
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._stopped = False
        self._interrupting = 0
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._started = False

    def put(self, job: _Job) -> None:
        """Add a job, dropping what it supersedes; the thread starts with the first one."""
        with self._change:
            if self._stopped:
                return
            self._waiting = deque(other for other in self._waiting if not job.supersedes(other))
            self._waiting.append(job)
            if not self._started:
                self._started = True
                self._thread.start()
            self._change.notify()

    def drop(self, parent: QObject, name: str, interrupt: Callable[[], None]) -> None:
        """Forget the queries of this name, and interrupt the one that runs; returns at once.

        A team's server is asked to break it off, which takes journeys. The lane begins nothing meanwhile, so that no
        later query can be hit by mistake.
        """
        with self._change:
            ghost = _Job(Query(parent, lambda: None, lambda _: None, replaces=name))
            self._waiting = deque(job for job in self._waiting if not ghost.supersedes(job))
            if self._running is not None and ghost.supersedes(self._running):
                self._running.dropped = True
                self._interrupting += 1
                words = (interrupt,)
                threading.Thread(target=self._interrupt, args=words, name="interrupting", daemon=True).start()

    def _interrupt(self, interrupt: Callable[[], None]) -> None:
        try:
            interrupt()
        finally:
            with self._change:
                self._interrupting -= 1
                self._change.notify()

    def stop(self, seconds: float) -> bool:
        """Let the running job end, forget the others; whether the thread ended in time."""
        with self._change:
            self._stopped = True
            self._waiting.clear()
            self._change.notify()
        if self._started:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _take(self) -> _Job | None:
        with self._change:
            self._change.wait_for(lambda: self._stopped or (self._waiting and not self._interrupting))
            if self._stopped:
                return None
            self._running = self._waiting.pop() if self._newest_first else self._waiting.popleft()
            return self._running

    def _work(self) -> None:
        while self._do_one():
            """Nothing of a job is held while the next one is waited for: what it read may be a person's."""

    def _do_one(self) -> bool:
        job = self._take()
        if job is None:
            return False
        job.run()
        with self._change:
            self._running = None
            silent = self._stopped or job.dropped
        if not silent:
            self._done(job)
        return True


class Bridge(QObject):
    """The window's side of the office's threads."""

    changed = Signal(object, object)
    """`Changes` and the `QObject` that caused them; once a command."""
    failed = Signal(object)
    """A `Failure` that nobody handled, or a defect."""
    collector_spoke = Signal(object)
    """A tuple of `CollectorEvent`, at most four times a second."""
    heard = Signal(object)
    """`Heard`: what was done by whom, this desk included; before `changed`, which says its topics."""

    line_said = Signal(object)
    """A `Line`: the team's server went or is back, or something waits for it; emitted on any thread."""

    _finished = Signal(object)
    _woken = Signal()
    _called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = _Lane("reading", self._finished.emit, newest_first=True)
        self._looking = _Lane("looking", self._finished.emit, newest_first=True)
        self._office = _Lane("office", self._finished.emit, newest_first=False)
        self._locking = _Lane("locking", self._finished.emit, newest_first=False)
        self._heard: deque[CollectorEvent] = deque()
        self._gathering = False
        self._colleagues = Heard()
        self._ear = threading.Lock()
        self._since = QElapsedTimer()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._woken.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._called.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ask(self, query: Query[T]) -> None:
        """Run a query."""
        (self._looking if query.apart else self._reading).put(_Job(query))

    def do(self, command: Command) -> None:
        """Run a command, after those before it."""
        self._office.put(_Job(command))

    def at_once(self, command: Command) -> None:
        """Run a command beside those of before, whatever they do: locking, which waits for nothing."""
        self._locking.put(_Job(command))

    def drop(self, parent: QObject, name: str, interrupt: Callable[[], None]) -> None:
        """Forget the parent's queries of this name; one that runs is interrupted and says nothing."""
        for lane in (self._reading, self._looking):
            lane.drop(parent, name, interrupt)

    def listen(self, event: CollectorEvent) -> None:
        """What the collector calls, on its own thread; returns at once."""
        self._heard.append(event)
        if not self._gathering:
            self._gathering = True
            self._woken.emit()

    def hear(self, heard: Heard) -> None:
        """What the listening thread calls; returns at once. What was not told yet is told together."""
        with self._ear:
            first, self._colleagues = not self._colleagues, self._colleagues.then(heard)
        if first:
            self._called.emit()

    def _tell(self) -> None:
        with self._ear:
            heard, self._colleagues = self._colleagues, Heard()
        self.heard.emit(heard)
        changes = heard.as_changes()
        if changes.topics:
            self.changed.emit(changes, None)

    def stop(self, seconds: float = 5.0) -> bool:
        """End the threads; whether they ended in time."""
        lanes = (self._reading, self._looking, self._locking, self._office)
        ended = [lane.stop(seconds) for lane in lanes]
        return all(ended)

    def _gather(self) -> None:
        passed = self._since.elapsed() if self._since.isValid() else _GATHER_MS
        QTimer.singleShot(max(0, _GATHER_MS - passed), self, self._say)

    def _say(self) -> None:
        self._gathering = False
        self._since.start()
        heard: list[CollectorEvent] = []
        while self._heard:
            heard.append(self._heard.popleft())
        if heard:
            self.collector_spoke.emit(tuple(heard))

    def _deliver(self, job: _Job) -> None:
        verb = job.verb
        alive = shiboken6.isValid(verb.parent)
        if job.failure is not None:
            self._fail(job, alive=alive)
            return
        if job.dropped:
            return
        if alive and verb.on_success is not None:
            verb.on_success(job.result)
        if isinstance(verb, Command):
            self.changed.emit(job.result, verb.parent if alive else None)

    def _fail(self, job: _Job, *, alive: bool) -> None:
        failure = job.failure
        if failure is None or job.dropped:
            return
        logs.event(_log, logging.INFO, "failure", code=failure.code, error=failure.error)
        tell = job.verb.on_failure if alive else None
        if tell is not None:
            tell(failure)
        if failure.defect or (tell is None and (alive or isinstance(job.verb, Command))):
            self.failed.emit(failure)
