"""What is answered: to each certificate asked for, and to each contact detail that changes. Nothing is preset.

What was begun is a draft: `draft` says it in one text, `restore` puts it back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import BUCKETS, Answer, Bucket, CaseAct, Decision
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.tab_order import lead_through
from backoffice_gui.gui.text_case_story import caution_text
from backoffice_gui.gui.text_cases import about_text, answer_text, decision_text
from backoffice_gui.gui.text_fields import value_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, PlainLabel
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail, CertificateView, ChangedField

__all__ = ["AnswerCard"]

_MOST = 1_000
_ACCEPTED, _REFUSED = Decision.ACCEPTED, Decision.REFUSED


class _Choice(QComboBox):
    """A list of answers; a letter chooses in it, and is no command of the window while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Keep plain letters for oneself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and event.text().isprintable() and event.text().strip():
                event.accept()
                return True
        return super().event(event)


class _Reason(QLineEdit):
    """Why; shown where it is asked for."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._what = what
        self.setMaxLength(_MOST)
        self.need(must=True)

    def need(self, *, must: bool) -> None:
        """Whether it has to be given."""
        words = self.tr("Motif (obligatoire)") if must else self.tr("Précision (facultative)")
        self.setPlaceholderText(words)
        self.setAccessibleName(f"{words} : {self._what}")


class _Certificate(QWidget):
    """One certificate: what was asked, the answer, its reason."""

    changed = Signal()

    def __init__(self, view: CertificateView, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = str(view.n)
        what = self.tr("{n}. Acte de {type}").format(n=view.n, type=about_text(view.type))
        form = value_text("form", view.form)
        facts = " · ".join(
            one_line(part) for part in (form, self.tr("{n} ex.").format(n=view.copies), view.event) if part
        )
        self._answer = _Choice(self)
        self._answer.addItem(self.tr("— choisir —"), None)
        for answer in Answer:
            self._answer.addItem(answer_text(answer), answer)
        self._answer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._answer.setMinimumContentsLength(12)
        label = Heading(what, 3, self)
        label.setBuddy(self._answer)
        self._answer.setAccessibleName(self.tr("{what} : réponse").format(what=what))
        self._reason = _Reason(what, self)
        self._answer.currentIndexChanged.connect(self._chosen)
        self._reason.textEdited.connect(lambda _: self.changed.emit())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        for widget in (label, Muted(facts, self), self._answer, self._reason):
            body.addWidget(widget)
        self.put("" if view.answer is None else view.answer.value, view.reason)

    def _chosen(self) -> None:
        self._show_reason(self._answer.currentData())
        self.changed.emit()

    def _show_reason(self, answer: Answer | None) -> None:
        self._reason.need(must=answer is Answer.NOT_ENTITLED)
        self._reason.setVisible(answer not in {None, Answer.ISSUED})

    def put(self, code: str, reason: str) -> None:
        """Show an answer."""
        found = next((answer for answer in Answer if answer.value == code), None)
        self._answer.setCurrentIndex(max(0, self._answer.findData(found)))
        self._reason.setText(reason)
        self._show_reason(found)

    def said(self) -> tuple[str, str]:
        """The answer's code word and its reason."""
        answer = self._answer.currentData()
        reason = "" if answer is Answer.ISSUED else " ".join(self._reason.text().split())
        return ("" if answer is None else answer.value), reason

    def lacks(self) -> QWidget | None:
        """What is still to be filled in."""
        code, reason = self.said()
        return self._answer if not code else self._reason if code == Answer.NOT_ENTITLED.value and not reason else None

    def first(self) -> QWidget:
        """Where the work begins."""
        return self._answer


