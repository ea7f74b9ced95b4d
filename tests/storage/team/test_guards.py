"""What is guarded across the schemas: said again it stands once. What it refuses is in `tests/contract/test_team_alone`."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.team.guards import guards


@pytest.mark.parametrize(("schema", "count"), [("casebook", 3), ("inbox", 2)])
def test_a_guard_is_a_function_of_the_owners_and_its_trigger(schema: str, count: int) -> None:
    """Each with a path of its own, and made in the place of an earlier one."""
    said = guards(schema)
    functions = [each for each in said if each.startswith(f"CREATE OR REPLACE FUNCTION {schema}.")]
    assert len(functions) == count
    assert all("SECURITY DEFINER" in each and f"SET search_path = {schema}, pg_temp" in each for each in functions)
    assert sum(each.startswith("CREATE OR REPLACE TRIGGER ") for each in said) == count
