"""What an action wants of the database is said of tables that are there, and of no more than it wants."""

from __future__ import annotations

from backoffice_gui.domain.authority import Action, TeamRole
from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.inbox.schema import MODEL as INBOX
from backoffice_gui.storage.team.applied import OUTBOX_MODEL
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL
from backoffice_gui.storage.team.grants import GRANTS, GROUPS, of_role
from backoffice_gui.storage.team.together_schema import TEAM_MODEL as TOGETHER
from backoffice_gui.storage.team.trace_schema import TRACE_MODEL

CASEBOOK = purge.metadata
_TABLES = {
    "inbox": {*INBOX.tables, *TRACE_MODEL.tables, "alembic_version"},
    "casebook": {
        *CASEBOOK.tables,
        *TEAM_MODEL.tables,
        *TOGETHER.tables,
        *TRACE_MODEL.tables,
        *OUTBOX_MODEL.tables,
        "case_search",
        "alembic_version",
    },
}


def test_every_action_says_what_it_wants_of_tables_that_are_there() -> None:
    """A table that was renamed is granted to nobody by a name of before."""
    assert set(GRANTS) == set(Action)
    for wanted in GRANTS.values():
        for privilege, schema, names in wanted:
            if privilege not in {"EXECUTE", "USAGE"}:
                assert set(names.split()) <= _TABLES[schema], names


def test_nobody_but_the_owner_writes_into_a_journal() -> None:
    """Adding is a function's; an auditor and a collector have nothing of a case."""
    for role in TeamRole:
        for privilege, _schema, names in of_role(role):
            assert "audit" not in names.split() or "INSERT" not in privilege
            assert "audit" not in names.split() or "UPDATE" not in privilege
    assert not [each for each in of_role(TeamRole.COLLECTOR) if each[1] == "casebook"]
    assert not [each for each in of_role(TeamRole.AUDITOR) if "cases" in each[2].split()]


def test_a_group_of_the_server_stands_for_each_role() -> None:
    """And one for those who see all services."""
    assert GROUPS == (
        "backoffice_agent",
        "backoffice_lead",
        "backoffice_collector",
        "backoffice_auditor",
        "backoffice_dpo",
        "backoffice_admin",
        "backoffice_everywhere",
    )
