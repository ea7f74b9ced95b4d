"""The real program of the window, told from outside which keys are struck: words on standard input, answers on output.

    python -m tests.support.window_program CONFIG

Each line of input is a JSON list: `["keys", "ctrl+z", "a", …]`, `["type", "text"]`, `["go", number]`, `["see"]`,
`["grab", "file.png"]`, `["zoom", 200]`, `["read"]` (what is said of the last act was read). Each is answered by one line. Keys go to what has the focus, as an agent's do.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QTableView, QWidget

from backoffice_gui.__main__ import main
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow


def _window() -> MainWindow | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)


def _desk(window: MainWindow | None) -> Desk | None:
    work = None if window is None or window.house is None else window.house.workplace
    return None if work is None else work.desk


def _words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def _lines(dialog: QDialog) -> list[list[str]]:
    """What stands in a dialog's table, line by line."""
    models = [table.model() for table in dialog.findChildren(QTableView)]
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for model in models
        for row in range(model.rowCount())
    ]


def _on_in_menu() -> str:
    """What one is on in the menu that is open."""
    menu = QApplication.activePopupWidget()
    action = menu.activeAction() if isinstance(menu, QMenu) else None
    return "" if action is None else action.text().replace("&", "")


def _seen(window: MainWindow | None) -> dict[str, Any]:
    """What an agent has before his eyes, in words."""
    desk = _desk(window)
    if window is None or window.house is None:
        return {"there": False}
    focus = QApplication.focusWidget()
    seen: dict[str, Any] = {
        "focus": "" if focus is None else focus.accessibleName() or str(focus.property("text") or ""),
        "there": desk is not None,
        "status": window.status.connected.full,
        "pending": window.status.pending.full if window.status.pending.isVisible() else "",
        "strip": window.house.strips.server.text if window.house.strips.server.isVisible() else "",
        "words": _words(window),
        "dialogs": [one.windowTitle() for one in window.findChildren(QDialog) if one.isVisible()],
        "lines": [line for one in window.findChildren(QDialog) if one.isVisible() for line in _lines(one)],
        "menu": _on_in_menu() if QApplication.activePopupWidget() is not None else None,
    }
    if desk is None:
        return seen
    pane, model = desk.detail, desk.page.model
    rows = [row for n in range(model.rowCount()) if (row := model.row_at(n)) is not None]
    ready = pane.company.isVisible(), pane.conflict.isVisible()
    return seen | {
        "rows": {row.number: [row.state.value, row.agent] for row in rows},
        "open": "" if pane.detail is None else pane.detail.row.number,
        "holder": "" if pane.detail is None else pane.detail.row.agent,
        "company": pane.company.text if ready[0] else "",
        "conflict": _words(pane.conflict) if ready[1] else [],
        "insists": ready[1] and pane.conflict.mine.isEnabled(),
        "undo": desk.page.undo.text if desk.page.undo.isVisible() else "",
        "refused": pane.said.text if pane.said.isVisible() and pane.said.tone is Tone.WARNING else "",
        "note": pane.story.notes.text.toPlainText(),
    }


def _read(window: MainWindow) -> None:
    """What is said from now on is said of what is done from now on."""
    desk = _desk(window)
    for strip in () if desk is None else (desk.page.undo, desk.detail.said):
        strip.hide()


def _target() -> QWidget | None:
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        return menu
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    window = over or _window()
    if window is not None and QApplication.activeWindow() is not window:
        window.activateWindow()
        QApplication.setActiveWindow(window)
    focus = QApplication.focusWidget()
    return focus if focus is not None else window


def _strike(keys: list[str]) -> None:
    for key in keys:
        target = _target()
        if target is None:
            return
        QTest.keySequence(target, QKeySequence(key))


def _go(window: MainWindow, number: str) -> bool:
    desk = _desk(window)
    if desk is None:
        return False
    model = desk.page.model
    at = next((n for n in range(model.rowCount()) if (row := model.row_at(n)) and row.number == number), None)
    if at is not None:
        window.panes.navigation.isVisible()
        desk.page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        desk.page.list.go(at)
    return at is not None


class _Told(QObject):
    """Lines that come on a thread, carried out on the window's."""

    line = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def read(self) -> None:
        for line in sys.stdin:
            self.line.emit(line)

    def _do(self, line: str) -> None:
        what, *words = json.loads(line)
        window = _window()
        answer: object = None
        if what == "keys":
            _strike(words)
        elif what == "type":
            target = _target()
            if target is not None:
                QTest.keyClicks(target, words[0])
        elif what == "go" and window is not None:
            answer = _go(window, words[0])
        elif what == "read" and window is not None:
            _read(window)
        elif what == "see":
            answer = _seen(window)
        elif what == "grab" and window is not None:
            answer = (QApplication.activeModalWidget() or window).grab().save(words[0])
        elif what == "zoom" and window is not None:
            window.choose_zoom(words[0])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    told = _Told()
    threading.Thread(target=told.read, name="told", daemon=True).start()
    raise SystemExit(main(["--config", *sys.argv[1:]]))
