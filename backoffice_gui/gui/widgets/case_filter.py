"""The filter line of *Demandes*: free words, and a chip a condition; each chip opens its condition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.case_list import CaseFilter, Condition, Field
from backoffice_gui.domain.filter_language import parse_filter
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.tab_order import lead_through
from backoffice_gui.gui.text_cases import field_text
from backoffice_gui.gui.text_conditions import condition_text
from backoffice_gui.gui.widgets.condition_editor import ConditionEditor
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CaseFilterLine"]

_TYPING_MS = 180
_MOST = 200
_PLAIN = Qt.KeyboardModifier.NoModifier


class _Words(QLineEdit):
    """A line from which the arrow leads down, into what it found."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _PLAIN:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class CaseFilterLine(QWidget):
    """Shows a `CaseFilter`, and tells another."""

    entered = Signal()
    """The agent wants to be on the first that was found."""
    narrowed = Signal(object)
    """The agent changed the filter: a `CaseFilter`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = CaseFilter()
        self._editing: int | None = None
        self._agents: dict[str, None] = {}
        self._text = _Words(self)
        self._text.setPlaceholderText(self.tr("Filtrer : nom, numéro, ville…"))
        self._text.setToolTip(self.tr("Pour aller vite : type:copie échéance:<2j agent:moi, puis Entrée"))
        self._text.setAccessibleName(self.tr("Filtrer la liste par nom, numéro, ville"))
        self._text.setClearButtonEnabled(True)
        self._text.setMaxLength(_MOST)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._typed)
        self._text.textChanged.connect(lambda _: self._typing.start())
        self._text.returnPressed.connect(self._read)
        self._text.down.connect(self._go_down)
        self.add = QPushButton(self.tr("Filtre"), self)
        self.add.setAccessibleName(self.tr("Filtre : ajouter une condition"))
        self.add.setMenu(self._fields())
        self.editor = ConditionEditor(self)
        self.editor.applied.connect(self._applied)
        self.editor.left.connect(self._back)
        self._chips = Flow()
        self._chip_row = QWidget(self)
        self._chip_row.setLayout(self._chips)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self.add)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        self.odd = Words("", self)
        """What looks like a condition and is none."""
        self.odd.hide()
        body.addLayout(row)
        body.addWidget(self.odd)
        body.addWidget(self._chip_row)
        body.addWidget(self.editor)
        self._show_chips()

    def _fields(self) -> QMenu:
        menu = QMenu(self)
        for field in Field:
            action = menu.addAction(field_text(field))
            action.triggered.connect(lambda _=False, field=field: self._write(field))
        return menu

    @property
    def filter(self) -> CaseFilter:
        """What is chosen now."""
        return self._filter

    def has_words(self) -> bool:
        """Whether something is written there, searched already or not."""
        return bool(self._text.text().strip())

    def know_agents(self, logins: Iterable[str]) -> None:
        """Offer these agents too."""
        self._agents.update(dict.fromkeys(login for login in logins if login))

    @property
    def agents(self) -> tuple[str, ...]:
        """The agents known by now."""
        return tuple(self._agents)

    def focus_text(self) -> None:
        """Put the caret into the text."""
        self._text.setFocus()
        self._text.selectAll()

    def show_filter(self, wanted: CaseFilter) -> None:
        """Show another filter without telling it."""
        self._typing.stop()
        self._filter = wanted
        self.odd.hide()
        self.editor.hide()
        self._editing = None
        if self._text.text() != wanted.words:
            self._text.blockSignals(True)
            self._text.setText(wanted.words)
            self._text.blockSignals(False)
        self._show_chips()

    def choose(self, wanted: CaseFilter) -> None:
        """Show another filter, and say so."""
        self.show_filter(wanted)
        self.narrowed.emit(wanted)

    def _write(self, field: Field) -> None:
        at = next((n for n, known in enumerate(self._filter.conditions) if known.field is field), None)
        self._edit(field, at)

    def _edit(self, field: Field, at: int | None) -> None:
        self._editing = at
        self.editor.edit(field, None if at is None else self._filter.conditions[at], self.agents)

    def _applied(self, condition: Condition | None) -> None:
        kept = list(self._filter.conditions)
        if self._editing is not None:
            kept.pop(self._editing)
        if condition is not None:
            kept.insert(len(kept) if self._editing is None else self._editing, condition)
        self.choose(replace(self._filter, conditions=tuple(kept)))
        self._back()

    def _back(self) -> None:
        self._editing = None
        self.add.setFocus()

    def _read(self) -> None:
        """Enter: what was typed as `type:copie` becomes a chip; words stay words."""
        self._typing.stop()
        parsed = parse_filter(self._text.text())
        if parsed.filter.conditions:
            self.choose(CaseFilter((*self._filter.conditions, *parsed.filter.conditions), parsed.filter.words))
        else:
            self._typed()
        self._say_odd(parsed.unknown)
        self.entered.emit()

    def _say_odd(self, unknown: tuple[str, ...]) -> None:
        """What is no condition is looked for as words, which finds nothing and does not say why."""
        if not unknown:
            self.odd.hide()
            return
        said = self.tr("{what} n’est pas une condition : cherché comme des mots. Un jour s’écrit 2026-11-23 ou +2j.")
        words = said.format(what=one_line(" ".join(unknown)))
        if self.odd.isHidden() or self.odd.text() != words:
            self.odd.setText(words)
            self.odd.show()
            announce(self, words)

    def _go_down(self) -> None:
        self._typed()
        self.entered.emit()

    def _typed(self) -> None:
        text = self._text.text()
        self._say_odd(parse_filter(text.rpartition(" ")[0]).unknown)  # the last is being written still
        words = " ".join(parse_filter(text).filter.words.split())
        if words != self._filter.words:
            self._filter = replace(self._filter, words=words)
            self.narrowed.emit(self._filter)

    def _drop(self, at: int) -> None:
        kept = self._filter.conditions
        self.choose(replace(self._filter, conditions=kept[:at] + kept[at + 1 :]))

    def _show_chips(self) -> None:
        self._chips.clear()
        for at, condition in enumerate(self._filter.conditions):
            words = condition_text(condition)
            chip = QPushButton(words, self._chip_row)
            chip.setAccessibleName(self.tr("{words} : changer ce filtre").format(words=words))
            chip.clicked.connect(lambda _=False, at=at, field=condition.field: self._edit(field, at))
            drop = QPushButton("✕", self._chip_row)
            drop.setAccessibleName(self.tr("✕ Retirer le filtre {words}").format(words=words))
            drop.setToolTip(self.tr("Retirer ce filtre"))
            drop.setFixedWidth(drop.fontMetrics().height() * 2)
            drop.clicked.connect(lambda _=False, at=at: self._drop(at))
            pair = QWidget(self._chip_row)
            both = QHBoxLayout(pair)
            both.setContentsMargins(0, 0, 0, 0)
            both.setSpacing(0)
            both.addWidget(chip)
            both.addWidget(drop)
            self._chips.addWidget(pair)
        lead_through(self.add, self._chip_row)
        self._chip_row.setVisible(bool(self._filter.conditions))
