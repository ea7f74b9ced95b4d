"""Carrying a purge out: in one stated order, which may be cut at any point and is then run again from there.

No transaction spans both databases. For each group, once it is judged anew: 1. the keys in the mirror; 2. the keys
in the inbox, in a commit of their own; 3. its checkpoint; 4. the sealed octets; 5. the fact that they are gone;
6. the casebook's rows, tombstones, outcomes and audit lines, in one transaction. At the end: the search index
in one piece, what migrations, restorings or a cut change of keys left gone, a checkpoint of both, the certificate. What
has moved on since two people agreed to it stays, and the certificate says why.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from backoffice_gui.actions.agree_purge import begun, durations_of
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.actions.purge_certificate import certify
from backoffice_gui.actions.rekey import forget_copy
from backoffice_gui.actions.retention import judged_submissions, why_left
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.clock import Clock
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.purging import Purge, Purged
from backoffice_gui.domain.retention import Category, Durations, Item
from backoffice_gui.errors import StoreBusy
from backoffice_gui.sealing.keys import new_run_key
from backoffice_gui.storage.casebook import audit_log, events, purges, removing, retention, search_index
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.events import PROGRAM, CaseEvent
from backoffice_gui.storage.casebook.purges import DONE, Left
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox.purging import destroyed, erase_purged, erased, keys_of, places_of, under
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror.looking import destroy_keys
from backoffice_gui.storage.old_copies import forget_copies

__all__ = ["GROUP", "run_purge"]

GROUP = 100
"""Things that are purged together; between groups it can be stopped."""
_TRIES = 12
"""Checkpoints that are tried while somebody reads, each for as long as SQLite waits (5 s)."""
_C = cases.c
_NAMED = select(_C.case, _C.number, _C.origin, _C.submission, _C.digest).where(among(_C.case, "among"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A case with what identifies it: its mark in a tombstone, and its row in this inbox."""

    mark: str
    row: int | None


@dataclass(frozen=True, slots=True)
class _Run:
    inbox: Inbox
    desk: Desk
    row: Purge
    durations: Durations
    secret: bytes
    mirror: Path | None
    clock: Clock


