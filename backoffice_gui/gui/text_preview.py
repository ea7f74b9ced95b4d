"""Why an attachment can't be looked at, by reason, and what an agent can do instead."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["PREVIEW"]

_KEPT = QT_TRANSLATE_NOOP(
    "Failures", "La pièce est gardée telle qu’elle est arrivée ; elle n’a été ouverte nulle part."
)
_ANOTHER = QT_TRANSLATE_NOOP("Failures", "Demandez une autre copie à la personne.")

PREVIEW: dict[str, tuple[str, str, str, str]] = {
    "PRE-001": (
        QT_TRANSLATE_NOOP("Failures", "Pas d’aperçu de cette pièce"),
        QT_TRANSLATE_NOOP("Failures", "Cette pièce jointe ne peut pas être montrée."),
        _KEPT,
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez une autre copie à la personne, ou enregistrez la pièce en indiquant un motif."
        ),
    ),
    "PRE-001:preview-empty": (
        QT_TRANSLATE_NOOP("Failures", "Pièce vide"),
        QT_TRANSLATE_NOOP("Failures", "Le fichier est arrivé sans contenu (0 octet)."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Demandez à la personne de l’envoyer de nouveau."),
    ),
    "PRE-001:preview-unsupported": (
        QT_TRANSLATE_NOOP("Failures", "Pas d’aperçu de ce genre de fichier"),
        QT_TRANSLATE_NOOP(
            "Failures", "Sont montrés les PDF, les images (PNG, JPEG, TIFF, WebP, GIF) et les textes simples."
        ),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Enregistrez une copie en indiquant un motif, ou demandez un PDF."),
    ),
    "PRE-001:preview-encrypted": (
        QT_TRANSLATE_NOOP("Failures", "Pièce protégée par un mot de passe"),
        QT_TRANSLATE_NOOP("Failures", "Le document ne s’ouvre qu’avec un mot de passe."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Demandez à la personne une copie sans mot de passe."),
    ),
    "PRE-001:preview-broken": (
        QT_TRANSLATE_NOOP("Failures", "Pièce illisible"),
        QT_TRANSLATE_NOOP("Failures", "La pièce est abîmée, ou son contenu n’est pas celui d’un document ordinaire."),
        _KEPT,
        _ANOTHER,
    ),
    "PRE-001:preview-timeout": (
        QT_TRANSLATE_NOOP("Failures", "Page trop longue à préparer"),
        QT_TRANSLATE_NOOP("Failures", "Cette page demande plus de temps que l’aperçu n’en a (20 secondes)."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Regardez une autre page, ou demandez une copie plus simple."),
    ),
    "PRE-001:preview-memory": (
        QT_TRANSLATE_NOOP("Failures", "Pièce trop lourde"),
        QT_TRANSLATE_NOOP("Failures", "Cette pièce demande plus de mémoire que l’aperçu n’en a (512 Mio)."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Demandez une copie moins lourde."),
    ),
    "PRE-001:preview-unavailable": (
        QT_TRANSLATE_NOOP("Failures", "Aperçu indisponible sur ce poste"),
        QT_TRANSLATE_NOOP("Failures", "L’aperçu ne peut pas être isolé du reste du poste, donc rien n’est ouvert."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur, qui lancera « backoffice doctor »."),
    ),
    "PRE-001:preview-closed": (
        QT_TRANSLATE_NOOP("Failures", "Aperçu fermé"),
        QT_TRANSLATE_NOOP("Failures", "L’aperçu a été fermé avant la réponse."),
        _KEPT,
        QT_TRANSLATE_NOOP("Failures", "Ouvrez la pièce de nouveau."),
    ),
}
"""Code (or `code:reason`) → title, what happened, what is safe, what to do."""
