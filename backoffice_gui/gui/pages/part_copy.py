"""A copy of a piece is saved: the reason first, in the page; then the folder; then where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.choosing import choose_folder
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from backoffice_gui.domain.attachments import SavedPart
    from backoffice_gui.gui.attachment_office import AttachmentOffice
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure

__all__ = ["PartCopy"]

_TOUCHED = Changes(frozenset({Topic.CASES}))


class PartCopy(QWidget):
    """The only way out for a piece: with a reason that is written into the journal."""

    def __init__(self, bridge: Bridge, office: AttachmentOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._of: tuple[int, int] | None = None
        self.button = QPushButton(self.tr("Enregistrer une copie…"), self)
        self.button.setToolTip(self.tr("Demande un motif, inscrit au journal"))
        self.button.setAutoDefault(False)
        self.prompt = PromptBar(self)
        self.said = Strip(Tone.SUCCESS, self)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        for widget in (self.prompt, self.said):
            body.addWidget(widget)
        self.button.clicked.connect(self._ask)
        self.prompt.answered.connect(self._save)
        self.prompt.left.connect(self.button.setFocus)
        self.said.acted.connect(self.said.hide)
        self.show_part(None)

    def show_part(self, of: tuple[int, int] | None) -> None:
        """What would be saved: a case and the number of its part, or nothing."""
        self._of = of
        self.button.setEnabled(of is not None)
        self.prompt.hide()
        self.said.hide()

    def leave(self) -> bool:
        """Leave the question; whether it was asked."""
        if not self.prompt.isVisible():
            return False
        self.prompt.leave()
        return True

    def _ask(self) -> None:
        self.said.hide()
        self.prompt.ask(
            self.tr("Motif de la copie (obligatoire, inscrit au journal) :"), self.tr("Choisir le dossier…")
        )

    def _save(self, reason: str) -> None:
        of = self._of
        folder = None if of is None else choose_folder(self, self.tr("Dossier de la copie"))
        if of is None or folder is None:
            self.button.setFocus()
            return
        saved: list[SavedPart] = []

        def save() -> Changes:
            saved.append(self._office.save_part(*of, folder, reason))
            return _TOUCHED

        done, failed = (lambda _: self._saved(of, saved[0], folder)), (lambda failure: self._failed(of, failure))
        self._bridge.do(Command(self, save, done, failed))

    def _saved(self, of: tuple[int, int], saved: SavedPart, folder: Path) -> None:
        words = self.tr("Copie enregistrée : {file}\nDossier : {folder}\nSHA-256 : {digest}").format(
            file=saved.file, folder=folder, digest=saved.sha256
        )
        if of == self._of:
            self.said.say(words, self.tr("Fermer"), tone=Tone.SUCCESS)
            self.button.setFocus()
        announce(self, self.tr("Copie enregistrée."))

    def _failed(self, of: tuple[int, int], failure: Failure) -> None:
        """Said at its piece; where the agent is at another one, the window says it."""
        said = explain(failure)
        if of == self._of:
            self.said.say(f"{said.title}. {said.line} {said.advice} ({said.code})", self.tr("Fermer"), tone=Tone.ERROR)
        elif not failure.defect:
            self._bridge.failed.emit(failure)
        announce(self, said.title, urgent=True)
