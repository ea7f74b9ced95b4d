"""What stands instead of everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.blocking import Blocking, Centred

FULL = Failure("STO-009", "folder", {"folder": "base"}, True, "DiskFull", ("engine.py:12 write",))


def test_it_says_all_an_agent_needs(qtbot: QtBot) -> None:
    """What happened, what is safe, what to do, the code; and a way to try again."""
    page = Blocking()
    qtbot.addWidget(page)
    page.show()
    page.show_failure(FULL)
    assert "Disque plein" in page.text
    assert "(base)" in page.text
    assert "entières" in page.text
    assert "Libérez de la place" in page.text
    assert page.text.endswith("Code STO-009")
    with qtbot.waitSignal(page.retried):
        qtbot.mouseClick(page.retry, Qt.MouseButton.LeftButton)


def test_the_technical_detail_can_be_seen_and_copied(qtbot: QtBot) -> None:
    """Codes and places only, shown on demand."""
    page = Blocking()
    qtbot.addWidget(page)
    page.show()
    page.show_failure(FULL)
    detail = page.findChild(QPlainTextEdit)
    assert isinstance(detail, QPlainTextEdit)
    assert not detail.isVisible()
    qtbot.mouseClick(page.show_more, Qt.MouseButton.LeftButton)
    assert detail.isVisible()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "STO-009 folder folder=base DiskFull\nengine.py:12 write"


def test_a_column_is_never_wider_than_can_be_read(qtbot: QtBot) -> None:
    """On a wide screen the card stays narrow, in the middle."""
    page, card = QWidget(), QWidget()
    qtbot.addWidget(page)
    page.resize(2_000, 400)
    area = Centred(card, page, widest=40)
    area.resize(page.size())
    page.show()
    qtbot.waitUntil(lambda: card.width() == 40 * em(page))
    assert abs(card.x() - (area.viewport().width() - card.width()) // 2) < 2 * em(page)
