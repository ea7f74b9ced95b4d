"""Typed log events with an allow-list of fields: no sentence of ours can carry a person's data.

Libraries that log addresses or statements are held at WARNING, and what they say is reduced to
the logger's name and level. What fails where nobody catches it (a thread, a finaliser, a slot), and what Python
itself warns of, is told by its type and place: neither words nor values nor locals.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from types import TracebackType
from typing import Any, TextIO

from backoffice_gui.system import system_log
from backoffice_gui.system.names import windows
from backoffice_gui.system.service_manager import stderr_is_journal

__all__ = ["ALLOWED_FIELDS", "EventFormatter", "JournalFormatter", "event", "hear_defects", "place_of", "start"]

_PROGRAM = "ofpra-backoffice"
_LOG = logging.getLogger(__name__)

ALLOWED_FIELDS = frozenset(
    {"seq", "stage", "kind", "code", "count", "size", "seconds", "status", "detail", "error", "port", "pid", "name"}
)
"""What a log line may carry beside its event's name; all of it clear facts, none of it personal."""

_QUIET = ("httpx", "httpcore", "sqlalchemy", "alembic", "keyring", "uvicorn", "asyncio")


def event(logger: logging.Logger, level: int, name: str, /, **fields: str | float | None) -> None:
    """Log the event `name` with allowed fields; any other field is a defect and raises `ValueError`."""
    odd = fields.keys() - ALLOWED_FIELDS
    if odd:
        raise ValueError(f"fields not allowed in a log: {sorted(odd)}")
    logger.log(level, name, extra={"event_fields": fields})


class EventFormatter(logging.Formatter):
    """`2026-11-23T09:00:00Z WARNING collector page_unreadable count=1`; foreign records lose their text."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback becomes the error's type and place, never its values."""
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        return f"{stamp} {record.levelname} {self.words(record)}"

    @staticmethod
    def words(record: logging.LogRecord) -> str:
        """The room, the event and its fields, without time and level."""
        fields: dict[str, Any] | None = getattr(record, "event_fields", None)
        if fields is None:
            words = f"foreign_record name={record.name}"
        else:
            shown = "".join(f" {key}={value}" for key, value in fields.items() if value is not None)
            words = f"{record.getMessage()}{shown}"
        if record.exc_info and record.exc_info[0] is not None:
            words += f" error={record.exc_info[0].__name__}"
        return f"{record.name.removeprefix('backoffice_gui.')} {words}"


class JournalFormatter(EventFormatter):
    """`<4>collector page_unreadable count=1`: the journal has the time, and reads the priority (syslog(3))."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        priorities = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
        priority = next((number for level, number in priorities if record.levelno >= level), 7)
        return f"<{priority}>{self.words(record)}"


class _Handler(logging.StreamHandler[TextIO]):
    """Standard error, also where there is none (a window on Windows) or where it has gone."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Nothing: the library would print the record's words and values."""


class _SystemLog(logging.Handler):
    """Windows' own log (Application), for what no journal and no person reads there."""

    def emit(self, record: logging.LogRecord) -> None:
        """One event, as an error or a warning; where nobody takes it, it is lost."""
        with contextlib.suppress(OSError):
            kind = system_log.ERROR if record.levelno >= logging.ERROR else system_log.WARNING
            system_log.send(_PROGRAM, EventFormatter.words(record), kind=kind)


def place_of(trace: TracebackType | None) -> str:
    """Where something was raised: a module and a line, never a value."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def _defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    event(_LOG, logging.ERROR, "defect", error=kind.__name__, detail=place_of(trace))


def _uncaught(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    _defect(kind, trace)


def _in_a_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_type is not SystemExit:
        _defect(told.exc_type, told.exc_traceback)


def _in_a_finaliser(told: sys.UnraisableHookArgs) -> None:
    _defect(told.exc_type, told.exc_traceback)


def hear_defects() -> None:
    """From here on nothing that fails where nobody catches it is printed with its words; for a whole process."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _in_a_finaliser
    logging.captureWarnings(True)


def start(level: int = logging.WARNING) -> None:
    """Send our events to standard error, and hold the talkative libraries at WARNING.

    On Windows, where it is no terminal's, nobody reads it: from WARNING on they go to the system's own log as well.
    """
    handler = _Handler(sys.stderr)
    handler.setFormatter(JournalFormatter() if stderr_is_journal(os.environ) else EventFormatter())
    handlers: list[logging.Handler] = [handler]
    if windows() and not (sys.stderr is not None and sys.stderr.isatty()):
        handlers.append(_SystemLog(logging.WARNING))
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
