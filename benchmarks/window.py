"""One start of a window, in a process of its own: tells on its standard output when it was painted.

    python -m benchmarks.window bare | replica TREE.json | product CONFIG TREE.json | rows CONFIG

Moments are read on the machine's monotonic clock; the parent knows when it started the process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

__all__ = ["list_of", "main", "watching"]

_HEAVY = ("sqlalchemy", "httpx", "alembic", "keyring", "cryptography", "structlog", "tomlkit", "qtawesome")


class _FirstPaint(QObject):
    """Calls `then` once the first paint of a main window is over."""

    def __init__(self, application: QApplication, then: Callable[[QMainWindow], None]) -> None:
        super().__init__(application)
        self._then: Callable[[QMainWindow], None] | None = then
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow) and self._then is not None:
            then, self._then = self._then, None
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            QTimer.singleShot(0, lambda: then(watched))
        return False


def _say(**members: object) -> None:
    print(json.dumps({"painted": time.monotonic(), **members}), flush=True)


def _end() -> None:
    """The moment is told: what stopping costs is not measured."""
    os._exit(0)


def _bare(_window: QMainWindow) -> None:
    _say()
    _end()


def _product(tree: Path) -> Callable[[QMainWindow], None]:
    def painted(window: QMainWindow) -> None:
        _say(heavy=[name for name in _HEAVY if name in sys.modules])
        if not tree.exists():
            from benchmarks.replica import describe  # after the moment: it belongs to the benchmark

            tree.write_text(json.dumps(describe(window)), "utf-8")
        _end()

    return painted


def list_of(window: QMainWindow) -> Any:
    """The page of submissions, once it is shown with rows in it; its `model`, `table` and `list` are used."""
    for page in window.findChildren(QWidget):
        if type(page).__name__ == "Submissions" and page.isVisible():
            shown: Any = page
            return shown if shown.model.rowCount() else None
    return None


def _rows(window: QMainWindow) -> None:
    look = QTimer(window, interval=4)

    def seen() -> None:
        page = list_of(window)
        if page is not None:
            look.stop()
            page.table.viewport().repaint()
            _say(rows=page.model.rowCount())
            _end()

    look.timeout.connect(seen)
    look.start()


def watching(then: Callable[[QMainWindow], None]) -> None:
    """Put our eyes in front of the event loop that the program is about to start."""
    loop = QApplication.exec

    def watched() -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        _FirstPaint(application, then)
        return loop()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]


def main(arguments: list[str]) -> None:
    """Start a window of the kind that is asked for."""
    match arguments:
        case ["bare"]:
            application = QApplication([])
            window = QMainWindow()
            window.resize(1366, 728)
            _FirstPaint(application, _bare)
            window.show()
            application.exec()
        case ["replica", tree]:
            from benchmarks.replica import build  # only this kind needs it

            application = QApplication([])
            again = build(json.loads(Path(tree).read_text("utf-8")))
            _FirstPaint(application, _bare)
            again.show()
            application.exec()
        case ["product", config, tree]:
            _start(config, _product(Path(tree)))
        case ["rows", config]:
            _start(config, _rows)
        case _:
            raise SystemExit(__doc__)


def _start(config: str, then: Callable[[QMainWindow], None]) -> None:
    from backoffice_gui.__main__ import main as program  # only this kind may load it

    watching(then)
    program(["--config", config])


if __name__ == "__main__":
    main(sys.argv[1:])
