"""*Rattacher*: what was proposed for a case is accepted, or the case is linked to another by its number.

Nothing is joined without an answer: the question says what would be one, and that both keep what
they declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_case_story import reason_text
from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.question_bar import QuestionBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.case_detail import CaseDetail, Proposal

__all__ = ["CaseLinking"]


class CaseLinking(QObject):
    """Asks; `question` and `number` are put into the pane by whoever owns it."""

    accepted = Signal(object)
    """It is as this `Proposal` says."""
    linked = Signal(str)
    """The case's person is that of the case with this number."""
    left = Signal()
    """The agent changed their mind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.question, self.number = QuestionBar(parent), PromptBar(parent)
        self._proposal: Proposal | None = None
        self.question.accepted.connect(self._accept)
        self.number.answered.connect(self.linked)
        for bar in (self.question, self.number):
            bar.left.connect(self.left)

    def ask(self, proposal: Proposal) -> None:
        """Ask whether it is as proposed, with the reasons for and against."""
        self.hide()
        self._proposal = proposal
        reasons = ", ".join(reason_text(code) for code in proposal.reasons)
        label = one_line(proposal.label)
        if proposal.kind == "same_person":
            words = self.tr(
                "Dire que la personne de cette demande est {label} ? ({score} % : {reasons}) "
                "Les deux gardent tout ce qu’elles ont déclaré, et leurs demandes se suivent ; c’est annulable."
            )
        else:
            words = self.tr(
                "Dire que cette demande est la même que {label} ? ({reasons}) "
                "Rien n’est fusionné : le suivi le dit, et le rapprochement est réglé ; c’est annulable."
            )
        question = words.format(label=label, score=proposal.score, reasons=reasons)
        self.question.ask(question, self.tr("Rattacher"))

    def ask_number(self, detail: CaseDetail) -> None:
        """Ask for another case of the same person."""
        self.hide()
        words = (
            self.tr("Cette demande ne nomme personne. Numéro d’une demande de la même personne :")
            if detail.person is None
            else self.tr("Rien n’est proposé. Numéro d’une autre demande de la même personne :")
        )
        self.number.ask(words, self.tr("Rattacher"))

    def _accept(self) -> None:
        proposal, self._proposal = self._proposal, None
        if proposal is not None:
            self.accepted.emit(proposal)

    def hide(self) -> None:
        """Ask nothing any more."""
        self._proposal = None
        self.question.hide()
        self.number.hide()

    def leave(self) -> bool:
        """Leave what is asked; whether anything was."""
        asked = next((bar for bar in (self.question, self.number) if bar.isVisible()), None)
        if asked is not None:
            asked.leave()
        return asked is not None
