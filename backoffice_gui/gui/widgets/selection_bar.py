"""What can be done to the selected cases: how many, the acts that fit, and to how many of them each fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.cases import BUCKETS, Bucket, CaseAct, Duty, possible
from backoffice_gui.gui import formats
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.failure import Failure

__all__ = ["BULK", "Fitting", "SelectionBar", "fitting"]

translate = QCoreApplication.translate

BULK = (
    CaseAct.TAKE, CaseAct.ASSIGN, CaseAct.GIVE_BACK, CaseAct.RESUME, CaseAct.ASK_PIECE, CaseAct.CLOSE, CaseAct.REOPEN,
    Mark.RECEIPT, Mark.UNREAD,
)  # fmt: skip
"""What can be done to many at once; an answer is each case's own."""

Fitting = dict[CaseAct | Mark, tuple["CaseRow", ...]]


def fitting(rows: Sequence[CaseRow], me: str, *, lead: bool) -> Fitting:
    """The acts and marks that fit at least one of the rows, with the rows they fit.

    What I hold already isn't taken again; what is done with owes no acknowledgement that waits for a mark.
    """
    duties = frozenset({Duty.AGENT, Duty.LEAD} if lead else {Duty.AGENT})
    found: dict[CaseAct | Mark, list[CaseRow]] = {}
    for row in rows:
        if BUCKETS[row.state] is not Bucket.DONE:
            found.setdefault(Mark.RECEIPT, []).append(row)
        if not row.unread:
            found.setdefault(Mark.UNREAD, []).append(row)
        for act in possible(row.state, duties, holder=row.agent in {"", me}):
            if act in BULK and not (act is CaseAct.TAKE and row.agent == me):
                found.setdefault(act, []).append(row)
    return {act: tuple(found[act]) for act in BULK if act in found}


class _Counting(QObject):
    """The bar's sentences."""

    def selected(self, many: int) -> str:
        words = self.tr("%n sélectionnée(s)", "", many)
        return words.replace(str(many), formats.number(many), 1)

    def others(self, odd: int, whole: int, fit: int) -> str:
        first = self.tr("%n demande(s) sur {whole} ne s’y prête(nt) pas", "", odd).format(whole=formats.number(whole))
        second = self.tr("agir sur les %n autre(s)", "", fit)
        return f"{first} : {second}"


class SelectionBar(Ground):
    """Hidden until more than the current row is selected."""

    asked = Signal(object, object)
    """Do this `CaseAct` or `Mark` to these rows (a tuple of `CaseRow`)."""
    export_asked = Signal(object)
    """Export these rows (a tuple of `CaseRow`)."""
    all_asked = Signal()
    """Select the whole view."""
    cleared = Signal()
    """Select nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent)
        self.setAccessibleName(self.tr("Sélection"))
        self._count = Words("", self)
        self._count.setWordWrap(False)
        self._buttons = {act: QPushButton(self) for act in BULK}
        self._fits: Fitting = {}
        self._rows: tuple[CaseRow, ...] = ()
        self._capped = ""
        self.unread = False
        """Which ones are selected could not be read, and may be later."""
        self.export_button = QPushButton(self.tr("Exporter…"), self)
        self.export_button.clicked.connect(lambda: self.export_asked.emit(self._rows))
        self.all_button = QPushButton(self)
        self.all_button.clicked.connect(self.all_asked)
        self.clear_button = QPushButton(self.tr("Désélectionner"), self)
        self.clear_button.clicked.connect(self.cleared)
        self._why = Words("", self)
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._count.setMinimumHeight(self.clear_button.sizeHint().height())
        line = Flow()
        line.addWidget(self._count)
        for act, button in self._buttons.items():
            button.clicked.connect(lambda _=False, act=act: self.asked.emit(act, self._fits.get(act, ())))
            line.addWidget(button)
        line.addWidget(self.export_button)
        line.addWidget(self.all_button)
        line.addWidget(self.clear_button)
        body = QVBoxLayout(self)
        body.addLayout(line)
        body.addWidget(self._why)
        self.hide()

    @property
    def text(self) -> str:
        """Count and explanation."""
        return f"{self._count.text()}\n{self._why.text()}".strip()

    def button(self, act: CaseAct | Mark) -> QPushButton:
        """The button of an act or a mark."""
        return self._buttons[act]

    def show_count(self, many: int, whole: int, most: int) -> None:
        """So many are selected, of a view of `whole`; what fits them is not known yet. `most`: what can be selected."""
        self._fits, self._rows, self.unread = {}, (), False
        self.export_button.hide()
        self._count.setText(_Counting().selected(many))
        for button in self._buttons.values():
            button.hide()
        self._why.setText(self.tr("Lecture de la sélection…"))
        self._why.show()
        every, capped = formats.number(whole), formats.number(most)
        self._capped = ""
        if whole <= most:
            self.all_button.setText(self.tr("Tout sélectionner ({many})").format(many=every))
        else:
            self.all_button.setText(self.tr("Sélectionner les {most} premières").format(most=capped))
            if many >= most:
                self._capped = self.tr(
                    "La vue a {whole} demandes ; une sélection en prend {most} à la fois, les premières de la vue."
                ).format(whole=every, most=capped)
        self.all_button.setVisible(many < min(whole, most))
        self.show()

    def show_unread(self, failure: Failure) -> None:
        """Which ones are selected can't be read."""
        self.unread = not failure.defect
        self._why.setText("\n".join(filter(None, (self._capped, in_a_line(failure)))))

    def show_fits(self, rows: Sequence[CaseRow], fits: Fitting) -> None:
        """What fits the selected rows, and why an act fits fewer."""
        self._fits, self._rows, self.unread = fits, tuple(rows), False
        self.export_button.setVisible(bool(self._rows))
        odd = []
        for act, button in self._buttons.items():
            fit = len(fits.get(act, ()))
            button.setVisible(fit > 0)
            if not fit:
                continue
            verb = verb_text(act)
            if fit < len(rows):
                why = _Counting().others(len(rows) - fit, len(rows), fit)
                button.setText(self.tr("{verb} ({fit} sur {many})").format(verb=verb, fit=fit, many=len(rows)))
                odd.append(f"{verb} : {why}")
                button.setToolTip(why)
            else:
                button.setText(verb)
                button.setToolTip("")
            button.setAccessibleDescription(button.toolTip())
        nothing = self.tr("Aucune action ne convient à ces demandes.")
        said = odd[:1] if fits else [nothing]
        self._why.setText("\n".join(filter(None, (self._capped, *said))))
        self._why.setVisible(bool(self._why.text()))
