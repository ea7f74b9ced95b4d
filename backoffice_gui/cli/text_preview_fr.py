"""What the console says in French of an attachment that can't be looked at, and of the walls around its preview."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

CIRCUMSTANCES = {
    "PRE-001": (
        "Cette pièce jointe ne peut pas être montrée ({reason}).",
        "La pièce est gardée telle qu’elle est arrivée ; elle n’a été ouverte nulle part ailleurs.",
        "Demandez une autre copie à la personne, ou enregistrez la pièce avec un motif.",
    )
}

REASONS = {
    "PRE-001/preview-empty": (
        "Cette pièce est arrivée sans contenu (0 octet).",
        "Demandez une autre copie à la personne.",
    ),
    "PRE-001/preview-unsupported": (
        "Il n’y a pas d’aperçu pour ce genre de fichier.",
        "Sont montrés les PDF, les images (PNG, JPEG, TIFF, WebP, GIF) et les textes simples.",
    ),
    "PRE-001/preview-encrypted": (
        "Cette pièce est protégée par un mot de passe.",
        "Demandez à la personne une copie sans mot de passe.",
    ),
    "PRE-001/preview-broken": (
        "Cette pièce est abîmée, ou son contenu n’est pas celui d’un document ordinaire.",
        "Demandez une autre copie à la personne.",
    ),
    "PRE-001/preview-timeout": (
        "Cette page demande plus de temps que l’aperçu n’en a (20 secondes).",
        "Regardez une autre page, ou demandez une copie plus simple.",
    ),
    "PRE-001/preview-memory": (
        "Cette pièce demande plus de mémoire que l’aperçu n’en a (512 Mio).",
        "Demandez une copie moins lourde.",
    ),
    "PRE-001/preview-unavailable": (
        "L’aperçu ne peut pas être ouvert sur ce poste sans danger, donc il ne l’est pas.",
        "Prévenez votre administrateur, qui lancera « backoffice doctor ».",
    ),
    "PRE-001/preview-closed": (
        "L’aperçu a été fermé avant la réponse.",
        "Ouvrez la pièce de nouveau.",
    ),
}

PHRASES = {
    "doctor.preview": "Aperçu des pièces",
    "doctor.capture": "Captures d’écran",
    "doctor.says.captures_excluded": "la fenêtre en est exclue",
    "doctor.says.captures_show": "ce système ne sait pas en exclure une fenêtre ; elle s’y voit (exclude_capture)",
    "doctor.says.walls": "isolé ({walls})",
}
