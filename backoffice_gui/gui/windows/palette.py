"""Ctrl+K: one line for commands, views, cases and help; accents, order and a slip don't matter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.case_offers import main_offers
from backoffice_gui.gui.discreet import masked
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.shortcuts import Key, also_of, words_of
from backoffice_gui.gui.text_cases import case_kind_text, state_text, view_text
from backoffice_gui.gui.widgets.counted import COUNT, WORDS, Counted
from backoffice_gui.gui.widgets.labels import Muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.windows.actions import Actions
    from backoffice_gui.gui.windows.desk import Desk

__all__ = ["Choice", "Palette", "fits"]

_TYPING_MS = 150
_LEAST = 2
_SHOWN_COMMANDS = 9
_HIDDEN = frozenset({Key.PALETTE, Key.OPEN, Key.BACK})
_CHOICE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it says, what it does (`Key`, a view's id, a case's number), why it can't be done."""

    words: str
    deed: Key | str | int
    beside: str = ""
    why: str = ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _near(typed: str, word: str) -> bool:
    """Whether a word begins as typed, or does so but for one letter too many, too few, wrong or swapped."""
    if word.startswith(typed):
        return True
    if len(typed) < 4:
        return False
    begun = (word[: len(typed) + by] for by in (-1, 0, 1))
    return any(_one_slip(typed, beginning) for beginning in begun)


def _one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    n = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[n + 1 : n + 2] + a[n : n + 1] + a[n + 2 :] == b[n:]
    return a[n + 1 :] == b[n + 1 :] or a[n:] == b[n + 1 :] or a[n + 1 :] == b[n:] or swapped


def fits(typed: str, words: str) -> bool:
    """Whether every word typed begins a word of the line, in any order, without accents, one slip forgiven."""
    known = _folded(words.replace("’", " ")).split()
    return all(any(_near(part, word) for word in known) for part in _folded(typed).split())


