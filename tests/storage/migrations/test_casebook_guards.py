"""The casebook's triggers: what no program may do, the database refuses; and what follows the cases follows them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.retention import Item
from backoffice_gui.storage.casebook import audit_keys, audit_log, purges
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import is_postgresql
from tests.support.dialects import guarded, said
from tests.support.stores import MOMENT

AT = "'2026-11-23T09:00:00.000000Z'"
_ROWS = (
    f"INSERT INTO person (person, made_at) VALUES (1, {AT})",
    *(
        'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at, person) '
        f"VALUES ({case}, 'X-{case}', 'unread', 'site', 'closed', 2, {AT}, 1)"
        for case in (1, 2)
    ),
    f"INSERT INTO identity (identity, person, declared_at, form) VALUES (1, 1, {AT}, '{{}}')",
    (
        "INSERT INTO contact (contact, person, field, value, key, received_at, entered_by) "
        f"VALUES (1, 1, 'email', 'v', 'k', {AT}, 'form')"
    ),
    f"INSERT INTO case_event (event, \"case\", at, who, name, version) VALUES (1, 1, {AT}, 'a', 'taken', 2)",
    f"INSERT INTO note (note, \"case\", at, agent, text) VALUES (1, 1, {AT}, 'a', 'b')",
)


@pytest.fixture
def full(casebook: Casebook) -> Casebook:
    """Two cases of one person, a journal, and a purge of the first case that was asked for."""
    with casebook.transaction() as tx:
        for words in _ROWS:
            said(tx, words)
        audit_keys.put(tx, MOMENT, bytes(32))
        audit_log.append(tx, [AuditEvent(MOMENT, Verb.CASE_OPENED, Role.DESK, "case:1") for _ in range(5)])
        purges.secret(tx, MOMENT, lambda: bytes(32))
        number = purges.request(
            tx, "demo-un", [Item("case", 1, 1), Item("apart", 9, 0)], digest="d", rules="{}", at=MOMENT
        )
        assert number == 1
        purges.bury(tx, number, [purges.Left("case", 7, "EXEMPLE")], MOMENT)
    return casebook


def _done(casebook: Casebook, *words: str) -> None:
    with casebook.transaction() as tx:
        for each in words:
            assert said(tx, each).rowcount > 0, each


def test_what_was_said_and_done_is_only_added_to(full: Casebook) -> None:
    """No edit of what was declared, noted, done or signed; the keys that sign, and what marks are made under, stay."""
    for table in ("identity", "contact", "case_event", "note"):
        key = next(name for name in (table.removeprefix("case_"),))
        guarded(full, f"UPDATE {table} SET {key} = {key}")
    for table in ("audit", "audit_key", "tombstone", "purge_secret"):
        guarded(full, f"UPDATE {table} SET {'tombstone' if table == 'tombstone' else 'n'} = 99")
        guarded(full, f"DELETE FROM {table}")
    with full.reading() as connection:
        put = (
            "ON CONFLICT (n) DO UPDATE SET event = excluded.event"
            if is_postgresql(connection)
            else "ON CONFLICT (n) DO UPDATE SET event = '{}'"
        )
    guarded(full, f"INSERT INTO audit (n, event, hash) VALUES (1, '{{}}', x'00') {put}")


def test_the_journal_goes_from_its_beginning_only(full: Casebook) -> None:
    """Up to a boundary that has the hash of its event, and that stays."""
    guarded(full, f"INSERT INTO audit_boundary (upto, hash, at) VALUES (2, x'00', {AT})")
    guarded(full, "DELETE FROM audit WHERE n <= 2")
    with full.transaction() as tx:
        audit_log.LOG.purge(tx, 2, MOMENT)
    guarded(full, "DELETE FROM audit WHERE n <= 3")
    guarded(full, "UPDATE audit_boundary SET upto = 5")
    guarded(full, "DELETE FROM audit_boundary")
    with full.reading() as connection:
        assert audit_log.verify(connection).ok


def test_a_purge_is_carried_out_as_two_people_agreed(full: Casebook) -> None:
    """Neither it nor its items change once they were asked for; what it says was done is said once."""
    for words in ("requester = 'demo-trois'", "digest = 'e'", "rules = '[]'", "items = 1", "requested_at = '2027'"):
        guarded(full, f"UPDATE purge SET {words}")
    for words in ("DELETE FROM purge_item", "DELETE FROM purge", "UPDATE purge_item SET version = 9"):
        guarded(full, words)
    guarded(full, f"UPDATE purge SET approver = ' DEMO-UN ', approved_at = {AT}")
    guarded(full, f"UPDATE purge SET started_at = {AT}")
    guarded(full, "UPDATE purge SET approver = 'demo-deux'")
    _done(full, f"UPDATE purge SET approver = 'demo-deux', approved_at = {AT}")
    guarded(full, "UPDATE purge SET approver = 'demo-trois'")
    guarded(full, "INSERT INTO purge_item (purge, category, subject, version) VALUES (1, 'case', 2, 1)")
    _done(full, "UPDATE purge_item SET outcome = 'done' WHERE subject = 9")
    guarded(full, "UPDATE purge_item SET outcome = 'hold' WHERE subject = 9")


def test_a_case_goes_in_an_agreed_purge_only(full: Casebook) -> None:
    """While it is carried out, the case that it is about, once: its lists go with it."""
    _done(full, 'DELETE FROM note WHERE "case" = 1', 'DELETE FROM case_event WHERE "case" = 1')
    guarded(full, 'DELETE FROM cases WHERE "case" = 1')
    _done(full, f"UPDATE purge SET approver = 'demo-deux', approved_at = {AT}")
    guarded(full, 'DELETE FROM cases WHERE "case" = 1')
    _done(full, f"UPDATE purge SET started_at = {AT}")
    guarded(full, 'DELETE FROM cases WHERE "case" = 2')
    _done(full, 'DELETE FROM cases WHERE "case" = 1')
    with full.reading() as connection:
        assert connection.execute(text('SELECT "case" FROM case_fact')).scalars().all() == [2]
        assert connection.execute(text("SELECT number FROM tally WHERE number <> 0")).scalars().all() == [1]
    _done(full, f"UPDATE purge SET ended_at = {AT}")
    guarded(full, 'DELETE FROM cases WHERE "case" = 2')


def test_lists_follow_the_cases(full: Casebook) -> None:
    """What is changed moves once, by its last change; every count is that of the rows."""
    changes = ("agent = 'demo-un'", "state = 'taken', bucket = 1", "unread = (1 = 0)", "answer = 'issued', badges = 3")
    for words in (*changes, "sort_key = 'b'", "comment = 'c'"):
        _done(full, f'UPDATE cases SET {words} WHERE "case" = 1')
    with full.reading() as connection:
        assert connection.execute(text('SELECT "case" FROM case_moved')).scalars().all() == [1]
        tally = "SELECT bucket, state, kind, agent, number FROM tally WHERE number <> 0 ORDER BY bucket"
        counted = "SELECT bucket, state, kind, agent, count(*) FROM cases GROUP BY 1, 2, 3, 4 ORDER BY bucket"
        assert connection.execute(text(tally)).all() == connection.execute(text(counted)).all()
        what, code = connection.execute(
            text("SELECT f.what, a.code FROM case_fact f, agent_code a WHERE f.\"case\" = 1 AND a.agent = 'demo-un'")
        ).one()
    assert what == 1 | 2 << 3 | 3 << 8 | 1 << 19 | code << 32
