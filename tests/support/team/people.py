"""Agents of a history: each at a desk and a login of its own, treating cases as they find them, and writing notes.

Each act carries a word of its own as its reason, so that what was done can be found again, and what was not, not.
"""

from __future__ import annotations

import enum
import random
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.once import APPLIED
from backoffice_gui.actions.treat import treat
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import Answer, CaseAct, Decision, Duty
from backoffice_gui.domain.outbox import ONCE, Once
from backoffice_gui.domain.treating import Standing, refusal
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.casebook import events, notes, standing
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team import applied
from tests.support.team.cutting import Cuts

__all__ = ["Agent", "Ended", "Said", "Written"]

_CLOCK = SystemClock()
_ACTS = (
    CaseAct.TAKE,
    CaseAct.TAKE,
    CaseAct.ANSWER,
    CaseAct.ASK_PIECE,
    CaseAct.ASK_COLLEAGUE,
    CaseAct.RESUME,
    CaseAct.GIVE_BACK,
    CaseAct.CLOSE,
    CaseAct.REOPEN,
)
_NOTES = 0.3
"""Before so many acts a note is written of the case."""
_NEAR = 3
"""Agents look at the first few cases only, so that they meet."""
_PATIENCE, _MOST_PATIENT = 0.02, 0.32
"""Seconds that an agent waits who finds nothing to do; twice as long each time that there is still nothing."""


class Ended(enum.Enum):
    """What an agent was told of an act."""

    DONE = enum.auto()
    LEFT = enum.auto()
    AGAIN = enum.auto()
    """It was sent more than once, and the last answer is that nothing is left to do: it was done, or changes nothing."""
    FAILED = enum.auto()
    UNKNOWN = enum.auto()


@dataclass(slots=True)
class Said:
    """One act that was asked for: its word, over which version, and what was told of it.

    `now`: the version that it made, 0 where it is only known that it was done. `found`: of an unknown one, whether it was there when it was looked for; of one that was sent again, whether its key
    is there.
    """

    word: str
    agent: str
    act: CaseAct
    case: int
    version: int
    ended: Ended
    now: int = 0
    found: bool | None = None


@dataclass(slots=True)
class Written:
    """One note that was written; `found` as of `Said`."""

    word: str
    agent: str
    case: int
    ended: Ended
    found: bool | None = None


