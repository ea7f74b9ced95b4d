"""The journal as people read it: lines with the numbers people know, and the machine at which each agent sat."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine
from backoffice_gui.storage.audit_log import AuditLine
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox.schema import submission
from backoffice_gui.storage.journal import CASEBOOK, journal_of

__all__ = ["every_line", "lines", "whole"]

_UNLOCKED = "desk_unlocked"
_MOST_UNLOCKINGS = 1_000
_CHUNK = 500


def whole(connection: Connection, wanted: JournalFilter) -> JournalFilter:
    """The filter of a case with what it was made of beside it: who opened the submission has opened the case."""
    kind, _, number = wanted.object.partition(":")
    if kind != "case" or wanted.also or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return wanted
    row = connection.execute(select(cases.c.inbox_row).where(cases.c.case == int(number))).scalar()
    return wanted if row is None else replace(wanted, also=f"submission:{row}")


def lines(
    connection: Connection, wanted: JournalFilter, start: int, size: int, *, named: bool = True
) -> tuple[JournalLine, ...]:
    """Some events of those that a filter leaves, newest first; `connection` is of the chain's own database.

    `named`: with the numbers by which people call cases; not for who sees no case, whom a team's server lets read none.
    """
    found = journal_of(wanted.chain).page(connection, wanted, start, size)
    return tuple(_dressed(connection, wanted.chain, found, named=named))


def every_line(
    connection: Connection, wanted: JournalFilter, most: int, *, named: bool = True
) -> Iterator[JournalLine]:
    """At most so many events, newest first, read some at a time; `named` as for `lines`."""
    some: list[AuditLine] = []
    for line in journal_of(wanted.chain).every(connection, wanted, most):
        some.append(line)
        if len(some) == _CHUNK:
            yield from _dressed(connection, wanted.chain, some, named=named)
            some = []
    yield from _dressed(connection, wanted.chain, some, named=named)


def _dressed(connection: Connection, chain: Chain, found: Sequence[AuditLine], *, named: bool) -> Iterator[JournalLine]:
    numbers = _numbers(connection, chain, found) if named or chain is not Chain.CASEBOOK else {}
    posts = _Posts(connection, found) if chain is Chain.CASEBOOK else None
    for line in found:
        agent = _agent(line)
        post = "" if posts is None or not agent else posts.of(agent, line.n)
        yield JournalLine(
            line.n, line.at, line.verb, line.role, line.object, line.details, numbers.get(line.object, ""), post
        )


def _agent(line: AuditLine) -> str:
    return next((str(value) for name, value in line.details if name == "agent"), "")


def _numbers(connection: Connection, chain: Chain, found: Iterable[AuditLine]) -> dict[str, str]:
    """What people call the objects of these lines: a case's number, a submission's."""
    kind = "case" if chain is Chain.CASEBOOK else "submission"
    ids = sorted(
        {
            int(number)
            for name, _, number in (line.object.partition(":") for line in found)
            if name == kind and number.isascii() and number.isdecimal() and len(number) < 19
        }
    )
    if not ids:
        return {}
    if chain is Chain.CASEBOOK:
        rows = connection.execute(
            select(cases.c.case, cases.c.number).where(among(cases.c.case, "among")), {"among": listed(ids)}
        )
    else:
        rows = connection.execute(
            select(submission.c.row, submission.c.seq).where(among(submission.c.row, "among")), {"among": listed(ids)}
        )
    return {f"{kind}:{row[0]}": str(row[1]) for row in rows}


class _Posts:
    """Where each agent sat: the machine that the last unlocking before an event names."""

    def __init__(self, connection: Connection, found: Sequence[AuditLine]) -> None:
        self._known: dict[str, list[tuple[int, str]]] = {}
        if not found:
            return
        last = max(line.n for line in found)
        for line in reversed(CASEBOOK.last_before(connection, _UNLOCKED, last, _MOST_UNLOCKINGS)):
            post = next((str(value) for name, value in line.details if name == "post"), "")
            self._known.setdefault(_agent(line), []).append((line.n, post))

    def of(self, agent: str, n: int) -> str:
        """The machine, empty where no unlocking is known."""
        known = self._known.get(agent, [])
        place = bisect_right(known, (n, "\U0010ffff"))
        return known[place - 1][1] if place else ""
