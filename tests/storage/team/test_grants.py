"""What an action wants of the database is said of tables that are there, and of no more than it wants."""

from __future__ import annotations

import re

from backoffice_gui.domain.authority import Action, TeamRole
from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.inbox.schema import MODEL as INBOX
from backoffice_gui.storage.team.applied import OUTBOX_MODEL
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL
from backoffice_gui.storage.team.grants import GRANTS, GROUPS, of_role
from backoffice_gui.storage.team.guards import _TOLD
from backoffice_gui.storage.team.together_schema import TEAM_MODEL as TOGETHER
from backoffice_gui.storage.team.trace_schema import TRACE_MODEL
from backoffice_gui.storage.team.tracing import _TRACED

CASEBOOK = purge.metadata
_OWN = "one's own, or of the moment"
_COUNTED = "what is given once more, or skipped, is seen by whoever counts"
_COLLECTED = "a collector's facts: what he can say with them stands in docs/team.md"
_UNTOLD = {
    ("casebook", "cases", "unread"): "that somebody has looked is in the journal",
    (
        "casebook",
        "cases",
        "badges",
    ): "what the program says beside a row: nothing is decided by it, and it says it anew",
    ("casebook", "cases", "bucket"): "follows the state (`row_rules`)",
    (
        "casebook",
        "cases",
        "reader",
    ): "by who takes in (`case_rules`): each case is marked that a later reader has passed",
    ("casebook", "cases", "store_id"): "where the very submission lies, and nowhere else (`case_rules`)",
    ("casebook", "cases", "inbox_row"): "the same",
    ("casebook", "person", "cases"): "a count, of which nothing is decided but by counting again",
    ("casebook", "person", "compared"): "that it is compared again, or not until something comes in",
    ("casebook", "case_form", "octets"): "forgotten in a purge, and never another",
    ("casebook", "purge", "approver"): "signed, and filled once, as what follows",
    ("casebook", "purge", "approved_at"): "with it",
    ("casebook", "purge", "withdrawn_by"): "signed",
    ("casebook", "purge", "certificate"): "filled once, as it ends",
    ("casebook", "purge_item", "outcome"): "filled once, in a purge whose beginning is noted",
    ("casebook", "intake_mark", "*"): "its row and what waits are noted; the reader's version decides of no intake",
    ("casebook", "last_number", "*"): _COUNTED,
    ("casebook", "numbering", "*"): _COUNTED,
    ("casebook", "draft", "*"): _OWN,
    ("casebook", "editing", "*"): _OWN,
    ("casebook", "presence", "*"): _OWN,
    ("casebook", "saved_view", "*"): "one's own, or a lead's for all, who see it",
    ("inbox", "alarm", "detail"): "what is the matter at this moment",
    ("inbox", "incident", "reason"): "with its closing, which is noted",
    ("inbox", "incident", "closed_by"): "the same",
    ("inbox", "attempt", "*"): _COLLECTED,
    ("inbox", "submission", "*"): _COLLECTED,
    ("inbox", "heartbeat", "*"): _COLLECTED,
    ("inbox", "probe", "*"): _COLLECTED,
    ("inbox", "mirror", "followed"): _COLLECTED,
    ("inbox", "watch", "until"): _COLLECTED,
}
"""Columns that change without an event beside them and without a line of the server's, and why."""
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


def test_what_somebody_may_change_is_told_or_noted_or_said_here_why_not() -> None:
    """A column that is granted later is one of the three; so is one that is told no longer."""
    granted = {
        (schema, table, column)
        for wanted in GRANTS.values()
        for privilege, schema, names in wanted
        for columns in re.findall(r"UPDATE(?: \(([^)]*)\))?", privilege)
        for table in names.split()
        for column in (columns or "*").split(", ")
    }
    noted = {
        (schema, table, column)
        for schema, traced in _TRACED.items()
        for table, columns, *_ in traced
        for column in columns.split(", ")
    }
    told = {("casebook", table, column) for table, columns in _TOLD.items() for column in columns.split(", ")}
    said = {*noted, *told, *_UNTOLD}
    assert sorted(each for each in granted if not said & {each, (*each[:2], "*")}) == []


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
