"""What one person with a great role tries alone, where two are wanted or nobody may: as a lead, as data protection officer.

Beside `test_team_insider`, on a store of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from psycopg import Error
from psycopg.errors import LockNotAvailable

from backoffice_gui.storage.casebook import persons, removing
from backoffice_gui.storage.team.casebook import open_casebook
from backoffice_gui.storage.team.faults import converted
from tests.support.postgres import Server
from tests.support.team_store import KEY, Raw, TeamStore, ask, logged_in, populated, refused

_AT = "'2026-01-05T08:00:00.000000Z'"


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them."""
    with logged_in(team) as found:
        yield found


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (
            "demo_dpo",
            (
                "INSERT INTO casebook.purge (requested_at, requester, digest, items, rules) "
                f"VALUES ({_AT}, '', 'd', 1, '')"
            ),
        ),
        ("demo_dpo", f"UPDATE casebook.purge SET approver = '', approved_at = {_AT} WHERE purge = 1"),
        ("demo_lead", f"UPDATE casebook.purge SET withdrawn_by = '', ended_at = {_AT} WHERE purge = 1"),
        (
            "demo_lead",
            (
                'INSERT INTO casebook.hold ("case", agent, reason, until, made_at) '
                f"VALUES (1, '', 'x', '2030-01-01', {_AT})"
            ),
        ),
        ("demo_lead", f"UPDATE casebook.hold SET ended_at = {_AT}, ended_by = '' WHERE \"case\" = 1"),
        ("demo_agent", f"INSERT INTO casebook.note (note, \"case\", at, agent, text) VALUES (90, 1, {_AT}, '', 'x')"),
    ],
)
def test_nobody_is_no_second_person(logins: dict[str, Raw], user: str, words: str) -> None:
    """Where a purge needs two, and where somebody answers for a word, an empty name is none."""
    refused(logins[user], words)


# --- what goes, goes by a purge ---

_START = f"UPDATE casebook.purge SET started_at = {_AT} WHERE purge = 2"
_OF_CASES = ("certificate", "change", "case_form", "case_event", "note", "hold", "draft", "proposal")
_OF_PERSONS = ("contact", "identity", "match_key")


@pytest.mark.parametrize("table", ["identity", "contact", "match_key", "proposal", "draft"])
def test_what_was_declared_is_not_deleted_alone(logins: dict[str, Raw], table: str) -> None:
    """Nor beside a purge of another case."""
    of = "person" if table in _OF_PERSONS else '"case"'
    refused(logins["demo_dpo"], f"DELETE FROM casebook.{table} WHERE {of} = 1")


def test_a_form_is_never_rewritten(logins: dict[str, Raw]) -> None:
    """It is forgotten in a purge that has begun, and never says something else."""
    lead = logins["demo_lead"]
    refused(lead, "UPDATE casebook.case_form SET octets = '\\x00'")
    refused(lead, "UPDATE casebook.case_form SET octets = NULL")
    for octets, case in (("'\\x00'", 2), ("NULL", 1)):
        ask(lead, _START)
        refused(lead, f'UPDATE casebook.case_form SET octets = {octets} WHERE "case" = {case}')


def test_a_purge_that_two_agreed_to_removes_its_case_and_no_other(logins: dict[str, Raw]) -> None:
    """In the order in which the program does it, by whoever runs it."""
    dpo = logins["demo_dpo"]
    ask(dpo, _START)
    ask(dpo, 'UPDATE casebook.case_form SET octets = NULL WHERE "case" = 2')
    for table in _OF_CASES:
        ask(dpo, f'DELETE FROM casebook.{table} WHERE "case" = 2')
    ask(dpo, 'DELETE FROM casebook.case_search WHERE "case" = 2')
    ask(dpo, 'DELETE FROM casebook.cases WHERE "case" = 2')
    for table in (*_OF_PERSONS, "person"):
        ask(dpo, f"DELETE FROM casebook.{table} WHERE person = 2")
    assert ask(dpo, "SELECT person FROM casebook.person") == [(1,)]
    for table in (*_OF_PERSONS, "person"):
        refused(dpo, f"DELETE FROM casebook.{table} WHERE person = 1")


