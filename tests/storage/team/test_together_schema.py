"""Tables that only a team has."""

from __future__ import annotations

from backoffice_gui.storage.migrations import team_together
from backoffice_gui.storage.team.together_schema import CHANNEL, TEAM_MODEL


def test_the_migration_has_its_names() -> None:
    """What goes down is what went up; what is said is said where it is listened for."""
    assert set(team_together.NAMES_1_3) == set(TEAM_MODEL.tables)
    assert all(f"'{CHANNEL}'" in each for each in team_together.V1_3 if "pg_notify" in each)
