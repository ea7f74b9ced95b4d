"""The desks of a crowd, each in a process of its own: an agent at his window's own office, but without the window.

`python -m benchmarks.crowd_desks` is given its order as a line of JSON (`Order`), says `ready` once all its desks are
open and listen, begins at the next line, and answers with a line of JSON. A desk is what a window has: a casebook and
an inbox of its own login, the line to its colleagues, what reads again the list when something is heard; three threads.
They are forked from one that has read the program once. Nineteen of them shared an interpreter before, and each that
waited for its lock asked for it 2,000 times a second: from some load on the machine did nothing else, for minutes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import json
import multiprocessing
import random
import resource
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from typing import Any, TypeVar

from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.case_list import CaseQuery, CaseSort
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.colleagues import Heard, Way
from backoffice_gui.domain.filter_language import parse_filter
from backoffice_gui.domain.presence import Patience
from backoffice_gui.errors import StoreBusy
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import open_casebook
from backoffice_gui.storage.team.granted import granted
from backoffice_gui.storage.team.inbox import open_inbox
from backoffice_gui.storage.team.line import Line
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.colleagues import Colleagues
from tests.support.waiting import until

__all__ = ["ACTS", "Order"]

ACTS = ("list", "open", "take", "note", "close")
PAGE = 200
"""Rows of a page (`gui.models.pages`)."""
_AGAIN = 1.2
"""Seconds: a window looks again no more often (`gui.pages.paged_list`)."""
_AT_ONCE = 8
"""So many desks are opened at a time."""
_NEAR = 20
"""An agent takes one of the first so many of his list."""
_QUERY = CaseQuery(parse_filter("source:site état:nouvelle").filter, CaseSort())
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    """What all are to do: `rest` is the mean pause between two acts, in seconds; `key` the team's, in hex.

    `looks`: of how many of a hundred desks the window reads its list again when it hears of something.
    """

    addresses: dict[str, str]
    key: str
    folder: str
    seconds: float
    rest: float
    seed: int
    looks: int = 100


@dataclasses.dataclass(slots=True)
class Tale:
    """What one agent has to tell: how long each act took (milliseconds), and what he believes he did."""

    agent: str
    took: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {act: [] for act in ACTS})
    acts: list[tuple[int, str, int]] = dataclasses.field(default_factory=list)
    notes: list[tuple[int, str]] = dataclasses.field(default_factory=list)
    opened: int = 0
    left: list[str] = dataclasses.field(default_factory=list)
    looked: int = 0
    heard: int = 0
    begun: int = 0
    """How many of `left` were left before the measured time."""
    first: bool = True
    """Whether he has not closed one yet."""
    broken: str = ""


class Sitter:
    """An agent at a desk. `work` is his day; `look` is his window's, which reads again what others changed."""

    def __init__(self, login: str, address: str, order: Order) -> None:
        clock, folder, where = SystemClock(), Path(order.folder) / login, Address.read(address)
        folder.mkdir(mode=0o700)
        self._dice = random.Random(f"{order.seed} {login}")
        self._rest = order.rest
        self.looks = self._dice.randrange(100) < order.looks
        self.tale = Tale(login)
        self._open = contextlib.ExitStack()
        inbox = self._open.enter_context(contextlib.closing(open_inbox(where, folder)))
        casebook = self._open.enter_context(contextlib.closing(open_casebook(where, folder, bytes.fromhex(order.key))))
        with casebook.reading() as connection:
            privates, authority = keys.privates(connection), granted(connection)
        desk = Desk(casebook, privates, login, granted=authority, outbox_key=bytearray(32))
        self._caseload = Caseload(lambda: (inbox, desk), clock)
        self._caseload.offline.begin(inbox, desk)
        self._colleagues = Colleagues(clock, lambda bell: Line(where, bell, f"POSTE-{login}", Patience()))
        self._cases = Cases(self._caseload, 100, colleagues=self._colleagues)
        self._stop, self._news = threading.Event(), threading.Event()

    def sit(self) -> None:
        """Listen, and treat one case: connections are made by it, and what is asked of one the first time is planned.

        That is in no figure.
        """
        self._colleagues.open()
        self._colleagues.hear(self._hear)
        self._cases.views()
        until(lambda: self._colleagues.hearing().way is Way.LISTENING, 60)
        self._caseload.settle()  # the list's columns, which a window fetches once nobody waits for it
        rest, self._rest = self._rest, 0.0
        until(self._began, 60)
        self._rest, self.tale.begun = rest, len(self.tale.left)

    def _began(self) -> bool:
        """Whether a case was closed: several begin at once here, and some hear that the store is busy."""
        self._go_on()
        return not self.tale.first

    def leave(self) -> None:
        """The desk is locked."""
        self._colleagues.leave(5.0)
        self._caseload.forget()
        self._cases.attachments.close()
        self._open.close()

    def stop(self) -> None:
        """No more acts are begun."""
        self._stop.set()
        self._news.set()

    def _hear(self, heard: Heard) -> None:
        self.tale.heard += 1
        if heard.moved or heard.arrived or heard.everything:
            self._news.set()

    def look(self) -> None:
        """As a window does: how many there are now, and the page that is shown."""
        while not self._stop.is_set():
            self._news.wait()
            self._news.clear()
            if not self._stop.is_set():
                self._cases.count(_QUERY.filter)
                self._cases.page(_QUERY, 0, PAGE)
                self.tale.looked += 1
                self._stop.wait(_AGAIN)

    def work(self) -> None:
        """Case after case until it is time; what breaks is told."""
        try:
            self._pause(self._dice.random() * 4)
            while not self._stop.is_set():
                self._go_on()
        except Exception as error:  # noqa: BLE001 - told by the process, from its own thread
            self.tale.broken = f"{type(error).__name__}: {error}"

    def _go_on(self) -> None:
        """A case; where the store is busy the agent is told so: what he asked for was not done, he takes another."""
        try:
            self._treat()
        except StoreBusy as error:
            self.tale.left.append(error.reason)
            self._pause()

    def _pause(self, times: float = 1.0) -> bool:
        """A while of this agent's; whether it goes on."""
        return not self._stop.wait(self._rest * times * self._dice.uniform(0.5, 1.5))

    def _timed(self, act: str, deed: Callable[[], T]) -> T:
        begun = time.perf_counter()
        done = deed()
        if not self.tale.first:
            self.tale.took[act].append(1_000 * (time.perf_counter() - begun))
        return done

    def _treat(self) -> None:
        """Look at the list, open one of its first cases, take it, write a note, close it: a pause after each."""
        rows = self._timed("list", lambda: self._cases.page(_QUERY, 0, PAGE)).rows
        if not rows:
            self.tale.left.append("nothing to do")
            self._pause()
            return
        row = self._dice.choice(rows[:_NEAR])
        detail = self._timed("open", lambda: self._cases.case(row.case))
        self.tale.opened += 1
        self._colleagues.show(row.case)
        key = self._done("take", CaseKey(row.case, detail.row.version), Asked(CaseAct.TAKE))
        if key is None or not self._pause():
            return
        self._colleagues.write(row.case)
        words = f"EXEMPLE {self.tale.agent} {len(self.tale.notes)}"
        self._timed("note", lambda: self._cases.write_note(row.case, words))
        self.tale.notes.append((row.case, words))
        self._colleagues.stop_writing(row.case)
        if self._pause() and self._done("close", key, Asked(CaseAct.CLOSE, reason="EXEMPLE")) is not None:
            self.tale.first = False
            self._pause()

    def _done(self, act: str, key: CaseKey, asked: Asked) -> CaseKey | None:
        """An act after a pause; nothing where it is time, or a colleague was there first."""
        if not self._pause():
            return None
        outcome = self._timed(act, lambda: self._cases.do([key], asked, lambda _done: None, lambda: False))
        for failed in outcome.failed:
            self.tale.left.append(failed.code)
        if outcome.waiting:
            raise RuntimeError("the server was away")
        for done in outcome.done:
            self.tale.acts.append((done.case, asked.act.value, done.version))
        return outcome.done[0] if outcome.done else None


