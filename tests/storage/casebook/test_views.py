"""Saved views as rows."""

from __future__ import annotations

from backoffice_gui.storage.casebook import views
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.casebook.views import SavedView


def test_everybodys_come_first_then_the_agents_own(casebook: Casebook) -> None:
    """In the order in which they were saved."""
    with casebook.transaction() as tx:
        for owner, name in (("moi", "B"), ("", "A"), ("toi", "C"), ("moi", "D")):
            views.insert(tx, owner, name, "{}")
        assert [view.name for view in views.of(tx, "moi")] == ["A", "B", "D"]
        assert views.get(tx, 3) == views.named(tx, "toi", "C") == SavedView(3, "toi", "C", "{}")
        views.change(tx, SavedView(3, "toi", "E", "[]"))
        assert views.get(tx, 3) == SavedView(3, "toi", "E", "[]")
        views.delete(tx, 3)
        assert views.get(tx, 3) is None
        assert views.named(tx, "toi", "E") is None
