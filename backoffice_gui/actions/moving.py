"""How cases are moved, whatever moves them: in groups, over the version that was seen, with event and audit line.

Beside the case itself an accepted contact detail becomes a line of the person's history, which ends
the one before; taking it back is a line again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.meeting import Wish, met
from backoffice_gui.actions.once import APPLIED, changing, made, noted, soonest
from backoffice_gui.actions.standing_json import changed_json
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.case_acts import CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.treating import Standing
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.casebook import audit_log, events, histories, in_turn, persons, standing
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.dialect import FEW
from backoffice_gui.storage.journeys import Overtaken

__all__ = ["GROUP", "Move", "carry_out", "never", "silent"]

GROUP = 100
"""Cases that one transaction changes."""


def silent(_done: int) -> None:
    """Hears nothing."""


def never() -> bool:
    """Is not cancelled."""
    return False


@dataclass(frozen=True, slots=True)
class Move:
    """A case before and after, and how it is written down; `before`: what an undo needs beside the case."""

    was: Standing
    new: Standing
    name: str
    verb: Verb
    details: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None

    @property
    def still(self) -> bool:
        """Whether nothing changes."""
        return self.was == self.new

    @property
    def plain(self) -> bool:
        """Whether it is said with COMMIT: nothing beside the case follows it, and not much of it.

        A person's count may, and the history of his contact details.
        """
        alone = self.was.person == self.new.person and self.was.changes == self.new.changes
        return alone and len(self.new.certificates) <= FEW


_Mover = Callable[[Connection, Standing], "Move | str"]


def carry_out(
    desk: Desk,
    keys: Sequence[CaseKey],
    mover: _Mover,
    at: datetime,
    *,
    wish: Wish | None = None,
    alone: bool = False,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Outcome:
    """Ask `mover` about each case, inside the transaction, and write what it says; a code word leaves the case.

    One that has moved on since it was seen is moved as it stands now where nobody else changed what `wish` changes;
    else it is left (`case-changed`) with what meets. A case named twice is moved once; one whose change the server has
    already comes back as it is. Raises what `Casebook.transaction` raises; the groups before stand, and are in nobody's
    outcome then: whoever asks again finds them changed.

    `alone`: what `mover` says follows from the case alone. A single one is then moved without keeping others waiting.
    """
    wanted = list({key.case: key for key in keys}.values())
    told = _Told()
    stopped = False
    for start in range(0, len(wanted), GROUP):
        if cancelled():
            stopped = True
            break
        group = wanted[start : start + GROUP]
        more = _carried(desk, group, _Asked(mover, wish, alone and len(group) == 1), at)
        told.done += more.done
        told.failed += more.failed
        told.numbers += more.numbers
        progress(start + len(group))
    return Outcome(tuple(told.done), tuple(told.failed), Undo(tuple(told.numbers)), stopped)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be made of each case, and what of that others may not have changed meanwhile."""

    mover: _Mover
    wish: Wish | None
    alone: bool

    def say(self, tx: Connection, case: Standing, key: CaseKey) -> Move | Failed:
        """The case's move, or why it has none."""
        conflict = None if case.version == key.version else met(tx, case, key, self.wish)
        if conflict is not None:
            return Failed(key.case, "case-changed", conflict)
        said = self.mover(tx, case)
        return Failed(key.case, said) if isinstance(said, str) else said


@dataclass(slots=True)
class _Told:
    """What came of the groups so far."""

    done: list[CaseKey] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def _carried(desk: Desk, group: Sequence[CaseKey], asked: _Asked, at: datetime) -> _Told:
    if asked.alone:
        return soonest(desk, lambda late: (_late if late else _in_turn)(desk, group, asked, at))
    return _in_turn(desk, group, asked, at)


