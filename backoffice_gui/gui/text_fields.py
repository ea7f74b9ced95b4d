"""The words of a form: members of protocol §6 as an agent reads them, and the warnings beside them.

A member nobody has a word for keeps its code word: nothing a person sent is hidden.
"""

from __future__ import annotations

import re

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
    "birth_date_declared": QT_TRANSLATE_NOOP("Fields", "Source de la date"),
    "birth_place": QT_TRANSLATE_NOOP("Fields", "Lieu de naissance"),
    "birth_country": QT_TRANSLATE_NOOP("Fields", "Pays de naissance"),
    "nationalities": QT_TRANSLATE_NOOP("Fields", "Nationalités"),
    "ofpra_number": QT_TRANSLATE_NOOP("Fields", "Numéro Ofpra"),
    "foreigner_number": QT_TRANSLATE_NOOP("Fields", "Numéro étranger (AGDREF)"),
    "relation": QT_TRANSLATE_NOOP("Fields", "Lien avec la personne"),
    "type": QT_TRANSLATE_NOOP("Fields", "Acte"),
    "form": QT_TRANSLATE_NOOP("Fields", "Forme"),
    "copies": QT_TRANSLATE_NOOP("Fields", "Exemplaires"),
    "date": QT_TRANSLATE_NOOP("Fields", "Date de l’événement"),
    "place": QT_TRANSLATE_NOOP("Fields", "Lieu de l’événement"),
    "country": QT_TRANSLATE_NOOP("Fields", "Pays"),
    "lines": QT_TRANSLATE_NOOP("Fields", "Adresse"),
    "postcode": QT_TRANSLATE_NOOP("Fields", "Code postal"),
    "town": QT_TRANSLATE_NOOP("Fields", "Ville"),
    "organisation": QT_TRANSLATE_NOOP("Fields", "Organisme"),
    "box": QT_TRANSLATE_NOOP("Fields", "Boîte"),
    "email": QT_TRANSLATE_NOOP("Fields", "Courriel"),
    "phone": QT_TRANSLATE_NOOP("Fields", "Téléphone"),
    "language": QT_TRANSLATE_NOOP("Fields", "Langue"),
    "comment": QT_TRANSLATE_NOOP("Fields", "Commentaire"),
    "status": QT_TRANSLATE_NOOP("Fields", "Situation"),
    "effective_date": QT_TRANSLATE_NOOP("Fields", "Date d’effet"),
    "proofs": QT_TRANSLATE_NOOP("Fields", "Pièces justificatives"),
    "size": QT_TRANSLATE_NOOP("Fields", "Taille en octets"),
    "text": QT_TRANSLATE_NOOP("Fields", "Texte"),
    "octets": QT_TRANSLATE_NOOP("Fields", "Premiers octets"),
}

SECTIONS: dict[str, str] = {
    "person": QT_TRANSLATE_NOOP("Fields", "Personne concernée"),
    "requester": QT_TRANSLATE_NOOP("Fields", "Demandeur"),
    "certificate": QT_TRANSLATE_NOOP("Fields", "Acte demandé"),
    "spouse": QT_TRANSLATE_NOOP("Fields", "Conjoint"),
    "parents": QT_TRANSLATE_NOOP("Fields", "Parent"),
    "delivery": QT_TRANSLATE_NOOP("Fields", "Adresse d’envoi"),
    "contact_old": QT_TRANSLATE_NOOP("Fields", "Anciennes coordonnées"),
    "contact_new": QT_TRANSLATE_NOOP("Fields", "Nouvelles coordonnées"),
    "other": QT_TRANSLATE_NOOP("Fields", "Autres champs, inconnus de cette version"),
    "content": QT_TRANSLATE_NOOP("Fields", "Contenu"),
    "raw": QT_TRANSLATE_NOOP("Fields", "Contenu brut"),
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
        "true": QT_TRANSLATE_NOOP("Fields", "la personne le déclare"),
        "false": QT_TRANSLATE_NOOP("Fields", "un document"),
    },
}
"""Closed answers: member → what was sent → how it is read. Anything else is shown as it came."""

