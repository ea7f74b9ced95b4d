"""The words of *Conservation*: rules, what stops a purge, where one stands, and why it can't be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.purging import Stage
from backoffice_gui.domain.retention import Basis, Category, Start, Stop
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from backoffice_gui.domain.retention import Due

__all__ = [
    "RETENTION_FAILURES",
    "basis_text",
    "category_text",
    "due_text",
    "stage_text",
    "start_text",
    "stop_text",
]

translate = QCoreApplication.translate

_CATEGORIES: dict[Category, str] = {
    Category.PAYLOAD: QT_TRANSLATE_NOOP("Retention", "Contenu envoyé : formulaire et pièces"),
    Category.CASE: QT_TRANSLATE_NOOP("Retention", "Demande entière"),
    Category.ACCOUNT: QT_TRANSLATE_NOOP("Retention", "Données de compte"),
    Category.APART: QT_TRANSLATE_NOOP("Retention", "Dépôt mis à part"),
}
_STARTS: dict[Start, str] = {
    Start.CASE_CLOSED: QT_TRANSLATE_NOOP("Retention", "clôture de la demande"),
    Start.DECISION_NOTIFIED: QT_TRANSLATE_NOOP("Retention", "notification de la décision"),
    Start.INCIDENT_CLOSED: QT_TRANSLATE_NOOP("Retention", "clôture de l’incident"),
}
_BASES: dict[Basis, str] = {
    Basis.LIMITATION: QT_TRANSLATE_NOOP("Retention", "Limitation de la conservation (RGPD, art. 5)"),
    Basis.ARCHIVES: QT_TRANSLATE_NOOP("Retention", "Archives publiques, après visa"),
    Basis.PRIVACY_NOTICE: QT_TRANSLATE_NOOP("Retention", "Politique de confidentialité du site"),
}
_STOPS: dict[Stop, str] = {
    Stop.OPEN_CASE: QT_TRANSLATE_NOOP("Retention", "demande ouverte"),
    Stop.NEWER_MESSAGE: QT_TRANSLATE_NOOP("Retention", "message plus récent de la personne"),
    Stop.HOLD: QT_TRANSLATE_NOOP("Retention", "conservation prolongée"),
    Stop.PROPOSAL: QT_TRANSLATE_NOOP("Retention", "rapprochement en attente"),
    Stop.OPEN_INCIDENT: QT_TRANSLATE_NOOP("Retention", "incident ouvert"),
}
_STAGES: dict[Stage, str] = {
    Stage.REQUESTED: QT_TRANSLATE_NOOP("Retention", "attend l’accord d’un collègue"),
    Stage.APPROVED: QT_TRANSLATE_NOOP("Retention", "approuvée, à exécuter"),
    Stage.UNDER_WAY: QT_TRANSLATE_NOOP("Retention", "commencée, à mener au bout"),
    Stage.DONE: QT_TRANSLATE_NOOP("Retention", "terminée"),
    Stage.WITHDRAWN: QT_TRANSLATE_NOOP("Retention", "retirée"),
    Stage.LAPSED: QT_TRANSLATE_NOOP("Retention", "périmée"),
}

_KEPT = QT_TRANSLATE_NOOP("Failures", "Rien n’a été purgé.")
_LOOK = QT_TRANSLATE_NOOP("Failures", "Actualisez la page Conservation.")

RETENTION_FAILURES: dict[str, tuple[str, str, str, str]] = {
    "hold-day": (
        QT_TRANSLATE_NOOP("Failures", "Date déjà passée"),
        QT_TRANSLATE_NOOP("Failures", "Une conservation se prolonge jusqu’à un jour à venir."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Choisissez une autre date."),
    ),
    "hold-none": (
        QT_TRANSLATE_NOOP("Failures", "Conservation prolongée déjà finie"),
        QT_TRANSLATE_NOOP("Failures", "Cette conservation prolongée ne tient plus, quelqu’un y a mis fin entre-temps."),
        _KEPT,
        _LOOK,
    ),
    "purge-nothing": (
        QT_TRANSLATE_NOOP("Failures", "Rien à purger"),
        QT_TRANSLATE_NOOP("Failures", "Rien ne peut être purgé aujourd’hui."),
        _KEPT,
        _LOOK,
    ),
    "purge-other": (
        QT_TRANSLATE_NOOP("Failures", "La sélection a changé"),
        QT_TRANSLATE_NOOP("Failures", "Ce qui est échu n’est plus exactement ce que vous avez vu."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Actualisez la page, relisez la liste, puis demandez de nouveau."),
    ),
    "purge-moved": (
        QT_TRANSLATE_NOOP("Failures", "La sélection a changé"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{moved} élément(s) de la purge {purge} ne peuvent plus partir : conservés, changés ou rouverts depuis.",
        ),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Retirez cette demande, relisez la liste, puis demandez de nouveau."),
    ),
    "purge-rules": (
        QT_TRANSLATE_NOOP("Failures", "Les durées ne sont pas celles d’ici"),
        QT_TRANSLATE_NOOP(
            "Failures", "Cette purge a été demandée avec des durées plus courtes que celles en vigueur ici."
        ),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Retirez-la, relisez les règles, puis demandez de nouveau."),
    ),
    "purge-open": (
        QT_TRANSLATE_NOOP("Failures", "Une purge attend déjà"),
        QT_TRANSLATE_NOOP("Failures", "La purge {purge} attend un accord, ou n’est pas menée au bout."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Menez-la au bout, ou retirez-la."),
    ),
    "purge-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Purge introuvable"),
        QT_TRANSLATE_NOOP("Failures", "Aucune purge n’a ce numéro."),
        _KEPT,
        _LOOK,
    ),
    "purge-ended": (
        QT_TRANSLATE_NOOP("Failures", "Purge terminée ou retirée"),
        QT_TRANSLATE_NOOP("Failures", "Un collègue l’a terminée ou retirée entre-temps."),
        QT_TRANSLATE_NOOP("Failures", "Rien de plus n’a été purgé."),
        _LOOK,
    ),
    "purge-started": (
        QT_TRANSLATE_NOOP("Failures", "Purge commencée"),
        QT_TRANSLATE_NOOP("Failures", "Une purge commencée ne se retire plus."),
        QT_TRANSLATE_NOOP("Failures", "Ce qui est purgé l’est ; le reste attend."),
        QT_TRANSLATE_NOOP("Failures", "Menez-la au bout."),
    ),
    "purge-approved": (
        QT_TRANSLATE_NOOP("Failures", "Purge déjà approuvée"),
        QT_TRANSLATE_NOOP("Failures", "Un collègue l’a approuvée entre-temps."),
        _KEPT,
        _LOOK,
    ),
    "purge-lapsed": (
        QT_TRANSLATE_NOOP("Failures", "Demande de purge périmée"),
        QT_TRANSLATE_NOOP("Failures", "Une demande de purge, ou un accord, vaut {hours} heures."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Demandez la purge de nouveau."),
    ),
    "purge-same-person": (
        QT_TRANSLATE_NOOP("Failures", "Il faut une autre personne"),
        QT_TRANSLATE_NOOP("Failures", "Qui demande une purge ne l’approuve pas."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Un collègue l’approuve, sous son propre compte."),
    ),
    "purge-not-approved": (
        QT_TRANSLATE_NOOP("Failures", "Purge sans accord"),
        QT_TRANSLATE_NOOP("Failures", "Personne n’a encore approuvé cette purge."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Un collègue l’approuve, sous son propre compte."),
    ),
    "purge-not-done": (
        QT_TRANSLATE_NOOP("Failures", "Pas encore de certificat"),
        QT_TRANSLATE_NOOP("Failures", "Cette purge n’est pas menée au bout."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Menez-la au bout, puis enregistrez son certificat."),
    ),
}


def category_text(category: Category) -> str:
    """What a rule is about."""
    return translate("Retention", _CATEGORIES[category])


def start_text(start: Start) -> str:
    """From when a duration is counted."""
    return translate("Retention", _STARTS[start])


def basis_text(basis: Basis) -> str:
    """On what a duration rests."""
    return translate("Retention", _BASES[basis])


def stop_text(stop: Stop) -> str:
    """Why something stays."""
    return translate("Retention", _STOPS[stop])


def stage_text(stage: Stage) -> str:
    """Where a purge stands."""
    return translate("Retention", _STAGES[stage])


def due_text(due: Due) -> str:
    """What something that is due is called: the number people say, or the submission's row."""
    return due.number or translate("Retention", "Dépôt {row}").format(row=due.item.subject)
