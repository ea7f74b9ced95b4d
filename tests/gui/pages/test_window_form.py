"""What an agent chooses for their own window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.window_form import WindowForm


def test_choosing_does_what_the_menu_does(qtbot: QtBot) -> None:
    """The same actions are triggered; what the menu turns is turned here too."""
    owner = QObject()
    group, box = QActionGroup(owner), QAction("&Mode discret", owner)
    box.setCheckable(True)
    done: list[str] = []
    for name in ("Clair", "&Sombre"):
        action = QAction(name, owner)
        action.setCheckable(True)
        action.triggered.connect(lambda _=False, name=name: done.append(name))
        group.addAction(action)
    group.actions()[1].setChecked(True)
    box.triggered.connect(lambda: done.append("discret"))
    form = WindowForm({"Thème": group}, (box,), 150)
    qtbot.addWidget(form)
    choice = form.choices["Thème"]
    assert (choice.currentText(), choice.accessibleName(), form.zoom.currentData()) == ("Sombre", "Thème", 150)
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    form.boxes[0].click()
    assert done == ["Clair", "discret"]
    assert form.boxes[0].isChecked()
    box.trigger()
    assert not form.boxes[0].isChecked()
    with qtbot.waitSignal(form.zoom_asked) as asked:
        form.zoom.setCurrentIndex(0)
        form.zoom.activated.emit(0)
    assert asked.args == [80]
