"""What attachments are, and what to beware of in one, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.preview import PAGES_SHOWN, Flag, Kind

__all__ = ["flag_text", "kind_text"]

translate = QCoreApplication.translate


def kind_text(kind: Kind | None) -> str:
    """What a document is by its own first octets; nothing where there is no preview of it."""
    if kind is None:
        return translate("Parts", "sans aperçu")
    return {
        Kind.PDF: translate("Parts", "PDF"),
        Kind.PNG: translate("Parts", "PNG"),
        Kind.JPEG: translate("Parts", "JPEG"),
        Kind.TIFF: translate("Parts", "TIFF"),
        Kind.WEBP: translate("Parts", "WebP"),
        Kind.GIF: translate("Parts", "GIF"),
        Kind.TEXT: translate("Parts", "texte"),
    }[kind]


def flag_text(flag: Flag) -> str:
    """What the reader of a document should know of it, in a sentence."""
    return {
        Flag.TYPE_DIFFERS: translate("Parts", "Type réel différent de ce que disent le nom ou le type déclaré."),
        Flag.ENCRYPTED: translate("Parts", "Document chiffré, qui s’ouvre sans mot de passe."),
        Flag.HAS_JAVASCRIPT: translate("Parts", "Contient un programme ; il n’est jamais exécuté ici."),
        Flag.HAS_ATTACHMENTS: translate("Parts", "Contient d’autres fichiers, qui ne sont pas montrés."),
        Flag.HAS_DYNAMIC_FORM: translate(
            "Parts", "Formulaire dynamique : d’autres logiciels peuvent en montrer autre chose."
        ),
        Flag.TOO_MANY_PAGES: translate("Parts", "Seules les {n} premières pages sont montrées.").format(n=PAGES_SHOWN),
        Flag.MORE_FRAMES: translate("Parts", "Image animée : seule la première vue est montrée."),
    }[flag]
