"""The journal at its full size: five million events verified, and the events of one case found among them.

In processor seconds, not by the wall: what the machine's neighbours do is not ours.
"""

from __future__ import annotations

import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.audit import FIRST, AuditEvent, Role, Verb, canonical, link
from backoffice_gui.domain.journal import JournalFilter
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.journal import CASEBOOK
from benchmarks.figures import Figure

__all__ = ["measure"]

EVENTS = 5_000_000
_AT_ONCE = 100_000
_VERBS = (Verb.CASE_OPENED, Verb.SEARCHED, Verb.CASE_TREATED, Verb.PART_PREVIEWED)


def _event(n: int, begun: datetime) -> AuditEvent:
    details = (("agent", f"agent{n % 7}"), ("found", n % 9), ("words", "a" * 64))
    return AuditEvent(begun + timedelta(seconds=6 * n), _VERBS[n % 4], Role.DESK, f"case:{n * 7919 % 500_000}", details)


def _fill(casebook: Casebook, events: int) -> None:
    """A long past, written without its indexes, which are made at the end."""
    begun, previous = datetime(2026, 1, 1, tzinfo=UTC), FIRST
    with casebook.transaction() as tx:
        made = [
            (row[0], row[1])
            for row in tx.execute(text("SELECT name, sql FROM sqlite_master WHERE name LIKE 'ix_audit%'"))
        ]
        for name, _words in made:
            tx.execute(text(f"DROP INDEX {name}"))
    for first in range(1, events + 1, _AT_ONCE):
        rows = []
        for n in range(first, min(first + _AT_ONCE, events + 1)):
            octets = canonical(_event(n, begun))
            previous = link(previous, octets)
            rows.append((n, octets.decode("ascii"), previous))
        with casebook.transaction() as tx:
            tx.exec_driver_sql("INSERT INTO audit (n, event, hash) VALUES (?, ?, ?)", rows)
    for _name, words in made:
        with casebook.transaction() as tx:
            tx.execute(text(words))
    casebook.checkpoint()


def measure(events: int = EVENTS) -> Iterator[Figure]:
    """Fill a casebook of its own, walk its chain, ask it about one case."""
    with tempfile.TemporaryDirectory() as folder:
        casebook = Casebook.create(Path(folder), bytes(range(32)))
        _fill(casebook, events)
        with casebook.reading() as connection:
            began, by_the_wall = time.process_time(), time.perf_counter()
            found = audit_log.verify(connection)
            took, wall = time.process_time() - began, time.perf_counter() - by_the_wall
            assert found.ok
            assert found.checked == events
            yield Figure("journal verified", events / took, "events/s", f"{events} events, processor time", 200_000)
            yield Figure("journal verified, by the wall", events / wall, "events/s", f"{events} events")
            for name, wanted, start in (
                ("journal: first page", JournalFilter(), 0),
                ("journal: a page in the middle", JournalFilter(), events // 2),
                ("journal: who opened a case", JournalFilter(object="case:7919"), 0),
                ("journal: an agent's searches", JournalFilter(agent="agent3", verbs=frozenset({"searched"})), 5_000),
                ("journal: a day of long ago", _day(30), 0),
            ):
                began = time.process_time()
                CASEBOOK.page(connection, wanted, start, 200)
                took = 1000 * (time.process_time() - began)
                yield Figure(name, took, "ms", f"{events} events", 300, at_most=True)
        casebook.close()


def _day(after: int) -> JournalFilter:
    since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=after)
    return JournalFilter(since=since, until=since + timedelta(days=1))
