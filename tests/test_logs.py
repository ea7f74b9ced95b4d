"""Logs carry events with allowed fields, and nothing that somebody wrote."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from collections.abc import Generator

import pytest

from backoffice_gui import logs
from tests.support.proof import ROOT
from tests.support.systems import Calls, lend, pretend


@pytest.fixture
def started() -> Generator[logging.Logger]:
    """The root logger after `start`, put back as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in ("httpx", "sqlalchemy", "uvicorn")}
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)


def _line(record: logging.LogRecord) -> str:
    return logs.EventFormatter().format(record)


def _said(caplog: pytest.LogCaptureFixture, level: int = logging.INFO) -> logging.LogRecord:
    caplog.set_level(level)
    logs.event(logging.getLogger("backoffice_gui.collector.driver"), level, "page_read", count=3, detail=None, name="x")
    return caplog.records[-1]


def test_an_event_is_one_line_of_known_words(caplog: pytest.LogCaptureFixture) -> None:
    """Time, level, room, name and fields; a field that is nothing is left out."""
    record = _said(caplog)
    record.created = 0.0
    assert _line(record) == "1970-01-01T00:00:00Z INFO collector.driver page_read count=3 name=x"


def test_a_field_that_is_not_allowed_is_a_defect() -> None:
    """A person's name has no field to be logged in."""
    with pytest.raises(ValueError, match="family_name"):
        logs.event(logging.getLogger("x"), logging.INFO, "read", family_name="EXEMPLE")


def test_foreign_records_lose_their_words() -> None:
    """What a library says of an address or a statement is reduced to who said it."""
    record = logging.LogRecord("httpx", logging.WARNING, "f", 1, "GET https://front.example/%s", ("secret",), None)
    assert _line(record).endswith("WARNING httpx foreign_record name=httpx")


def test_a_traceback_becomes_the_kind_of_error() -> None:
    """The values in an exception stay out of the log."""
    try:
        raise KeyError("EXEMPLE")
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "m", None, sys.exc_info())
    assert _line(record).endswith("foreign_record name=x error=KeyError")
    record.exc_info = (None, None, None)
    assert _line(record).endswith("foreign_record name=x")


def test_start_writes_to_standard_error_and_holds_libraries(
    started: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our events are shown from the level asked for; talkative libraries from WARNING on."""
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    logs.start(logging.INFO)
    logs.event(logging.getLogger("backoffice_gui.cli"), logging.INFO, "started", pid=1)
    logging.getLogger("httpx").info("GET https://front.example/")
    assert screen.getvalue().endswith("INFO cli started pid=1\n")
    held = ("httpx", "httpcore", "sqlalchemy", "alembic", "keyring", "asyncio")
    assert {logging.getLogger(name).level for name in held} == {logging.WARNING}
    assert len(started.handlers) == 1


@pytest.mark.parametrize(
    ("level", "priority"),
    [(logging.DEBUG, 7), (logging.INFO, 6), (logging.WARNING, 4), (logging.ERROR, 3), (logging.CRITICAL, 2)],
)
def test_the_journal_is_given_a_priority_and_no_time(level: int, priority: int) -> None:
    """It has a clock of its own, and sorts by the number before the line."""
    record = logging.LogRecord("backoffice_gui.collector.lives", level, "f", 1, "store_trouble", (), None)
    record.event_fields = {"code": "STO-009"}
    assert logs.JournalFormatter().format(record) == f"<{priority}>collector.lives store_trouble code=STO-009"


def test_the_journals_own_form_is_used_where_it_listens(
    started: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nowhere else: a terminal shows time and level."""
    logs.start()
    assert type(started.handlers[0].formatter) is logs.EventFormatter
    monkeypatch.setattr(logs, "stderr_is_journal", lambda _: True)
    logs.start()
    assert isinstance(started.handlers[0].formatter, logs.JournalFormatter)


_UNCAUGHT = """
import logging, sys, threading, warnings
from backoffice_gui import logs
logs.start()
logs.hear_defects()

def fail(word):
    held = word * 3
    raise ValueError(held)

thread = threading.Thread(target=fail, args=("EXEMPLE",), name="x")
thread.start()
thread.join()

class Last:
    def __del__(self):
        fail("EXEMPLE")

Last()
warnings.warn("EXEMPLE")
logging.getLogger("other").error("EXEMPLE %d", "EXEMPLE")
fail("EXEMPLE")
"""


def test_what_nobody_catches_loses_its_words() -> None:
    """In a thread, in a finaliser, at the end, and in a warning: type and place, in a process of its own."""
    said = subprocess.run([sys.executable, "-c", _UNCAUGHT], cwd=ROOT, capture_output=True, text=True, check=False)
    words = [line.partition(" ")[2] for line in said.stderr.splitlines()]
    told = "ERROR logs defect error=ValueError detail=__main__:9"
    assert words == [
        told, told, "WARNING py.warnings foreign_record name=py.warnings",
        "ERROR other foreign_record name=other", told,
    ]  # fmt: skip
    assert "EXEMPLE" not in said.stderr + said.stdout


def test_without_a_standard_error_nothing_is_printed(started: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window on Windows has none: a log line is lost, and nothing else happens."""
    monkeypatch.setattr(sys, "stderr", None)
    logs.start()
    logging.getLogger("other").error("EXEMPLE")
    assert len(started.handlers) == 1


class _Screen(io.StringIO):
    """Standard error that a person reads."""

    def isatty(self) -> bool:
        return True


def test_on_windows_what_nobody_reads_goes_to_its_own_log(
    started: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduled task's standard error goes nowhere: from WARNING on an event of the Application log, by its kind."""
    advapi = Calls(ReportEventW=0)
    pretend(monkeypatch, "win32")
    lend(monkeypatch, advapi32=advapi)
    for level in (logging.INFO, logging.DEBUG):
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        logs.start(level)
        logs.event(logging.getLogger("backoffice_gui.collector.lives"), logging.INFO, "started")
        logs.event(
            logging.getLogger("backoffice_gui.collector.lives"), logging.WARNING, "store_trouble", code="STO-009"
        )
    logging.getLogger("other").error("EXEMPLE")
    said = [(words[1], words[7][0]) for name, words in advapi.said if name == "ReportEventW"]
    assert said == [
        (2, "collector.lives store_trouble code=STO-009"),
        (2, "collector.lives store_trouble code=STO-009"),
        (1, "other foreign_record name=other"),
    ]
    assert len(started.handlers) == 2
    monkeypatch.setattr(sys, "stderr", _Screen())
    logs.start()
    assert len(started.handlers) == 1


def test_nothing_raised_has_a_place() -> None:
    """An error that was never raised came from nowhere."""
    assert logs.place_of(None) == "?"