WARNINGS: dict[str, str] = {
    "wrong_type": QT_TRANSLATE_NOOP("Fields", "réponse d’une autre sorte que prévu"),
    "control_characters": QT_TRANSLATE_NOOP("Fields", "contient des caractères cachés, montrés entre ⟨ ⟩"),
    "too_long": QT_TRANSLATE_NOOP("Fields", "plus long que prévu"),
    "too_many": QT_TRANSLATE_NOOP("Fields", "plus de lignes que prévu"),
    "date_invalid": QT_TRANSLATE_NOOP("Fields", "date qui n’existe pas"),
    "date_partial": QT_TRANSLATE_NOOP("Fields", "date incomplète"),
    "date_doubtful": QT_TRANSLATE_NOOP("Fields", "date donnée comme incertaine"),
    "number_format": QT_TRANSLATE_NOOP("Fields", "numéro de forme inhabituelle"),
    "phone_odd": QT_TRANSLATE_NOOP("Fields", "numéro de téléphone à vérifier"),
    "email_odd": QT_TRANSLATE_NOOP("Fields", "adresse de courriel à vérifier"),
    "country_unknown": QT_TRANSLATE_NOOP("Fields", "code de pays inconnu"),
    "language_odd": QT_TRANSLATE_NOOP("Fields", "code de langue inconnu"),
    "value_unknown": QT_TRANSLATE_NOOP("Fields", "réponse hors de la liste prévue"),
    "name_absent": QT_TRANSLATE_NOOP("Fields", "tient lieu d’un nom que la personne n’a pas"),
}

NOTES: dict[str, str] = {
    "unknown_kind": QT_TRANSLATE_NOOP(
        "Fields", "Cette version ne connaît pas ce type de demande : tous ses champs sont montrés tels quels."
    ),
    "duplicate_member": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire donne deux fois un même champ : les deux sont montrés."
    ),
    "not_object": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’a pas la forme attendue. Tout son contenu est montré tel quel."
    ),
    "not_json": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’est pas dans le format attendu (JSON). Il est conservé tel quel, octet pour octet."
    ),
    "not_utf8": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire n’est pas du texte lisible. Il est conservé tel quel, octet pour octet."
    ),
    "too_deep": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire est trop imbriqué pour être lu. Il est conservé tel quel, octet pour octet."
    ),
    "empty": QT_TRANSLATE_NOOP("Fields", "Le formulaire est vide."),
    "truncated": QT_TRANSLATE_NOOP(
        "Fields", "Le formulaire est trop grand pour être montré en entier ; il est conservé en entier."
    ),
    "not_stored": QT_TRANSLATE_NOOP("Fields", "Rien de lisible n’est rangé ici pour cette demande : voir le suivi."),
}


def field_text(name: str) -> str:
    """The word for a member; else the code word itself."""
    known = FIELDS.get(name)
    return translate("Fields", known) if known is not None else name


def section_text(name: str, number: int | None) -> str:
    """A section's title, numbered where it repeats."""
    known = SECTIONS.get(name)
    title = translate("Fields", known) if known is not None else name
    return title if number is None else f"{title} {number}"


_SAME_DAY = re.compile(r"(\d{2}/\d{2}/\d{4}) \(\d{4}-\d{2}-\d{2}\)")


def value_text(name: str, value: str) -> str:
    """A closed answer in words, a whole day once; anything else as it came."""
    if (day := _SAME_DAY.fullmatch(value)) is not None:
        return day[1]
    known = VALUES.get(name, {}).get(value)
    return translate("Fields", known) if known is not None else value


def warning_text(code: str) -> str:
    """A warning beside a field."""
    known = WARNINGS.get(code)
    return translate("Fields", known) if known is not None else code


def note_text(code: str) -> str:
    """A note above the form."""
    known = NOTES.get(code)
    return translate("Fields", known) if known is not None else code
