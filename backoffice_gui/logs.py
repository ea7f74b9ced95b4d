"""Typed log events with an allow-list of fields: no sentence of ours can carry a person's data.

Libraries that log addresses or statements are held at WARNING, and what they say is reduced to
the logger's name and level.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any

from backoffice_gui.system.service_manager import stderr_is_journal

__all__ = ["ALLOWED_FIELDS", "EventFormatter", "JournalFormatter", "event", "start"]

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


def start(level: int = logging.WARNING) -> None:
    """Send our events to standard error, and hold the talkative libraries at WARNING."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JournalFormatter() if stderr_is_journal(os.environ) else EventFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
