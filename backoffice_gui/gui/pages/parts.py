"""What came with a submission, by its manifest, and what happened to it, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice_gui.domain.detail import PartView
from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import escaped, one_line
from backoffice_gui.gui.text_words import moment_text
from backoffice_gui.gui.widgets.fact_grid import FactGrid
from backoffice_gui.gui.widgets.labels import Heading, Muted, PlainLabel, mono
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.detail import Detail

__all__ = ["PartsPage", "TimelinePage"]

_NOTHING = PartView(0, "", "", 0, "")


class PartsPage(QWidget):
    """The parts as a table, and the one the agent is on in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[PartView, ...] = ()
        words = Muted(
            self.tr("Nom et type déclarés par l’expéditeur. Le contenu n’est ni ouvert ni prévisualisé."), self
        )
        self.table = Table(self.tr("Pièces"), self)
        headers = (
            self.tr("N°"),
            self.tr("Nom déclaré"),
            self.tr("Type déclaré"),
            self.tr("Empreinte"),
            self.tr("Taille"),
        )
        self._model = SmallTable(headers, frozenset({4}), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((2.0, 12.0, 9.0, 7.5, 5.5), 1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_part(now.row()))
        self._name, self._type, self._digest = PlainLabel("", self), PlainLabel("", self), PlainLabel("", self)
        form = FactGrid(self)
        form.add(self.tr("Nom déclaré"), self._name)
        form.add(self.tr("Type déclaré"), self._type)
        form.add(self.tr("Empreinte SHA-256"), self._digest)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, em(self) // 2, 0, 0)
        body.addWidget(words)
        body.addWidget(self.table, 1)
        body.addWidget(form)

    def show_parts(self, parts: Sequence[PartView]) -> None:
        """Show another submission's parts."""
        self._parts = tuple(parts)
        self._model.show_lines(
            [
                Line(
                    f"{part.n}-{part.sha256}",
                    (
                        Cell(str(part.n)),
                        Cell(one_line(part.name), escaped(part.name)),
                        Cell(one_line(part.media_type), escaped(part.media_type)),
                        Cell(f"{part.sha256[:12]}…", part.sha256),
                        Cell(formats.size_text(part.size)),
                    ),
                )
                for part in self._parts
            ]
        )
        self.table.selectRow(0)
        self._show_part(0)

    def _show_part(self, number: int) -> None:
        part = self._parts[number] if 0 <= number < len(self._parts) else _NOTHING
        self._name.show_untrusted(part.name)
        self._type.show_untrusted(part.media_type)
        self._digest.show_untrusted(" ".join(part.sha256[n : n + 8] for n in range(0, 64, 8)))
        self._digest.setFont(mono(self.font()))


class TimelinePage(QWidget):
    """The submission's life, and the names by which others know it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table(self.tr("Suivi"), self)
        self._model = SmallTable((self.tr("Quand"), self.tr("Quoi")), frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((14.0, 20.0), 1)
        self._id, self._digest = PlainLabel("", self), PlainLabel("", self)
        self._origin, self._store = PlainLabel("", self), PlainLabel("", self)
        form = FactGrid(self)
        form.add(self.tr("Identifiant"), self._id)
        form.add(self.tr("Empreinte"), self._digest)
        form.add(self.tr("Site d’origine"), self._origin)
        form.add(self.tr("Base du reçu"), self._store)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, em(self) // 2, 0, 0)
        body.addWidget(self.table, 1)
        body.addWidget(Heading(self.tr("Références"), 2, self))
        body.addWidget(form)

    def show_detail(self, detail: Detail) -> None:
        """Show another submission's life."""
        self._model.show_lines(
            [
                Line(
                    number,
                    (
                        Cell(formats.full_moment(moment.at, seconds=True)),
                        Cell(moment_text(moment.name), moment_text(moment.name)),
                    ),
                )
                for number, moment in enumerate(detail.timeline)
            ]
        )
        self._id.show_untrusted(detail.row.id)
        digest = detail.row.digest
        self._digest.show_untrusted(" ".join(digest[n : n + 16] for n in range(0, len(digest), 16)))
        self._origin.show_untrusted(detail.origin)
        self._store.show_untrusted(detail.store_id or "—")
