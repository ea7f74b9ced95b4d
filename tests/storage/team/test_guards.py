"""What is guarded across the schemas: said again it stands once. What it refuses is in `tests/contract/test_team_alone`."""

from __future__ import annotations

import re

import pytest

from backoffice_gui.storage.inbox.schema import attempt, submission
from backoffice_gui.storage.team.guards import _LATER, guards

_NAME = re.compile(r"FUNCTION \w+\.(\w+)\(")


@pytest.mark.parametrize("schema", ["casebook", "inbox"])
def test_a_guard_is_a_function_of_the_owners_and_its_trigger(schema: str) -> None:
    """Each with a path of its own, and made in the place of an earlier one."""
    said = guards(schema)
    functions = {_NAME.findall(each)[0]: each for each in said if each.startswith("CREATE OR REPLACE FUNCTION ")}
    triggers = [each for each in said if each.startswith(("CREATE OR REPLACE TRIGGER ", "CREATE CONSTRAINT TRIGGER "))]
    called = [each.rsplit(f"{schema}.", 1)[1].split("(", 1)[0] for each in triggers]
    assert called
    assert set(called) <= set(functions)
    assert all(
        "SECURITY DEFINER" in each and f"SET search_path = {schema}, pg_temp" in each for each in functions.values()
    )


def test_a_row_begins_with_what_is_never_missing() -> None:
    """Each column that may be empty is a fact, filled later, but for the two times that an offer states."""
    for table in (submission, attempt):
        facts = {each.name for each in table.columns if each.nullable} - {"submitted_at", "expires_at"}
        assert set(_LATER[table.name].split(", ")) == facts
