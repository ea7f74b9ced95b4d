"""Who has which case open and who writes: rows that a desk keeps alive, and that end by the server's clock.

Each statement is committed by itself and waits for no writer of the casebook. A row of one's own bears the login of who
is connected (`current_user`), whatever a program says.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import LiteralString

from backoffice_gui.domain.presence import Company, Editing, Patience, Presence
from backoffice_gui.storage.team.listening import Ear

__all__ = ["Seat"]

_SHOW = """
    WITH left_off AS (
        DELETE FROM casebook.editing WHERE agent = current_user AND post = %(post)s AND "case" <> %(case)s
    )
    INSERT INTO casebook.presence AS p (agent, post, "case", since, seen_at)
    VALUES (current_user, %(post)s, %(case)s, now(), now())
    ON CONFLICT (agent, post) DO UPDATE SET "case" = EXCLUDED."case", seen_at = EXCLUDED.seen_at,
        since = CASE WHEN p."case" = EXCLUDED."case" THEN p.since ELSE EXCLUDED.since END
"""
_LEAVE = """
    WITH left_off AS (DELETE FROM casebook.editing WHERE agent = current_user AND post = %(post)s)
    DELETE FROM casebook.presence WHERE agent = current_user AND post = %(post)s
"""
_SWEEP = """
    DELETE FROM casebook.presence WHERE (agent, post) IN (
        SELECT agent, post FROM casebook.presence WHERE seen_at <= now() - %(gone)s FOR UPDATE SKIP LOCKED
    )
"""
_SWEEP_EDITING = """
    DELETE FROM casebook.editing WHERE "case" IN (
        SELECT e."case" FROM casebook.editing e WHERE e.typed_at <= now() - %(gone)s AND NOT EXISTS (
            SELECT 1 FROM casebook.presence p WHERE p.agent = e.agent AND p.post = e.post AND p."case" = e."case"
        ) FOR UPDATE SKIP LOCKED
    )
"""
"""Two desks that sweep at once never wait for each other."""
_WRITE = """
    INSERT INTO casebook.editing AS e ("case", agent, post, since, typed_at)
    VALUES (%(case)s, current_user, %(post)s, now(), now())
    ON CONFLICT ("case") DO UPDATE SET typed_at = now() WHERE e.agent = current_user AND e.post = %(post)s
"""
_STOP = 'DELETE FROM casebook.editing WHERE "case" = %(case)s AND agent = current_user AND post = %(post)s'
_KEEP_ON = """
    UPDATE casebook.editing SET wanted_by = '', wanted_at = NULL, typed_at = now()
    WHERE "case" = %(case)s AND agent = current_user AND post = %(post)s
"""
_TAKE = """
    INSERT INTO casebook.editing AS e ("case", agent, post, since, typed_at)
    VALUES (%(case)s, current_user, %(post)s, now(), now())
    ON CONFLICT ("case") DO UPDATE SET agent = current_user, post = EXCLUDED.post, since = now(), typed_at = now(),
        wanted_by = '', wanted_at = NULL, taken_from = e.agent
    WHERE (e.agent, e.post) <> (current_user, EXCLUDED.post) AND (
        e.typed_at <= now() - %(idle)s
        OR (e.wanted_by = current_user AND e.wanted_at <= now() - %(asked)s)
        OR NOT EXISTS (
            SELECT 1 FROM casebook.presence p
            WHERE p.agent = e.agent AND p.post = e.post AND p.seen_at > now() - %(gone)s
        )
    )
    RETURNING 1
"""
_WANT = """
    UPDATE casebook.editing SET wanted_by = current_user, wanted_at = now()
    WHERE "case" = %(case)s AND (agent, post) <> (current_user, %(post)s) AND wanted_by <> current_user
        AND (wanted_by = '' OR wanted_at <= now() - %(gone)s)
"""
_THERE: LiteralString = """
    SELECT 0, "case", agent, post, now() - since, now() - seen_at, '', NULL::interval, '',
        agent = current_user AND post = %(post)s
    FROM casebook.presence WHERE seen_at > now() - %(gone)s
"""
_WRITING: LiteralString = """
    SELECT 1, "case", agent, post, now() - since, now() - typed_at, wanted_by, now() - wanted_at, taken_from,
        agent = current_user AND post = %(post)s
    FROM casebook.editing
"""
_OF: LiteralString = ' "case" = ANY (%(cases)s)'
_READ = f"{_THERE} UNION ALL {_WRITING}"
_READ_OF = f"{_THERE} AND {_OF} UNION ALL {_WRITING} WHERE {_OF}"
"""The numbers are compared before row security is asked, case by case: not where they would have to be cast first."""


class Seat:
    """This desk's place in the company: `post` is the machine's name; over the connection that listens, on its thread.

    Each raises what `Ear.ask` raises.
    """

    def __init__(self, ear: Ear, post: str, patience: Patience) -> None:
        self._ear, self._post = ear, post
        self._waits = {"gone": patience.gone, "idle": patience.idle, "asked": patience.asked}

    def show(self, case: int) -> None:
        """This desk shows a case, and is alive; it writes about no other one any more."""
        self._ear.tell(_SHOW, {"post": self._post, "case": case})

    def leave(self) -> None:
        """This desk shows nothing."""
        self._ear.tell(_LEAVE, {"post": self._post})

    def sweep(self) -> None:
        """Whoever has been silent for too long is gone: no desk has to be there to say so of itself."""
        self._ear.tell(_SWEEP, self._waits)
        self._ear.tell(_SWEEP_EDITING, self._waits)

    def write(self, case: int) -> None:
        """The agent types about a case; nothing comes of it while somebody else has the pen."""
        self._ear.tell(_WRITE, {"post": self._post, "case": case})

    def stop(self, case: int) -> None:
        """The pen is laid down."""
        self._ear.tell(_STOP, {"post": self._post, "case": case})

    def keep_on(self, case: int) -> None:
        """Whoever asked for the pen is told that it is still needed."""
        self._ear.tell(_KEEP_ON, {"post": self._post, "case": case})

    def ask_for(self, case: int) -> bool:
        """Take the pen from who is silent, has not answered, or is gone; else ask for it. Whether it was taken."""
        said = {"post": self._post, "case": case} | self._waits
        if self._ear.tell(_TAKE, said):
            return True
        self._ear.tell(_WANT, said)
        return False

    def read(self, now: datetime, cases: Collection[int] | None = None) -> Company:
        """Everybody, or who is at these cases; times by this machine's clock, from how long ago the server says."""
        presences: list[Presence] = []
        editings: list[Editing] = []
        wanted: dict[str, object] = {"post": self._post, "gone": self._waits["gone"]}
        words = _READ if cases is None else _READ_OF
        if cases is not None:
            wanted["cases"] = sorted(cases)
        for what, case, agent, post, since, seen, by, asked, taken, here in self._ear.ask(words, wanted):
            begun, last = now - since, now - seen
            if what == 0:
                presences.append(Presence(case, agent, post, begun, last, here))
            else:
                editings.append(Editing(case, agent, post, begun, last, by, _ago(now, asked), taken, here))
        return Company(now, tuple(presences), tuple(editings))


def _ago(now: datetime, age: timedelta | None) -> datetime | None:
    return None if age is None else now - age
