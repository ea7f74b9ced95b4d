"""The journal is kept so many months, then purged from its beginning, a segment at a time, and stays verifiable.

A segment is some thousands of events, all older than the first day of the oldest month that is kept. In one
transaction the hash of its last event is kept as the chain's new beginning, an event says so at its other end, and
its events are deleted. A segment that does not hold is left: what somebody has meddled with is evidence.

What a purge takes is taken for good, so no clock is believed that the chain does not bear out: where nothing was
written for more than five weeks, it may have been set forward, and months are counted from before that silence until
as many weeks have been lived through.

The inbox's chain goes the same way; there the casebook says first up to where, with who and which hash, for the
inbox names nobody and whoever has the inbox alone could say anything. What the second copy has not yet followed stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.journal import Chain
from backoffice_gui.errors import StoreBusy, StoreDamaged
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import mirrored
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.journal import CASEBOOK, INBOX, Journal

__all__ = ["kept_since", "purge_inbox_journal", "purge_journal"]

SEGMENT = 10_000
"""Events of one transaction: nobody waits longer for it than for an intake."""
SILENCE = timedelta(weeks=5)
"""After so long without an event, the clock has to show that it goes on."""


def kept_since(now: datetime, months: int) -> datetime:
    """The first day of the oldest month that is kept whole, in UTC."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)


def _borne_out(connection: Connection, journal: Journal, now: datetime) -> datetime:
    """Now, where events lead up to it; else the last of those that do, before a silence that a clock may have made."""
    moment = now
    while True:
        before, since = journal.around(connection, moment - SILENCE)
        if before is None or (since is not None and since - before <= SILENCE):
            return moment
        moment = before


def _due(connection: Connection, journal: Journal, now: datetime, months: int) -> tuple[int, int]:
    """The first event there is, and the last that is older than the months that are kept; the chain's last stays."""

    def older(than: datetime) -> int:
        kept = journal.first_since(connection, kept_since(than, months))
        return last - 1 if kept is None else kept - 1

    first, last = journal.span(connection)
    upto = older(now)
    return first, upto if upto < first else min(upto, older(_borne_out(connection, journal, now)))


def purge_journal(
    desk: Desk,
    clock: Clock,
    months: int,
    *,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Purge what is older than the months that are kept; how many events are gone.

    Stopped between two segments, the next call does the rest. Raises `StoreDamaged("audit-broken")` with the fact
    `event` where the chain does not hold, before anything of that segment is touched.
    """
    gone = 0
    while not cancelled():
        with desk.casebook.transaction() as tx:
            purged = _segment(tx, desk.agent, months, clock.now())
        if not purged:
            break
        gone += purged
        progress(gone)
    if gone:
        desk.casebook.checkpoint()  # the pages in the log hold what was deleted
    return gone


def purge_inbox_journal(
    inbox: Inbox,
    desk: Desk,
    clock: Clock,
    months: int,
    *,
    cancelled: Callable[[], bool] = never,
) -> int:
    """The same for the inbox's chain; how many events are gone. Raises as `purge_journal` does."""
    with inbox.reading() as connection:
        first, end = _due(connection, INBOX, clock.now(), months)
        mirror = mirrored.current(connection)
    end = end if mirror is None or mirror.given_up else min(end, mirror.followed)
    gone = 0
    while first <= end and not cancelled():
        upto = min(first + SEGMENT - 1, end)
        _inbox_segment(inbox, desk, (first, upto), months, clock.now())
        gone += upto - first + 1
        first = upto + 1
    if gone:
        with contextlib.suppress(StoreBusy):  # whoever reads holds the log for a moment; the next one cuts it
            inbox.checkpoint()
    return gone


def _inbox_segment(inbox: Inbox, desk: Desk, span: tuple[int, int], months: int, at: datetime) -> None:
    first, upto = span
    with inbox.reading() as connection:
        broken = inbox_log.LOG.walk_to(connection, upto)
        head = inbox_log.LOG.hash_of(connection, upto)
    if broken is not None or head is None:
        raise StoreDamaged("audit-broken", event=upto if broken is None else broken.n)
    details = (
        ("chain", Chain.INBOX.value), ("events", upto - first + 1), ("head", head.hex()), ("months", months),
        ("upto", upto),
    )  # fmt: skip
    with desk.casebook.transaction() as tx:
        said = (("agent", desk.agent), *details)
        audit_log.append(tx, [AuditEvent(at, Verb.JOURNAL_PURGED, Role.DESK, "journal", said)])
    with inbox.transaction() as tx:
        inbox_log.LOG.purge(tx, upto, at)
        inbox_log.append(tx, [AuditEvent(at, Verb.JOURNAL_PURGED, Role.PROGRAM, "journal", details)])


def _segment(tx: Connection, agent: str, months: int, at: datetime) -> int:
    first, end = _due(tx, CASEBOOK, at, months)
    upto = min(end, first + SEGMENT - 1)
    if upto < first:
        return 0
    broken = audit_log.LOG.walk_to(tx, upto)
    if broken is not None:
        raise StoreDamaged("audit-broken", event=broken.n)
    head = audit_log.LOG.purge(tx, upto, at)
    details = (
        ("agent", agent), ("chain", Chain.CASEBOOK.value), ("events", upto - first + 1), ("head", head.hex()),
        ("months", months), ("upto", upto),
    )  # fmt: skip
    audit_log.append(tx, [AuditEvent(at, Verb.JOURNAL_PURGED, Role.DESK, "journal", details)])
    return upto - first + 1
