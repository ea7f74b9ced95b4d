"""The table of what the server notes by itself."""

from __future__ import annotations

from backoffice_gui.storage.migrations import team_trace
from backoffice_gui.storage.team.trace_schema import TRACE_MODEL


def test_the_migration_has_its_names() -> None:
    """What goes down is what went up."""
    assert set(team_trace.NAMES) == set(TRACE_MODEL.tables)
