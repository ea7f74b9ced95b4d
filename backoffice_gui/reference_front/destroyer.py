"""What must go, goes: every octet under an id that is not HELD, at the latest 60 s after its entry.

Order of a turn: expiry (ledger entry) → the person is told → octets are overwritten and deleted, in
small transactions → the log is cut to nothing. A turn may be cut anywhere and run again: it looks
at what lies there, not at a list of work (protocol §2, §5).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import takewhile

from backoffice_gui.clock import Clock, iso
from backoffice_gui.reference_front.database import Connection, Database
from backoffice_gui.reference_front.outbox import Outbox
from backoffice_gui.reference_front.pace import Pace

__all__ = ["Destroyer"]

_IDS_AT_ONCE = 1000
_ROWS_AT_ONCE = 256
_OCTETS_AT_ONCE = 8 * 1024 * 1024
_ENDED_AT_ONCE = 500

_DOOMED = """
WITH looked_at AS (SELECT DISTINCT id FROM chunk WHERE id > ? ORDER BY id LIMIT ?)
SELECT id, NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = l.id) AND NOT EXISTS (
    SELECT 1 FROM submission s WHERE s.id = l.id AND (s.state = 'held' OR (s.state = 'expired' AND s.told = 0))
) FROM looked_at l
"""
"""Ids that octets lie under, and whether they must go: whatever isn't HELD, once the person is told."""


class Destroyer:
    """The part of the front end that tells, shows and erases; one turn at a time."""

    def __init__(self, database: Database, clock: Clock, pace: Pace, outbox: Outbox) -> None:
        self._database = database
        self._clock = clock
        self._pace = pace
        self._outbox = outbox
        self._turning = threading.Lock()

    def started(self) -> None:
        """At start: no upload can be under way, and every waiting person's page is shown anew."""
        with self._database.transaction() as tx:
            tx.execute("DELETE FROM upload")
            tx.execute("UPDATE submission SET page = NULL WHERE state = 'held'")

    def turn(self) -> None:
        """Tell, show, erase, forget; raises `StoreError`, and may be run again at once."""
        with self._turning:
            self._tell()
            self._give_up_uploads()
            self._sweep()
            while self._strip():
                pass
            self._forget()
            self._database.checkpoint()
            while self._show():
                pass

    def _tell(self) -> None:
        with self._database.reading() as reading:
            untold = reading.execute(
                "SELECT id, reference FROM submission WHERE state = 'expired' AND told = 0"
            ).fetchall()
        for _id, reference in untold:
            self._outbox.ask_again(reference)
        if untold:
            with self._database.transaction() as tx:
                tx.executemany("UPDATE submission SET told = 1 WHERE id = ?", [(id_,) for id_, _reference in untold])

    def _give_up_uploads(self) -> None:
        idle_since = self._clock.now().timestamp() - self._pace.upload_idle
        with self._database.transaction() as tx:
            tx.execute("DELETE FROM upload WHERE touched < ?", (idle_since,))

    def _sweep(self) -> None:
        """Look under every id that octets lie under, in windows, so that nobody waits long for the lock."""
        after = ""
        while True:
            with self._database.reading() as reading:
                seen = reading.execute(_DOOMED, (after, _IDS_AT_ONCE)).fetchall()
            if not seen:
                return
            after = seen[-1][0]
            doomed = [id_ for id_, goes in seen if goes]
            for first in range(0, len(doomed), _ROWS_AT_ONCE):
                ids = doomed[first : first + _ROWS_AT_ONCE]
                while self._erase(ids):
                    pass

    def _erase(self, ids: Sequence[str]) -> bool:
        """Delete a bounded number of octets; `secure_delete` overwrites them in the file."""
        marks = ", ".join("?" * len(ids))
        with self._database.transaction() as tx:
            query = f"SELECT rowid, length(octets) FROM chunk WHERE id IN ({marks}) LIMIT ?"
            doomed = _bounded(tx.execute(query, (*ids, _ROWS_AT_ONCE)).fetchall())
            tx.executemany("DELETE FROM chunk WHERE rowid = ?", [(rowid,) for rowid in doomed])
        return bool(doomed)

    def _strip(self) -> bool:
        """Take names and manifests out of what has ended: what is remembered is nothing personal."""
        with self._database.transaction() as tx:
            ended = tx.execute(
                "SELECT id FROM submission WHERE state <> 'held' AND manifest IS NOT NULL"
                " AND (state <> 'expired' OR told = 1) LIMIT ?",
                (_ENDED_AT_ONCE,),
            ).fetchall()
            tx.executemany("DELETE FROM part WHERE id = ?", ended)
            tx.executemany("UPDATE submission SET manifest = NULL WHERE id = ?", ended)
        return bool(ended)

    def _forget(self) -> None:
        """After 13 months even the outcome goes: the oldest entries first, never the last one."""
        until = self._clock.now().timestamp() - self._pace.remembered
        with self._database.reading() as reading:
            entries = reading.execute(
                "SELECT l.pos, l.at, s.id, s.reference FROM ledger l JOIN submission s ON s.pos = l.pos"
                " WHERE l.pos < (SELECT pos FROM counter) ORDER BY l.pos LIMIT ?",
                (_ENDED_AT_ONCE,),
            ).fetchall()
        old = list(takewhile(lambda entry: entry[1] < until, entries))
        for _pos, _at, _id, reference in old:
            self._outbox.forget(reference)
        if old:
            with self._database.transaction() as tx:
                tx.executemany("DELETE FROM submission WHERE id = ?", [(id_,) for _pos, _at, id_, _reference in old])
                tx.executemany("DELETE FROM ledger WHERE pos = ?", [(pos,) for pos, _at, _id, _reference in old])

    def _show(self) -> bool:
        with self._database.reading() as reading:
            stale = reading.execute(
                "SELECT id, reference, state FROM submission WHERE page IS NULL OR page <> state LIMIT ?",
                (_ENDED_AT_ONCE,),
            ).fetchall()
        at = iso(self._clock.now())
        for _id, reference, state in stale:
            self._outbox.show(reference, state, at)
        if stale:
            with self._database.transaction() as tx:
                _note_pages(tx, stale)
        return bool(stale)


def _note_pages(tx: Connection, shown: list[tuple[str, str, str]]) -> None:
    tx.executemany("UPDATE submission SET page = ? WHERE id = ?", [(state, id_) for id_, _reference, state in shown])


def _bounded(rows: list[tuple[int, int]]) -> list[int]:
    """The first rows up to 8 MiB together, one at least."""
    chosen: list[int] = []
    octets = 0
    for rowid, size in rows:
        octets += size
        if chosen and octets > _OCTETS_AT_ONCE:
            break
        chosen.append(rowid)
    return chosen