def test_what_is_put_into_a_selection_unseen_is_not_agreed_to(logins: dict[str, Raw]) -> None:
    """A line that is not committed yet is waited for, then counted; and none is added once somebody has agreed."""
    lead, dpo = logins["demo_lead"], logins["demo_dpo"]
    more = "INSERT INTO casebook.purge_item (purge, category, subject, version) VALUES (1, 'case', {}, 1)"
    agreed = f"UPDATE casebook.purge SET approver = current_user, approved_at = {_AT} WHERE purge = 1"
    try:
        ask(dpo, agreed)
        ask(lead, "SET LOCAL lock_timeout = '20ms'")
        with pytest.raises(LockNotAvailable):
            ask(lead, more.format(1))
        lead.rollback()
        dpo.rollback()
        ask(lead, more.format(1))
        ask(dpo, "SET LOCAL lock_timeout = '20ms'")
        with pytest.raises(LockNotAvailable):
            ask(dpo, agreed)
        dpo.rollback()
        lead.commit()
        refused(dpo, agreed)
    finally:
        lead.rollback()
        dpo.rollback()


@pytest.mark.parametrize(
    "since",
    [
        'UPDATE casebook.cases SET version = 2 WHERE "case" = 2',
        'UPDATE casebook.cases SET closed_at = NULL WHERE "case" = 2',
        (
            'INSERT INTO casebook.hold ("case", agent, reason, until, made_at) '
            f"VALUES (2, 'demo_lead', 'EXEMPLE', '2999-01-01', {_AT})"
        ),
    ],
)
def test_what_moved_on_since_two_agreed_stays_whoever_removes_it(logins: dict[str, Raw], since: str) -> None:
    """Neither the case, nor what hangs on it, nor its octets: a purge takes what was seen, as it was seen."""
    lead = logins["demo_lead"]
    for table in ("case_event", "case_form", "certificate", "change", "note", "hold"):
        ask(lead, f"{_START}; {since}")
        refused(lead, f'DELETE FROM casebook.{table} WHERE "case" = 2')
    ask(lead, f"{_START}; {since}")
    refused(lead, _noted(2, "d2", "case"))
    ask(lead, _START)
    for table in _OF_CASES:
        ask(lead, f'DELETE FROM casebook.{table} WHERE "case" = 2')
    ask(lead, since)
    refused(lead, 'DELETE FROM casebook.cases WHERE "case" = 2')


def test_a_certificate_is_written_once_as_its_purge_ends(logins: dict[str, Raw]) -> None:
    """Not before, nor afterwards, and never another."""
    lead = logins["demo_lead"]
    written = "UPDATE casebook.purge SET certificate = 'x' WHERE purge = 2"
    ended = f"UPDATE casebook.purge SET ended_at = {_AT}, certificate = '{{}}' WHERE purge = 2"
    refused(lead, f"{_START}; {written}")
    for end in (ended, ended.replace(", certificate = '{}'", "")):
        ask(lead, f"{_START}; {end}")
        refused(lead, written)


class _RolledBackError(Exception):
    """The store is as it was."""


def test_who_purges_leaves_a_row_that_has_the_address_of_somebody(team: TeamStore, tmp_path: Path) -> None:
    """By the program, with the rights of a data protection officer: nothing is written in anybody's name."""
    do = partial(team.server.do, team.name)
    do("UPDATE casebook.person SET joined_to = 1 WHERE person = 2")
    do(
        'INSERT INTO casebook.contact (contact, person, field, value, key, received_at, entered_by, "case", replaces) '
        f"VALUES (3, 2, 'phone', 'EXEMPLE 3', 'k3', {_AT}, 'demo_lead', 2, 1)"
    )
    try:
        with (
            contextlib.closing(open_casebook(team.server.address(team.name, "demo_dpo"), tmp_path, KEY)) as casebook,
            contextlib.suppress(_RolledBackError),
            casebook.transaction() as tx,
        ):
            tx.exec_driver_sql(_START)
            assert removing.remove_cases(tx, [2]) == 0
            assert persons.contact_now(tx, 1)["phone"].value == "EXEMPLE 3"
            left = (tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in _OF_PERSONS)
            assert list(left) == [2, 1, 1], (
                "the line in force, and the one that it ended; of him who has a case the rest"
            )
            raise _RolledBackError
    finally:
        do("DELETE FROM casebook.contact WHERE contact = 3")
        do("UPDATE casebook.person SET joined_to = NULL WHERE person = 2")


def _noted(row: int, digest: str, category: str) -> str:
    return f"INSERT INTO inbox.purged (row, digest, category, at) VALUES ({row}, '{digest}', '{category}', {_AT})"


def test_what_lies_sealed_goes_by_a_purge_that_two_agreed_to(logins: dict[str, Raw]) -> None:
    """That has begun, and is of this very submission: else its key is destroyed by nobody."""
    lead, owner = logins["demo_lead"], logins["backoffice"]
    try:
        ask(owner, f"UPDATE inbox.submission SET receipt_at = {_AT} WHERE row IN (1, 2)")
        owner.commit()
        refused(lead, _noted(2, "d2", "case"))
        for row, digest in ((1, "d2"), (2, "d1")):
            ask(lead, _START)
            refused(lead, _noted(row, digest, "case"))
        ask(lead, _START)
        ask(lead, _noted(2, "d2", "case"))
        ask(lead, "UPDATE inbox.attempt SET wrapped_key = '\\x0000' WHERE row = 2")
        ask(lead, "DELETE FROM inbox.chunk WHERE attempt = 2")
    finally:
        lead.rollback()


