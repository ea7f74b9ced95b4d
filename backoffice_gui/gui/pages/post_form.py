"""What an agent may settle of this workstation: precautions and backups; each change is written at once.

What the policy fixes is shown with a padlock and who fixed it, and can't be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from backoffice_gui.gui.choosing import choose_folder
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.padlock import Padlock
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.post import Post, Setting
    from backoffice_gui.gui.failure import Failure

__all__ = ["NUMBERS", "FolderRow", "PostForm"]

NUMBERS: dict[str, tuple[int, int]] = {
    "security.lock_minutes": (1, 15),
    "security.clipboard_seconds": (1, 60),
    "backup.every_hours": (1, 168),
    "backup.keep": (1, 30),
}
"""The numbers that may be settled, with the least and the most of each (`settings` says the same)."""


class _Row(QWidget):
    """One setting: its name, what changes it, a padlock where it is fixed."""

    settled = Signal(str, str)
    """Another value: the key, the text."""

    def __init__(self, key: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.name = key, name.replace("&", "")
        self.lock = Padlock(self)
        self.kept = ""
        self.line = QHBoxLayout()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        self.edits: tuple[QWidget, ...] = ()

    def _show_in(self, name: str, *edits: QWidget) -> None:
        if name:
            label = Words(name, self)
            label.setBuddy(edits[0])
            self.body.addWidget(label)
        self.edits = edits
        for n, edit in enumerate(edits):
            self.line.addWidget(edit, 1 if n == 0 and isinstance(edit, QLineEdit) else 0)
        self.line.addStretch(0 if isinstance(edits[0], QLineEdit) else 1)
        self.body.addLayout(self.line)
        self.body.addWidget(self.lock)

    def show_setting(self, one: Setting, source: str) -> None:
        """Show a value, and who fixed it where somebody did."""
        self.kept = one.value
        self._put(one.value)
        for edit in self.edits:
            edit.setEnabled(not one.fixed)
        self.lock.show_fixed((source or self.tr("environnement")) if one.fixed else "", self.edits)

    def _put(self, text: str) -> None:
        raise NotImplementedError

    def take_back(self) -> None:
        """What was written last stands again."""
        self._put(self.kept)

    def _say(self, text: str) -> None:
        if text != self.kept:
            self.settled.emit(self.key, text)


class _Number(_Row):
    def __init__(self, key: str, name: str, suffix: str, parent: QWidget) -> None:
        super().__init__(key, name, parent)
        self.edit = QSpinBox(self)
        self.edit.setRange(*NUMBERS[key])
        self.edit.setSuffix(suffix)
        self.edit.setAccessibleName(self.name)
        self.edit.editingFinished.connect(lambda: self._say(str(self.edit.value())))
        self._show_in(name, self.edit)

    def _put(self, text: str) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setValue(int(text))


class _Choice(_Row):
    def __init__(self, key: str, name: str, parent: QWidget) -> None:
        super().__init__(key, name, parent)
        self.edit = QCheckBox(name, self)
        self.edit.toggled.connect(lambda on: self._say("true" if on else "false"))
        self._show_in("", self.edit)

    def _put(self, text: str) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setChecked(text == "true")


class FolderRow(_Row):
    """A folder: typed, or chosen."""

    def __init__(self, key: str, name: str, parent: QWidget) -> None:
        super().__init__(key, name, parent)
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(self.name)
        self.edit.setPlaceholderText(self.tr("Aucun dossier"))
        self.edit.editingFinished.connect(lambda: self._say(self.edit.text().strip()))
        self.choose = QPushButton(self.tr("Choisir…"), self)
        self.choose.setAccessibleName(self.tr("Choisir… {name}").format(name=self.name))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self._show_in(name, self.edit, self.choose)

    def _put(self, text: str) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setText(text)

    def _choose(self) -> None:
        found = choose_folder(self.window(), self.name)
        if found is not None:
            self.edit.setText(str(found))
            self._say(str(found))


class PostForm(QWidget):
    """Shows what is in force, and hands on what is settled; what can't be written is taken back, and said."""

    settled = Signal(str, str)
    """Write this: the key, its value as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.news = Strip(Tone.SUCCESS, self)
        minutes, seconds, hours = self.tr(" min"), self.tr(" s"), self.tr(" h")
        self.rows: dict[str, _Row] = {}
        precautions = (
            _Number("security.lock_minutes", self.tr("&Verrouiller après, sans activité"), minutes, self),
            _Number("security.clipboard_seconds", self.tr("Vider le &presse-papiers après"), seconds, self),
            _Choice("security.exclude_capture", self.tr("&Exclure la fenêtre des captures d’écran"), self),
        )
        copies = (
            FolderRow("backup.folder", self.tr("&Dossier des sauvegardes"), self),
            _Number("backup.every_hours", self.tr("&Sauvegarder toutes les"), hours, self),
            _Number("backup.keep", self.tr("&Garder, au plus"), "", self),
        )
        body = QVBoxLayout(self)
        body.addWidget(self.news)
        for title, rows in ((self.tr("Précautions"), precautions), (self.tr("Sauvegardes"), copies)):
            body.addWidget(Heading(title, 2, self))
            for row in rows:
                self.rows[row.key] = row
                row.settled.connect(self._settle)
                body.addWidget(row)
            body.addSpacing(em(self) // 2)
        note = self.tr(
            "Chaque changement est inscrit au journal avec votre nom. La seconde copie et le site se règlent dans le "
            "fichier de configuration, ou par votre administrateur."
        )
        body.addWidget(Muted(note, self))
        body.addStretch(1)
        self._asked = ""

    def show_post(self, post: Post) -> None:
        """Show what is in force; a setting that it does not name is not shown."""
        known = {each.key: each for each in post.settings}
        for key, row in self.rows.items():
            row.setVisible(key in known)
            if key in known:
                row.show_setting(known[key], post.source)

    def _settle(self, key: str, text: str) -> None:
        self._asked = key
        self.news.hide()
        self.settled.emit(key, text)

    def show_written(self, post: Post) -> None:
        """It is written, and holds."""
        self.show_post(post)
        row = self.rows.get(self._asked)
        if row is not None:
            self.news.say(self.tr("Enregistré : {name}.").format(name=row.name), tone=Tone.SUCCESS)

    def show_failure(self, failure: Failure) -> None:
        """It was not written: what was there stands again."""
        row = self.rows.get(self._asked)
        said = explain(failure)
        name = "" if row is None else f"{row.name} : "
        self.news.say(f"{name}{said.line} {said.advice} ({said.code})", tone=Tone.ERROR)
        if row is not None:
            row.take_back()
