"""What one person with a great role tries alone, where two are wanted or nobody may: as a lead, as data protection officer.

Beside `test_team_insider`, on a store of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Server
from tests.support.team_store import Raw, TeamStore, ask, logged_in, populated, refused

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