# --- the journal ---

_LINE = '{{"at":"{}","details":{{"agent":"demo_dpo"}},"object":"x","role":"desk","verb":"exported"}}'
_PLAIN = '{{"at":"{}","details":{{}},"object":"x","role":"desk","verb":"exported"}}'


def _append(schema: str, at: str) -> str:
    line = (_LINE if schema == "casebook" else _PLAIN).format(at)
    return (
        f"SELECT {schema}.audit_append(h.n + 1, ARRAY['{line}'], ARRAY[sha256(h.hash || convert_to('{line}', 'UTF8'))]) "
        f"FROM {schema}.audit_head() h"
    )


@pytest.mark.parametrize("schema", ["casebook", "inbox"])
def test_a_line_that_claims_to_be_old_takes_no_young_one_with_it(logins: dict[str, Raw], schema: str) -> None:
    """What is judged is every line that would go; in the inbox as in the casebook; and none comes from a later day."""
    dpo = logins["demo_dpo"]
    with pytest.raises(Error) as later:
        ask(dpo, _append(schema, "2126-01-05T08:00:00.000000+00:00"))
    dpo.rollback()
    assert str(converted(later.value, schema)) == f"STO-001 clock file={schema}"
    for at in (datetime.now(UTC).isoformat(timespec="microseconds"), "2020-01-05T08:00:00.000000+00:00"):
        ask(dpo, _append(schema, at))
    refused(
        dpo,
        f"INSERT INTO {schema}.audit_boundary (upto, hash, at) SELECT n, hash, {_AT} FROM {schema}.audit "
        "ORDER BY n DESC LIMIT 1",
    )


@pytest.mark.parametrize("schema", ["casebook", "inbox"])
def test_what_says_it_is_old_is_as_young_as_the_server_knows(logins: dict[str, Raw], schema: str) -> None:
    """Every line up to it may say so: the last was added a moment ago."""
    dpo = logins["demo_dpo"]
    boundary = (
        f"INSERT INTO {schema}.audit_boundary (upto, hash, at) SELECT n, hash, {_AT} FROM {schema}.audit WHERE n = {{}}"
    )
    (last,) = ask(dpo, f"SELECT n FROM {schema}.audit_head()")[0]
    old = "SELECT max((event::json ->> 'at')::timestamptz) < now() - INTERVAL '180 days' FROM casebook.audit"
    if schema == "casebook":
        assert ask(dpo, old) == [(True,)]
        ask(dpo, boundary.format(last))
        dpo.rollback()
    ask(dpo, _append(schema, "2020-01-05T08:00:00.000000+00:00"))
    refused(dpo, boundary.format(f"{last} + 1"))


# --- in company ---


def test_a_pen_and_a_presence_are_ones_own(logins: dict[str, Raw]) -> None:
    """A colleague's pen nobody can take, and a group that looks at a case, are no names of a login; nor a day to come."""
    agent = logins["demo_agent"]
    pen = (
        "INSERT INTO casebook.editing (\"case\", agent, post, since, typed_at) VALUES (1, current_user, 'p', {0}, {0})"
    )
    here = (
        "INSERT INTO casebook.presence (agent, post, \"case\", since, seen_at) VALUES (current_user, 'p', 1, {}, now())"
    )
    ask(agent, pen.format("'infinity'"))
    assert ask(agent, "SELECT typed_at = now(), since = now() FROM casebook.editing") == [(True, True)]
    ask(agent, "UPDATE casebook.editing SET typed_at = '-infinity', since = '-infinity'")
    ask(agent, "UPDATE casebook.editing SET wanted_by = current_user, wanted_at = '-infinity'")
    ask(agent, here.format("'-infinity'"))
    for column, table in (
        ("typed_at", "editing"),
        ("since", "editing"),
        ("wanted_at", "editing"),
        ("since", "presence"),
    ):
        assert ask(agent, f"SELECT now() - {column} < interval '31 days' FROM casebook.{table}") == [(True,)], column
    agent.rollback()
    for words in (
        "agent = 'demo_lead', wanted_by = current_user",
        "taken_from = 'demo_dpo'",
        "wanted_by = 'demo_lead'",
    ):
        refused(agent, f"{pen.format('now()')}; UPDATE casebook.editing SET {words}")
    ask(agent, "SET ROLE backoffice_agent")
    refused(agent, here.format("now()"))
