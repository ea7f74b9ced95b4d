"""What comes in, read: submissions of the inbox that are ours, in groups that fit in memory."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.actions.judging import Judge
from backoffice_gui.domain.case_text import ReadCase, read_case
from backoffice_gui.domain.cases import Badge, Source
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.sealing import SealBroken
from backoffice_gui.storage.casebook.cases import MAX_KEPT, Origin
from backoffice_gui.storage.casebook.marks import Mark
from backoffice_gui.storage.inbox import taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.taking import Arrived
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["DEFECT", "GROUP", "MAX_FORM", "SEALED", "Incoming", "Looked", "look", "opened", "read_or_not", "unreadable"]

_LOG = logging.getLogger(__name__)

GROUP = 400
"""Submissions that one transaction takes in: pages that every group touches are encrypted once for each group.

An agent's act waits for the group that is being written: about half a second at 1.3 ms a form.
"""
MAX_FORM = 8 * 1024 * 1024
"""Octets of part 0 that are read as a form; a larger one becomes a case that nobody could read."""
SEALED = "sealed"
"""Why a form that does not open as it was stored was not read."""
DEFECT = "defect"
"""Why a form was not read that this program should have read, and failed on."""
_SCAN, _PIECE, _ROOM = 2_000, 25, 16 * 1024 * 1024
_OLD = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Something that becomes a case, whatever way it came in; `octets` are kept, `read` is what they say.

    `weight`: octets that were read, kept or not; `empty`: attachments without one.
    """

    come_of: Origin
    kind: str
    octets: bytes | None
    read: ReadCase
    source: Source
    received_at: datetime
    parts: int = 0
    badges: Badge = Badge.NONE
    receipt_done_at: datetime | None = None
    weight: int = 0
    empty: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at the inbox: what can be taken in, which rows were looked at, and what became clear of them.

    `end`: every row up to it is in here, or was before the look; `waiting` may become ours later, `never` won't.
    `judged`: what is ours because it was judged again.
    `damaged`: of these rows the disk did not give everything back; one that is no arrival waits, to be tried again.
    """

    end: int
    arrivals: tuple[Incoming, ...] = ()
    waiting: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()
    damaged: frozenset[int] = frozenset()
    more: bool = False
    judged: frozenset[int] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write down."""
        return not (self.arrivals or self.waiting or self.never)


def look(
    inbox: Inbox, unsealer: Unsealer, store: StoreId, mark: Mark, locked: set[int], *, judge: Judge | None = None
) -> Looked:
    """The next group beyond a mark: what waited and is ours now, then new rows in order of arrival.

    Rows that no key of this desk opens are added to `locked`: they wait for another desk, or another key. So are those
    that can't be read, for as long as this desk takes in now. What was in quarantine when it ended is ours where
    `judge` finds it sound.
    """
    with inbox.reading() as connection:
        known = taking.stands(connection, sorted(mark.waiting)) if mark.waiting else []
        new = taking.seen(connection, mark.row, _SCAN)
    unjudged = [each.row for each in [*known, *new] if each.ended_unjudged]
    sound = judge.sound(inbox, unsealer, unjudged) if judge is not None else frozenset()
    late = [each.row for each in known if (each.ours or each.row in sound) and each.row not in locked][:GROUP]
    new = new if len(late) < GROUP else []
    ours = [each.row for each in new if each.ours or each.row in sound]
    cut = len(ours) > GROUP - len(late)
    if cut:
        last = ours[GROUP - len(late)]
        ours, new = ours[: GROUP - len(late)], [each for each in new if each.row < last]
    reading = _Reading(inbox, unsealer, store, locked)
    left = reading.read([*late, *ours])
    if left:
        new = [each for each in new if each.row < left[0]] if left[0] in ours else []
    return Looked(
        end=max([mark.row, *(each.row for each in new)]),
        arrivals=tuple(reading.found),
        waiting=frozenset(
            each.row for each in new if each.row in locked or not (each.ours or each.row in sound or each.never)
        ),
        judged=sound,
        never=frozenset(each.row for each in [*known, *new] if each.never),
        damaged=frozenset(reading.damaged),
        more=cut or bool(left) or len(new) == _SCAN or len(late) == GROUP,
    )