def _desk(login: str, order: Order, turn: Semaphore, teller: Connection) -> None:
    """A process: one desk, from its opening to its end."""
    with turn:
        sitter = Sitter(login, order.addresses[login], order)
        sitter.sit()
    teller.send("ready")
    teller.recv()
    teller.send(_worked(sitter, order.seconds))
    teller.recv()  # desks are left once everybody has ended: what that costs is in nobody's figure
    sitter.leave()


def _worked(sitter: Sitter, seconds: float) -> dict[str, Any]:
    deeds = (sitter.work, sitter.look) if sitter.looks else (sitter.work,)
    threads = [threading.Thread(target=deed, name=deed.__name__) for deed in deeds]
    used, begun = _used(), time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    sitter.stop()
    for thread in threads:
        thread.join(60)
    took = time.perf_counter() - begun
    return {"tale": dataclasses.asdict(sitter.tale), "cpu": _used() - used, "seconds": took}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _main() -> None:
    order = Order(**json.loads(sys.stdin.readline()))
    forked = multiprocessing.get_context("fork")
    turn, tellers, desks = forked.Semaphore(_AT_ONCE), [], []
    gc.freeze()  # as the window does before its desk is opened; what was read is in memory once, but for its counts
    for login in order.addresses:
        mine, theirs = forked.Pipe()
        desks.append(forked.Process(target=_desk, args=(login, order, turn, theirs), daemon=True))
        desks[-1].start()
        theirs.close()
        tellers.append(mine)
    _heard(tellers)
    print("ready", flush=True)
    sys.stdin.readline()
    _tell(tellers)
    told = _heard(tellers)
    tales, used = [each["tale"] for each in told], sum(each["cpu"] for each in told)
    print(json.dumps({"tales": tales, "cpu": used, "seconds": max(each["seconds"] for each in told)}), flush=True)
    sys.stdin.readline()
    _tell(tellers)
    for desk in desks:
        desk.join(120)


def _tell(tellers: list[Connection]) -> None:
    for teller in tellers:
        teller.send("")


def _heard(tellers: list[Connection]) -> list[Any]:
    """What each says, in turn; a desk that has ended says nothing, and ends this too."""
    return [teller.recv() for teller in tellers]


if __name__ == "__main__":
    _main()
