"""*Paramètres*."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.post import Post, PostCheck
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.window_form import WindowForm
from backoffice_gui.gui.widgets.table import Table
from backoffice_gui.gui.windows.settings_dialog import SettingsDialog
from tests.support.office import NOW, a_post


def _dialog(qtbot: QtBot, post: Post) -> SettingsDialog:
    dialog = SettingsDialog(post, NOW, WindowForm({}, (), 100))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _rows(table: Table) -> list[list[str]]:
    model = table.model()
    assert model is not None
    return [[model.index(n, column).data() for column in range(model.columnCount())] for n in range(model.rowCount())]


def _words(dialog: SettingsDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_what_is_fixed_has_a_padlock_and_says_by_what(qtbot: QtBot) -> None:
    """By text, shape and tooltip; the certificate's end stands below."""
    dialog = _dialog(qtbot, a_post())
    rows = _rows(dialog.settings)
    assert [row[2] for row in rows] == ["Politique", "", ""]
    model = dialog.settings.model()
    assert model is not None
    assert model.index(0, 2).data(Qt.ItemDataRole.DecorationRole) is not None
    assert "policy.toml" in model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "CN=poste-exemple" in _words(dialog)
    assert "encore 20 jours" in _words(dialog)
    assert "policy.toml" in _words(dialog)


def test_a_setting_is_found_by_its_words_in_any_order(qtbot: QtBot) -> None:
    """By what is shown, or by the name in the file."""
    dialog = _dialog(qtbot, a_post())
    for asked, found in (
        ("verrouillage sécurité", 1),
        ("lock_minutes", 1),
        ("politique", 1),
        ("nulle part", 0),
        ("", 3),
    ):
        dialog.search.setText(asked)
        assert len(_rows(dialog.settings)) == found, asked


def test_without_policy_or_certificate_it_says_so(qtbot: QtBot) -> None:
    """No word of a padlock where there is none; expired is expired."""
    said = _words(_dialog(qtbot, replace(a_post(), source="", certificate_until=None)))
    assert "cadenas" not in said
    assert "illisible ou absent" in said
    late = replace(a_post(), certificate_until=NOW.replace(year=2025))
    assert "(expiré)" in _words(_dialog(qtbot, late))


def test_the_trial_shows_what_came_of_each_check(qtbot: QtBot) -> None:
    """Asked once, then shown; what failed is counted, and what could not be tried is said."""
    dialog = _dialog(qtbot, a_post())
    dialog.tabs.setCurrentIndex(3)
    with qtbot.waitSignal(dialog.trial_asked):
        qtbot.mouseClick(dialog.trying.button, Qt.MouseButton.LeftButton)
    assert not dialog.trying.button.isEnabled()
    dialog.trying.show_checks((PostCheck("disk", "ok"), PostCheck("front_end", "failed", "", "TRF-002")))
    assert [row[0] for row in _rows(dialog.trying.table)] == ["Disque", "Site (liste lue, rien n’est relevé)"]
    assert "1 point à régler." in _words(dialog)
    assert dialog.trying.button.isEnabled()
    dialog.trying.show_checks((PostCheck("disk", "ok"),))
    assert "Rien n’empêche la relève." in _words(dialog)
    dialog.trying.show_failure(Failure("STO-001", "busy", {}, retry=True))
    assert "STO-001" in _words(dialog)


def test_what_is_settled_is_asked_for_and_shown_once_it_is_written(qtbot: QtBot) -> None:
    """In the form and in the table of everything."""
    dialog = _dialog(qtbot, a_post())
    row = dialog.form.rows["security.lock_minutes"]
    with qtbot.waitSignal(dialog.settled) as asked:
        row._say("5")
    assert asked.args == ["security.lock_minutes", "5"]
    post = a_post()
    dialog.show_written(replace(post, settings=(replace(post.settings[1], value="5"),)))
    assert _rows(dialog.settings)[0][1] == "5"
    assert "Enregistré" in dialog.form.news.text
