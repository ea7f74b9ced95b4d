"""What is not possible about this workstation's settings, and about what was notified to the authority, and why."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["POST_FAILURES"]

_NOTICE = QT_TRANSLATE_NOOP("Failures", "Notification non inscrite")
_SETTING = QT_TRANSLATE_NOOP("Failures", "Réglage non changé")
_NOTHING = QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé.")

POST_FAILURES: dict[str, tuple[str, str, str, str]] = {
    "notified-time": (
        _NOTICE,
        QT_TRANSLATE_NOOP("Failures", "Ce moment est avant l’ouverture de l’incident, ou à venir."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Corrigez la date et l’heure de la notification."),
    ),
    "reference-needed": (
        _NOTICE,
        QT_TRANSLATE_NOOP("Failures", "La référence donnée par la CNIL manque."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Recopiez-la de son accusé de réception."),
    ),
    "reference-odd": (
        _NOTICE,
        QT_TRANSLATE_NOOP("Failures", "Cette référence ne convient pas."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Une ligne, {most} caractères au plus."),
    ),
    "incident-unknown": (
        _NOTICE,
        QT_TRANSLATE_NOOP("Failures", "Aucun incident n° {number}."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Actualisez la page."),
    ),
    "setting-fixed": (
        _SETTING,
        QT_TRANSLATE_NOOP("Failures", "Ce réglage est fixé par votre administration."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Demandez-lui de le changer."),
    ),
    "setting-value": (
        _SETTING,
        QT_TRANSLATE_NOOP("Failures", "Cette valeur n’est pas permise."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Choisissez-en une autre."),
    ),
    "setting-folder": (
        _SETTING,
        QT_TRANSLATE_NOOP("Failures", "Ce dossier n’est pas là, ou ne peut pas être écrit."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Branchez le disque ou le partage, ou choisissez un autre dossier."),
    ),
}
"""`reason` → title, what happened, what is safe, what to do."""
