"""Many cases at once leave what one case after the other leaves."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook.case_insert import insert_cases
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import is_postgresql
from tests.support.dialects import without_guard

_COLUMNS = (
    "case",
    "number",
    "kind",
    "source",
    "state",
    "bucket",
    "agent",
    "received_at",
    "due_on",
    "closed_at",
    "answer",
)
_AT = "2026-11-26T10:00:00.000000Z"
_ROWS = [
    (1, "a", "contact_change", "site", "new", 0, "", _AT, "2026-11-30", None, ""),
    (2, "b", "certificate_request", "post", "closed", 2, "demo", _AT, None, _AT, "issued no_match"),
    (3, "c", "unread", "practice", "mood", 1, "demo", "1950-01-01T00:00:00.000000Z", "9999-12-31", _AT, "refused"),
    (4, "d", "else", "email", "new", 0, "", _AT, "0001-01-01", None, ""),
]


_BITS = {
    "a": (1 << 3 | 20_787 << 48, 29_928_120),
    "b": (5 | 1 << 5 | 1 << 19 | 1 << 24, 29_928_120 | 29_928_120 << 30),
    "c": (6 | 2 << 3 | 3 << 5 | 1 << 27 | 32_767 << 48, 29_928_120 << 30),
    "d": (3 << 3 | 2 << 5, 29_928_120),
}
"""Of each: state, kind, source, answers and due day; minutes of receipt and closing. Unread is bit 7 of all."""
_AGENT = 65_535 << 32
_TRIGGERS = "SELECT count(*) FROM {} WHERE {} = 'keep_case_insert'"


def _kept(connection: Connection) -> list[list[tuple[object, ...]]]:
    schema = "pg_trigger" if is_postgresql(connection) else "(SELECT name, sql FROM sqlite_master)"
    codes = "(SELECT agent FROM agent_code)"
    facts = 'SELECT f."case", f.what & ~CAST({} AS BIGINT), f.days, a.agent FROM case_fact f JOIN agent_code a '
    facts = facts.format(_AGENT) + f"ON a.code = (f.what & CAST({_AGENT} AS BIGINT)) >> 32"
    queries = (facts, "SELECT * FROM tally", f"SELECT * FROM {codes} AS x", 'SELECT "case" FROM case_moved')
    return [sorted(tuple(row) for row in connection.execute(text(words))) for words in queries] + [
        sorted(tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {schema} AS x")))
    ]


def test_the_trigger_and_its_substitute_agree(casebook: Casebook) -> None:
    """Facts, tally, agents, and the schema itself, to the letter; on both databases the same bits."""
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    kept = []
    for at_once in (False, True):
        with casebook.transaction() as tx:
            without_guard(tx, "guard_cases_delete", "cases")  # cases go here without a purge
            if at_once:
                insert_cases(tx, _COLUMNS, _ROWS[:3])
                insert_cases(tx, _COLUMNS, _ROWS[3:])
                insert_cases(tx, _COLUMNS, [])
            else:
                for row in _ROWS:
                    mark = "%s" if is_postgresql(tx) else "?"
                    tx.exec_driver_sql(f"INSERT INTO cases ({names}) VALUES ({', '.join(mark for _ in row)})", row)
            kept.append(_kept(tx))
            for table in ("cases", "case_moved", "tally", "agent_code"):
                tx.execute(text(f"DELETE FROM {table}"))
            assert tx.execute(text("SELECT count(*) FROM case_fact")).scalar_one() == 0
    assert kept[0] == kept[1]
    agents = {row[0]: row[6] for row in _ROWS}
    assert kept[0][0] == [
        (row[0], bits | 1 << 7, days, agents[row[0]]) for row in _ROWS for bits, days in [_BITS[str(row[1])]]
    ]


def test_a_failure_leaves_the_trigger_in_its_place(casebook: Casebook) -> None:
    """The transaction takes everything back."""
    with pytest.raises(Defect), casebook.transaction() as tx:
        insert_cases(tx, _COLUMNS, [_ROWS[0], _ROWS[0]])
    with casebook.reading() as connection:
        places = ("pg_trigger", "tgname") if is_postgresql(connection) else ("sqlite_master", "name")
        assert connection.execute(text(_TRIGGERS.format(*places))).scalar_one() == 1
