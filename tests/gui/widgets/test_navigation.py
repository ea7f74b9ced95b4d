"""The way between pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.navigation import Entry, Navigation, Place


def test_a_place_is_gone_to_and_told(qtbot: QtBot) -> None:
    """Going somewhere emits where."""
    nav = Navigation()
    qtbot.addWidget(nav)
    told: list[Place] = []
    nav.went.connect(told.append)
    nav.go(Place.TRANSFERS)
    nav.go(Place.SUBMISSIONS)
    assert told == [Place.TRANSFERS, Place.SUBMISSIONS]
    assert nav.place is Place.SUBMISSIONS


def test_text_and_count_or_shapes_with_names(qtbot: QtBot) -> None:
    """A rail hides the words, but keeps them for tooltip and screen reader."""
    nav = Navigation()
    qtbot.addWidget(nav)
    nav.show_number(Place.SUBMISSIONS, 1_200)
    assert nav.item(1).text() == "Dépôts  1\u202f200"
    nav.set_rail(True)
    assert nav.item(1).text() == ""
    assert nav.item(1).toolTip() == "Dépôts  1\u202f200"
    assert nav.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Dépôts  1\u202f200"
    assert nav.width() < 4 * em(nav)
    nav.set_rail(False)
    assert nav.item(2).text() == "Transferts"


def test_letters_are_no_type_ahead(qtbot: QtBot) -> None:
    """A letter in the list is a command, not a search."""
    nav = Navigation()
    qtbot.addWidget(nav)
    nav.go(Place.SUBMISSIONS)
    nav.keyboardSearch("T")
    assert nav.place is Place.SUBMISSIONS


def test_a_views_name_is_no_markup_where_one_points_at_it(qtbot: QtBot) -> None:
    """A lead shares a view by any name: nobody's program reads a picture for it from where it says."""
    nav = Navigation()
    qtbot.addWidget(nav)
    nav.show_views((Entry("view-1", "<img src='//exemple/a.png'>"),))
    tips = [nav.item(n).toolTip() for n in range(nav.count())]
    assert [tip for tip in tips if "<img" in tip] == []
    assert any("&lt;img" in tip for tip in tips)
