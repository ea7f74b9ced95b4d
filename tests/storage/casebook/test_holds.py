"""Of several holds the longest counts; one that ended counts no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from backoffice_gui.storage.casebook import holds
from tests.support.practice import NOW, practised


def test_the_longest_hold_counts(tmp_path: Path) -> None:
    """Until somebody ends them, all at once."""
    near, far = date(2027, 1, 1), date(2027, 6, 1)
    with practised(tmp_path, 3) as casebook, casebook.transaction() as tx:
        numbers = [holds.place(tx, 2, "agent-exemple", "EXEMPLE", until=day, at=NOW) for day in (far, near)]
        assert holds.held_until(tx, [1, 2, 3]) == {2: far}
        assert [each.until for each in holds.holds(tx)] == [near, far]
        assert holds.release(tx, 2, "agent-exemple", NOW) == numbers
        assert holds.held_until(tx, [1, 2, 3]) == {}
        assert holds.release(tx, 2, "agent-exemple", NOW) == []
