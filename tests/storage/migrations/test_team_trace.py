"""What the server notes by itself is changed by nobody, and emptied by nobody."""

from __future__ import annotations

from tests.support.dialects import guarded
from tests.support.stores import World


def test_no_row_is_changed(team_world: World) -> None:
    """Not by its owner either."""
    with team_world.inbox.transaction() as tx:
        tx.exec_driver_sql("INSERT INTO trace (login, what, subject) VALUES ('demo', 'demo', 1)")
    guarded(team_world.inbox, "UPDATE trace SET login = 'other'")
    guarded(team_world.inbox, "TRUNCATE trace")
