"""Where the site is, filled at the first run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.post import Setting
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.connection_form import ConnectionForm
from tests.support.office import a_post


@pytest.fixture
def form(qtbot: QtBot) -> ConnectionForm:
    """Nothing settled, the authority fixed by the policy."""
    form = ConnectionForm()
    qtbot.addWidget(form)
    settings = (
        Setting("transfer.url", "", fixed=False),
        Setting("transfer.ca_file", "/etc/exemple/ca.pem", fixed=True),
        Setting("transfer.client_cert", "client.pem", fixed=False),
    )
    form.show_post(replace(a_post(), settings=settings))
    return form


def test_only_what_was_changed_is_written(qtbot: QtBot, form: ConnectionForm, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file by the system's dialog, or none where the agent changed their mind; what was there stays unsaid."""
    cert = form.fields["transfer.client_key"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    qtbot.mouseClick(cert.choose, Qt.MouseButton.LeftButton)
    assert cert.edit.text() == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/media/exemple/client.key", ""))
    qtbot.mouseClick(cert.choose, Qt.MouseButton.LeftButton)
    form.fields["transfer.url"].edit.setText("  https://front.exemple.invalid ")
    with qtbot.waitSignal(form.settled) as told:
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert told.args == [
        {"transfer.url": "https://front.exemple.invalid", "transfer.client_key": "/media/exemple/client.key"}
    ]
    assert not form.save.isEnabled()


def test_what_the_policy_fixes_has_a_padlock(form: ConnectionForm) -> None:
    """Readable, not to be changed, and by whom it was fixed, to a screen reader too."""
    field = form.fields["transfer.ca_file"]
    assert field.edit.isReadOnly()
    assert not field.choose.isVisible()
    assert not field.lock._icon.pixmap().isNull()
    assert "policy.toml" in field.edit.accessibleDescription()
    assert not form.fields["transfer.client_cert"].edit.isReadOnly()


def test_what_is_missing_or_refused_is_said_beside_the_fields(qtbot: QtBot, form: ConnectionForm) -> None:
    """Nothing is lost of what was typed, and it can be tried again."""
    with qtbot.assertNotEmitted(form.settled):
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert form.trouble == "L’adresse du site manque."
    form.fields["transfer.url"].edit.setText("http://front.exemple.invalid")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    form.show_failure(Failure("CFG-001", "url", {"key": "transfer.url"}, retry=False))
    assert "https" in form.trouble
    assert form.save.isEnabled()
    assert form.fields["transfer.url"].edit.text() == "http://front.exemple.invalid"
