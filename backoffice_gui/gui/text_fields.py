"""The words of a form: members of protocol §6 as an agent reads them, and the warnings beside them.

A member nobody has a word for keeps its code word: nothing a person sent is hidden.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = [
    "FIELDS",
    "NOTES",
    "SECTIONS",
    "VALUES",
    "WARNINGS",
    "field_text",
    "note_text",
    "section_text",
    "value_text",
    "warning_text",
]

translate = QCoreApplication.translate

FIELDS: dict[str, str] = {
    "family_name": QT_TRANSLATE_NOOP("Fields", "Nom de famille"),
    "used_name": QT_TRANSLATE_NOOP("Fields", "Nom d’usage"),
    "given_names": QT_TRANSLATE_NOOP("Fields", "Prénoms"),
    "sex": QT_TRANSLATE_NOOP("Fields", "Sexe"),
    "birth_date": QT_TRANSLATE_NOOP("Fields", "Date de naissance"),
    "birth_date_declared": QT_TRANSLATE_NOOP("Fields", "Date de naissance déclarée"),
    "birth_place": QT_TRANSLATE_NOOP("Fields", "Lieu de naissance"),
    "birth_country": QT_TRANSLATE_NOOP("Fields", "Pays de naissance"),
    "nationalities": QT_TRANSLATE_NOOP("Fields", "Nationalités"),
    "ofpra_number": QT_TRANSLATE_NOOP("Fields", "Numéro Ofpra"),
    "foreigner_number": QT_TRANSLATE_NOOP("Fields", "Numéro étranger (AGDREF)"),
    "relation": QT_TRANSLATE_NOOP("Fields", "Lien avec la personne"),
    "type": QT_TRANSLATE_NOOP("Fields", "Acte"),
    "form": QT_TRANSLATE_NOOP("Fields", "Forme"),
    "copies": QT_TRANSLATE_NOOP("Fields", "Exemplaires"),
    "date": QT_TRANSLATE_NOOP("Fields", "Date"),
    "place": QT_TRANSLATE_NOOP("Fields", "Lieu"),
    "country": QT_TRANSLATE_NOOP("Fields", "Pays"),
    "event": QT_TRANSLATE_NOOP("Fields", "Événement"),
    "event.date": QT_TRANSLATE_NOOP("Fields", "Date de l’événement"),
    "event.place": QT_TRANSLATE_NOOP("Fields", "Lieu de l’événement"),
    "event.country": QT_TRANSLATE_NOOP("Fields", "Pays de l’événement"),
    "spouse": QT_TRANSLATE_NOOP("Fields", "Conjoint"),
    "parents": QT_TRANSLATE_NOOP("Fields", "Parents"),
    "person": QT_TRANSLATE_NOOP("Fields", "Personne"),
    "requester": QT_TRANSLATE_NOOP("Fields", "Demandeur"),
    "certificates": QT_TRANSLATE_NOOP("Fields", "Actes demandés"),
    "delivery": QT_TRANSLATE_NOOP("Fields", "Adresse d’envoi"),
    "lines": QT_TRANSLATE_NOOP("Fields", "Adresse"),
    "address": QT_TRANSLATE_NOOP("Fields", "Adresse"),
    "postcode": QT_TRANSLATE_NOOP("Fields", "Code postal"),
    "town": QT_TRANSLATE_NOOP("Fields", "Ville"),
    "domiciliation": QT_TRANSLATE_NOOP("Fields", "Domiciliation"),
    "organisation": QT_TRANSLATE_NOOP("Fields", "Organisme"),
    "box": QT_TRANSLATE_NOOP("Fields", "Boîte"),
    "email": QT_TRANSLATE_NOOP("Fields", "Courriel"),
    "phone": QT_TRANSLATE_NOOP("Fields", "Téléphone"),
    "language": QT_TRANSLATE_NOOP("Fields", "Langue"),
    "comment": QT_TRANSLATE_NOOP("Fields", "Commentaire"),
    "status": QT_TRANSLATE_NOOP("Fields", "Situation"),
    "old": QT_TRANSLATE_NOOP("Fields", "Anciennes coordonnées"),
    "new": QT_TRANSLATE_NOOP("Fields", "Nouvelles coordonnées"),
    "effective_date": QT_TRANSLATE_NOOP("Fields", "Date d’effet"),
    "proofs": QT_TRANSLATE_NOOP("Fields", "Pièces justificatives"),
}

SECTIONS: dict[str, str] = {
    "person": QT_TRANSLATE_NOOP("Fields", "Personne concernée"),
    "requester": QT_TRANSLATE_NOOP("Fields", "Demandeur"),
    "certificates": QT_TRANSLATE_NOOP("Fields", "Acte demandé"),
    "certificate": QT_TRANSLATE_NOOP("Fields", "Acte demandé"),
    "event": QT_TRANSLATE_NOOP("Fields", "Événement"),
    "spouse": QT_TRANSLATE_NOOP("Fields", "Conjoint"),
    "parents": QT_TRANSLATE_NOOP("Fields", "Parent"),
    "parent": QT_TRANSLATE_NOOP("Fields", "Parent"),
    "delivery": QT_TRANSLATE_NOOP("Fields", "Adresse d’envoi"),
    "address": QT_TRANSLATE_NOOP("Fields", "Adresse"),
    "contact": QT_TRANSLATE_NOOP("Fields", "Contact"),
    "old": QT_TRANSLATE_NOOP("Fields", "Anciennes coordonnées"),
    "new": QT_TRANSLATE_NOOP("Fields", "Nouvelles coordonnées"),
    "request": QT_TRANSLATE_NOOP("Fields", "Demande"),
    "form": QT_TRANSLATE_NOOP("Fields", "Demande"),
    "other": QT_TRANSLATE_NOOP("Fields", "Autres champs"),
    "unknown": QT_TRANSLATE_NOOP("Fields", "Autres champs"),
    "domiciliation": QT_TRANSLATE_NOOP("Fields", "Domiciliation"),
}

VALUES: dict[str, dict[str, str]] = {
    "sex": {
        "F": QT_TRANSLATE_NOOP("Fields", "féminin"),
        "M": QT_TRANSLATE_NOOP("Fields", "masculin"),
        "X": QT_TRANSLATE_NOOP("Fields", "autre ou non précisé"),
    },
    "relation": {
        "self": QT_TRANSLATE_NOOP("Fields", "la personne elle-même"),
        "spouse": QT_TRANSLATE_NOOP("Fields", "conjoint"),
        "ascendant": QT_TRANSLATE_NOOP("Fields", "ascendant"),
        "descendant": QT_TRANSLATE_NOOP("Fields", "descendant"),
        "legal_representative": QT_TRANSLATE_NOOP("Fields", "représentant légal"),
    },
    "type": {
        "birth": QT_TRANSLATE_NOOP("Fields", "naissance"),
        "marriage": QT_TRANSLATE_NOOP("Fields", "mariage"),
        "death": QT_TRANSLATE_NOOP("Fields", "décès"),
    },
    "form": {
        "full_copy": QT_TRANSLATE_NOOP("Fields", "copie intégrale"),
        "extract_with_parentage": QT_TRANSLATE_NOOP("Fields", "extrait avec filiation"),
        "extract": QT_TRANSLATE_NOOP("Fields", "extrait sans filiation"),
    },
    "status": {
        "applicant": QT_TRANSLATE_NOOP("Fields", "demandeur d’asile"),
        "protected": QT_TRANSLATE_NOOP("Fields", "personne protégée"),
    },
    "birth_date_declared": {
        "true": QT_TRANSLATE_NOOP("Fields", "oui"),
        "false": QT_TRANSLATE_NOOP("Fields", "non"),
    },
}
"""Closed answers: member → what was sent → how it is read. Anything else is shown as it came."""

WARNINGS: dict[str, str] = {
    "invalid_date": QT_TRANSLATE_NOOP("Fields", "date à vérifier"),
    "date": QT_TRANSLATE_NOOP("Fields", "date à vérifier"),
    "unknown_value": QT_TRANSLATE_NOOP("Fields", "réponse hors de la liste prévue"),
    "value": QT_TRANSLATE_NOOP("Fields", "réponse hors de la liste prévue"),
    "type": QT_TRANSLATE_NOOP("Fields", "réponse d’une autre sorte que prévu"),
    "too_long": QT_TRANSLATE_NOOP("Fields", "plus long que prévu"),
    "unknown_member": QT_TRANSLATE_NOOP("Fields", "champ inconnu de cette version"),
    "unknown_country": QT_TRANSLATE_NOOP("Fields", "pays inconnu"),
    "country": QT_TRANSLATE_NOOP("Fields", "pays inconnu"),
    "missing_part": QT_TRANSLATE_NOOP("Fields", "pièce absente de l’envoi"),
    "bidi": QT_TRANSLATE_NOOP("Fields", "contient des caractères de direction, montrés tels quels"),
    "control": QT_TRANSLATE_NOOP("Fields", "contient des caractères de commande, montrés tels quels"),
}

NOTES: dict[str, str] = {
    "unknown_kind": QT_TRANSLATE_NOOP(
        "Fields", "Cette version ne connaît pas ce type de demande : tous ses champs sont montrés tels quels."
    ),
    "not_json": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’est pas dans le format attendu (JSON). Il est conservé tel quel, octet pour octet."
    ),
    "not_utf8": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’est pas du texte lisible. Il est conservé tel quel, octet pour octet."
    ),
    "not_object": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’a pas la forme attendue. Tout son contenu est montré tel quel."
    ),
    "empty": QT_TRANSLATE_NOOP("Fields", "Le formulaire est vide."),
    "too_large": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire est trop grand pour être montré en entier ; il est conservé en entier."
    ),
    "truncated": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire est trop grand pour être montré en entier ; il est conservé en entier."
    ),
    "unread_members": QT_TRANSLATE_NOOP(
        "Fields", "Des champs inconnus de cette version sont montrés sous « Autres champs »."
    ),
}


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def field_text(name: str) -> str:
    """The word for a member, by its whole path or its last part; else the code word itself."""
    known = FIELDS.get(name) or FIELDS.get(_last(name))
    return translate("Fields", known) if known is not None else name


def section_text(name: str, number: int | None) -> str:
    """A section's title, numbered where it repeats."""
    known = SECTIONS.get(name) or SECTIONS.get(_last(name)) or FIELDS.get(_last(name))
    title = translate("Fields", known) if known is not None else name
    return title if number is None else f"{title} {number}"


def value_text(name: str, value: str) -> str:
    """A closed answer in words, with what was sent; anything else as it came."""
    answers = VALUES.get(_last(name), {})
    known = answers.get(value)
    return translate("Fields", known) if known is not None else value


def warning_text(code: str) -> str:
    """A warning beside a field."""
    known = WARNINGS.get(code)
    return translate("Fields", known) if known is not None else code


def note_text(code: str) -> str:
    """A note above the form."""
    known = NOTES.get(code)
    return translate("Fields", known) if known is not None else code