@dataclass(slots=True)
class Agent:
    """One agent; `duties`: what he may do; `inbox` where this desk takes in what came home. `said` is everything that was asked for.

    `keyed`: each act has a key of its own, and is sent again with it until the server has answered, as a desk does
    whose line was cut.
    """

    desk: Desk
    duties: frozenset[Duty]
    dice: random.Random
    cuts: Cuts
    inbox: Inbox | None
    acts: int
    stop: threading.Event
    keyed: bool
    said: list[Said] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    troubles: int = 0
    words: int = 0
    idle: int = 0
    broken: BaseException | None = None

    def live(self) -> None:
        """Work until so many acts were asked for; what breaks is kept for whoever asks."""
        try:
            while len(self.said) < self.acts and not self.stop.is_set():
                self._turn()
        except BaseException as error:  # noqa: BLE001 - told by the history, on its own thread
            self.broken = error

    def _turn(self) -> None:
        try:
            if self.inbox is not None and self.dice.random() < 0.5:
                intake(self.inbox, self.desk, _CLOCK)
            asked = self._next()
        except StoreError:
            self.troubles += 1
            return
        if asked is None:
            self.stop.wait(min(_PATIENCE * 2**self.idle, _MOST_PATIENT))
            self.idle += 1
        else:
            self.idle = 0
            if self.dice.random() < _NOTES:
                self._write(asked[0].case)
            self._ask(*asked)

    def _next(self) -> tuple[Standing, Asked] | None:
        with self.desk.casebook.reading() as connection:
            numbers = list(connection.execute(select(cases.c.case).order_by(cases.c.case)).scalars())
            found = standing.load(connection, numbers)
        near = list(found.values())
        self.dice.shuffle(near)
        for case in near[:_NEAR]:
            acts = list(self._possible(case))
            if acts:
                return case, self.dice.choice(acts)
        return None

    def _possible(self, case: Standing) -> Iterator[Asked]:
        self.words += 1
        word = f"EXEMPLE {self.desk.agent} {self.words:04}"
        for act in _ACTS:
            asked = Asked(act, reason=word)
            if act is CaseAct.ANSWER:
                certificates = tuple((each.n, Answer.NO_MATCH, word) for each in case.certificates)
                decisions = tuple((each.field, Decision.REFUSED, word) for each in case.changes)
                asked = Asked(act, reason=word, certificates=certificates, decisions=decisions)
            if not refusal(case, asked, self.desk.agent, self.duties):
                yield asked

    def _ask(self, case: Standing, asked: Asked) -> None:
        said = Said(asked.reason, self.desk.agent, asked.act, case.case, case.version, Ended.LEFT)
        once = Once({case.case: f"{self.dice.getrandbits(128):032x}"}) if self.keyed else ONCE
        self._send(said, asked, replace(self.desk, once=once))
        tries = 1
        while self.keyed and said.ended in (Ended.FAILED, Ended.UNKNOWN):
            self._send(said, asked, replace(self.desk, once=once))
            tries += 1
        if said.ended is Ended.UNKNOWN:
            said.found = self._looked_for(said)
        elif said.ended is Ended.LEFT and tries > 1 and said.now:
            said.ended, said.found = Ended.AGAIN, self._has_key(once.of([case.case]))
        self.said.append(said)

    def _send(self, said: Said, asked: Asked, desk: Desk) -> None:
        try:
            outcome = treat(desk, [CaseKey(said.case, said.version)], asked, _CLOCK, duties=self.duties)
        except StoreError as error:
            self.troubles += 1
            said.ended = Ended.UNKNOWN if error.reason == "commit-unknown" else Ended.FAILED
        except UsageError as error:
            if error.reason != APPLIED:
                raise
            said.ended = Ended.DONE
        else:
            if outcome.done:
                said.now = outcome.done[0].version
            # one that changes nothing is done already and leaves no trace, whatever others have made of the case since
            said.ended = Ended.DONE if outcome.undo.events else Ended.LEFT

    def _write(self, case: int) -> None:
        self.words += 1
        note = Written(f"EXEMPLE {self.desk.agent} note {self.words:04}", self.desk.agent, case, Ended.FAILED)
        once = Once({case: f"{self.dice.getrandbits(128):032x}"}) if self.keyed else ONCE
        tries = 0
        while not tries or (self.keyed and note.ended in (Ended.FAILED, Ended.UNKNOWN)):
            self._say(note, replace(self.desk, once=once))
            tries += 1
        if note.ended is Ended.UNKNOWN:
            note.found = self._note_looked_for(note)
        self.written.append(note)

    def _say(self, note: Written, desk: Desk) -> None:
        try:
            write_note(desk, note.case, note.word, _CLOCK)
        except StoreError as error:
            self.troubles += 1
            note.ended = Ended.UNKNOWN if error.reason == "commit-unknown" else Ended.FAILED
        except UsageError as error:
            if error.reason != APPLIED:
                raise
            note.ended = Ended.DONE
        else:
            note.ended = Ended.DONE

    def _note_looked_for(self, note: Written) -> bool:
        while True:
            try:
                with self.desk.casebook.fresh() as connection:
                    return any(each.text == note.word for each in notes.notes(connection, note.case))
            except StoreError:
                self.troubles += 1

    def _has_key(self, keys: Sequence[str]) -> bool:
        while True:
            try:
                with self.desk.casebook.fresh() as connection:
                    return applied.known(connection, keys, self.desk.agent)
            except StoreError:
                self.troubles += 1

    def _looked_for(self, said: Said) -> bool:
        while True:
            try:
                with self.desk.casebook.fresh() as connection:
                    return any(said.word in each.what.details for each in events.of_case(connection, said.case))
            except StoreError:
                self.troubles += 1