class _Reading:
    """Submissions read in pieces, for as long as there is room; `locked` as for `look`.

    Where the disk does not give a piece back, each of it is read alone: a page that is damaged is one submission's.
    """

    def __init__(self, inbox: Inbox, unsealer: Unsealer, store: StoreId, locked: set[int]) -> None:
        self._inbox, self._unsealer, self._store, self._locked = inbox, unsealer, store, locked
        self.found: list[Incoming] = []
        self.damaged: set[int] = set()
        self._room = _ROOM

    def read(self, rows: Sequence[int]) -> Sequence[int]:
        """Read these; the rows left for the next group where the others fill the room already."""
        for start in range(0, len(rows), _PIECE):
            full = self._piece(rows[start : start + _PIECE])
            if full is not None:
                return [row for row in rows[start:] if row >= full]
        return ()

    def _piece(self, rows: Sequence[int]) -> int | None:
        """Read these as far as there is room; the first that there was none for."""
        found, room = len(self.found), self._room
        try:
            return self._several(rows)
        except StoreDamaged:
            del self.found[found:]
            self._room = room
        if len(rows) == 1:
            return self._what_is_left(rows[0])
        for row in rows:
            full = self._piece([row])
            if full is not None:
                return full
        return None

    def _what_is_left(self, row: int) -> int | None:
        """Its form, where that can be read; else it waits."""
        full = None
        try:
            full = self._several([row], pieces=False)
        except StoreDamaged:
            self._locked.add(row)
        if full is None:
            self.damaged.add(row)
        return full

    def _several(self, rows: Sequence[int], *, pieces: bool = True) -> int | None:
        """`pieces`: attachments are looked at too, whether anything is in them."""
        with self._inbox.reading() as connection:
            several = list(taking.arrived(connection, rows))
            asked = [each.attempt for each in several if pieces and each.attempt and each.parts > 1]
            empty = taking.empty_parts(connection, asked)
            for one in several:
                if self._room < 0:
                    return one.row
                if one.attempt is not None and not _opens(connection, self._unsealer, one.run_key):
                    self._locked.add(one.row)
                    continue
                self.found.append(opened(connection, self._unsealer, self._store, one, empty.get(one.attempt or 0, ())))
                self._room -= self.found[-1].weight
        return None


def _opens(connection: Connection, unsealer: Unsealer, run_key: int) -> bool:
    try:
        unsealer.run_key(connection, run_key)
    except SealBroken:
        return False
    return True


def opened(
    connection: Connection, unsealer: Unsealer, store: StoreId, one: Arrived, empty: Sequence[int] = ()
) -> Incoming:
    """A submission with its form read; what does not open comes in too, as what nobody could read.

    `empty`: its attachments that have nothing in them.
    """
    reason = ""
    octets: bytes | None = None
    try:
        octets = taking.first_part(connection, unsealer, one, MAX_FORM)
    except SealBroken:
        reason = SEALED
    read = read_or_not(one.kind, octets, reason, one.row)
    key = one.key
    return Incoming(
        come_of=Origin(store, one.row, key.origin, key.id, key.digest),
        kind=one.kind,
        octets=octets if octets is not None and len(octets) <= MAX_KEPT else None,
        read=read,
        source=Source.SITE,
        received_at=_received(one),
        parts=max(one.parts - 1, 0),
        badges=(Badge.UNVERIFIED if one.expired else Badge.NONE) | (Badge.PIECE_REFUSED if empty else Badge.NONE),
        empty=tuple(empty),
        weight=len(octets or b""),
    )


def read_or_not(kind: str, octets: bytes | None, reason: str, row: int | None) -> ReadCase:
    """The form read; what the reader fails on is a case that nobody could read, and stops no other."""
    try:
        return read_case(kind, octets, reason)
    except Exception as error:  # noqa: BLE001  # a defect, told by its class alone: its words may be the person's
        logs.event(_LOG, logging.ERROR, "form_not_read", detail=f"row-{row}", error=type(error).__name__)
        return read_case(kind, None, DEFECT)


def unreadable(one: Incoming) -> Incoming:
    """The same as a case that nobody could read: a later reader tries again."""
    return replace(one, read=read_case(one.kind, None, DEFECT), source=Source.SITE)


def _received(one: Arrived) -> datetime:
    """When the person sent it, by the site's clock, as far as that can be: a copy lives there for half an hour."""
    sent, seen = one.submitted_at, one.first_seen_at
    return seen if sent is None or sent > seen or seen - sent > _OLD else sent
