"""What Qt and Python say when something is wrong, reduced to kinds and places: never a value."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from backoffice_gui import logs
from backoffice_gui.gui.failure import failure_of

if TYPE_CHECKING:
    from types import TracebackType

    from backoffice_gui.gui.bridge import Bridge

__all__ = ["heed", "qt_said"]

_log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def qt_said(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    """A message of Qt: its category only, because its text may quote what a widget shows."""
    logs.event(_log, _LEVELS[kind], "qt_message", name=context.category or "default")


def heed(bridge: Bridge) -> None:
    """From now on nothing fails in silence, and nothing is printed that a person wrote."""
    qInstallMessageHandler(qt_said)

    def slot_failed(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, kind(), None)  # the one that came is chained to others, which have words
            return
        failure = failure_of(error)
        logs.event(_log, logging.ERROR, "defect", error=failure.error, detail=next(reversed(failure.places), None))
        bridge.failed.emit(failure)

    def thread_failed(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            slot_failed(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = slot_failed
    threading.excepthook = thread_failed
