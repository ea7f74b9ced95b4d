"""A file that is being made, in *Tâches*."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_exports import LabelRefused
from backoffice_gui.domain.postal import NotPrintable, Problem
from backoffice_gui.domain.sheets import Altered, Manifest
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.tasks import ExportTask
from backoffice_gui.gui.widgets.export_card import ExportCard
from backoffice_gui.gui.widgets.table import Table
from tests.support.office import NOW

MADE = Manifest("a.ods", "ods", ("number",), 9, 1_234, "ab" * 32, NOW, "bilan", "backoffice", (Altered("guarded", 2),))


def card_of(qtbot: QtBot) -> tuple[ExportTask, ExportCard]:
    """A card on the screen."""
    parent = QWidget()
    qtbot.addWidget(parent)
    task = ExportTask("Export", Path("dossier/a.ods"), 9, parent)
    card = ExportCard(task, parent)
    parent.show()
    return task, card


def test_it_runs_stops_and_tells_where_it_went(qtbot: QtBot) -> None:
    """With the digest, which can be copied, and how many cells are not as they were."""
    task, card = card_of(qtbot)
    assert card.stop.isVisible()
    assert not card.digest.isVisible()
    card.stop.click()
    assert task.cancelled()
    assert not card.stop.isEnabled()
    task.end(MADE)
    assert not task.running
    assert "a.ods" in card.text
    assert "ab" * 32 in card.text
    assert "2 cellules" in card.text
    card.digest.click()
    assert QApplication.clipboard().text() == "ab" * 32


def test_what_stops_a_print_is_a_table(qtbot: QtBot) -> None:
    """One line a case."""
    task, card = card_of(qtbot)
    task.end((LabelRefused(1, "DEMO-1", NotPrintable((Problem("too_long", 2, 4), Problem("town_missing")), ())),))
    (table,) = card.findChildren(Table)
    model = table.model()
    assert model is not None
    assert model.index(0, 0).data() == "DEMO-1"
    assert model.index(0, 1).data() == "ligne 2 trop longue de 4, il manque la ville"


def test_a_failure_is_explained(qtbot: QtBot) -> None:
    """What happened, what is safe, what to do."""
    task, card = card_of(qtbot)
    task.end(Failure("USE-001", "export-exists", facts={"file": "a.ods"}))
    assert "Fichier déjà là" in card.text
    assert "Choisissez un autre nom" in card.text
