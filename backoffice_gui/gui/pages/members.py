"""A form nobody here knows, member by member: a table of paths and values, and the value one is on in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import escaped, one_line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_fields import field_text, warning_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.domain.detail import FieldValue, FormView

__all__ = ["Members"]

_WARNED = (Tone.WARNING, Shape.TRIANGLE)


def _line(number: int, section: str, field: FieldValue) -> Line:
    # the raw viewer's members are ours (size, text); the generic one's are paths somebody wrote
    name = Cell(field_text(field.name)) if section == "raw" else Cell(one_line(field.name), escaped(field.name))
    value = Cell(one_line(field.value), look=None if field.warning is None else _WARNED)
    return Line(number, (name, value))


class Members(QWidget):
    """Shows a generic or raw form; nothing where it has no member."""

    def __init__(self, form: FormView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        members = [(section.name, field) for section in form.sections for field in section.fields]
        self._fields = [field for _, field in members]
        self._table = Table(self.tr("Contenu du formulaire, champ par champ"), self)
        model = SmallTable((self.tr("Champ"), self.tr("Valeur")), frozenset(), icons_of(self), self._table)
        model.show_lines([_line(number, section, field) for number, (section, field) in enumerate(members)])
        self._table.setModel(model)
        self._table.set_widths((11.0, 10.0), 1)
        self._whole = QPlainTextEdit(self)
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setAccessibleName(self.tr("Valeur entière du champ choisi"))
        self._table.selectionModel().currentRowChanged.connect(self._show)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, em(self) // 2, 0, 0)
        body.addWidget(self._table, 3)
        body.addWidget(self._whole, 2)
        for widget in (self._table, self._whole):
            widget.setVisible(bool(members))
        if members:
            self._table.selectRow(0)

    def _show(self, now: QModelIndex, _before: QModelIndex) -> None:
        field = self._fields[now.row()]
        warned = "" if field.warning is None else f"\n\n⚠ {warning_text(field.warning)}"
        self._whole.setPlainText(escaped(field.value) + warned)
