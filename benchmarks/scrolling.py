"""The list of *Demandes* under an agent's hands, in a process of its own.

    python -m benchmarks.scrolling CONFIG ROWS

Prints one JSON object: milliseconds from a question to the first paint of its answer, of jumps to
the middle, of frames while scrolling, and how many submissions came in meanwhile.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from benchmarks.window import list_of, watching

__all__ = ["main"]

_TIMES = 15
_FRAMES = 400
_STEP = 3
_PATIENCE = 60.0


def _until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + _PATIENCE
    while not holds():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
        if time.monotonic() > limit:
            print(json.dumps({"failed": "the list did not come"}), flush=True)
            os._exit(1)


class _Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        self.count += event.type() == QEvent.Type.Paint
        return False


class _Hands:
    """What an agent does with the list, and how long each takes."""

    def __init__(self, page: Any, rows: int) -> None:
        self._rows = rows
        self._list, self._model, self._table = page.list, page.model, page.table
        self._shown = 0
        self._list.shown.connect(self._note)

    def _note(self, _count: int) -> None:
        self._shown += 1

    def ask(self) -> float:
        """Seconds from the question to the paint of its first rows."""
        self._shown = 0
        begun = time.perf_counter()
        self._list.refresh()
        _until(lambda: self._shown > 0)
        self._table.viewport().repaint()
        painted = time.perf_counter() - begun
        _until(lambda: self._model.rowCount() >= self._rows)
        return painted

    def jump(self, to: int) -> float:
        """Seconds from a jump to the paint of the rows that stand there."""
        begun = time.perf_counter()
        self._table.scrollTo(self._model.index(to, 0), self._table.ScrollHint.PositionAtCenter)
        _until(lambda: self._model.row_at(to) is not None)
        self._table.viewport().repaint()
        return time.perf_counter() - begun

    def scroll(self, frames: int) -> list[float]:
        """Seconds of each frame, three rows further each time: until the event loop has painted the step."""
        bar = self._table.verticalScrollBar()
        bar.setValue(0)
        _until(lambda: self._model.row_at(0) is not None)
        paints = _Paints(self._table.viewport())
        seconds = []
        for n in range(1, frames + 1):
            paints.count = 0
            begun = time.perf_counter()
            bar.setValue(n * _STEP)
            while not paints.count:
                QApplication.processEvents()
            seconds.append(time.perf_counter() - begun)
        return seconds


def _known(config: str) -> int:
    """How many submissions the store knows, over a connection of our own."""
    from backoffice_gui import settings  # after the first paint, as the product does
    from backoffice_gui.clock import SystemClock
    from backoffice_gui.storage.inbox import submissions
    from backoffice_gui.storage.inbox.store import Inbox

    inbox = Inbox.open(settings.load(Path(config)).store_folder, SystemClock())
    try:
        with inbox.reading() as connection:
            return sum(submissions.counts(connection).values())
    finally:
        inbox.close()


def _measure(window: QMainWindow, config: str, rows: int) -> None:
    _until(lambda: list_of(window) is not None)
    hands = _Hands(list_of(window), rows)
    before = _known(config)
    frames = hands.scroll(_FRAMES)
    after = _known(config)
    asked = [hands.ask() for _ in range(_TIMES)]
    jumps = []
    for n in range(_TIMES):
        hands.ask()
        jumps.append(hands.jump(rows // 2 + n * 211))
    milliseconds = {"frames": frames, "asked": asked, "jumps": jumps}
    told = {name: [round(value * 1000, 3) for value in values] for name, values in milliseconds.items()}
    print(json.dumps(told | {"came": after - before}), flush=True)
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Start the product on a configuration, and use its list."""
    from backoffice_gui.__main__ import main as program  # the eyes are in place first

    config, rows = arguments
    watching(lambda window: QTimer.singleShot(0, lambda: _measure(window, config, int(rows))))
    program(["--config", config])


if __name__ == "__main__":
    main(sys.argv[1:])