class Palette(QDialog):
    """Never does anything itself: it tells what was chosen, and closes."""

    key_asked = Signal(object)
    """Do what this `Key` stands for."""
    view_asked = Signal(str)
    """Go to the view with this id."""
    case_asked = Signal(int)
    """Show the case with this number in the store."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._actions = actions
        self._desk: Desk | None = None
        self._recent: list[Key] = []
        self._found: tuple[CaseRow, ...] = ()
        self._gone = False
        """The agent went to a line: whatever else comes, it stays the one that is chosen."""
        self.setWindowTitle(self.tr("Tout chercher, tout faire"))
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("Commande, vue, nom ou numéro…"))
        self.text.setAccessibleName(self.tr("Commande, vue, nom ou numéro"))
        self.text.setClearButtonEnabled(True)
        self.text.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Résultats"))
        self.list.setItemDelegate(Counted(self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._search)
        self.text.textChanged.connect(self._typed)
        body = QVBoxLayout(self)
        body.addWidget(self.text)
        body.addWidget(self.list, 1)
        body.addWidget(Muted(self.tr("↑ ↓ pour choisir, Entrée pour lancer, Échap pour fermer"), self))

    def ask(self, desk: Desk | None) -> None:
        """Open, empty, above the middle of the window."""
        self._desk, self._found, self._gone = desk, (), False
        self.text.clear()
        self._fill()
        window = self.parentWidget()
        if window is not None:
            wide = min(em(self) * 46, window.width() - em(self) * 4)
            self.resize(wide, min(em(self) * 34, window.height() - em(self) * 6))
            self.move(window.mapToGlobal(window.rect().topLeft()).x() + (window.width() - wide) // 2,
                      window.mapToGlobal(window.rect().topLeft()).y() + em(self) * 4)  # fmt: skip
        self.open()
        self.text.setFocus()

    # what is offered

    def _typed(self, _text: str) -> None:
        self._found, self._gone = (), False
        self._fill()
        self._typing.start()

    def _search(self) -> None:
        words = self.text.text().strip()
        self._say()
        desk = self._desk
        if desk is None or len(words) < _LEAST:
            return

        def found(rows: tuple[CaseRow, ...]) -> None:
            if self.text.text().strip() == words:
                self._found, before = rows, self._choice()
                self._fill()
                if self._choice() != before:  # what comes first is what Enter does
                    self._say()

        desk.find(words, found)

    def _why(self, key: Key) -> str:
        at = {Key.TAKE: 0, Key.FINISH: 1, Key.ASK_PIECE: 2}.get(key)
        needs = {
            Key.ASSIGN, Key.HAND_OVER, Key.STATE, Key.NOTE, Key.PIECES, Key.SEND, Key.LINK, Key.RECEIPT, Key.UNREAD,
        }  # fmt: skip
        if at is None and key not in needs:
            return ""
        detail = None if self._desk is None else self._desk.detail.detail
        many = {Key.RECEIPT, Key.UNREAD, Key.HAND_OVER}
        if self._desk is not None and key in many and self._desk.page.list.many_selected:
            return ""
        if detail is None or self._desk is None:
            return self.tr("aucune demande n’est ouverte")
        if key is Key.RECEIPT and detail.receipt_due_on is None:
            return self.tr("déjà noté comme envoyé")
        return "" if at is None else main_offers(detail, self._desk.page.me)[at].why

    def _commands(self, typed: str) -> list[Choice]:
        withheld = _HIDDEN | self._actions.withheld
        keys = [key for key in Key if key not in withheld and fits(typed, f"{words_of(key)} {also_of(key)}")]
        keys.sort(key=lambda key: self._recent.index(key) if key in self._recent else len(self._recent))
        shown = keys if typed else keys[:_SHOWN_COMMANDS]
        return [Choice(words_of(key), key, self._actions.keymap.text(key), self._why(key)) for key in shown]

    def _views(self, typed: str) -> list[Choice]:
        if self._desk is None:
            return []
        named = [(view.id, view_text(view.id, view.name)) for view, _ in self._desk.views.all]
        return [Choice(one_line(name), view) for view, name in named if fits(typed, name)]

    def _case(self, row: CaseRow) -> Choice:
        name = masked(one_line(row.applicant), discreet=self._desk is not None and self._desk.discreet)
        words = " — ".join(
            part for part in (row.number, name if row.applicant else "", case_kind_text(row.kind)) if part
        )
        return Choice(words, row.case, state_text(row.state))

    def _fill(self) -> None:
        typed, chosen = self.text.text().strip(), self._choice() if self._gone else None
        self.list.clear()
        cases = [self._case(row) for row in self._found]
        groups: list[tuple[str, Sequence[Choice]]] = [
            (self.tr("Commandes"), self._commands(typed)),
            (self.tr("Vues"), self._views(typed)),
        ]
        exact = bool(self._found) and self._found[0].number.casefold() == typed.casefold()
        groups.insert(0 if exact else len(groups), (self.tr("Demandes"), cases))
        for title, choices in groups:
            if choices:
                self._heading(title)
                for choice in choices:
                    self._line(choice)
        if not self.list.count():
            self._heading(self.tr("Rien ne correspond"))
        self._go(1)
        if chosen is not None:
            self._stay(chosen.deed)

    def _heading(self, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, em(self) * 2))
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _line(self, choice: Choice) -> None:
        beside = choice.why or choice.beside
        item = QListWidgetItem(f"{choice.words}   {beside}".rstrip(), self.list)
        item.setData(WORDS, choice.words)
        item.setData(COUNT, beside)
        item.setData(_CHOICE, choice)
        item.setSizeHint(QSize(0, em(self) * 2))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.words}, {beside}" if beside else choice.words)
        if choice.why:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setData(_CHOICE, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line around it: it has no frame of the system's."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # choosing

    def _go(self, by: int) -> None:
        row = self.list.currentRow()
        while 0 <= row + by < self.list.count():
            row += by
            if self.list.item(row).flags():
                self.list.setCurrentRow(row)
                return

    def _stay(self, deed: Key | str | int) -> None:
        for row in range(self.list.count()):
            choice = self.list.item(row).data(_CHOICE)
            if isinstance(choice, Choice) and choice.deed == deed:
                self.list.setCurrentRow(row)

    def _choice(self) -> Choice | None:
        item = self.list.currentItem()
        choice = None if item is None else item.data(_CHOICE)
        return choice if isinstance(choice, Choice) else None

    def _say(self) -> None:
        """The list never has the focus: what is chosen in it is said, or nobody who listens knows."""
        item = self.list.item(max(0, self.list.currentRow()))
        announce(self, item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text())

    def _take(self, item: QListWidgetItem | None) -> None:
        choice = None if item is None else item.data(_CHOICE)
        if not isinstance(choice, Choice):
            return
        self.accept()
        deed = choice.deed
        if isinstance(deed, Key):
            if deed in self._recent:
                self._recent.remove(deed)
            self._recent.insert(0, deed)
            self.key_asked.emit(deed)
        elif isinstance(deed, int):
            self.case_asked.emit(deed)
        else:
            self.view_asked.emit(deed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the text are the list's."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            for key, by in steps.items():
                if event.key() == key:
                    self._go(by)
                    self._gone = True
                    self._say()
                    return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)
