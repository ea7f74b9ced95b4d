"""Purges as they are asked for, agreed to and carried out; and the marks of what is gone.

What the web calls a submission stands in a tombstone as a keyed hash: whoever brings the name can find out, and
nobody reads the names out of it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, select

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.purging import Purge
from backoffice_gui.domain.retention import Item
from backoffice_gui.errors import Defect
from backoffice_gui.storage import seeds
from backoffice_gui.storage.casebook.keys import prove
from backoffice_gui.storage.casebook.retention_schema import purge, purge_item, purge_secret, tombstone
from backoffice_gui.storage.dialect import Many, among, listed, moment_text

__all__ = [
    "DONE",
    "Left",
    "approve",
    "buried_keys",
    "bury",
    "counts",
    "end",
    "items",
    "keep_search_key",
    "known_secret",
    "load",
    "mark_of",
    "pending",
    "purged_cases",
    "purges",
    "request",
    "search_key",
    "secret",
    "secret_name",
    "settle",
    "start",
    "withdraw",
]

DONE = "done"
"""The outcome of what was purged; any other is the code word why it was left."""
_P, _I, _T = purge.c, purge_item.c, tombstone.c
_ITEMS = Many(purge_item.insert(), "purge", "category", "subject", "version")
_OF_MARKS, _OF_SEARCHES = 1, 2
"""Secrets of the casebook that are never changed, by their number."""
_SETTLE = Many(
    purge_item.update()
    .where(
        _I.purge == bindparam("of_purge"),
        _I.category == bindparam("of_category"),
        _I.subject == bindparam("of_subject"),
    )
    .values(outcome=bindparam("new_outcome")),
    "new_outcome",
    "of_purge",
    "of_category",
    "of_subject",
)
_BURY = Many(tombstone.insert(), "purge", "category", "case", "mark", "at")


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one thing that was purged; `case` where it was one."""

    category: str
    case: int | None
    mark: str


def secret(tx: Connection, at: datetime, make: Callable[[], bytes]) -> bytes:
    """What marks are hashed under (32 octets); made the first time, kept for good. Raises `WrongKey` (`keys.prove`)."""
    known = known_secret(tx)
    if known is not None:
        return known
    made = make()
    _keep_secret(tx, _OF_MARKS, made, at)
    return made


def known_secret(connection: Connection) -> bytes | None:
    """The same where it was made; nothing where nothing was ever purged."""
    return _secret(connection, _OF_MARKS)


def keep_search_key(tx: Connection, key: bytes, at: datetime) -> None:
    """Keep what searches are hashed under before the private key it follows from goes; twice does nothing."""
    if search_key(tx) is None:
        _keep_secret(tx, _OF_SEARCHES, key, at)


def search_key(connection: Connection) -> bytes | None:
    """The same where an epoch has kept it: no later one changes it."""
    return _secret(connection, _OF_SEARCHES)


def _secret(connection: Connection, n: int) -> bytes | None:
    known = connection.execute(select(purge_secret.c.key).where(purge_secret.c.n == n)).scalar()
    return None if known is None else seeds.opened(connection, secret_name(n), bytes(known))


def secret_name(n: int) -> str:
    """What a secret is bound to where it is sealed (`seeds`)."""
    return f"purge_secret:{n}"


def _keep_secret(tx: Connection, n: int, key: bytes, at: datetime) -> None:
    prove(tx)
    tx.execute(purge_secret.insert().values(n=n, key=seeds.closed(tx, secret_name(n), key), made_at=at))


def mark_of(key: bytes, submission: SubmissionKey) -> str:
    """The mark of a submission: HMAC-SHA256 over origin, id and D, in hexadecimal."""
    named = f"{submission.origin}\x00{submission.id}\x00{submission.digest}"
    return hmac.new(key, named.encode(), hashlib.sha256).hexdigest()


def request(tx: Connection, requester: str, selected: Sequence[Item], *, digest: str, rules: str, at: datetime) -> int:
    """Ask for a purge of exactly these; returns its number."""
    values = {"requested_at": at, "requester": requester, "digest": digest, "items": len(selected), "rules": rules}
    (number,) = tx.execute(purge.insert().values(**values)).inserted_primary_key or (0,)
    _ITEMS.run(tx, [(int(number), each.category, each.subject, each.version) for each in selected])
    return int(number)