def _late(desk: Desk, group: Sequence[CaseKey], asked: _Asked, at: datetime) -> _Told:
    """A single case that is as it was seen, by a move that touches nothing beside it; raises `Overtaken` for others."""
    (key,), told = group, _Told()
    try:
        with changing(desk, [key.case], standing.asked([key.case]), late=True) as tx:
            case = standing.load(tx, [key.case]).get(key.case)
            if case is None or case.version != key.version:
                raise Overtaken
            said = asked.mover(tx, case)
            if isinstance(said, str):
                return _Told(failed=[Failed(key.case, said)])
            if not said.plain:
                raise Overtaken
            if not said.still:
                in_turn.say_move(tx, _line(said, desk, in_turn.NOT_YET, at), said.was)
                standing.store(tx, [(said.was, said.new)], late=True)
                in_turn.add_event(tx, _event(said, desk, at), told.numbers.append)
            noted(tx, desk, [key.case], at)
    except UsageError as error:
        if error.reason != APPLIED:
            raise
        return _Told(list(group))
    told.done.append(CaseKey(key.case, said.new.version))
    if not said.still and not told.numbers:
        told.numbers = _looked_up(desk, said.new)
    return told


def _looked_up(desk: Desk, case: Standing) -> list[int]:
    """The event of a move that is there, by its key, though the answer was lost; none where it is lost again."""
    with suppress(StoreError), desk.casebook.fresh() as connection:
        return [kept.event for kept in events.of_case(connection, case.case) if kept.what.version == case.version][:1]
    return []


def _in_turn(desk: Desk, group: Sequence[CaseKey], asked: _Asked, at: datetime) -> _Told:
    told = _Told()
    try:
        cases = [key.case for key in group]
        with changing(desk, cases, (*standing.asked(cases), *events.asked(), audit_log.HEAD)) as tx:
            moves = list(_moves(tx, group, asked, told))
            told.numbers = _write(tx, desk, moves, at)
            noted(tx, desk, [key.case for key in told.done], at)
    except UsageError as error:
        if error.reason != APPLIED:
            raise
        return _Told(list(group))  # which of them were refused then, nobody knows any more
    return told


def _moves(tx: Connection, group: Sequence[CaseKey], asked: _Asked, told: _Told) -> Iterator[Move]:
    found = standing.load(tx, [key.case for key in group])
    for key in group:
        case = found.get(key.case)
        said = Failed(key.case, "not-found") if case is None else asked.say(tx, case, key)
        if isinstance(said, Failed):
            told.failed.append(said)
            continue
        told.done.append(CaseKey(key.case, said.new.version))
        if not said.still:
            yield said


def _write(tx: Connection, desk: Desk, moves: Sequence[Move], at: datetime) -> list[int]:
    """Cases, contact history, events, audit: all of it or nothing; the events' numbers."""
    if not moves:
        return []
    pairs = [(move.was, move.new) for move in moves]
    standing.store(tx, pairs)
    persons.count(tx, list(_rehung(pairs)))
    histories.follow(tx, pairs, desk.agent, at)
    numbers = events.add(tx, [_event(move, desk, at) for move in moves])
    audit_log.append(tx, [_line(move, desk, number, at) for move, number in zip(moves, numbers, strict=True)])
    return numbers


def _rehung(pairs: Sequence[tuple[Standing, Standing]]) -> Iterator[tuple[int, int]]:
    """Persons who have a case more, or one less."""
    for was, new in pairs:
        if was.person != new.person:
            yield from ((person, more) for person, more in ((was.person, -1), (new.person, 1)) if person is not None)


def _event(move: Move, desk: Desk, at: datetime) -> CaseEvent:
    details = move.details | dict(made(desk))
    return CaseEvent(
        case=move.new.case,
        at=at,
        who=desk.agent,
        name=move.name,
        version=move.new.version,
        details=json.dumps(details, ensure_ascii=False) if details else "",
        before=changed_json(move.was, move.new, move.before),
        undoes=move.undoes,
    )


def _line(move: Move, desk: Desk, number: int, at: datetime) -> AuditEvent:
    details: Details = (("act", move.name), ("agent", desk.agent), ("event", number), *made(desk))
    return AuditEvent(at, move.verb, Role.DESK, f"case:{move.new.case}", details)
