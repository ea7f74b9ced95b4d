"""The commands of a team, by name."""

from __future__ import annotations

from backoffice_gui.cli.team_app import service, team


def test_the_commands_are_those_that_are_written_down() -> None:
    """docs/team.md and docs/audit.md name them."""
    assert {each.name for each in team.registered_commands} == {
        "add", "admit", "ask", "change", "disable", "enable", "list", "matrix", "renew",
    }  # fmt: skip
    assert {each.name for each in service.registered_commands} == {"add", "list", "route"}
