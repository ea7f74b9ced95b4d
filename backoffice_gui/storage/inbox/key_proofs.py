"""What was proven of the keys that a copy opens with, so that it can be asked again when no key is in memory any more.

Whoever reads back with the key in memory proves that what lies wrapped opens to it, under a run key that lies there as
it was sealed. A hash over both, and over all else that the way from the private key to the octets rests on, stands in
the journal's line of that verification: chained, and by rights read by every collector. After a restart it has to be
the same still (architecture.md, Attempts, d): whole chunks that nobody can open are no copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from backoffice_gui.audit import Role, Verb
from backoffice_gui.storage.audit_log import line_of
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox.schema import attempt, audit, epoch, inbox_key, run_key

__all__ = ["DETAIL", "changed", "key_hash", "ways"]

DETAIL = "keys"
"""Under which name the hash stands in the line of a verification."""

_A, _R, _K, _E = attempt.c, run_key.c, inbox_key.c, epoch.c
_WAY = (
    select(
        _A.attempt, _A.verified_at, _A.tag, _A.store_id, _A.wrapped_key, _A.run_key,
        _R.sealed, _R.generation, _R.store_id.label("sealed_for"), _K.public,
        select(func.max(_E.begun_at, type_=_E.begun_at.type)).where(_E.run_key == _A.run_key).scalar_subquery()
        .label("anew_at"),
    )
    .join(run_key, _R.id == _A.run_key, isouter=True)
    .join(inbox_key, _K.generation == _R.generation, isouter=True)
    .where(among(_A.attempt, "among"))
)  # fmt: skip
_NEWEST = select(audit.c.n, audit.c.event).order_by(audit.c.n.desc()).limit(bindparam("most"))
_FROM = (
    select(audit.c.n, audit.c.event).where(audit.c.n >= bindparam("first")).order_by(audit.c.n).limit(bindparam("most"))
)
_ENDS = select(func.min(audit.c.n), func.max(audit.c.n))
_PAGE = 4_000
"""Lines that are read at once; what a restart finds verified and not acknowledged was verified a moment before."""
_AROUND = timedelta(minutes=10)
"""How far a clock may have been set back between two lines that are looked for by their time."""
_SAID = f'"verb":"{Verb.VERIFIED.value}"'
_BY_COLLECTOR = (Verb.VERIFIED.value, Role.COLLECTOR.value)


def key_hash(way: Row[*tuple[Any, ...]]) -> str | None:
    """SHA-256 in hex over a row of `_WAY`; nothing where something of it is not there, or was overwritten."""
    octets = (way.wrapped_key, way.sealed, way.public, way.tag)
    if not all(isinstance(each, bytes) and any(each) for each in octets):
        return None
    words = (way.store_id, way.sealed_for, str(way.generation))
    every = (*octets, *(word.encode("utf-8", "surrogatepass") for word in words))
    return hashlib.sha256(b"".join(len(each).to_bytes(8) + each for each in every)).hexdigest()


def ways(connection: Connection, attempts: Iterable[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    """What opens each of these attempts, as it lies there now; the connection should be a fresh one."""
    return {row.attempt: row for row in connection.execute(_WAY, {"among": listed(sorted(attempts))})}


def changed(connection: Connection, attempts: Iterable[int]) -> set[int]:
    """Which of these verified attempts can't be opened as it was proven that they can.

    One whose proof says nothing of keys (a version before this one, a purged journal, a store made anew from its
    mirror), or whose key a purge epoch wrapped anew since, and proved, changed only where something is missing.
    """
    now = ways(connection, attempts)
    missing = {number for number, way in now.items() if key_hash(way) is None}
    # an epoch's time is another machine's clock: whichever was first, what it wrapped anew it has proven
    asked = {number: way.verified_at for number, way in now.items() if number not in missing and way.anew_at is None}
    proven = _proven(connection, asked)
    return missing | {number for number, said in proven.items() if said and said != key_hash(now[number])}


def _proven(connection: Connection, asked: Mapping[int, datetime]) -> dict[int, str]:
    """What the journal's line of each verification says of its keys; found among the newest, else by its time."""
    found: dict[int, tuple[int, str]] = {}
    if asked:
        _look(connection.execute(_NEWEST, {"most": _PAGE}), asked, found)
    for number, at in sorted(asked.items(), key=lambda each: each[1]):
        if number not in found:
            _look(_around(connection, at - _AROUND, at + _AROUND), asked, found)
    return {number: said for number, (_line, said) in found.items()}


def _look(
    lines: Iterable[Row[*tuple[Any, ...]]], asked: Mapping[int, datetime], found: dict[int, tuple[int, str]]
) -> None:
    """Note the number of the line and what it says, by attempt; a collector says it once, so the first line counts."""
    for line in lines:
        if isinstance(line.event, str) and _SAID in line.event:
            read = line_of(line.n, line.event)
            details = dict(read.details)
            number = details.get("attempt")
            if isinstance(number, int) and number in asked and (read.verb, read.role) == _BY_COLLECTOR:
                said = line.n, str(details.get(DETAIL, ""))
                found[number] = min(found.get(number, said), said)


def _around(connection: Connection, since: datetime, until: datetime) -> Iterable[Row[*tuple[Any, ...]]]:
    """The lines of a time, from the first that is not before it."""
    low, high = connection.execute(_ENDS).one()
    while low is not None and low < high:
        middle = (low + high) // 2
        line = connection.execute(_FROM, {"first": middle, "most": 1}).first()
        if line is not None and line_of(line.n, line.event).at < since:
            low = middle + 1
        else:
            high = middle
    while low is not None:
        page = connection.execute(_FROM, {"first": low, "most": _PAGE}).all()
        yield from page
        if len(page) < _PAGE or line_of(page[-1].n, page[-1].event).at > until:
            return
        low = page[-1].n + 1
