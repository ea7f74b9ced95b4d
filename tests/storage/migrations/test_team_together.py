"""What a team's casebook says to who listens: code words and numbers, once for each transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg.rows import TupleRow
from sqlalchemy import text

from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.engine import connect
from backoffice_gui.storage.team.together_schema import CHANNEL

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC).isoformat()
CASE = text(
    'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at) '
    "SELECT n, 'DL-2026-' || n, 'unread', 'post', 'new', 0, :at FROM generate_series(1, 700) AS n"
)


@pytest.fixture
def listener(team_casebook: Casebook) -> Iterator[psycopg.Connection[TupleRow]]:
    """A connection that listens."""
    backing = team_casebook._backing
    assert isinstance(backing, TeamBacking)
    with connect(backing.address, "casebook") as raw:
        raw.autocommit = True
        raw.execute(f"LISTEN {CHANNEL}".encode())
        yield raw


def heard(raw: psycopg.Connection[TupleRow]) -> list[str]:
    """What was said until now, by whoever: what this connection says last comes last."""
    raw.execute(f"NOTIFY {CHANNEL}, 'end'".encode())
    found = []
    for each in raw.notifies(timeout=20):
        if each.payload == "end":
            break
        found.append(each.payload)
    return found


def test_a_transaction_is_told_in_a_word_however_many_cases_it_changes(
    team_casebook: Casebook, listener: psycopg.Connection[TupleRow]
) -> None:
    """Arrivals, changes, what happened, views; what was rolled back is not told."""
    with team_casebook.transaction() as tx:
        tx.execute(CASE, {"at": AT})
    assert heard(listener) == ["arrived"]
    with team_casebook.transaction() as tx:
        tx.execute(text("UPDATE cases SET unread = false"))
        tx.execute(
            text("INSERT INTO case_event (event, \"case\", at, who, name, version) VALUES (1, 1, :at, 'a', 'take', 2)"),
            {"at": AT},
        )
    assert heard(listener) == ["moved"]
    with team_casebook.transaction() as tx:
        tx.execute(text("INSERT INTO saved_view (view, owner, name, query) VALUES (1, '', 'EXEMPLE', '{}')"))
    assert heard(listener) == ["views"]
    with contextlib.suppress(KeyError), team_casebook.transaction() as tx:
        tx.execute(text("UPDATE cases SET unread = true"))
        raise KeyError
    assert heard(listener) == []


def test_company_is_told_with_its_case_and_a_sign_of_life_is_not(
    team_casebook: Casebook, listener: psycopg.Connection[TupleRow]
) -> None:
    """Who comes, goes, moves on, writes, or asks to; no login, no machine is in what is said."""
    said: tuple[tuple[str, list[str]], ...] = (
        ("INSERT INTO presence VALUES ('a', 'POSTE-EXEMPLE', 7, now(), now())", ["company 7"]),
        ("UPDATE presence SET seen_at = now()", []),
        ('UPDATE presence SET "case" = 8', ["company 7", "company 8"]),
        (
            "INSERT INTO editing (\"case\", agent, post, since, typed_at) VALUES (8, 'a', 'POSTE-EXEMPLE', now(), now())",
            ["company 8"],
        ),
        ("UPDATE editing SET typed_at = now()", []),
        ("UPDATE editing SET wanted_by = 'b', wanted_at = now()", ["company 8"]),
        ("DELETE FROM editing", ["company 8"]),
        ("DELETE FROM presence", ["company 8"]),
        ("DELETE FROM presence", []),
    )
    for words, expected in said:
        with team_casebook.transaction() as tx:
            tx.execute(text(words))
        assert heard(listener) == expected, words
