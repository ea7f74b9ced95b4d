"""The first run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import DiskFull, KeyringError
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.first_run import MakeStore, NotConfigured
from tests.support.office import CODE, MemoryOffice, a_post


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Press the visible button with this text."""
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(page: QWidget) -> str:
    """All visible words."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


class _Empty(MemoryOffice):
    """An office with a key file: no code to show."""

    def prepare_store(self) -> str:
        return ""

    def make_store(self, typed_code: str):  # type: ignore[no-untyped-def]
        assert typed_code == ""
        return super().make_store(CODE)


@pytest.fixture
def first(qtbot: QtBot, bridge: Bridge) -> tuple[MakeStore, MemoryOffice]:
    """The page over an office without a store."""
    office = MemoryOffice(0, state=OfficeState.NO_STORE)
    page = MakeStore(bridge)
    page.use(office)
    qtbot.addWidget(page)
    page.show()
    return page, office


def typed(page: MakeStore) -> QLineEdit:
    """Where the code comes back."""
    return next(edit for edit in page.findChildren(QLineEdit) if not edit.isReadOnly())


def shown(page: MakeStore) -> QLineEdit:
    """Where the code is shown."""
    return next(edit for edit in page.findChildren(QLineEdit) if edit.isReadOnly())


def test_what_is_needed_is_said_with_the_place_it_goes(qtbot: QtBot) -> None:
    """Without a configuration: what an administrator supplies, and the file's path to copy."""
    page = NotConfigured()
    qtbot.addWidget(page)
    page.show()
    page.show_need("config.toml")
    assert "client.pem" in said(page)
    assert "Rien n’est cassé" in said(page)
    press(qtbot, page, "Copier le chemin")
    assert QGuiApplication.clipboard().text() == "config.toml"
    page.show_need("config.toml", Failure("CFG-001", "not-toml", {"file": "config.toml"}))
    assert "TOML" in said(page)
    with qtbot.waitSignal(page.retried):
        press(qtbot, page, "Réessayer")


def test_the_code_is_shown_comes_back_and_the_store_is_made(
    qtbot: QtBot, first: tuple[MakeStore, MemoryOffice]
) -> None:
    """Prepared, shown, pasted in lower case with spaces, made; then it is nowhere on the screen."""
    page, office = first
    press(qtbot, page, "Préparer le code de secours")
    qtbot.waitUntil(lambda: shown(page).isVisible())
    assert shown(page).text() == CODE
    press(qtbot, page, "Copier le code")
    assert QGuiApplication.clipboard().text() == CODE
    typed(page).setText(CODE.lower().replace("-", " "))
    with qtbot.waitSignal(page.made, timeout=2_000):
        press(qtbot, page, "Créer la base")
    assert office.state.state is OfficeState.OPEN
    assert (shown(page).text(), typed(page).text()) == ("", "")
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    ("text", "words"), [("", "Saisissez ou collez"), ("EXEM-PLE9", "Ce n’est pas le code de secours")]
)
def test_a_code_that_does_not_come_back_makes_nothing(
    qtbot: QtBot, first: tuple[MakeStore, MemoryOffice], text: str, words: str
) -> None:
    """Nothing typed, or another code: said beside the field, and it can be tried again."""
    page, office = first
    press(qtbot, page, "Préparer le code de secours")
    qtbot.waitUntil(lambda: shown(page).isVisible())
    typed(page).setText(text)
    press(qtbot, page, "Créer la base")
    qtbot.waitUntil(lambda: words in said(page))
    assert office.state.state is OfficeState.NO_STORE
    assert next(b for b in page.findChildren(QPushButton) if b.text() == "Créer la base").isEnabled()


def test_with_a_key_file_there_is_no_code(qtbot: QtBot, bridge: Bridge) -> None:
    """The administrator's copy is the recovery: nothing to type."""
    page = MakeStore(bridge)
    page.use(_Empty(0, state=OfficeState.NO_STORE))
    qtbot.addWidget(page)
    page.show()
    press(qtbot, page, "Préparer le code de secours")
    qtbot.waitUntil(lambda: "fichier fourni par l’administrateur" in said(page))
    assert not shown(page).isVisible()
    with qtbot.waitSignal(page.made, timeout=2_000):
        press(qtbot, page, "Créer la base")


@pytest.mark.parametrize(
    ("method", "error", "words"),
    [("prepare_store", KeyringError("locked"), "KEY-001"), ("make_store", DiskFull("folder"), "STO-009")],
)
def test_what_goes_wrong_is_said_where_it_happens(
    qtbot: QtBot, first: tuple[MakeStore, MemoryOffice], method: str, error: Exception, words: str
) -> None:
    """The keyring or the disk: a sentence with its code, and the button works again."""
    page, office = first
    office.failures[method] = error
    press(qtbot, page, "Préparer le code de secours")
    if method == "make_store":
        qtbot.waitUntil(lambda: shown(page).isVisible())
        typed(page).setText(CODE)
        press(qtbot, page, "Créer la base")
    qtbot.waitUntil(lambda: words in said(page))


def test_a_code_of_an_office_that_is_gone_is_shown_no_more(qtbot: QtBot, first: tuple[MakeStore, MemoryOffice]) -> None:
    """The configuration was written meanwhile: another code is needed, and that is said."""
    page, office = first
    page.prepare_code.click()
    qtbot.waitUntil(lambda: bool(shown(page).text()))
    page.use(office)
    assert shown(page).text()
    page.use(MemoryOffice(0, state=OfficeState.NO_STORE))
    assert not shown(page).text()
    assert page.prepare_code.isVisible()
    assert "ne vaut plus" in said(page)


def test_who_vouches_is_told(qtbot: QtBot) -> None:
    """The site's authority and this workstation's own certificate; nothing where neither can be read."""
    page = NotConfigured()
    qtbot.addWidget(page)
    page.show()
    page.show_post(replace(a_post(), authority="CN=autorite-exemple"))
    assert "CN=autorite-exemple" in said(page)
    assert "CN=poste-exemple" in said(page)
    page.show_post(replace(a_post(), certificate_until=None))
    assert not page.vouched.isVisible()
