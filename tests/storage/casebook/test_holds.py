"""Of several holds the longest counts; one that ended counts no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from backoffice_gui.storage.casebook import holds
from tests.support.practice import NOW, practised


def test_the_longest_hold_counts(tmp_path: Path) -> None:
    """Until somebody ends it; the other stands."""
    near, far = date(2027, 1, 1), date(2027, 6, 1)
    with practised(tmp_path, 3) as casebook, casebook.transaction() as tx:
        numbers = [holds.place(tx, 2, "agent-exemple", "EXEMPLE", until=day, at=NOW) for day in (far, near)]
        assert holds.held_until(tx, [1, 2, 3]) == {2: far}
        assert [each.until for each in holds.holds(tx)] == [near, far]
        assert not holds.release(tx, 1, numbers[0], "agent-exemple", NOW), "of another case"
        assert holds.release(tx, 2, numbers[0], "agent-exemple", NOW)
        assert holds.held_until(tx, [1, 2, 3]) == {2: near}
        assert not holds.release(tx, 2, numbers[0], "agent-exemple", NOW)
        assert holds.release(tx, 2, numbers[1], "agent-exemple", NOW)
        assert holds.held_until(tx, [1, 2, 3]) == {}
