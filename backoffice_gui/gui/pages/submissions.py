"""*Dépôts*: the list, its filter line, and what was opened of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Filter
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.looks import STAGE_LOOKS
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.submissions import ROW_ROLE, SubmissionsModel
from backoffice_gui.gui.pages.submission_list import SubmissionList
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.filter_line import FilterLine
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.list_stack import ListStack
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import OpeningTable, icons_of

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.preferences import Density
    from backoffice_gui.gui.watch import Watch

__all__ = ["Submissions"]

_WIDTHS = (12.6, 4.2, 11.4, 5.4, 3.8, 4.8)


class Submissions(QWidget):
    """The page; `opened` and `chosen` tell what the agent looks at."""

    chosen = Signal(object)
    """The agent went to another `Row`, or to none."""
    opened = Signal(object)
    """The agent asked for this `Row` in full (Enter)."""
    failed = Signal(object)
    """The list could not be read: a `Failure`."""
    counted = Signal(int)
    """How many rows the list has now."""

    def __init__(self, bridge: Bridge, office: Office, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._office, self._watch = bridge, office, watch
        icons = icons_of(self)

        def icon(stage: Stage) -> QIcon:
            return icons(*STAGE_LOOKS[stage])

        self.model = SubmissionsModel(icon, self)
        self.table = OpeningTable(self.tr("Dépôts"), self)
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, 2)
        self.filter = FilterLine(self)
        self.news = Strip(Tone.INFO, self)
        self.news.acted.connect(self.refresh)
        self._title = Heading(self.tr("Dépôts"), 1, self)
        self._many = Muted("", self)
        self._many.setWordWrap(False)
        self._refresh = QPushButton(self.tr("Actualiser"), self)
        self._refresh.clicked.connect(self.refresh)
        self._stack = ListStack(self.table, self)
        self._stack.acted.connect(self._act)
        self._lay_out()
        self.list = SubmissionList(bridge, office, self.model, self.table)
        self._connect()

    def _connect(self) -> None:
        self.filter.narrowed.connect(self.list.narrow)
        self.list.started.connect(self._started)
        self.list.shown.connect(self._shown)
        self.list.arrived.connect(self._arrived)
        self.list.counted.connect(self._recount)
        self.list.chosen.connect(self.chosen)
        self.list.failed.connect(self._failed)
        self.table.activated.connect(self._open)
        self._bridge.collector_spoke.connect(self.list.renew_soon)
        self._watch.seen.connect(self._seen)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._many, 1)
        head.addWidget(self._refresh)
        self._empty = False
        self._counts: dict[Stage, int] | None = None
        self._body = QVBoxLayout(self)
        self._body.addLayout(head)
        self._body.addWidget(self.filter)
        self._body.addWidget(self.news)
        self._body.addWidget(self._stack, 1)
        self._fit()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.7))

    def start(self) -> None:
        """Ask for the list for the first time."""
        self.list.refresh()
        self._ask_kinds()

    def _ask_kinds(self) -> None:
        self._bridge.ask(Query(self, self._office.kinds, self.filter.offer_kinds, lambda _: None))

    def refresh(self) -> None:
        """Look again: new arrivals enter."""
        self.list.refresh()

    def set_density(self, density: Density) -> None:
        """Change the height of rows."""
        self.table.set_density(density)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row)

    def _started(self) -> None:
        self._empty = False
        self._stack.begin()

    def _shown(self, count: int) -> None:
        filtered = self.list.query.filter != Filter()
        words = self.tr("%n demande(s)", "", count) if not filtered else self.tr("%n demande(s) trouvée(s)", "", count)
        self._many.setText(self._grouped(words, count))
        if count:
            self._stack.show_rows()
        else:
            self._say_empty()
        if not filtered:
            self.counted.emit(count)

    @staticmethod
    def _grouped(words: str, count: int) -> str:
        return words.replace(str(count), formats.number(count), 1)

    def _say_empty(self) -> None:
        self._empty = True
        wanted = self.list.query.filter
        filters = len(wanted.stages) + len(wanted.kinds) + bool(wanted.text)
        if filters:
            self._stack.say(
                self.tr("Aucun résultat"),
                self.tr("Aucune demande ne passe avec %n filtre(s).", "", filters),
                self.tr("Effacer les filtres"),
            )
        else:
            self._stack.say(*self._nothing())

    def _nothing(self) -> tuple[str, str]:
        monitor = self._watch.latest
        if monitor is None or monitor.last_good_list_at is None:
            return (
                self.tr("Bienvenue"),
                self.tr(
                    "1. La relève interroge le site en continu, sans rien à faire.\n"
                    "2. Chaque demande est rangée ici, relue, puis accusée ; le site détruit alors sa copie.\n"
                    "3. Elle apparaît dans cette liste ; « Entrée » l’ouvre.\n\n"
                    "Pour essayer sans données réelles : « backoffice-gui --demo »."
                ),
            )
        ago = (monitor.at - monitor.last_good_list_at).total_seconds() + self._watch.passed
        return (
            self.tr("Rien à traiter"),
            self.tr("Dernière relève il y a {ago}. Les nouvelles demandes apparaîtront ici.").format(
                ago=formats.duration(ago)
            ),
        )

    def _seen(self, monitor: Monitor) -> None:
        """What another machine's collector brought in nobody tells: it is seen by how many there are of each stage."""
        known, self._counts = self._counts, monitor.counts
        if monitor.counts != known and (known is not None or self._empty):
            self.list.renew_soon()
            if self._empty:
                self._ask_kinds()
        self._retell()

    def _retell(self) -> None:
        if self._empty and self.list.query.filter == Filter():
            self._stack.say(*self._nothing())

    def _arrived(self, count: int) -> None:
        if count:
            text = self._grouped(self.tr("%n nouvelle(s) demande(s)", "", count), count)
            self.news.say(text, self.tr("Actualiser"))
        else:
            self.news.hide()

    def _recount(self, count: int) -> None:
        if self._stack.failing:  # it can be read again
            self.list.refresh()
        if self.list.query.filter == Filter():
            self.counted.emit(count)

    def _failed(self, failure: Failure) -> None:
        self._stack.fail(failure)
        self.failed.emit(failure)

    def _act(self) -> None:
        if self.list.query.filter != Filter() and self.model.rowCount() == 0:
            self.filter.clear()
        else:
            self.refresh()

    def focus_list(self) -> None:
        """Put the focus where the rows are."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
