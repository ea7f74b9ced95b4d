"""*Suivi*: what happened to a case from the site on, the notes about it, and how a person could be reached when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import escaped, one_line
from backoffice_gui.gui.text_case_story import happening_text, who_text
from backoffice_gui.gui.text_cases import about_text
from backoffice_gui.gui.widgets.labels import Muted, PlainLabel
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_detail import CaseDetail, ContactEntry, Happening, NoteView

__all__ = ["CaseStory"]


_WRITING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class _Field(QPlainTextEdit):
    """What is typed while it may not be written in is lost, but is no command of the window either."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys of writing for oneself."""
        if self.isReadOnly() and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and (event.key() in _WRITING or (event.text() and event.text().isprintable())):
                event.accept()
                return True
        return super().event(event)


class _Notes(Card):
    """The notes, newest first, and one to write."""

    noted = Signal(str)
    """Add this note."""
    written = Signal(str)
    """What is being written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        title = self.tr("Notes internes")
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.text = _Field(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Nouvelle note interne"))
        self.text.setPlaceholderText(self.tr("Nouvelle note (la personne peut un jour la lire)"))
        self.text.setFixedHeight(em(self) * 5)
        self.text.textChanged.connect(self._changed)
        self.add = QPushButton(self.tr("Ajouter la note"), self)
        self.add.clicked.connect(self.send)
        self._kept = Muted("", self)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self._kept, 1)
        self._list = QVBoxLayout()
        self.body.addWidget(self.text)
        self.body.addLayout(row)
        self.body.addLayout(self._list)
        self._changed()

    def _changed(self) -> None:
        text = self.text.toPlainText()
        self.add.setEnabled(bool(text.strip()))
        self._kept.setText(self.tr("Brouillon gardé au fur et à mesure") if text.strip() else "")
        self.written.emit(text)

    def put(self, text: str) -> None:
        """Show a draft, without telling it; what stands there already stays, with its caret."""
        if text == self.text.toPlainText():
            return
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.add.setEnabled(bool(text.strip()) and not self.text.isReadOnly())
        self._kept.setText(self.tr("Brouillon retrouvé") if text.strip() else "")

    def hold(self, on: bool) -> None:
        """While a note is on its way none is written: it would be taken for the one that is sent."""
        if on == self.text.isReadOnly():
            return
        self.text.setReadOnly(on)
        written = bool(self.text.toPlainText().strip())
        self.add.setEnabled(written and not on)
        self._kept.setText(self.tr("Note en cours d’envoi…") if on else "")

    def send(self) -> None:
        """Add what is written."""
        text = self.text.toPlainText().strip()
        if text and not self.text.isReadOnly():
            self.noted.emit(text)

    def show_notes(self, notes: Sequence[NoteView]) -> None:
        """Show the notes there are."""
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for note in reversed(notes):
            one = QWidget(self)
            body = QVBoxLayout(one)
            body.setContentsMargins(0, em(self) // 3, 0, 0)
            body.setSpacing(0)
            body.addWidget(Muted(f"{formats.full_moment(note.at)} · {one_line(note.agent)}", one))
            body.addWidget(PlainLabel(note.text, one))
            self._list.addWidget(one)


class _Told(Table):
    """Sentences are read whole: they wrap, and the table is as high as its rows then are."""

    def __init__(self, name: str, most: int, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._most = most
        self.setWordWrap(True)

    def fit(self) -> None:
        """Every row as high as its lines, the table as its first rows."""
        usual, leading = self.verticalHeader().defaultSectionSize(), self.fontMetrics().height() // 2
        model = self.model()
        heights = [
            max(usual, self.sizeHintForRow(row) + leading)
            for row in range(model.rowCount() if model is not None else 0)
        ]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.fit_to_rows(most=self._most)
        shown = heights[: self._most]
        self.setFixedHeight(self.minimumHeight() + sum(shown) - usual * len(shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_most"):
            self.fit()


class CaseStory(QScrollArea):
    """Notes, timeline, contact history, in one column."""

    noted = Signal(str)
    """Add this note."""
    written = Signal(str)
    """What is being written as a note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Suivi"))
        inside = QWidget(self)
        self.notes = _Notes(inside)
        self.notes.noted.connect(self.noted)
        self.notes.written.connect(self.written)
        self.timeline = _Told(self.tr("Suivi"), 14, inside)
        headers = (self.tr("Quand"), self.tr("Quoi"), self.tr("Qui"))
        self._moments = SmallTable(headers, frozenset(), icons_of(self), self)
        self.timeline.setModel(self._moments)
        self.timeline.set_widths((9.2, 9.0, 7.2), 1)
        self.contacts = _Told(self.tr("Coordonnées connues"), 8, inside)
        columns = (self.tr("Depuis"), self.tr("Champ"), self.tr("Valeur"), self.tr("Saisie par"))
        self._reached = SmallTable(columns, frozenset(), icons_of(self), self)
        self.contacts.setModel(self._reached)
        self.contacts.set_widths((7.8, 5.5, 7.0, 5.2), 2)
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, em(self) // 2, em(self) // 3, em(self) // 2)
        body.addWidget(self.notes)
        self._known: list[Card] = []
        for title, table in (
            (self.tr("Ce qui s’est passé"), self.timeline),
            (self.tr("Coordonnées connues"), self.contacts),
        ):
            card = Card(title, inside)
            card.body.addWidget(table)
            body.addWidget(card)
            self._known.append(card)
        body.addStretch(1)
        self.setWidget(inside)

    def show_detail(self, detail: CaseDetail) -> None:
        """Show another case's story."""
        self.notes.show_notes(detail.notes)
        self._moments.show_lines([self._moment(n, one) for n, one in reversed(list(enumerate(detail.timeline)))])
        self._reached.show_lines([self._contact(n, one) for n, one in enumerate(detail.contacts)])
        self.timeline.fit()
        self.contacts.fit()
        self._known[1].setVisible(bool(detail.contacts))

    def _moment(self, number: int, one: Happening) -> Line:
        text = happening_text(one)
        cells = (
            Cell(formats.full_moment(one.at, seconds=True)),
            Cell(text, text),
            Cell(who_text(one.who)),
        )
        return Line(number, cells)

    def _contact(self, number: int, one: ContactEntry) -> Line:
        since = formats.full_moment(one.received_at) if one.valid_from is None else formats.day(one.valid_from)
        ended = ""
        if one.ended_at is not None:
            ended = self.tr(" (jusqu’au {day})").format(day=formats.full_moment(one.ended_at))
        elif not one.now:
            ended = self.tr(" (une autre fait foi)")
        cells = (
            Cell(since),
            Cell(about_text(one.field)),
            Cell(one_line(one.value) + ended, escaped(one.value)),
            Cell(who_text(one.entered_by)),
        )
        return Line(number, cells)
