"""What waits for the team's server, in sentences: the line to it, each change that was kept, what became of it."""

from __future__ import annotations

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
from backoffice_gui.gui.text_cases import MARKS, verb_text

if TYPE_CHECKING:
    from backoffice_gui.domain.outbox import Change, Line, Pending

__all__ = ["Waits", "change_text", "fate_text"]

translate = QCoreApplication.translate


class Waits(QObject):
    """Sentences with counts in them: Qt finds a plural's forms by the class that says it."""

    def line(self, line: Line) -> str:
        """The server is away, or something is left to be said now that it is back; empty where nothing is."""
        if not line.reachable:
            since = "" if line.since is None else formats.time_of_day(line.since)
            gone = self.tr("Serveur de l’équipe injoignable depuis {time}.").format(time=since)
            readable = self.tr("Ce qui est affiché reste lisible ;")
            return f"{gone} {readable} {self._waiting(line)}"
        said = self._back(line)
        if line.waiting:
            said.append(self.tr("%n en cours d’envoi", "", line.waiting))
        words = self.tr("De nouveau relié au serveur : {counts}.").format(counts=", ".join(said)) if said else ""
        return f"{words} {self._aside(line)}".strip()

    def _waiting(self, line: Line) -> str:
        if line.waiting:
            waits = self.tr("%n modification(s) attendent.", "", line.waiting)
            return f"{waits} {self._aside(line)}".strip()
        return self.tr("ce que vous ferez attendra sur ce poste, puis partira tout seul.")

    def _back(self, line: Line) -> list[str]:
        said = [self.tr("%n modification(s) appliquée(s)", "", line.applied)] if line.applied else []
        if line.clashed:
            said.append(self.tr("%n à trancher", "", line.clashed))
        if line.refused:
            said.append(self.tr("%n refusée(s)", "", line.refused))
        return said

    def _aside(self, line: Line) -> str:
        if not line.set_aside:
            return ""
        return self.tr(
            "Des modifications gardées n’ont pas pu être relues : elles restent à part, prévenez votre administrateur."
        )

    def kept(self, line: Line) -> str:
        """Said to who quits while something waits; empty where nothing does."""
        many = line.waiting + line.clashed + line.refused
        if not many:
            return ""
        return self.tr("%n modification(s) attendent le serveur de l’équipe.", "", many)

    def number(self, line: Line) -> str:
        """The heading of the list."""
        return self.tr("%n modification(s) en attente", "", line.waiting + line.clashed + line.refused)


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


def fate_text(one: Pending) -> str:
    """What became of it, and why."""
    if one.fate is Fate.CLASHED:
        return translate("Outbox", "À trancher : la demande a changé entre-temps")
    if one.fate is Fate.REFUSED:
        return translate("Outbox", "Refusée : {why}").format(why=refusal_text(one.code))
    return translate("Outbox", "Attend le serveur")