def run_purge(
    inbox: Inbox,
    desk: Desk,
    number: int,
    clock: Clock,
    *,
    mirror: Path | None = None,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Purged:
    """Purge what two people agreed to, or what is left of it; `progress` hears how many were looked at in this run.

    `mirror`: the folder of the second copies, where there are any; it must be there. Raises what
    `agree_purge.begun` raises, `MirrorGone`, `StoreBusy`, `DiskFull`; the groups before stand, and it can be run again.
    """
    row = begun(desk, number, clock.now())
    with desk.casebook.transaction() as tx:
        secret = purges.secret(tx, clock.now(), new_run_key)
        pending = purges.items(tx, number, pending_only=True)
    run = _Run(inbox, desk, row, durations_of(row), secret, mirror, clock)
    seen = 0
    for group in _groups(pending):
        if cancelled():
            return _summed(desk, number, cancelled=True)
        _purge_group(run, group, clock.now())
        seen += len(group)
        progress(seen)
    _end(run)
    return _summed(desk, number, cancelled=False)


def _groups(pending: Sequence[Item]) -> Iterator[list[Item]]:
    """Groups of one category each."""
    for category in Category:
        some = [each for each in pending if each.category == category.value]
        yield from (some[start : start + GROUP] for start in range(0, len(some), GROUP))


def _summed(desk: Desk, number: int, *, cancelled: bool) -> Purged:
    with desk.casebook.reading() as connection:
        counts = purges.counts(connection, number)
    done = sum(count for (_, outcome), count in counts.items() if outcome == DONE)
    left = sum(count for (_, outcome), count in counts.items() if outcome not in ("", DONE))
    return Purged(number, done, left, cancelled)


def _purge_group(run: _Run, group: Sequence[Item], at: datetime) -> None:
    if group[0].category == Category.APART.value:
        _purge_apart(run, group, at)
    else:
        _purge_cases(run, group, at)


# Cases, and what was sent with them


def _purge_cases(run: _Run, group: Sequence[Item], at: datetime) -> None:
    with run.desk.casebook.reading() as connection:
        judged = _judged(connection, run, group, at)
        named = _named(connection, run, [item.subject for item in group])
    places = {case: each.row for case, each in named.items() if each.row is not None}
    with run.inbox.reading() as connection:
        begun = destroyed(connection, places.values())
    free = {item.subject for item, each in judged.items() if not each.why}
    # what a cut has destroyed the keys of opens no more, whatever moved on since: its octets go, and it is said
    _erase(run, [row for case, row in places.items() if case in free or row in begun], group[0].category, at)
    with run.inbox.reading() as connection:
        there = erased(connection, list(places.values()))
    without = {case for case, row in places.items() if row in there}
    with run.desk.casebook.transaction() as tx:
        group = purges.pending(tx, run.row.purge, group)  # the window and a console may carry out the same
        _settle_cases(tx, run, _judged(tx, run, group, at), named, without)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Why something stays as it is, nothing for what goes; `payload`: nobody has noted yet that its octets went."""

    why: str
    payload: bool


def _judged(connection: Connection, run: _Run, group: Sequence[Item], at: datetime) -> dict[Item, _Judged]:
    found = {each.case: each for each in retention.standings(connection, [item.subject for item in group])}
    today = civil_day(at)
    judged = {}
    for item in group:
        standing = found.get(item.subject)
        payload = standing is not None and standing.payload
        judged[item] = _Judged(why_left(item, standing, run.durations, today), payload)
    return judged


def _named(connection: Connection, run: _Run, numbers: Sequence[int]) -> dict[int, _Named]:
    """What identifies these cases; what was entered by hand is known by its number alone.

    Where it lies is asked of the inbox by its name: a store that was restored has another name and maybe other rows.
    """
    keys = {
        row.case: SubmissionKey(Origin(row.origin), SubmissionId(row.submission or row.number), Digest(row.digest))
        for row in connection.execute(_NAMED, {"among": listed(list(numbers))})
    }
    with run.inbox.reading() as reading:
        places = places_of(reading, frozenset(keys.values()))
    return {case: _Named(purges.mark_of(run.secret, key), places.get(key)) for case, key in keys.items()}


def _erase(run: _Run, rows: Sequence[int], category: str, at: datetime) -> None:
    """The keys in the mirror, then in the inbox, then what they opened; what is gone already costs nothing."""
    if not rows:
        return
    if run.mirror is not None:
        with run.inbox.reading() as connection:
            keys = keys_of(connection, rows)
        destroy_keys(run.inbox, run.mirror, keys.values())
    _patiently(lambda: erase_purged(run.inbox, rows, run.row.digest, category, at))


def _patiently(step: Callable[[], object]) -> None:
    """Again where a reader holds the log: the window lives on while a purge runs."""
    for left in reversed(range(_TRIES)):
        try:
            step()
        except StoreBusy:
            if not left:
                raise
        else:
            return


def _settle_cases(
    tx: Connection, run: _Run, judged: dict[Item, _Judged], named: dict[int, _Named], without: AbstractSet[int]
) -> None:
    """The rows go, the tombstones stay.

    What has moved on while its octets went keeps its rows, and a tombstone of what was sent: no transaction
    spans both databases.
    """
    at, number = run.clock.now(), run.row.purge
    payload = Category.PAYLOAD.value
    gone = [item for item, each in judged.items() if not each.why]
    moved = [item for item, each in judged.items() if each.why and each.payload and item.subject in without]
    whole = [item.subject for item in gone if item.category == Category.CASE.value]
    parts = [item for item in (*gone, *moved) if item.subject not in whole]
    removing.remove_cases(tx, whole)
    removing.forget_form(tx, [item.subject for item in parts])
    events.add(tx, [CaseEvent(item.subject, at, PROGRAM, "payload_purged", item.version) for item in parts])
    purges.settle(tx, number, [(item, each.why or DONE) for item, each in judged.items()])
    left = [Left(Category.CASE.value, case, named[case].mark) for case in whole]
    left += [Left(payload, item.subject, named[item.subject].mark) for item in parts]
    purges.bury(tx, number, left, at)
    lines = [AuditEvent(at, Verb.PURGED, Role.DESK, f"case:{each.case}", _details(run, each.category)) for each in left]
    audit_log.append(tx, lines)


def _details(run: _Run, category: str) -> Details:
    return (("agent", run.desk.agent), ("category", category), ("purge", run.row.purge))


# What is kept apart


def _purge_apart(run: _Run, group: Sequence[Item], at: datetime) -> None:
    rows = [item.subject for item in group]
    due = {
        each.item.subject: each for each in judged_submissions(run.inbox, run.desk, run.durations, civil_day(at), rows)
    }
    with run.inbox.reading() as connection:
        keys = keys_of(connection, rows)
        gone, ended = erased(connection, rows), destroyed(connection, rows)
    why = {}
    for item in group:
        found = due.get(item.subject)
        stopped = "not_due" if found is None else found.stops[0].value if found.stops else ""
        why[item] = "" if item.subject in gone | ended else stopped  # no key is left of what a cut has begun
    free = [item.subject for item in group if not why[item]]
    _erase(run, [row for row in free if row not in gone], Category.APART.value, at)
    with run.desk.casebook.transaction() as tx:
        group = purges.pending(tx, run.row.purge, group)
        free = [item.subject for item in group if not why[item]]
        purges.settle(tx, run.row.purge, [(item, why[item] or DONE) for item in group])
        left = [Left(Category.APART.value, None, purges.mark_of(run.secret, keys[row])) for row in free]
        purges.bury(tx, run.row.purge, left, at)
        details = _details(run, Category.APART.value)
        audit_log.append(tx, [AuditEvent(at, Verb.PURGED, Role.DESK, f"submission:{row}", details) for row in free])


# The end


def _end(run: _Run) -> None:
    """The index in one piece, so that what was removed is out of the file; old copies; the logs; the certificate."""
    at = run.clock.now()
    with run.desk.casebook.transaction() as tx:
        counts = purges.counts(tx, run.row.purge)
        if counts.get((Category.CASE.value, DONE)):
            search_index.optimize(tx)
    with run.inbox.reading() as connection:
        submissions = under(connection, run.row.digest)
    with run.desk.casebook.reading() as connection:
        certificate = certify(connection, run.row, submissions, at)
    copies = forget_copies(run.inbox.folder) + forget_copy(run.inbox.folder)
    for database in (run.inbox, run.desk.casebook):  # before it counts as ended: nothing does that again
        _patiently(database.checkpoint)
    with run.desk.casebook.transaction() as tx:
        known = purges.load(tx, run.row.purge)
        if known is None or known.ended_at is not None:
            return
        purges.end(tx, run.row.purge, certificate, at)
        done = sum(count for (_, outcome), count in counts.items() if outcome == DONE)
        details = (("agent", run.desk.agent), ("copies", copies), ("digest", run.row.digest), ("done", done))
        audit_log.append(tx, [AuditEvent(at, Verb.PURGE_ENDED, Role.DESK, f"purge:{run.row.purge}", details)])
    with contextlib.suppress(StoreBusy):  # what was purged is out of the log already
        run.desk.casebook.checkpoint()
