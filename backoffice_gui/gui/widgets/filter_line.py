"""The filter line under a list's title: words, stages, kinds; every narrowing is also a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Filter
from backoffice_gui.gui.text_words import kind_text, stage_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FilterLine"]

_TYPING_MS = 200


class FilterLine(QWidget):
    """Text, two menus, and the chips of what is chosen."""

    narrowed = Signal(object)
    """The agent changed the filter: a `Filter`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: frozenset[Stage] = frozenset()
        self._kinds: frozenset[str] = frozenset()
        self._text = QLineEdit(self)
        self._text.setPlaceholderText(self.tr("Filtrer par numéro ou début d’identifiant"))
        self._text.setAccessibleName(self.tr("Filtrer la liste par numéro ou début d’identifiant"))
        self._text.setClearButtonEnabled(True)
        self._text.setMaxLength(64)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._tell)
        self._text.textChanged.connect(self._typed)
        self._stage_menu = self._menu_button(self.tr("Étape"))
        self._kind_menu = self._menu_button(self.tr("Type"))
        self._stage_actions = {stage: self._choice(self._stage_menu, stage_text(stage)) for stage in reversed(Stage)}
        self._kind_actions: dict[str, QAction] = {}
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._stage_menu)
        row.addWidget(self._kind_menu)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addLayout(row)
        body.addLayout(self._chips)

    def _menu_button(self, word: str) -> QPushButton:
        button = QPushButton(word, self)
        button.setMenu(QMenu(button))
        button.setAccessibleName(self.tr("{word} : filtrer").format(word=word))
        return button

    def _choice(self, button: QPushButton, word: str) -> QAction:
        action = QAction(word, self)
        action.setCheckable(True)
        action.toggled.connect(self._chosen)
        menu = button.menu()
        if menu is not None:
            menu.addAction(action)
        return action

    @property
    def filter(self) -> Filter:
        """What is chosen now."""
        return Filter(self._stages, self._kinds, self._text.text().strip())

    def offer_kinds(self, kinds: Iterable[str]) -> None:
        """The kinds the store knows."""
        for kind in kinds:
            if kind not in self._kind_actions:
                self._kind_actions[kind] = self._choice(self._kind_menu, kind_text(kind))

    def focus_text(self) -> None:
        """Put the caret into the text."""
        self._text.setFocus()
        self._text.selectAll()

    def clear(self) -> None:
        """No filter at all."""
        self.choose(Filter())

    def choose(self, wanted: Filter) -> None:
        """Show another filter, and say so."""
        for stage, action in self._stage_actions.items():
            self._set(action, stage in wanted.stages)
        for kind, action in self._kind_actions.items():
            self._set(action, kind in wanted.kinds)
        self._text.blockSignals(True)
        self._text.setText(wanted.text)
        self._text.blockSignals(False)
        self._chosen()

    @staticmethod
    def _set(action: QAction, checked: bool) -> None:
        action.blockSignals(True)
        action.setChecked(checked)
        action.blockSignals(False)

    def _chosen(self) -> None:
        self._stages = frozenset(stage for stage, action in self._stage_actions.items() if action.isChecked())
        self._kinds = frozenset(kind for kind, action in self._kind_actions.items() if action.isChecked())
        self._show_chips()
        self._tell()

    def _typed(self, _text: str) -> None:
        self._typing.start()

    def _tell(self) -> None:
        self._typing.stop()
        self.narrowed.emit(self.filter)

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        chosen = [*self._stage_actions.values(), *self._kind_actions.values()]
        chips = [action for action in chosen if action.isChecked()]
        for action in chips:
            chip = QPushButton(self.tr("{word}  ✕").format(word=action.text()), self)
            chip.setAccessibleName(self.tr("{word} : ne plus filtrer").format(word=action.text()))
            chip.clicked.connect(lambda _=False, action=action: action.setChecked(False))
            self._chips.addWidget(chip)
        if chips:
            self._chips.addStretch(1)
