"""What a collector may take away, as words; what is refused is tried in `tests/contract/test_team_collector`."""

from __future__ import annotations

from backoffice_gui.storage.team.removal_rules import FUNCTIONS, removing


def test_what_a_collector_calls_is_the_owners_and_there() -> None:
    """A guard of those who have a right of their own asks who does it at that moment, so it is nobody's."""
    said = list(removing())
    for name in FUNCTIONS.split():
        (function,) = [each for each in said if each.startswith(f"CREATE OR REPLACE FUNCTION inbox.{name}(")]
        assert "SECURITY DEFINER" in function
    guards = [each for each in said if each.startswith("CREATE OR REPLACE FUNCTION inbox.guard_")]
    assert len(guards) == 3
    assert all("current_user" in each and "SECURITY DEFINER" not in each for each in guards)