def _row(row: Row[*tuple[Any, ...]]) -> Purge:
    members = row._asdict()
    return Purge(**{**members, **{name: members[name] or "" for name in ("approver", "withdrawn_by")}})


def load(connection: Connection, number: int) -> Purge | None:
    """A purge by its number."""
    row = connection.execute(select(purge).where(_P.purge == number)).first()
    return None if row is None else _row(row)


def purges(connection: Connection, *, most: int = 200) -> tuple[Purge, ...]:
    """Every purge, the newest first."""
    return tuple(map(_row, connection.execute(select(purge).order_by(_P.purge.desc()).limit(most))))


def _fill(tx: Connection, number: int, which: ColumnElement[bool], values: dict[str, object]) -> None:
    if not tx.execute(purge.update().where(and_(_P.purge == number, which)).values(**values)).rowcount:
        raise Defect("a purge that can't be moved so")


def approve(tx: Connection, number: int, approver: str, at: datetime) -> None:
    """Note who agrees; the database itself refuses the one who asked."""
    _fill(tx, number, _P.approver.is_(None), {"approver": approver, "approved_at": at})


def start(tx: Connection, number: int, at: datetime) -> None:
    """Note that it is being carried out: from now on it is finished, whatever happens."""
    _fill(tx, number, _P.started_at.is_(None), {"started_at": at})


def withdraw(tx: Connection, number: int, agent: str, at: datetime) -> None:
    """Note that it won't be carried out."""
    _fill(tx, number, and_(_P.started_at.is_(None), _P.ended_at.is_(None)), {"ended_at": at, "withdrawn_by": agent})


def end(tx: Connection, number: int, certificate: str, at: datetime) -> None:
    """Note that it was carried out, with its certificate."""
    _fill(tx, number, _P.ended_at.is_(None), {"ended_at": at, "certificate": certificate})


def items(connection: Connection, number: int, *, pending_only: bool = False) -> list[Item]:
    """What a purge is about, in the order in which its digest has it; what is still to be done, or all."""
    which = and_(_I.purge == number, _I.outcome == "") if pending_only else _I.purge == number
    query = select(_I.category, _I.subject, _I.version).where(which).order_by(_I.category, _I.subject)
    return [Item(*row) for row in connection.execute(query)]


def pending(tx: Connection, number: int, some: Sequence[Item]) -> list[Item]:
    """Of these, of one category, those that nobody has settled meanwhile."""
    if not some:
        return []
    which = and_(_I.purge == number, _I.category == some[0].category, among(_I.subject, "among"), _I.outcome == "")
    found = set(tx.scalars(select(_I.subject).where(which), {"among": listed([item.subject for item in some])}))
    return [item for item in some if item.subject in found]


def settle(tx: Connection, number: int, outcomes: Iterable[tuple[Item, str]]) -> None:
    """Note what became of these."""
    _SETTLE.run(tx, [(outcome, number, item.category, item.subject) for item, outcome in outcomes])


def counts(connection: Connection, number: int) -> dict[tuple[str, str], int]:
    """How many came to what, by category and outcome; what is pending has none."""
    query = (
        select(_I.category, _I.outcome, func.count())
        .where(_I.purge == number)
        .group_by(_I.category, _I.outcome)
        .order_by(_I.category, _I.outcome)
    )
    return {(category, outcome): count for category, outcome, count in connection.execute(query)}


def bury(tx: Connection, number: int, left: Sequence[Left], at: datetime) -> None:
    """Write tombstones."""
    _BURY.run(tx, [(number, each.category, each.case, each.mark, moment_text(at)) for each in left])


def buried_keys(connection: Connection, keys: Sequence[SubmissionKey]) -> set[SubmissionKey]:
    """Of these submissions, those that were purged; where nothing ever was, one short read."""
    key = known_secret(connection) if keys else None
    if key is None:
        return set()
    marks = {mark_of(key, each): each for each in keys}
    found = connection.scalars(select(_T.mark).where(among(_T.mark, "among")), {"among": listed(list(marks))})
    return {marks[mark] for mark in found}


def purged_cases(connection: Connection, number: int) -> set[int]:
    """The cases of which a purge has taken something."""
    return set(connection.scalars(select(_T.case).where(_T.purge == number, _T.case.is_not(None))))
