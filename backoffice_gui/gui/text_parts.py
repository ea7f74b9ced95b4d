"""What attachments are, and what to beware of in one, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.preview import PAGES_SHOWN, Flag, Kind
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["WHYS", "flag_text", "kind_text", "why_text"]

translate = QCoreApplication.translate

WHYS: dict[str, str] = {
    "preview-empty": QT_TRANSLATE_NOOP("Parts", "vide"),
    "preview-unsupported": QT_TRANSLATE_NOOP("Parts", "genre de fichier sans aperçu"),
    "preview-encrypted": QT_TRANSLATE_NOOP("Parts", "protégée par un mot de passe"),
    "preview-broken": QT_TRANSLATE_NOOP("Parts", "abîmée"),
    "preview-timeout": QT_TRANSLATE_NOOP("Parts", "trop longue à préparer"),
    "preview-memory": QT_TRANSLATE_NOOP("Parts", "trop lourde"),
}
"""Why an attachment can't be read, in a few words."""


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


def why_text(reason: str) -> str:
    """Why an attachment can't be read; a reason nobody has words for stays as it is."""
    known = WHYS.get(reason)
    return translate("Parts", known) if known is not None else reason
