"""*Clavier*: every key, what the agent wants in its place, and whether that can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.gui.keymap import Unfit
from backoffice_gui.gui.measure import fit
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shortcuts import Key, words_of
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.gui.windows.actions import Actions

__all__ = ["KeyboardDialog"]

_FIXED = frozenset({Key.OPEN, Key.BACK})


class KeyboardDialog(QDialog):
    """What is changed counts at once; a key that is taken, or can't be typed on AZERTY, is refused with its reason."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._keymap = actions, actions.keymap
        self._keys = [key for key in Key if key not in _FIXED]
        self.setWindowTitle(self.tr("Clavier"))
        self.letters = QCheckBox(self.tr("Raccourcis à une lettre (dans les listes seulement)"), self)
        self.letters.setChecked(actions.letters)
        self.letters.toggled.connect(actions.set_letters)
        self.table = Table(self.tr("Clavier"), self)
        self._model = SmallTable((self.tr("Action"), self.tr("Touches")), frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((22.0, 10.0), 0)
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(2)
        self.edit.setAccessibleName(self.tr("Nouvelles touches"))
        label = QLabel(self.tr("&Nouvelles touches"), self)
        label.setBuddy(self.edit)
        self.set_button = QPushButton(self.tr("Attribuer ces touches"), self)
        self.reset_button = QPushButton(self.tr("Rétablir"), self)
        self.all_button = QPushButton(self.tr("Tout rétablir"), self)
        self.said = Strip(Tone.WARNING, self)
        self._lay_out(label)
        self.set_button.clicked.connect(self._set)
        self.reset_button.clicked.connect(lambda: self._reset(self._current()))
        self.all_button.clicked.connect(self._reset_all)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self._show()
        self.table.selectRow(0)
        fit(self, 48, 40)

    def _lay_out(self, label: QLabel) -> None:
        body = QVBoxLayout(self)
        body.addWidget(Heading(self.tr("Clavier"), 1, self))
        body.addWidget(self.letters)
        body.addWidget(self.table, 1)
        row = QHBoxLayout()
        for widget in (label, self.edit, self.set_button, self.reset_button):
            row.addWidget(widget)
        body.addLayout(row)
        body.addWidget(self.said)
        body.addWidget(Muted(self.tr("Deux frappes à la suite sont possibles : « G » puis « A »."), self))
        foot = QHBoxLayout()
        foot.addWidget(self.all_button)
        foot.addStretch(1)
        close = QPushButton(self.tr("Fermer"), self)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        body.addLayout(foot)
        for button in (self.set_button, self.reset_button, self.all_button, close):
            button.setAutoDefault(False)

    def _show(self) -> None:
        self._model.show_lines([Line(key.name, (Cell(words_of(key)), Cell(self._worded(key)))) for key in self._keys])

    def _worded(self, key: Key) -> str:
        text = self._keymap.text(key)
        return self.tr("{keys} (changé)").format(keys=text) if self._keymap.changed(key) else text

    def _current(self) -> Key:
        return self._keys[max(0, self.table.currentIndex().row())]

    def _chosen(self) -> None:
        self.said.hide()
        self.edit.clear()
        self.reset_button.setEnabled(self._keymap.changed(self._current()))

    def choose(self, key: Key) -> None:
        """Be on the line of a key."""
        self.table.selectRow(self._keys.index(key))

    def _set(self) -> None:
        key, sequence = self._current(), self.edit.keySequence()
        if sequence.isEmpty():
            self.said.say(self.tr("Cliquez dans le champ, puis frappez les touches."))
            return
        unfit = self._keymap.unfit(key, sequence)
        holder = self._keymap.holder(key, sequence)
        native = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        if unfit is not None:
            self.said.say(f"{native} : {self._unfit_text(unfit)}")
        elif holder is not None:
            self.said.say(self.tr("{keys} : déjà pris par « {words} »").format(keys=native, words=words_of(holder)))
        else:
            self._keymap.rebind(key, sequence)
            self._changed()

    def _unfit_text(self, unfit: Unfit) -> str:
        return {
            Unfit.DIGIT: self.tr("les chiffres demandent Maj sur un clavier AZERTY"),
            Unfit.ALTGR: self.tr("Ctrl et Alt ensemble sont AltGr, qui écrit des caractères"),
            Unfit.SHIFTED: self.tr("ce signe n’est pas direct sur un clavier AZERTY"),
            Unfit.BARE: self.tr("une lettre seule est réservée aux actions des listes"),
        }[unfit]

    def _reset(self, key: Key) -> None:
        self._keymap.reset(key)
        self._changed()

    def _reset_all(self) -> None:
        for key in self._keys:
            self._keymap.reset(key)
        self._changed()

    def _changed(self) -> None:
        self._actions.rebind()
        self._show()
        self._chosen()
