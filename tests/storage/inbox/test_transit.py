"""What is on the web: put, changed, dropped."""

from __future__ import annotations

from datetime import timedelta

from backoffice_gui.storage.inbox.transit import Transit, drop_transit, put_transit, transit
from tests.support.stores import MOMENT, World, invented


def test_what_expires_first_comes_first(world: World) -> None:
    """As it was put, and as it was put again."""
    rows = [facts.row for facts in world.sight(invented(1), invented(2))]
    late = Transit(rows[0], MOMENT + timedelta(minutes=9))
    early = Transit(rows[1], MOMENT, tries=2, retry_at=MOMENT + timedelta(seconds=5), trouble="digest")
    with world.inbox.transaction() as tx:
        put_transit(tx, [])
        put_transit(tx, [late, early])
        assert transit(tx) == [early, late]
        put_transit(tx, [Transit(rows[0], MOMENT - timedelta(minutes=1), tries=1)])
        assert [(each.row, each.tries) for each in transit(tx)] == [(rows[0], 1), (rows[1], 2)]
        drop_transit(tx, [rows[0], 99])
        assert transit(tx) == [early]
        drop_transit(tx, [])
