"""What waits for the team's server, in sentences: the line to it, each change that was kept, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QCoreApplication, QObject

from backoffice_gui.domain.outbox import (
    Act,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Undone,
)
from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_case_story import refusal_text
from backoffice_gui.gui.text_cases import MARKS, about_text, answer_text, decision_text, verb_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.outbox import Change, Line, Pending

__all__ = ["LineSaid", "Waits", "change_text", "fate_text", "waiting_text", "written_text"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What is said of the line, and two things to do; whether the server is away, or its agent has to decide."""

    words: str = ""
    act: str = ""
    also: str = ""
    away: bool = False
    decide: bool = False

    @property
    def well(self) -> bool:
        """Whether nobody has to do anything about it."""
        return not self.away and not self.decide


class Waits(QObject):
    """Sentences with counts in them: Qt finds a plural's forms by the class that says it."""

    def line(self, line: Line, pending: Sequence[Pending] = ()) -> str:
        """The server is away, or something is left to be said now that it is back; empty where nothing is.

        `pending`: what waits, so that a case that is alone to be decided is named.
        """
        if not line.reachable:
            since = "" if line.since is None else formats.time_of_day(line.since)
            gone = self.tr("Serveur de l’équipe injoignable depuis {time}.").format(time=since)
            readable = self.tr("Ce qui est affiché reste lisible ;")
            return f"{gone} {readable} {self._waiting(line)}"
        said = [self.tr("%n modification(s) appliquée(s)", "", line.applied)] if line.applied else []
        if line.waiting:
            said.append(self.tr("%n en cours d’envoi", "", line.waiting))
        words = self.tr("De nouveau relié au serveur : {counts}.").format(counts=", ".join(said)) if said else ""
        return " ".join(filter(None, (words, self._undecided(line, pending), self._aside(line))))

    def _waiting(self, line: Line) -> str:
        counts = self.counts(line)
        if counts:
            return f"{counts}. {self._aside(line)}".strip()
        return self.tr("ce que vous ferez attendra sur ce poste, puis partira tout seul.")

    def counts(self, line: Line) -> str:
        """What waits, what is to be decided, what was refused, each counted; the same words wherever it is said."""
        said = [self.tr("%n modification(s) en attente", "", line.waiting)] if line.waiting else []
        if line.clashed:
            alone, beside = (
                self.tr("%n modification(s) à trancher", "", line.clashed),
                self.tr("%n à trancher", "", line.clashed),
            )
            said.append(beside if said else alone)
        if line.refused:
            alone, beside = (
                self.tr("%n modification(s) refusée(s)", "", line.refused),
                self.tr("%n refusée(s)", "", line.refused),
            )
            said.append(beside if said else alone)
        return ", ".join(said)

    def _undecided(self, line: Line, pending: Sequence[Pending]) -> str:
        """What its agent has to decide: what happened, and that nothing is lost; what to do stands on the button."""
        numbers = [one.number for one in pending if one.fate is Fate.CLASHED and one.number]
        said = ""
        if line.clashed == len(numbers) == 1:
            said = self.tr("À trancher : la demande {number} a changé entre-temps.")
            said = said.format(number=one_line(numbers[0]))
        elif line.clashed:
            said = self.tr("%n modification(s) à trancher : la demande a changé entre-temps.", "", line.clashed)
        refused = self.tr("%n modification(s) refusée(s).", "", line.refused) if line.refused else ""
        safe = self.tr("Rien n’est écrasé ni perdu.") if said or refused else ""
        return " ".join(filter(None, (said, refused, safe)))

    def _aside(self, line: Line) -> str:
        if not line.set_aside:
            return ""
        return self.tr(
            "Des modifications gardées n’ont pas pu être relues : elles restent à part, prévenez votre administrateur."
        )

    def kept(self, line: Line) -> str:
        """Said to who quits while something waits, or is on its way and not answered; empty where nothing is."""
        sending = self.tr("%n modification(s) envoyée(s), sans réponse du serveur", "", line.sending)
        counts = ", ".join(filter(None, (self.counts(line), sending if line.sending else "")))
        return f"{counts}." if counts else ""


def change_text(change: Change) -> str:
    """What was done, in a few words; never what was written."""
    match change:
        case Act():
            return verb_text(change.asked.act)
        case Marked():
            return translate("Cases", MARKS[change.mark])
        case Noted():
            return translate("Outbox", "Note interne")
        case Undone():
            return translate("Outbox", "Annulation")
        case Judged():
            return (
                translate("Outbox", "Rapprochement accepté")
                if change.accepted
                else translate("Outbox", "Rapprochement écarté")
            )
        case Linked():
            return translate("Outbox", "Rattachement à {number}").format(number=one_line(change.number))
        case LinkedPerson():
            return translate("Outbox", "Rattachement à une personne")
        case Held():
            return translate("Outbox", "Conservation prolongée jusqu’au {day}").format(day=formats.day(change.until))
        case Freed():
            return translate("Outbox", "Fin de la conservation prolongée")
        case Drafted():
            return translate("Outbox", "Brouillon")
        case Looked():
            return translate("Outbox", "Consultation")
        case _:
            assert_never(change)


def written_text(change: Change) -> str:
    """What its agent has written and chosen with it, a line each; empty where there is nothing but the act."""
    match change:
        case Act():
            asked = change.asked
            answers = (f"{n}. {answer_text(answer)} — {reason}" for n, answer, reason in asked.certificates)
            decided = (
                f"{about_text(name).capitalize()} — {decision_text(decision)} — {reason}"
                for name, decision, reason in asked.decisions
            )
            lines = (asked.reason, *answers, *decided)
        case Noted() | Drafted():
            lines = (change.text,)
        case Held():
            lines = (change.reason,)
        case _:
            lines = ()
    return "\n".join(line.removesuffix(" — ") for line in lines if line)


def waiting_text(fate: Fate) -> str:
    """What is said of a case of which a change was kept."""
    if fate is Fate.CLASHED:
        return translate("Outbox", "modification à trancher")
    if fate is Fate.REFUSED:
        return translate("Outbox", "modification refusée")
    return translate("Outbox", "modification en attente")


def fate_text(one: Pending) -> str:
    """What became of it, and why."""
    if one.fate is Fate.CLASHED:
        return translate("Outbox", "À trancher : la demande a changé entre-temps")
    if one.fate is Fate.REFUSED:
        return translate("Outbox", "Refusée : {why}").format(why=refusal_text(one.code))
    return translate("Outbox", "En attente du serveur")
