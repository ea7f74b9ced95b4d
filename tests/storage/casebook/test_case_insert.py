"""Many cases at once leave what one case after the other leaves."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook.case_insert import insert_cases
from backoffice_gui.storage.casebook.store import Casebook

pytestmark = pytest.mark.parametrize("casebook", ["sqlcipher"], indirect=True)

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


def _kept(connection: Connection) -> list[list[tuple[object, ...]]]:
    tables = ("case_fact", "tally", "agent_code", "case_moved", "(SELECT name, sql FROM sqlite_master)")
    return [sorted(tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))) for name in tables]


def test_the_trigger_and_its_substitute_agree(casebook: Casebook) -> None:
    """Facts, tally, agents, and the schema itself, to the letter."""
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    kept = []
    for at_once in (False, True):
        with casebook.transaction() as tx:
            tx.execute(text("DROP TRIGGER IF EXISTS guard_cases_delete"))  # cases go here without a purge
            if at_once:
                insert_cases(tx, _COLUMNS, _ROWS[:3])
                insert_cases(tx, _COLUMNS, _ROWS[3:])
                insert_cases(tx, _COLUMNS, [])
            else:
                for row in _ROWS:
                    tx.exec_driver_sql(f"INSERT INTO cases ({names}) VALUES ({', '.join('?' for _ in row)})", row)
            kept.append(_kept(tx))
            for table in ("cases", "case_moved", "tally", "agent_code"):
                tx.execute(text(f"DELETE FROM {table}"))
            assert tx.execute(text("SELECT count(*) FROM case_fact")).scalar_one() == 0
    assert kept[0] == kept[1]


def test_a_failure_leaves_the_trigger_in_its_place(casebook: Casebook) -> None:
    """The transaction takes everything back."""
    with pytest.raises(Defect), casebook.transaction() as tx:
        insert_cases(tx, _COLUMNS, [_ROWS[0], _ROWS[0]])
    with casebook.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'keep_case_insert'"))
        assert found.scalar_one() == 1
