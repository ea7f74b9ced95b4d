"""What was done to cases, counted and said: strips, tasks, announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui import formats
from backoffice_gui.gui.tasks import ExportTask, PurgeTask

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import AnyTask, Task

__all__ = ["Told"]


class Told(QObject):
    """Each method: a sentence, in the right form for its number."""

    def done(self, act: CaseAct | Mark, many: int) -> str:
        """`Demande prise.`, `3 demandes prises.`."""
        if many == 1:
            return self._one(act)
        return self._grouped(self._many(act, many), many)

    def _one(self, act: CaseAct | Mark) -> str:
        return {
            CaseAct.TAKE: self.tr("Demande prise."),
            CaseAct.ASSIGN: self.tr("Demande attribuée."),
            CaseAct.GIVE_BACK: self.tr("Demande rendue."),
            CaseAct.ASK_PIECE: self.tr("Pièce demandée."),
            CaseAct.ASK_COLLEAGUE: self.tr("Collègue consulté."),
            CaseAct.RESUME: self.tr("Demande reprise."),
            CaseAct.ANSWER: self.tr("Réponse enregistrée."),
            CaseAct.CLOSE: self.tr("Demande close."),
            CaseAct.REOPEN: self.tr("Demande rouverte."),
            Mark.RECEIPT: self.tr("Accusé de réception noté comme envoyé."),
            Mark.UNREAD: self.tr("Demande marquée comme non lue."),
        }[act]

    def _many(self, act: CaseAct | Mark, many: int) -> str:
        return {
            CaseAct.TAKE: self.tr("%n demande(s) prise(s).", "", many),
            CaseAct.ASSIGN: self.tr("%n demande(s) attribuée(s).", "", many),
            CaseAct.GIVE_BACK: self.tr("%n demande(s) rendue(s).", "", many),
            CaseAct.ASK_PIECE: self.tr("Pièce demandée pour %n demande(s).", "", many),
            CaseAct.ASK_COLLEAGUE: self.tr("Avis demandé pour %n demande(s).", "", many),
            CaseAct.RESUME: self.tr("%n demande(s) reprise(s).", "", many),
            CaseAct.ANSWER: self.tr("%n réponse(s) enregistrée(s).", "", many),
            CaseAct.CLOSE: self.tr("%n demande(s) close(s).", "", many),
            CaseAct.REOPEN: self.tr("%n demande(s) rouverte(s).", "", many),
            Mark.RECEIPT: self.tr("Accusé noté comme envoyé pour %n demande(s).", "", many),
            Mark.UNREAD: self.tr("%n demande(s) marquée(s) comme non lue(s).", "", many),
        }[act]

    @staticmethod
    def _grouped(words: str, many: int) -> str:
        return words.replace(str(many), formats.number(many), 1)

    def kept(self, many: int) -> str:
        """What waits on this workstation for the team's server."""
        return self.tr("%n modification(s) gardée(s) sur ce poste : envoi dès que le serveur répondra.", "", many)

    def note_kept(self) -> str:
        """A note that waits on this workstation: it is nobody's to read yet."""
        return self.tr(
            "Note gardée sur ce poste : elle n’est pas encore jointe à la demande, et partira dès que le serveur de "
            "l’équipe répondra."
        )

    def undone(self, many: int) -> str:
        """What was taken back."""
        return self.tr("Action annulée.") if many == 1 else self.tr("Action annulée pour %n demande(s).", "", many)

    def redone(self, many: int) -> str:
        """What was done again after an undo."""
        return self.tr("Action rétablie.") if many == 1 else self.tr("Action rétablie pour %n demande(s).", "", many)

    def too_late(self, many: int) -> str:
        """How many could not be taken back with the others: something came after it, or they had left."""
        return self.tr("Trop tard pour %n demande(s), laissée(s) telle(s) quelle(s).", "", many)

    def failures(self, many: int) -> str:
        """How many could not be done."""
        return self.tr("%n échec(s).", "", many)

    def retry(self, many: int) -> str:
        """What the button says that tries those again."""
        return self.tr("Réessayer pour %n demande(s)", "", many)

    def ended(self, task: Task) -> str:
        """What came of a task, in a line."""
        outcome = task.outcome
        if outcome is None:
            return ""
        words = [self.done(task.what, len(outcome.done))] if outcome.done else []
        if outcome.waiting:
            words.append(self.kept(len(outcome.waiting)))
        if outcome.failed:
            words.append(self.failures(len(outcome.failed)))
        if outcome.cancelled:
            words.append(self.tr("Arrêté à votre demande ; ce qui était fait le reste."))
        return " ".join(words) or self.tr("Rien n’a été fait.")

    def stopped(self, task: AnyTask) -> str:
        """What came of a task that was running when the desk was locked; no name and no number of a case."""
        if isinstance(task, ExportTask):
            if task.manifest is not None:
                return self.tr("L’export s’est terminé avant le verrouillage : {file}.").format(file=task.file)
            return self.tr("Le verrouillage a arrêté un export ; aucun fichier n’est resté.")
        if isinstance(task, PurgeTask):
            return self.tr(
                "Le verrouillage a arrêté une purge : ce qui est purgé l’est, le reste attend qu’on la reprenne."
            )
        outcome = task.outcome
        done, waiting = (0, 0) if outcome is None else (len(outcome.done), len(outcome.waiting))
        said = [self.done(task.what, done)] if done else []
        said += [self.kept(waiting)] if waiting else []
        words = " ".join(said) or self.tr("Rien n’a été fait.")
        if outcome is not None and (not outcome.cancelled or done + waiting == task.total):
            return words
        return self.tr(
            "Le verrouillage a arrêté une action sur {many} demandes. {words} Les autres sont inchangées."
        ).format(many=formats.number(task.total), words=words)

    def cut(self) -> str:
        """Of a single act that the lock came before, or broke off: nobody counted it."""
        return self.tr("Le verrouillage a arrêté une action : regardez la demande avant de la refaire.")

    def words_gone(self) -> str:
        """Of a search and of what was typed in a dialog, which may name somebody and are kept nowhere."""
        return self.tr(
            "Le verrouillage a effacé les mots cherchés et ce qui était écrit dans une boîte de dialogue : "
            "ils ne sont gardés nulle part. Notes et réponses, elles, sont là."
        )

    def tasks(self, many: int) -> str:
        """What the status line says."""
        return self.tr("Tâches") if many == 0 else self.tr("%n tâche(s) en cours", "", many)
