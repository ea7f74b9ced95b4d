"""One condition of a filter, chosen by mouse or keyboard: operator, and values or a day. Never modal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text_cases import field_text, operator_text
from backoffice_gui.gui.text_conditions import DAYS, days_of, parse_day, value_text, values_of
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ConditionEditor"]

_VALUE = Qt.ItemDataRole.UserRole


class ConditionEditor(Ground):
    """Hidden until a condition is written or changed; Enter applies, Escape leaves all as it was."""

    applied = Signal(object)
    """The condition as it is now, or `None`: it is taken away."""
    left = Signal()
    """Nothing was changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self._field = Field.STATE
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._operator = QComboBox(self)
        self._values = QListWidget(self)
        self._values.installEventFilter(self)
        self._day = QComboBox(self)
        self._day.setEditable(True)
        self._day.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._odd = QLabel(self.tr("Écrivez un jour : 23/11/2026"), self)
        self._odd.hide()
        self.apply_button = QPushButton(self.tr("Appliquer"), self)
        self.remove_button = QPushButton(self.tr("Retirer"), self)
        leave = QPushButton(self.tr("Annuler"), self)
        self.apply_button.clicked.connect(self._apply)
        self.remove_button.clicked.connect(lambda: self._end(None))
        leave.clicked.connect(self.leave)
        edit = self._day.lineEdit()
        if isinstance(edit, QLineEdit):
            edit.returnPressed.connect(self._apply)
        top = QHBoxLayout()
        top.addWidget(self._name)
        top.addWidget(self._operator)
        top.addWidget(self._day, 1)
        top.addStretch(1)
        below = QHBoxLayout()
        for button in (self.apply_button, self.remove_button, leave):
            below.addWidget(button)
        below.addWidget(self._odd)
        below.addStretch(1)
        body = QVBoxLayout(self)
        body.addLayout(top)
        body.addWidget(self._values)
        body.addLayout(below)
        self.hide()

    def edit(self, field: Field, condition: Condition | None, agents: Sequence[str] = ()) -> None:
        """Write a condition of this field, or change the one it has."""
        self._field = field
        name = field_text(field)
        self._name.setText(name)
        self.setAccessibleName(self.tr("Filtre : {field}").format(field=name))
        operators = (Operator.BEFORE, Operator.AFTER) if field in DAYS else (Operator.IS, Operator.IS_NOT)
        self._operator.clear()
        for operator in operators:
            self._operator.addItem(operator_text(operator), operator)
        self._operator.setAccessibleName(self.tr("Comparaison"))
        if condition is not None:
            self._operator.setCurrentIndex(max(0, self._operator.findData(condition.operator)))
        self.remove_button.setVisible(condition is not None)
        self._odd.hide()
        values = () if condition is None else condition.values
        self._values.setVisible(field not in DAYS)
        self._day.setVisible(field in DAYS)
        if field in DAYS:
            self._offer_days(values)
        else:
            self._offer_values(values, agents)
        self.show()
        (self._day if field in DAYS else self._values).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_days(self, values: tuple[str, ...]) -> None:
        self._day.clear()
        self._day.setAccessibleName(self.tr("Jour"))
        for value in days_of(self._field):
            self._day.addItem(value_text(self._field, value), value)
        if values:
            self._day.setCurrentText(value_text(self._field, values[0]))

    def _offer_values(self, values: tuple[str, ...], agents: Sequence[str]) -> None:
        self._values.clear()
        self._values.setAccessibleName(self.tr("Valeurs (Espace pour choisir)"))
        known = values_of(self._field)
        beside = (*agents, *values) if self._field is Field.AGENT else values
        offered = [*known, *(value for value in dict.fromkeys(beside) if value not in known)]
        for value in offered:
            item = QListWidgetItem(value_text(self._field, value), self._values)
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in values else Qt.CheckState.Unchecked)
        self._values.setCurrentRow(0)
        row = max(self._values.sizeHintForRow(0), em(self))
        self._values.setFixedHeight(min(7, len(offered)) * row + 4)

    def _chosen(self) -> tuple[str, ...]:
        if self._field not in DAYS:
            items = (self._values.item(n) for n in range(self._values.count()))
            return tuple(str(i.data(_VALUE)) for i in items if i.checkState() is Qt.CheckState.Checked)
        typed = self._day.currentText()
        at = self._day.findText(typed)
        day = str(self._day.itemData(at)) if at >= 0 else parse_day(typed)
        return (day,) if day else ()

    def _apply(self) -> None:
        values = self._chosen()
        if values:
            self._end(Condition(self._field, self._operator.currentData(), values))
        elif self._field in DAYS:
            self._odd.show()
        else:
            self._end(None)

    def _end(self, condition: Condition | None) -> None:
        self.hide()
        self.applied.emit(condition)

    def leave(self) -> None:
        """Leave all as it was."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the values applies; a value that is only looked at counts where none is checked."""
        enter = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self._values and enter and event.type() == QEvent.Type.KeyPress:
            item = self._values.currentItem()
            if item is not None and not self._chosen():
                item.setCheckState(Qt.CheckState.Checked)
            self._apply()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves all as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