class _Changed(QWidget):
    """One contact detail: before and after side by side, accepted or refused."""

    changed = Signal()

    def __init__(self, view: ChangedField, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = view.field
        what = about_text(view.field).capitalize()
        self._accept, self._refuse = QPushButton(self.tr("Accepter"), self), QPushButton(self.tr("Refuser"), self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        choices = QHBoxLayout()
        for button in (self._accept, self._refuse):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()} : {what}")
            button.toggled.connect(self._chosen)
            self._group.addButton(button)
            choices.addWidget(button)
        choices.addStretch(1)
        self._reason = _Reason(what, self)
        self._reason.textEdited.connect(lambda _: self.changed.emit())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(Heading(what, 3, self))
        body.addLayout(self._side_by_side(view))
        for code in view.warnings:
            caution = Strip(Tone.WARNING, self)
            caution.say(caution_text(code))
            body.addWidget(caution)
        body.addLayout(choices)
        body.addWidget(self._reason)
        self.put("" if view.decision is None else view.decision.value, view.reason)

    def _side_by_side(self, view: ChangedField) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(em(self))
        before, after = PlainLabel(view.before or "—", self), PlainLabel(view.after or "—", self)
        known = self.tr("Avant (connu ici)") if view.before_known else self.tr("Avant (d’après la personne)")
        for column, (name, value) in enumerate(((known, before), (self.tr("Après"), after))):
            label = Muted(name, self)
            label.setBuddy(value)
            grid.addWidget(label, 0, column)
            grid.addWidget(value, 1, column, Qt.AlignmentFlag.AlignTop)
        font = after.font()
        font.setBold(True)
        after.setFont(font)
        return grid

    def _chosen(self) -> None:
        self._reason.setVisible(self._refuse.isChecked())
        for button, decision in ((self._accept, _ACCEPTED), (self._refuse, _REFUSED)):
            words = self.tr("Accepter") if decision is _ACCEPTED else self.tr("Refuser")
            button.setText(f"✓ {decision_text(decision)}" if button.isChecked() else words)
            name = about_text(self.key).capitalize()
            button.setAccessibleName(f"{button.text()} : {name}")
        self.changed.emit()

    def put(self, code: str, reason: str) -> None:
        """Show a decision."""
        self._group.setExclusive(False)
        self._accept.setChecked(code == _ACCEPTED.value)
        self._refuse.setChecked(code == _REFUSED.value)
        self._group.setExclusive(True)
        self._reason.setText(reason)
        self._reason.setVisible(code == _REFUSED.value)

    def said(self) -> tuple[str, str]:
        """The decision's code word and its reason."""
        if self._refuse.isChecked():
            return _REFUSED.value, " ".join(self._reason.text().split())
        return (_ACCEPTED.value if self._accept.isChecked() else ""), ""

    def lacks(self) -> QWidget | None:
        """What is still to be filled in."""
        code, reason = self.said()
        return self._accept if not code else self._reason if code == _REFUSED.value and not reason else None

    def first(self) -> QWidget:
        """Where the work begins."""
        return self._accept


def _asked(detail: CaseDetail) -> tuple[object, ...]:
    """What the card is made of."""
    row = detail.row
    return row.case, BUCKETS[row.state], detail.certificates, detail.changes, CaseAct.ANSWER in detail.possible


class AnswerCard(Card):
    """One line a certificate or a changed detail, and the button that sends it all."""

    sent = Signal(object)
    """The whole answer: an `Asked`."""
    written = Signal(str)
    """What is being written, as a draft; empty where nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._lines: list[_Certificate | _Changed] = []
        self._inside: QWidget | None = None
        self._restoring = False
        self._asked: tuple[object, ...] = ()
        self._may_ever = True
        self._given = False
        self._may, self._closed, self._held = False, "", ""
        self.trouble = Strip(Tone.ERROR, self)
        self.send_button = QPushButton(self)
        self.send_button.clicked.connect(self.send)
        self._why = Muted("", self)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._why)
        self.body.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_detail(self, detail: CaseDetail, key: str, *, keep: bool = False) -> bool:
        """Show what a case asks for, and what was answered so far; `key` is written on the button.

        `keep`: where that is the same as before, what is being written stays under the agent's hands. Whether it was
        filled anew.
        """
        before, self._asked = self._asked, _asked(detail)
        if keep and before == self._asked:
            return False
        self._restoring = True
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        title = self.tr("Coordonnées à décider") if detail.changes else self.tr("Actes demandés")
        self.heading.setText(title)
        self.setAccessibleName(title)
        inside = QWidget(self)
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(round(em(self) * 0.9))
        self._lines = [
            *(_Certificate(view, inside) for view in detail.certificates),
            *(_Changed(view, inside) for view in detail.changes),
        ]
        for line in self._lines:
            line.changed.connect(self._write)
            body.addWidget(line)
        self._inside = inside
        self.body.insertWidget(1, inside)
        lead_through(self.send_button.previousInFocusChain() or self, inside)
        self.trouble.hide()
        self.send_button.setText(self.tr("Enregistrer la réponse  {key}").format(key=key).rstrip())
        self._given = BUCKETS[detail.row.state] is Bucket.DONE
        self._may, self._closed = CaseAct.ANSWER in detail.possible, self._why_not(detail)
        self._allow()
        self.setVisible(bool(self._lines))
        self._restoring = False
        return True

    def allow(self, may: bool) -> None:
        """Whether the one who sits here may answer at all."""
        self._may_ever = may

    def hold(self, why: str) -> None:
        """A colleague writes: what is here is to be read, until `why` is empty again; what was written stays."""
        if why != self._held:
            self._held = why
            self._allow()

    def _allow(self) -> None:
        may = self._may and not self._held
        if self._inside is not None:
            self._inside.setEnabled(may)
        self._why.setText(self._held if self._may else self._closed)
        self._why.setVisible(not may)
        self.send_button.setVisible(may)

    def _why_not(self, detail: CaseDetail) -> str:
        if self._given:
            return self.tr("La réponse est donnée ; rouvrez la demande pour la changer.")
        if not self._may_ever:
            return self.tr("Vous pouvez lire cette demande ; y répondre n’est pas parmi vos droits.")
        return self.tr("Prenez la demande pour y répondre.")

    def restore(self, draft: str) -> None:
        """Put back what was begun; a draft that can't be read is no loss.

        Not over an answer that was given: what one had begun would look as if it were that answer.
        """
        if self._given:
            return
        try:
            kept = json.loads(draft)
        except ValueError:
            return
        self._restoring = True
        for line in self._lines:
            said = kept.get(line.key) if isinstance(kept, dict) else None
            if isinstance(said, list) and len(said) == 2:
                line.put(str(said[0]), str(said[1]))
        self._restoring = False

    def draft(self) -> str:
        """What is written now, in one text."""
        said = {line.key: line.said() for line in self._lines}
        return json.dumps(said, ensure_ascii=False) if any(code for code, _ in said.values()) else ""

    def _write(self) -> None:
        if not self._restoring:
            self.written.emit(self.draft())

    def focus_first(self) -> None:
        """The focus to the first line that lacks something."""
        lacking = (line.lacks() for line in self._lines)
        first = next((widget for widget in lacking if widget is not None), None)
        if first is None:
            first = self.send_button
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Send the whole answer, or go where something is missing."""
        missing = [widget for line in self._lines if (widget := line.lacks()) is not None]
        if missing:
            self.trouble.say(self.tr("Il manque %n réponse(s) ou motif(s).", "", len(missing)))
            missing[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.trouble.hide()
        said = [(line.key, *line.said()) for line in self._lines]
        certificates = tuple((int(key), Answer(code), reason) for key, code, reason in said if key.isdecimal())
        decisions = tuple((key, Decision(code), reason) for key, code, reason in said if not key.isdecimal())
        self.sent.emit(Asked(CaseAct.ANSWER, certificates=certificates, decisions=decisions))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return all(line.lacks() is None for line in self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: to what is missing, or sends."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.send_button.isVisible():
            self.send()
        else:
            super().keyPressEvent(event)
