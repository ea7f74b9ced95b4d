"""This workstation waits to be admitted."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui import clipboard
from backoffice_gui.gui.pages.admission import AdmissionPage

PRINT = "0123456789abcdef" * 4


def shown(qtbot: QtBot, reason: str, fingerprint: str = PRINT) -> AdmissionPage:
    """For this reason."""
    page = AdmissionPage()
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show_condition(
        Condition(OfficeState.SEALED, code="STO-007", reason=reason, facts={"fingerprint": fingerprint})
    )
    page.show()
    return page


def test_the_fingerprint_is_there_to_be_read_aloud(qtbot: QtBot) -> None:
    """In groups of four; it can be copied, and whether one is admitted is looked at by button and by itself."""
    page = shown(qtbot, "not-admitted")
    assert "0123 4567 89ab cdef" in page.text
    assert "à voix haute" in page.text
    page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("0123 4567")
    clipboard.clear_if_ours()  # what is left there at the end of the process is not always taken away well
    told: list[None] = []
    page.retried.connect(lambda: told.append(None))
    page.again.click()
    assert page._look_again.isActive()
    page._look_again.timeout.emit()
    assert len(told) == 2
    page.hide()
    assert not page._look_again.isActive()


def test_another_workstation_has_the_key(qtbot: QtBot) -> None:
    """What to do then is another thing; without a fingerprint there is nothing to copy."""
    page = shown(qtbot, "key-elsewhere", "")
    assert "autre poste" in page.text
    assert not page.copy.isVisible()
