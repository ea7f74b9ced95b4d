"""Row security as it is said: for every table that a case hangs on, of every schema, and again without harm."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.team.policies import policies
from tests.support.team_store import Raw, TeamStore

_OF_PERSONS_OR_CASES = {
    "agent_key", "agent_service", "applied", "audit", "case_event", "case_fact", "case_form", "case_search", "cases", "certificate", "change",
    "contact", "draft", "editing", "hold", "identity", "intake_mark", "match_key", "note", "numbering", "person", "presence", "proposal",
    "purge", "purge_item", "saved_view", "tally", "tombstone",
}  # fmt: skip


def test_it_is_forced_wherever_a_person_or_a_case_can_be_told(team: TeamStore) -> None:
    """What has no policy holds numbers and code words: keys sealed elsewhere, names of services."""
    query = (
        "SELECT relname FROM pg_class WHERE relnamespace = '{}'::regnamespace AND relkind = 'r' "
        "AND relrowsecurity AND relforcerowsecurity"
    )
    assert {name for (name,) in team.server.do(team.name, query.format("casebook"))} == _OF_PERSONS_OR_CASES
    assert {name for (name,) in team.server.do(team.name, query.format("inbox"))} == {"chunk", "last_words"}


@pytest.mark.parametrize("schema", ["inbox", "casebook"])
def test_each_policy_is_made_in_place_of_one_of_its_name(schema: str) -> None:
    """Said again they are the same."""
    said = list(policies(schema, casebook=True))
    made = [each for each in said if each.startswith("CREATE POLICY ")]
    for each in made:
        name, table = each.removeprefix("CREATE POLICY ").split(" ON ", 1)
        assert f"DROP POLICY IF EXISTS {name} ON {table.split(' ', 1)[0]}" in said
    assert len(set(made)) == len(made)


def test_an_inbox_without_a_casebook_asks_none() -> None:
    """There is no case by which an agent could see a piece yet."""
    assert not [each for each in policies("inbox", casebook=False) if "casebook" in each]


def test_who_sees_all_pays_nothing_and_others_are_asked_once_a_statement(logins: dict[str, Raw]) -> None:
    """A policy that is plainly true is no condition; a service is looked up before the first row (an InitPlan)."""
    words = b"EXPLAIN SELECT what FROM casebook.case_fact"
    free = "\n".join(str(line) for (line,) in logins["demo_all"].execute(words))
    held = "\n".join(str(line) for (line,) in logins["demo_agent"].execute(words))
    assert "Filter" not in free
    assert "InitPlan 1" in held
    assert "Filter: (service = ANY ($0))" in held
    for user in ("demo_all", "demo_agent"):
        logins[user].rollback()


def test_whose_the_services_are_is_planned_once_a_session(team: TeamStore, logins: dict[str, Raw]) -> None:
    """The released function was planned at each statement: it is said anew, and an older store has it by migrating."""
    words = "SELECT lanname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.oid = 'casebook.my_services'::regproc"
    assert team.server.do(team.name, words) == [("plpgsql",)]
    found = logins["demo_agent"].execute(
        b"SELECT casebook.my_services() = ARRAY(SELECT service FROM casebook.agent_service)"
    )
    assert found.fetchone() == (True,)
    logins["demo_agent"].rollback()
