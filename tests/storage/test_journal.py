"""A chain read as a list: counted and paged, narrowed the same way with indexes and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.storage.audit_log import UNREADABLE
from backoffice_gui.storage.casebook import audit_log, schema
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.journal import CASEBOOK, INBOX, Journal, journal_of
from tests.support.dialects import unguarded
from tests.support.stores import MOMENT, World

VERBS = (Verb.CASE_OPENED, Verb.SEARCHED, Verb.EXPORTED)
FILTERS = (
    JournalFilter(),
    JournalFilter(object="case:2"),
    JournalFilter(agent="b.exemple"),
    JournalFilter(verbs=frozenset({"searched", "exported"})),
    JournalFilter(object="case:1", agent="a.exemple", verbs=frozenset({"case_opened"})),
    JournalFilter(since=MOMENT + timedelta(hours=5), until=MOMENT + timedelta(hours=9)),
    JournalFilter(agent="nobody"),
)


def event(n: int) -> AuditEvent:
    """One an hour."""
    agent = ("a.exemple", "b.exemple")[n % 2]
    at = MOMENT + timedelta(hours=n)
    return AuditEvent(at, VERBS[n % 3], Role.DESK, f"case:{n % 4}", (("agent", agent), ("found", n)))


PLAIN = Journal(schema.audit, indexed=False)


@pytest.fixture(params=[CASEBOOK, PLAIN], ids=["indexed", "plain"])
def read(request: pytest.FixtureRequest, casebook: Casebook) -> Iterator[tuple[Connection, Journal, int]]:
    """Thirty events after those of the store's making, read with the indexes and without, as the inbox is."""
    with casebook.transaction() as tx:
        before = audit_log.head(tx).n
        audit_log.append(tx, [event(n) for n in range(30)])
        yield tx, request.param, before


@pytest.mark.parametrize("wanted", FILTERS)
def test_what_a_filter_leaves_is_what_it_says(read: tuple[Connection, Journal, int], wanted: JournalFilter) -> None:
    """Newest first, in pages of any size, as many as are counted."""
    tx, journal, _before = read
    whole = journal.page(tx, wanted, 0, 1_000)
    assert journal.count(tx, wanted) == len(whole)
    numbers = [line.n for line in whole]
    assert numbers == sorted(numbers, reverse=True)
    assert [line for start in range(0, 60, 7) for line in journal.page(tx, wanted, start, 7)] == whole
    assert list(journal.every(tx, wanted, 1_000)) == whole
    assert list(journal.every(tx, wanted, 2)) == whole[:2]
    every = journal.page(tx, JournalFilter(), 0, 1_000)
    assert whole == [
        line
        for line in every
        if wanted.object in {"", line.object}
        and wanted.agent in {"", dict(line.details).get("agent")}
        and (not wanted.verbs or line.verb in wanted.verbs)
        and (wanted.since is None or line.at >= wanted.since)
        and (wanted.until is None or line.at < wanted.until)
    ]


def test_what_is_no_event_keeps_nobody_from_the_others(read: tuple[Connection, Journal, int]) -> None:
    """Numbers that no type holds, what is nested without an end, members that are not there: the rest is found."""
    tx, journal, _before = read
    found = [journal.page(tx, wanted, 0, 1_000) for wanted in FILTERS]
    deep = f'{{"details":{{"a":{"[" * 1_500}{"]" * 1_500}}},"verb":"searched"}}'
    odd = ('{"details":{"agent":"b.exemple","n":1e400000}}', deep, "{}", "7")
    last, _hash = audit_log.LOG.head(tx)
    rows = [{"n": n, "event": event, "hash": bytes(32)} for n, event in enumerate(odd, last + 1)]
    tx.execute(schema.audit.insert(), rows)
    for wanted, whole in zip(FILTERS, found, strict=True):
        now = journal.page(tx, wanted, 0, 1_000)
        assert [line for line in now if line.verb != UNREADABLE] == whole
        assert journal.count(tx, wanted) == len(now)
    assert len(journal.page(tx, JournalFilter(), 0, 4)) == 4
    assert journal.agents(tx) == ("a.exemple", "b.exemple")
    assert journal.last_before(tx, "searched", last + 4, 1)[0].n in {last - 1, last + 2}


def test_agents_hours_and_the_last_of_a_kind_are_found(read: tuple[Connection, Journal, int]) -> None:
    """For the list of agents, for purging by months, for where somebody sat."""
    tx, journal, before = read
    assert journal.agents(tx) == ("a.exemple", "b.exemple")
    assert journal.first_since(tx, MOMENT + timedelta(hours=12)) == before + 13
    assert journal.first_since(tx, MOMENT + timedelta(days=900)) is None
    assert [line.n for line in journal.last_before(tx, "searched", before + 10, 2)] == [before + 8, before + 5]


def test_an_empty_chain_has_no_page(world: World) -> None:
    """Nothing to count, nothing to show."""
    unguarded(world.inbox, "DELETE FROM audit")
    with world.inbox.transaction() as tx:
        assert (INBOX.span(tx), INBOX.count(tx, JournalFilter()), INBOX.page(tx, JournalFilter(), 0, 5)) == (
            (1, 0),
            0,
            [],
        )


def test_the_inboxs_chain_is_narrowed_by_what_its_events_say(world: World) -> None:
    """Without columns of their own, on either database."""
    with world.inbox.transaction() as tx:
        before = INBOX.span(tx)[1]
        inbox_log.append(tx, [AuditEvent(MOMENT, Verb.CLOSED, Role.COLLECTOR, f"submission:{n}") for n in range(4)])
        wanted = JournalFilter(object="submission:2", verbs=frozenset({"closed"}), since=MOMENT)
        assert [line.object for line in INBOX.page(tx, wanted, 0, 9)] == ["submission:2"]
        assert INBOX.count(tx, JournalFilter(verbs=frozenset({"closed"}))) == 4
        assert INBOX.agents(tx) == ()
        assert [line.n for line in INBOX.last_before(tx, "closed", before + 3, 2)] == [before + 3, before + 2]
        assert INBOX.first_since(tx, MOMENT + timedelta(days=900)) is None


def test_narrowing_the_casebook_goes_by_its_indexes(disk_casebook: Casebook) -> None:
    """Five million events are not looked through for those of one case."""
    with disk_casebook.reading() as connection:
        for narrowing, index in (
            ("subject = 'case:1'", "ix_audit_subject"),
            ("verb = 'searched'", "ix_audit_verb"),
            ("agent = 'a' AND verb = 'searched'", "ix_audit_agent_verb"),
        ):
            words = f"EXPLAIN QUERY PLAN SELECT n FROM audit WHERE {narrowing} ORDER BY n DESC LIMIT 5"
            plan = " ".join(row[3] for row in connection.execute(text(words)))
            assert index in plan, plan
        words = "EXPLAIN QUERY PLAN SELECT min(n), max(n) FROM audit WHERE hour >= '2026'"
        assert "ix_audit_hour" in " ".join(row[3] for row in connection.execute(text(words)))


def test_a_filter_names_its_chain() -> None:
    """One journal a database."""
    assert journal_of(Chain.CASEBOOK) is CASEBOOK
    assert journal_of(Chain.INBOX) is INBOX
