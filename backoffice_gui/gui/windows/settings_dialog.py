"""*Paramètres*: each setting in force, a padlock on what an administrator fixed, and a trial of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import fit
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.pages.post_form import PostForm
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_post import setting_text, value_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Muted, Words
from backoffice_gui.gui.widgets.table import Table, icons_of
from backoffice_gui.gui.widgets.trial import Trial

if TYPE_CHECKING:
    from datetime import datetime

    from backoffice_gui.domain.post import Post, Setting
    from backoffice_gui.gui.pages.window_form import WindowForm

__all__ = ["SettingsDialog"]

_LOCKED = (Tone.INFO, Shape.LOCK)


class SettingsDialog(QDialog):
    """What may be settled here is written at once; all that is in force is shown, and can be tried."""

    settled = Signal(str, str)
    """Write this: the key, its value as text."""
    trial_asked = Signal()
    """Try everything: keyring, certificate, disk, the site's list, without collecting."""

    def __init__(self, post: Post, now: datetime, own: WindowForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._post, self.own = post, own
        self.form = PostForm(self)
        self.form.settled.connect(self.settled)
        self.setWindowTitle(self.tr("Paramètres de ce poste"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Chercher un réglage"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.windowTitle())
        self.settings, self._settings = self._table(
            self.tr("Réglages"), (self.tr("Réglage"), self.tr("Valeur"), self.tr("Fixé par"))
        )
        self.settings.set_widths((18.0, 12.0, 9.0), 1)
        self.trying = Trial(self)
        self.trying.asked.connect(self.trial_asked)
        self._lay_out(now)
        self.form.show_post(post)
        self._find("")
        fit(self, 56, 38)

    def _table(self, name: str, headers: tuple[str, ...]) -> tuple[Table, SmallTable]:
        table = Table(name, self)
        model = SmallTable(headers, frozenset(), icons_of(self), self)
        table.setModel(model)
        return table, model

    def _lay_out(self, now: datetime) -> None:
        first = QWidget(self)
        body = QVBoxLayout(first)
        body.addWidget(self.search)
        body.addWidget(self.settings, 1)
        body.addWidget(Words(self._certificate(now), first))
        where = self.tr("Fichier : {file}").format(file=self._post.file)
        policy = self.tr("Ce qui porte un cadenas est fixé par la politique du poste ({source}).").format(
            source=self._post.source
        )
        body.addWidget(Muted(f"{where}\n{policy}" if self._post.source else where, first))
        self.tabs.addTab(self._scrolled(self.form), self.tr("Ce poste"))
        self.tabs.addTab(self._scrolled(self.own), self.tr("Cette fenêtre"))
        self.tabs.addTab(first, self.tr("Tous les réglages"))
        self.tabs.addTab(self._scrolled(self._set_in(self.trying)), self.tr("Essai"))
        close = QPushButton(self.tr("Fermer"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(foot)

    @staticmethod
    def _set_in(panel: QWidget) -> QWidget:
        around = QWidget()
        QVBoxLayout(around).addWidget(panel)
        return around

    def _scrolled(self, form: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        return area

    def show_written(self, post: Post) -> None:
        """What was settled is written."""
        self._post = post
        self.form.show_written(post)
        self._find(self.search.text())

    def _certificate(self, now: datetime) -> str:
        until = self._post.certificate_until
        if until is None:
            return self.tr("Certificat de ce poste : illisible ou absent.")
        days = (until - now).days
        left = self.tr("expiré") if days < 0 else self.tr("encore %n jour(s)", "", days)
        return self.tr("Certificat de ce poste : {subject}, jusqu’au {until} ({left})").format(
            subject=self._post.certificate_subject, until=formats.full_moment(until), left=left
        )

    def _find(self, text: str) -> None:
        """Leave the settings whose words hold these, in any order."""
        words = text.casefold().split()
        lines = [self._line(each) for each in self._post.settings]
        self._settings.show_lines(
            [line for line in lines if all(word in " ".join(self._hay(line)).casefold() for word in words)]
        )

    @staticmethod
    def _hay(line: Line) -> list[str]:
        return [str(line.key), *(cell.text for cell in line.cells)]

    def _line(self, one: Setting) -> Line:
        name, value = setting_text(one), value_text(one)
        by = self.tr("Politique") if one.fixed else ""
        tip = self._post.source if one.fixed else ""
        return Line(one.key, (Cell(name, one.key), Cell(value, value), Cell(by, tip, _LOCKED if one.fixed else None)))
