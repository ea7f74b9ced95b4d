"""What a purge may hold and remove, as words; what is refused is tried in `tests/contract/test_team_alone`."""

from __future__ import annotations

from backoffice_gui.storage.casebook.removing import _OF_CASES
from backoffice_gui.storage.team.purge_rules import _GOING, purging


def test_all_that_goes_with_a_case_goes_as_it_was_agreed() -> None:
    """What a purge removes of a case, but for a draft, which its writer removes too."""
    assert {each.name for each in _OF_CASES} | {"cases"} == {*_GOING, "draft"}
    said = "\n".join(purging())
    assert all(f"BEFORE DELETE ON casebook.{table} " in said for table in _GOING)
