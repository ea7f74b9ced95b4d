"""Why a copy, a table or a print could not be made, by code word: what happened, what is safe, what to do."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["EXPORT_FAILURES"]

_NOTHING = QT_TRANSLATE_NOOP("Failures", "Aucun fichier n’est resté.")
_KEPT = QT_TRANSLATE_NOOP("Failures", "Ce qui est dans la base n’a pas changé.")

EXPORT_FAILURES: dict[str, tuple[str, str, str, str]] = {
    "export-exists": (
        QT_TRANSLATE_NOOP("Failures", "Fichier déjà là"),
        QT_TRANSLATE_NOOP("Failures", "Un fichier de ce nom, ou son manifeste, est déjà dans le dossier ({file})."),
        QT_TRANSLATE_NOOP("Failures", "Il n’a pas été touché."),
        QT_TRANSLATE_NOOP("Failures", "Choisissez un autre nom."),
    ),
    "export-cancelled": (
        QT_TRANSLATE_NOOP("Failures", "Export arrêté"),
        QT_TRANSLATE_NOOP("Failures", "L’export a été arrêté à votre demande."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Vous pouvez le relancer."),
    ),
    "export-over-cap": (
        QT_TRANSLATE_NOOP("Failures", "Trop de demandes à la fois"),
        QT_TRANSLATE_NOOP("Failures", "{count} demandes à exporter ; la limite de ce poste est de {most}."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Filtrez la vue, ou demandez à votre administrateur de relever la limite."),
    ),
    "export-too-many-rows": (
        QT_TRANSLATE_NOOP("Failures", "Trop de lignes pour ce format"),
        QT_TRANSLATE_NOOP("Failures", "Un classeur ODS ou XLSX ne peut pas contenir autant de lignes."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Choisissez CSV, ou filtrez la vue."),
    ),
    "export-too-large": (
        QT_TRANSLATE_NOOP("Failures", "Fichier trop grand"),
        QT_TRANSLATE_NOOP("Failures", "Ce format ne peut pas contenir un fichier aussi grand."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Choisissez CSV, ou filtrez la vue."),
    ),
    "folder": (
        QT_TRANSLATE_NOOP("Failures", "Dossier où rien ne peut être écrit"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier ne peut pas être écrit dans ce dossier ({folder})."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Choisissez un autre dossier."),
    ),
    "labels-none": (
        QT_TRANSLATE_NOOP("Failures", "Pas d’étiquette à imprimer"),
        QT_TRANSLATE_NOOP("Failures", "Aucune demande n’est choisie."),
        _NOTHING,
        QT_TRANSLATE_NOOP("Failures", "Sélectionnez des demandes, puis recommencez."),
    ),
    "part-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Pièce introuvable"),
        QT_TRANSLATE_NOOP("Failures", "Cette pièce n’est pas, ou plus, dans cette base."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Actualisez la liste ; si elle manque encore, prévenez votre administrateur."),
    ),
    "sealed": (
        QT_TRANSLATE_NOOP("Failures", "Pièce scellée"),
        QT_TRANSLATE_NOOP("Failures", "Aucune clé de ce poste n’ouvre cette pièce."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur : la clé de secours permet de l’ouvrir."),
    ),
    "reason-odd": (
        QT_TRANSLATE_NOOP("Failures", "Motif illisible"),
        QT_TRANSLATE_NOOP("Failures", "Le motif contient des caractères invisibles."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Tapez-le de nouveau, en une ligne."),
    ),
}
"""A word of `UsageError` → title, what happened, what is safe, what to do."""
