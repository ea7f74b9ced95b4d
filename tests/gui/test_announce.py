"""Announcements reach the accessibility bridge with their politeness."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui import announce


class _Listening:
    """Stands where the screen reader's bridge begins."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802  Qt's own
        self.heard.append((event.message(), event.politeness()))


@pytest.mark.parametrize("urgent", [False, True])
def test_what_is_urgent_is_said_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, urgent: bool) -> None:
    """An urgent announcement is assertive, any other waits its turn."""
    bridge = _Listening()
    monkeypatch.setattr(announce, "QAccessible", bridge)
    widget = QWidget()
    qtbot.addWidget(widget)
    announce.announce(widget, "Hors ligne", urgent=urgent)
    politeness = QAccessible.AnnouncementPoliteness
    assert bridge.heard == [("Hors ligne", politeness.Assertive if urgent else politeness.Polite)]
