"""*Journal*: who did what, who looked at what, and whether anybody has meddled with what is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.gui import formats
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.journal import JournalModel
from backoffice_gui.gui.pages.journal_list import JournalList
from backoffice_gui.gui.tasks import Work
from backoffice_gui.gui.text_journal import walked_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.journal_filter import JournalFilterLine
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.list_stack import ListStack
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table

if TYPE_CHECKING:
    from backoffice_gui.domain.journal import Walked
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.journal_office import JournalOffice
    from backoffice_gui.gui.preferences import Density

__all__ = ["Journal"]

_WIDTHS = (11.4, 8.0, 14.0, 12.0, 18.0, 8.0)


class Journal(QWidget):
    """The page: read only, and reading it is an event of it."""

    failed = Signal(object)
    """The journal could not be read: a `Failure`."""
    export_asked = Signal(object, int)
    """Take out what this `JournalFilter` leaves: so many events."""

    def __init__(self, bridge: Bridge, office: JournalOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._work: Work | None = None
        self._begun = False
        self.model = JournalModel(self)
        self.table = Table(self.tr("Journal"), self)
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, 4)
        self.filter = JournalFilterLine(self)
        self.found = Strip(Tone.SUCCESS, self)
        self.found.acted.connect(self._act_on_found)
        self._title = Heading(self.tr("Journal"), 1, self)
        self._many = Muted("", self)
        self._many.setWordWrap(False)
        self.check = QPushButton(self.tr("Vérifier la chaîne"), self)
        self.check.clicked.connect(self.verify)
        self.export = QPushButton(self.tr("Exporter…"), self)
        self.export.clicked.connect(self._ask_export)
        self.again = QPushButton(self.tr("Actualiser"), self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Vérification de la chaîne"))
        self.progress.hide()
        self._stack = ListStack(self.table, self)
        self._lay_out()
        self.list = JournalList(bridge, office, self.model, self.table)
        self._connect()

    def _connect(self) -> None:
        self.filter.narrowed.connect(self._narrow)
        self.again.clicked.connect(self.list.refresh)
        self._stack.acted.connect(self._act)
        self.list.started.connect(self._stack.begin)
        self.list.shown.connect(self._shown)
        self.list.failed.connect(self._failed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._many, 1)
        for button in (self.again, self.check, self.export):
            head.addWidget(button)
        self._body = QVBoxLayout(self)
        self._body.addLayout(head)
        note = self.tr("Consulter le journal s’inscrit au journal. Rien ne s’y modifie.")
        self._body.addWidget(Muted(note, self))
        self._body.addWidget(self.filter)
        self._body.addWidget(self.found)
        self._body.addWidget(self.progress)
        self._body.addWidget(self._stack, 1)
        self._fit()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.7))

    def begin(self) -> None:
        """Read it for the first time: when the agent comes here, not before, because that is an event."""
        if not self._begun:
            self._begun = True
            self._offer_agents()
            self.list.refresh()

    def show_object(self, reference: str, named: str) -> None:
        """Who did what to this object (`case:12`), which people call `named`: "who opened this case"."""
        self._begun = True
        self._offer_agents()
        self.filter.narrow_to(reference, named)

    def empty(self) -> None:
        """Nothing of the journal is kept: the desk is locked."""
        if self._work is not None:
            self._work.cancel()
        self._begun = False
        self.model.start((), 0)
        self.found.hide()
        self._many.setText("")

    def set_density(self, density: Density) -> None:
        """Change the height of rows."""
        self.table.set_density(density)

    def _offer_agents(self) -> None:
        self._bridge.ask(Query(self, self._office.agents, self.filter.offer_agents, lambda _: None, replaces="agents"))

    def _narrow(self, wanted: JournalFilter) -> None:
        if wanted != self.list.query or not self.model.rowCount():
            self.list.ask(wanted)

    def _shown(self, count: int) -> None:
        words = self.tr("%n événement(s)", "", count)
        self._many.setText(words.replace(str(count), formats.number(count), 1))
        self.export.setEnabled(bool(count))
        if count:
            self._stack.show_rows()
        elif self.list.query.narrow:
            self._stack.say(
                self.tr("Aucun événement"),
                self.tr("Rien n’est inscrit pour ce filtre."),
                self.tr("Effacer les filtres"),
            )
        else:
            self._stack.say(self.tr("Aucun événement"), self.tr("Ce journal est vide."))

    def _ask_export(self) -> None:
        self.export_asked.emit(self.list.query, self.model.rowCount())

    def _act(self) -> None:
        if self.list.query.narrow and not self.model.rowCount():
            self.filter.clear()
        else:
            self.list.refresh()

    def _failed(self, failure: Failure) -> None:
        self._stack.fail(failure)
        self.failed.emit(failure)

    # verifying

    def verify(self) -> None:
        """Walk the chain that is shown, beside all other work; it can be stopped."""
        if self._work is not None:
            return
        chain = self.list.query.chain
        work = self._work = Work(max(1, self.model.rowCount()), self)
        self.check.setEnabled(False)
        self.progress.setRange(0, 100)
        self.progress.setValue(0)
        self.progress.show()
        self.found.say(self._doing(chain), self.tr("Arrêter"), tone=Tone.INFO)
        work.changed.connect(lambda: self.progress.setValue(min(100, work.done * 100 // work.total)))

        def walk() -> Walked:
            work.total = max(1, self._office.count(JournalFilter(chain)))
            return self._office.verify(chain, work.progress, work.cancelled)

        self._bridge.ask(Query(self, walk, self._walked, self._not_walked, apart=True))

    def _doing(self, chain: Chain) -> str:
        if chain is Chain.INBOX:
            return self.tr("Vérification de la chaîne de la relève, événement par événement…")
        return self.tr("Vérification de la chaîne des dossiers, événement par événement…")

    def _walked(self, found: Walked) -> None:
        self._end()
        words = walked_text(found)
        self.found.say(words, self.tr("Fermer"), tone=Tone.SUCCESS if found.ok else Tone.ERROR)
        announce(self, words, urgent=not found.ok)

    def _not_walked(self, failure: Failure) -> None:
        self._end()
        if failure.reason == "journal-cancelled":
            self.found.say(self.tr("Vérification arrêtée."), self.tr("Fermer"), tone=Tone.INFO)
        else:
            self.found.hide()
            self.failed.emit(failure)

    def tell(self, words: str, tone: Tone) -> None:
        """Say something above the list, and to a screen reader."""
        self.found.say(words, self.tr("Fermer"), tone=tone)
        announce(self, words, urgent=tone is Tone.WARNING)

    def _end(self) -> None:
        self._work = None
        self.progress.hide()
        self.check.setEnabled(True)

    def _act_on_found(self) -> None:
        if self._work is not None:
            self._work.cancel()
        else:
            self.found.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
