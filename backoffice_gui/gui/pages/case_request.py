"""*Demande*: what resembles it, what is to be answered, who it is about, and every field as it was declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.domain import dates
from backoffice_gui.domain.detail import FormShape
from backoffice_gui.gui.countries import country_names
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.case_answers import AnswerCard
from backoffice_gui.gui.pages.form_view import FormSections
from backoffice_gui.gui.pages.members import Members
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_case_story import proposal_text, reason_text
from backoffice_gui.gui.text_fields import note_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.fact_grid import FactGrid
from backoffice_gui.gui.widgets.labels import PlainLabel, Words
from backoffice_gui.gui.widgets.panel import Card, Ground
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail, PersonView, Proposal
    from backoffice_gui.domain.detail import FormView

__all__ = ["CaseRequest"]


class _Resembling(Ground):
    """One proposal with its reasons; nothing is merged by it."""

    def __init__(self, proposal: Proposal, page: CaseRequest, parent: QWidget) -> None:
        super().__init__(Tone.WARNING, parent)
        self.proposal = proposal
        reasons = ", ".join(reason_text(code) for code in proposal.reasons)
        words = self.tr("{what} : {label} ({score} %) — {reasons}").format(
            what=proposal_text(proposal.kind), label=one_line(proposal.label), score=proposal.score, reasons=reasons
        )
        self.setAccessibleName(words)
        body = QVBoxLayout(self)
        body.addWidget(Words(words, self))
        row = QHBoxLayout()
        body.addLayout(row)
        case = proposal.case
        if case is not None:
            see = QPushButton(self.tr("Voir"), self)
            see.setAccessibleName(self.tr("Voir {label}").format(label=one_line(proposal.label)))
            see.clicked.connect(lambda: page.case_asked.emit(case))
            row.addWidget(see)
        self.link = QPushButton(self.tr("Rattacher…"), self)
        self.link.setAccessibleName(self.tr("Rattacher… {label}").format(label=one_line(proposal.label)))
        self.link.clicked.connect(lambda: page.link_asked.emit(proposal))
        row.addWidget(self.link)
        dismiss = QPushButton(self.tr("Écarter"), self)
        dismiss.setAccessibleName(self.tr("Écarter {label}").format(label=one_line(proposal.label)))
        dismiss.clicked.connect(lambda: page.dismissed.emit(proposal))
        row.addWidget(dismiss)
        row.addStretch(1)


def _day(birth: str) -> str:
    """A birth as dates are written in French, what is unknown as `?`; what is no date, as it was declared."""
    read = dates.parse_edtf(birth)
    return birth if read is None else dates.shown(read)


def _declared(detail: CaseDetail) -> tuple[object, ...]:
    """What is shown beside the answer."""
    return detail.row.case, detail.proposals, detail.person, detail.form, detail.comment


class CaseRequest(QScrollArea):
    """One column that scrolls."""

    case_asked = Signal(int)
    """Show the case with this number in the store."""
    link_asked = Signal(object)
    """Ask whether it is as this `Proposal` says."""
    dismissed = Signal(object)
    """The case is not what this `Proposal` says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Demande"))
        self._detail: CaseDetail | None = None
        inside = QWidget(self)
        self.answers = AnswerCard(inside)
        self._column = QVBoxLayout(inside)
        unit = em(self)
        self._column.setContentsMargins(0, unit // 2, unit // 3, unit // 2)
        self._column.setSpacing(round(unit * 0.7))
        self._column.addWidget(self.answers)
        self._column.addStretch(1)
        self._made: list[QWidget] = []
        self.setWidget(inside)

    def show_detail(self, detail: CaseDetail, key: str, *, keep: bool = False) -> bool:
        """Show another case; `key` is written on the answer's button. `keep`: what says the same stays as it is.

        Whether the answer was filled anew: what was being written is to be put back then.
        """
        before, self._detail = self._detail, detail
        anew = self.answers.show_detail(detail, key, keep=keep)
        if not keep or before is None or _declared(before) != _declared(detail):
            self._show_declared()
        return anew

    def _show_declared(self) -> None:
        detail, inside = self._detail, self.widget()
        if detail is None or inside is None:
            return
        for old in self._made:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        above = [_Resembling(proposal, self, inside) for proposal in detail.proposals]
        below = [self._person(detail.person, inside)] if detail.person is not None else []
        below += self._form(detail.form, inside)
        if detail.comment and detail.form.shape is not FormShape.KNOWN:
            below.append(PlainLabel(detail.comment, inside))
        for at, widget in enumerate(above):
            self._column.insertWidget(at, widget)
        for shown in below:
            self._column.insertWidget(self._column.count() - 1, shown)
        self._made = [*above, *below]

    def focus_proposals(self) -> None:
        """The focus to the first of several proposals."""
        first = next((made for made in self._made if isinstance(made, _Resembling)), None)
        if first is not None:
            self.ensureWidgetVisible(first)
            first.link.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _person(self, person: PersonView, parent: QWidget) -> QWidget:
        card = Card(self.tr("Personne rattachée"), parent)
        grid = FactGrid(card)
        name = " ".join((person.family_name, *person.given_names))
        used = self.tr("{name} (nom d’usage : {used})").format(name=name, used=person.used_name)
        place = ", ".join(part for part in (person.birth_place, country_names(person.birth_country or "")) if part)
        facts = (
            (self.tr("Identité"), used if person.used_name else name),
            (self.tr("Naissance"), f"{_day(person.birth)}  {place}".strip()),
            (self.tr("Numéros"), " · ".join(part for part in (person.ofpra_number, person.foreigner_number) if part)),
            (self.tr("Ses demandes"), self.tr("%n en tout, celle-ci comprise", "", person.cases)),
        )
        for title, value in facts:
            grid.add(title, PlainLabel(value or "—", card))
        if person.also:
            grid.add(self.tr("Aussi connue sous"), PlainLabel("\n".join(map(one_line, person.also)), card))
        card.body.addWidget(grid)
        return card

    def _form(self, form: FormView, parent: QWidget) -> list[QWidget]:
        made: list[QWidget] = []
        note = form.note or {FormShape.GENERIC: "unknown_kind", FormShape.RAW: "not_json"}.get(form.shape)
        if note is not None:
            strip = Strip(Tone.WARNING if form.shape is FormShape.RAW else Tone.INFO, parent)
            strip.say(note_text(note))
            made.append(strip)
        if form.shape is FormShape.KNOWN:
            made.append(FormSections(form, parent, alone=False))
        else:
            members = Members(form, parent)
            members.setMinimumHeight(em(self) * 22)
            made.append(members)
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Draw what was declared again in the new colours and size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and hasattr(self, "_made"):
            self._show_declared()
