"""The tables that only a team has: their names are in no other model (`migrations` holds them to what is made)."""

from __future__ import annotations

from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.migrations import team_authority, team_recovery
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL


def test_they_are_made_by_one_migration_and_are_nobody_elses() -> None:
    """A store of one's own has none of them."""
    assert set(TEAM_MODEL.tables) == {*team_authority.NAMES_1_3, *team_recovery.NAMES_1_4}
    assert not set(TEAM_MODEL.tables) & set(purge.metadata.tables)
