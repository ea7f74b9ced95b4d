"""Nothing fails in silence, and nothing a person wrote is printed."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.noise import heed, qt_said


@pytest.fixture
def heeded(bridge: Bridge) -> Iterator[list[Failure]]:
    """The hooks, set for one test."""
    before = sys.excepthook, threading.excepthook
    told: list[Failure] = []
    bridge.failed.connect(told.append)
    heed(bridge)
    qInstallMessageHandler(None)
    yield told
    sys.excepthook, threading.excepthook = before


def test_a_message_of_qt_loses_its_text(caplog: pytest.LogCaptureFixture) -> None:
    """Its category is logged; its text may quote what a widget shows."""
    with caplog.at_level(logging.INFO):
        qt_said(QtMsgType.QtWarningMsg, QMessageLogContext(), "EXEMPLE-AHMADZAI")
    assert [record.getMessage() for record in caplog.records] == ["qt_message"]
    assert "EXEMPLE" not in caplog.text


@pytest.mark.expected_logs("defect")
def test_a_fault_in_a_slot_is_shown_without_its_words(heeded: list[Failure], caplog: pytest.LogCaptureFixture) -> None:
    """The hook emits a defect; the message stays where it was."""
    try:
        raise ValueError("EXEMPLE-AHMADZAI")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert [failure.error for failure in heeded] == ["ValueError"]
    assert "EXEMPLE" not in caplog.text


@pytest.mark.expected_logs("defect")
def test_a_fault_in_a_thread_is_shown_too(qtbot: QtBot, heeded: list[Failure]) -> None:
    """A thread's fault reaches the same place."""

    def fail() -> None:
        raise LookupError("EXEMPLE")

    thread = threading.Thread(target=fail, name="collector")
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heeded))
    assert [failure.error for failure in heeded] == ["LookupError"]


@pytest.mark.usefixtures("heeded")
def test_an_interruption_tells_nothing_of_what_it_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    """Python would print the words of each exception that was being handled just then."""
    try:
        try:
            raise ValueError("EXEMPLE-AHMADZAI")
        except ValueError:
            raise KeyboardInterrupt  # noqa: B904 - as Ctrl+C comes: at any place, chained to what was handled there
    except KeyboardInterrupt as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert capsys.readouterr().err == "KeyboardInterrupt\n"
