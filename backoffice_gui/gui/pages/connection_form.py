"""Where the site is and which files prove who is who: filled at the first run, where no policy has done it.

What the policy fixes is shown with a padlock and who fixed it, and can't be changed. Files are named, never copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.choosing import choose_existing
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.padlock import Padlock
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.failure import Failure

__all__ = ["ConnectionForm"]


class _Field(QWidget):
    """One setting: its value, a button where it is a file, a padlock where it is fixed."""

    def __init__(self, name: str, kinds: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.name = name.replace("&", "")
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(self.name)
        self.choose = QPushButton(self.tr("Choisir…"), self)
        self.choose.setAccessibleName(self.tr("Choisir… {name}").format(name=self.name))
        self.choose.setAutoDefault(False)
        self.choose.setVisible(bool(kinds))
        self.choose.clicked.connect(self._choose)
        self.lock = Padlock(self)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(row)
        body.addWidget(self.lock)
        self.show_value("", "")

    def show_value(self, value: str, fixed_by: str) -> None:
        """Show a value, and who fixed it where somebody did."""
        self.edit.setText(value)
        self.edit.setReadOnly(bool(fixed_by))
        self.choose.setVisible(bool(self._kinds) and not fixed_by)
        self.lock.show_fixed(fixed_by, (self.edit,))

    def _choose(self) -> None:
        found = choose_existing(self.window(), self.name, self._kinds)
        if found is not None:
            self.edit.setText(str(found))


class ConnectionForm(QWidget):
    """Hidden until it is known what there is already."""

    settled = Signal(object)
    """Write these: a dict of keys and values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pem = self.tr("Certificats (*.pem *.crt *.cer)")
        asked = (
            ("transfer.url", self.tr("&Adresse du site"), ""),
            ("transfer.ca_file", self.tr("Autorité de &confiance du site"), pem),
            ("transfer.front_end_keys", self.tr("Clés de &signature du site"), self.tr("Clés (*.json)")),
            ("transfer.client_cert", self.tr("Certificat de ce &poste"), pem),
            ("transfer.client_key", self.tr("C&lé du certificat"), self.tr("Clés (*.pem *.key)")),
            ("store.server", self.tr("Serveur de l’é&quipe (si vous travaillez à plusieurs)"), ""),
        )
        self.fields = {key: _Field(name, kinds, self) for key, name, kinds in asked}
        self.fields["transfer.url"].edit.setPlaceholderText("https://…/transfer/v1")
        self.fields["store.server"].edit.setPlaceholderText("postgresql+psycopg://…")
        self.save = QPushButton(self.tr("Enregistrer et continuer"), self)
        self.save.clicked.connect(self._save)
        self._trouble = Strip(Tone.ERROR, self)
        form = QVBoxLayout()  # a name above its field: a longer language has the whole width
        form.setSpacing(2)
        for key, name, _ in asked:
            field, label = self.fields[key], Words(name, self)
            label.setBuddy(field.edit)
            form.addWidget(label)
            form.addWidget(field)
            form.addSpacing(em(self) // 3)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, em(self) // 2, 0, 0)
        body.addWidget(Heading(self.tr("Ou remplissez ici, avec ce que votre administrateur a fourni"), 2, self))
        body.addLayout(form)
        body.addWidget(self._trouble)
        body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._known: dict[str, str] = {}
        self.hide()

    @property
    def trouble(self) -> str:
        """What is wrong, as it is said."""
        return self._trouble.text if self._trouble.isVisible() else ""

    def show_post(self, post: Post) -> None:
        """Show what is known; what the policy fixes with its padlock."""
        known = {each.key: each for each in post.settings}
        for key, field in self.fields.items():
            one = known.get(key)
            value = "" if one is None else one.value
            self._known[key] = value
            field.show_value(value, post.source if one is not None and one.fixed else "")
        self.show()

    def show_failure(self, failure: Failure) -> None:
        """Why it was not written."""
        said = explain(failure)
        self._trouble.say(f"{said.line} {said.advice} ({said.code})")
        self.save.setEnabled(True)

    def _save(self) -> None:
        self._trouble.hide()
        url = self.fields["transfer.url"].edit
        if not url.text().strip():
            self._trouble.say(self.tr("L’adresse du site manque."))
            url.setFocus()
            return
        values = {key: field.edit.text().strip() for key, field in self.fields.items() if not field.edit.isReadOnly()}
        self.save.setEnabled(False)
        self.settled.emit({key: value for key, value in values.items() if value and value != self._known.get(key)})
