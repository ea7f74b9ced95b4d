"""What is taken out, as what, and what for: asked once, before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text_cases import column_text
from backoffice_gui.gui.text_exports import LABEL_FORMS, format_text, label_form_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_list import CaseColumn

__all__ = ["LABELS", "SHEET", "ExportAsked", "ExportDialog"]

SHEET = "sheet"
LABELS = "labels"
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What was chosen: `kind` is `csv`, `ods`, `xlsx`, `sheet` or `labels`; `form` and `first` are the labels'."""

    kind: str
    purpose: str
    form: str = ""
    first: int = 1

    @property
    def ending(self) -> str:
        """Of the file's name."""
        return self.kind if self.kind in set(TableFormat) else "pdf"


class ExportDialog(QDialog):
    """Asks; the file is chosen after it, by the system's own dialog."""

    asked = Signal(object)
    """Go on with this `ExportAsked`."""

    def __init__(
        self, title: str, what: str, columns: Sequence[CaseColumn], kinds: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.kind, self.form, self.first = QComboBox(self), QComboBox(self), QSpinBox(self)
        for kind in kinds:
            self.kind.addItem(self._kind_words(kind), kind)
        for form in LABEL_FORMS:
            self.form.addItem(label_form_text(form), form)
        self.purpose = QLineEdit(self)
        self.purpose.setMaxLength(_MOST)
        self._columns = Words(", ".join(column_text(column) for column in columns), self)
        self._trouble = Strip(Tone.ERROR, self)
        self.go = QPushButton(self.tr("Choisir le fichier…"), self)
        self.go.setDefault(True)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._lay_out(title, what)
        self.kind.currentIndexChanged.connect(self._choose)
        self.form.currentIndexChanged.connect(self._choose)
        self.go.clicked.connect(self._go)
        self._choose()
        self.setMinimumWidth(em(self) * 40)
        self.purpose.setFocus()

    def _kind_words(self, kind: str) -> str:
        if kind in set(TableFormat):
            return format_text(TableFormat(kind))
        return {SHEET: self.tr("Fiche PDF"), LABELS: self.tr("Étiquettes d’adresse (PDF)")}[kind]

    def _lay_out(self, title: str, what: str) -> None:
        for words, widget in (
            (self.tr("&Format"), self.kind),
            (self.tr("Colonnes"), self._columns),
            (self.tr("&Sur"), self.form),
            (self.tr("&À partir de la place"), self.first),
            (self.tr("&Motif (obligatoire)"), self.purpose),
        ):
            widget.setAccessibleName(words.replace("&", ""))
            self._form.addRow(words, widget)
        note = self.tr(
            "Le motif est inscrit au journal avec l’empreinte du fichier. N’y écrivez aucune donnée personnelle."
        )
        cancel = QPushButton(self.tr("Annuler"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        body = QVBoxLayout(self)
        body.addWidget(Heading(title, 1, self))
        body.addWidget(Words(what, self))
        body.addLayout(self._form)
        body.addWidget(Muted(note, self))
        body.addWidget(self._trouble)
        body.addLayout(row)

    @property
    def trouble(self) -> str:
        """What is missing, as it is said."""
        return self._trouble.text if self._trouble.isVisible() else ""

    def _choose(self) -> None:
        kind = self.kind.currentData()
        self._form.setRowVisible(self.kind, self.kind.count() > 1)
        self._form.setRowVisible(self._columns, kind in set(TableFormat) and bool(self._columns.text()))
        places = LABEL_FORMS[self.form.currentData()]
        self._form.setRowVisible(self.form, kind == LABELS)
        self._form.setRowVisible(self.first, kind == LABELS and places > 1)
        self.first.setRange(1, places)

    def _go(self) -> None:
        purpose = " ".join(self.purpose.text().split())
        if not purpose:
            self._trouble.say(self.tr("Écrivez le motif : il est obligatoire."))
            self.purpose.setFocus()
            return
        asked = ExportAsked(self.kind.currentData(), purpose, self.form.currentData(), self.first.value())
        self.accept()
        self.asked.emit(asked)
