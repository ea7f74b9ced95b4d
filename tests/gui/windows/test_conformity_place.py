"""*Conformité* in its place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Changes, OfficeState, Topic
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import StoreBusy, UsageError
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.conformity_place import ConformityPlace
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.notify_dialog import NotifyIncident
from tests.support.conformities import a_bad_month
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def _place(qtbot: QtBot, window: MainWindow) -> ConformityPlace:
    assert window.house is not None
    qtbot.waitUntil(lambda: window.house is not None and window.house.workplace is not None)
    work = window.house.workplace
    assert work is not None
    window.panes.go(Place.CONFORMITY)
    return work.conformity


def test_it_is_read_when_one_goes_there_with_the_desk_sealed_too(qtbot: QtBot, open_window: Opener) -> None:
    """Nothing of the casebook is needed; an incident that is closed is seen without asking."""
    office = MemoryOffice(3, state=OfficeState.SEALED)
    window = open_window(office)
    assert "conformity" not in office.calls
    place = _place(qtbot, window)
    qtbot.waitUntil(place.page.figures.isVisible)
    assert window.windowTitle().startswith("Conformité")
    office.now_conformity = a_bad_month()
    window._bridge.changed.emit(Changes(frozenset({Topic.INCIDENTS})), None)
    qtbot.waitUntil(lambda: place.page.verdict.tone is Tone.ERROR)


def test_the_report_is_written_where_the_agent_says(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the window's language; a folder that is not chosen writes nothing."""
    office = MemoryOffice(3)
    place = _place(qtbot, open_window(office))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    place.page.save.click()
    assert "write_report" not in office.calls
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    place.page.save.click()
    qtbot.waitUntil(lambda: place.page.news.text.startswith("Rapport enregistré"))
    assert "fr-1.pdf" in place.page.news.text
    assert place.page.save.isEnabled()


def test_what_stops_a_report_is_said(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    """Files in the way; or the agent, who changed their mind."""
    office = MemoryOffice(3)
    place = _place(qtbot, open_window(office))
    office.failures["write_report"] = UsageError("export-exists", file="EXEMPLE.pdf")
    place.write(place.page.periods.period, tmp_path)
    qtbot.waitUntil(lambda: "EXEMPLE.pdf" in place.page.news.text)
    assert place.page.news.tone is Tone.WARNING
    del office.failures["write_report"]
    place.write(place.page.periods.period, tmp_path)
    place.page.stop.click()
    qtbot.waitUntil(place.page.save.isEnabled)


def test_a_report_outlives_its_page(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    """Locked meanwhile, the page is gone: the report is written to its end, and nothing fails."""
    go, ended = threading.Event(), threading.Event()

    class Slow(MemoryOffice):
        def write_report(self, *said: Any) -> tuple[Manifest, ...]:
            assert go.wait(10)
            made = super().write_report(*said)
            ended.set()
            return made

    window = open_window(Slow(3))
    place = _place(qtbot, window)
    place.write(place.page.periods.period, tmp_path)
    with qtbot.assertNotEmitted(window._bridge.failed, wait=200):
        shiboken6.delete(place.page)
        assert not shiboken6.isValid(place)
        go.set()
        qtbot.waitUntil(ended.is_set)


def test_a_store_that_is_busy_is_said_on_the_page(qtbot: QtBot, open_window: Opener) -> None:
    """Not in a dialog."""
    office = MemoryOffice(3)
    office.failures["conformity"] = StoreBusy("writer", file="inbox.db")
    place = _place(qtbot, open_window(office))
    qtbot.waitUntil(lambda: "STO-" in place.page.verdict.text)


def test_a_notification_is_recorded_and_the_page_read_anew(qtbot: QtBot, open_window: Opener) -> None:
    """A refusal stays in the dialog."""
    office = MemoryOffice(3)
    office.now_conformity = a_bad_month()
    window = open_window(office)
    place = _place(qtbot, window)
    qtbot.waitUntil(place.page.incidents.notify.isVisible)
    place.page.incidents.notify.click()
    (dialog,) = window.findChildren(NotifyIncident)
    dialog.record.click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "référence" in dialog.trouble.text
    dialog.reference.setText("EXEMPLE-0042")
    dialog.record.click()
    qtbot.waitUntil(place.page.news.isVisible)
    assert "Notification de l’incident 3 inscrite." in place.page.news.text
