"""The desk's refusals in full, by their code words: what happened, what is safe, what to do (`text.explain`)."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["CASE_FAILURES"]

_KEPT = QT_TRANSLATE_NOOP("Failures", "Ce que vous avez écrit est gardé.")
_AS_IT_WAS = QT_TRANSLATE_NOOP("Failures", "La demande reste comme elle était.")

CASE_FAILURES: dict[str, tuple[str, str, str, str]] = {
    "case-changed": (
        QT_TRANSLATE_NOOP("Failures", "Demande modifiée entre-temps"),
        QT_TRANSLATE_NOOP("Failures", "Quelqu’un d’autre a agi sur cette demande depuis que vous l’avez ouverte."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "La demande est relue : vérifiez, puis recommencez."),
    ),
    "case-not-possible": (
        QT_TRANSLATE_NOOP("Failures", "Impossible dans cet état"),
        QT_TRANSLATE_NOOP("Failures", "L’état de la demande ne permet pas cette action."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Voyez son suivi, et les actions proposées."),
    ),
    "case-not-yours": (
        QT_TRANSLATE_NOOP("Failures", "Demande tenue par un autre agent"),
        QT_TRANSLATE_NOOP("Failures", "Seul l’agent qui la tient, ou un responsable, peut agir."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Prenez-la d’abord (A), ou voyez avec lui."),
    ),
    "case-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Demande introuvable"),
        QT_TRANSLATE_NOOP("Failures", "Cette demande n’existe pas, ou plus, dans cette base."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Actualisez la liste."),
    ),
    "retain-case": (
        QT_TRANSLATE_NOOP("Failures", "C’est déjà une demande"),
        QT_TRANSLATE_NOOP("Failures", "Quelqu’un d’autre a retenu ce dépôt entre-temps."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Cherchez-la parmi les demandes."),
    ),
    "retain-comes": (
        QT_TRANSLATE_NOOP("Failures", "Ce dépôt devient une demande de lui-même"),
        QT_TRANSLATE_NOOP("Failures", "Il est à nous, ou en chemin : personne n’a à en décider."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Cherchez-le parmi les demandes dans un instant."),
    ),
    "retain-purged": (
        QT_TRANSLATE_NOOP("Failures", "Ce dépôt a été effacé"),
        QT_TRANSLATE_NOOP("Failures", "Une purge l’a effacé : il ne revient pas."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Voyez le certificat de cette purge."),
    ),
    "reason-needed": (
        QT_TRANSLATE_NOOP("Failures", "Il manque un motif"),
        QT_TRANSLATE_NOOP("Failures", "Cette action demande un motif en une phrase."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Écrivez le motif, puis recommencez."),
    ),
    "answer-missing": (
        QT_TRANSLATE_NOOP("Failures", "Il manque une réponse"),
        QT_TRANSLATE_NOOP("Failures", "Chaque acte, ou chaque champ, demande une réponse."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Complétez les réponses, puis recommencez."),
    ),
    "undo-too-late": (
        QT_TRANSLATE_NOOP("Failures", "Trop tard pour annuler"),
        QT_TRANSLATE_NOOP("Failures", "Quelque chose s’est passé depuis : l’annuler l’effacerait aussi."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Faites l’action inverse ; les deux resteront dans le suivi."),
    ),
    "change-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Cette modification n’attend plus"),
        QT_TRANSLATE_NOOP("Failures", "Elle est partie entre-temps, ou a déjà été retirée."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Ouvrez la demande pour voir où elle en est."),
    ),
    "proposal-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Cette proposition n’est plus là"),
        QT_TRANSLATE_NOOP("Failures", "Quelqu’un l’a déjà écartée, ou acceptée."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Ouvrez la demande à nouveau."),
    ),
    "same-case": (
        QT_TRANSLATE_NOOP("Failures", "C’est cette demande même"),
        QT_TRANSLATE_NOOP("Failures", "Le numéro donné est celui de la demande ouverte."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Donnez le numéro d’une autre demande de la même personne."),
    ),
    "person-unknown": (
        QT_TRANSLATE_NOOP("Failures", "L’autre demande ne nomme personne"),
        QT_TRANSLATE_NOOP("Failures", "Il n’y a là personne à qui rattacher celle-ci."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Donnez le numéro d’une autre demande de la même personne."),
    ),
    "person-elsewhere": (
        QT_TRANSLATE_NOOP("Failures", "Un autre service est concerné"),
        QT_TRANSLATE_NOOP(
            "Failures", "L’une de ces personnes a été rattachée à quelqu’un que vos services ne voient pas."
        ),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Demandez ce rattachement à un responsable, qui voit tous les services."),
    ),
    "several-cases": (
        QT_TRANSLATE_NOOP("Failures", "Plusieurs demandes ont ce numéro"),
        QT_TRANSLATE_NOOP("Failures", "La fin d’un numéro ne suffit pas quand deux années la portent."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Donnez le numéro entier."),
    ),
    "agent-needed": (
        QT_TRANSLATE_NOOP("Failures", "À qui l’attribuer ?"),
        QT_TRANSLATE_NOOP("Failures", "L’identifiant donné n’est pas celui d’un agent."),
        _AS_IT_WAS,
        QT_TRANSLATE_NOOP("Failures", "Choisissez un agent, puis recommencez."),
    ),
    "reason-too-long": (
        QT_TRANSLATE_NOOP("Failures", "Motif trop long"),
        QT_TRANSLATE_NOOP("Failures", "Un motif tient en 1 000 caractères."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Raccourcissez-le ; une note peut dire le reste."),
    ),
    "answer-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Réponse sans objet"),
        QT_TRANSLATE_NOOP("Failures", "Une réponse concerne un acte ou un champ qui n’est pas dans cette demande."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "La demande est relue : vérifiez, puis recommencez."),
    ),
    "person-needed": (
        QT_TRANSLATE_NOOP("Failures", "Demande sans personne"),
        QT_TRANSLATE_NOOP(
            "Failures", "De nouvelles coordonnées ne peuvent être acceptées que pour une personne connue."
        ),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Rattachez d’abord la demande à une personne, ou refusez avec un motif."),
    ),
    "note-too-long": (
        QT_TRANSLATE_NOOP("Failures", "Note trop longue"),
        QT_TRANSLATE_NOOP("Failures", "La note dépasse ce qui peut être gardé."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Raccourcissez-la, ou partagez-la en deux."),
    ),
    "view-changed": (
        QT_TRANSLATE_NOOP("Failures", "Vue modifiée entre-temps"),
        QT_TRANSLATE_NOOP("Failures", "Un collègue a changé la même chose de cette vue."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Regardez-la telle qu’elle est à présent, puis recommencez."),
    ),
    "view-name": (
        QT_TRANSLATE_NOOP("Failures", "Nom de vue impossible"),
        QT_TRANSLATE_NOOP("Failures", "Ce nom est vide, ou trop long."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Donnez un autre nom."),
    ),
    "view-name-taken": (
        QT_TRANSLATE_NOOP("Failures", "Nom de vue déjà pris"),
        QT_TRANSLATE_NOOP("Failures", "Une autre vue porte déjà ce nom."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Donnez un autre nom."),
    ),
    "view-not-yours": (
        QT_TRANSLATE_NOOP("Failures", "Vue d’un autre"),
        QT_TRANSLATE_NOOP("Failures", "Seul son auteur, ou un responsable si elle est partagée, peut la changer."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Enregistrez-la sous un autre nom."),
    ),
    "view-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Vue introuvable"),
        QT_TRANSLATE_NOOP("Failures", "Cette vue a été supprimée entre-temps."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été modifié."),
        QT_TRANSLATE_NOOP("Failures", "Actualisez la liste."),
    ),
}
"""A word of `UsageError` or of `Failed` → title, what happened, what is safe, what to do."""
