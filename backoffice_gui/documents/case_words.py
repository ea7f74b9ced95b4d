"""The words of cases in files and papers that leave the house: French, whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, Source

__all__ = [
    "ANSWERS",
    "BADGES",
    "COLUMNS",
    "DECISIONS",
    "HAPPENINGS",
    "KINDS",
    "MEMBERS",
    "SECTIONS",
    "SOURCES",
    "STATES",
    "VALUES",
    "about",
    "badges",
]

COLUMNS: Mapping[CaseColumn, str] = {
    CaseColumn.STATE: "État",
    CaseColumn.NUMBER: "Référence",
    CaseColumn.KIND: "Demande",
    CaseColumn.APPLICANT: "Demandeur",
    CaseColumn.RECEIVED: "Reçue le",
    CaseColumn.DUE: "Échéance",
    CaseColumn.PARTS: "Pièces",
    CaseColumn.AGENT: "Agent",
    CaseColumn.BADGES: "À voir",
    CaseColumn.OFPRA_NUMBER: "N° Ofpra",
    CaseColumn.SOURCE: "Origine",
    CaseColumn.CLOSED: "Traitée le",
}
KINDS: Mapping[CaseKind, str] = {
    CaseKind.CERTIFICATE: "Copie d’acte",
    CaseKind.CONTACT: "Changement de coordonnées",
    CaseKind.UNREAD: "Formulaire non lu",
}
STATES: Mapping[CaseState, str] = {
    CaseState.NEW: "Nouvelle",
    CaseState.TAKEN: "Prise",
    CaseState.WAITING_PIECE: "À compléter",
    CaseState.WAITING_COLLEAGUE: "Avis attendu",
    CaseState.ANSWERED: "Réponse donnée",
    CaseState.CLOSED: "Close",
}
SOURCES: Mapping[Source, str] = {
    Source.SITE: "Site",
    Source.POST: "Courrier",
    Source.EMAIL: "Courriel",
    Source.PRACTICE: "Exercice",
}
ANSWERS: Mapping[Answer, str] = {
    Answer.ISSUED: "Délivré",
    Answer.NOT_YET: "Pas encore établi",
    Answer.NOT_HELD_NANTES: "Relève du Service central d’état civil (Nantes)",
    Answer.NOT_HELD_TOWN_HALL: "Relève d’une mairie française",
    Answer.NOT_HELD_EU: "Relève d’un État de l’Union européenne",
    Answer.NO_MATCH: "Aucun dossier correspondant",
    Answer.NOT_ENTITLED: "Demandeur sans qualité",
}
DECISIONS: Mapping[Decision, str] = {Decision.ACCEPTED: "Accepté", Decision.REFUSED: "Refusé"}
BADGES: Mapping[Badge, str] = {
    Badge.NEWS: "Du nouveau",
    Badge.DUPLICATE: "Doublon possible",
    Badge.PIECE_REFUSED: "Pièce illisible",
    Badge.REPEAT: "Déjà demandé",
    Badge.FORM_DOUBT: "Saisie à vérifier",
    Badge.SHARED_CONTACT: "Coordonnées partagées",
    Badge.SECOND_CHANGE: "2e changement",
    Badge.IN_FLIGHT: "Courrier en route",
    Badge.UNVERIFIED: "Non accusée",
    Badge.TO_PURGE: "À purger",
}
_ABOUT: Mapping[str, str] = {
    "birth": "naissance",
    "marriage": "mariage",
    "death": "décès",
    "other": "autre",
    "address": "adresse",
    "email": "courriel",
    "phone": "téléphone",
}
SECTIONS: Mapping[str, str] = {
    "person": "Personne concernée",
    "requester": "Demandeur",
    "certificate": "Acte demandé",
    "spouse": "Conjoint",
    "parents": "Parent",
    "delivery": "Adresse d’envoi",
    "contact_old": "Anciennes coordonnées",
    "contact_new": "Nouvelles coordonnées",
    "other": "Autres champs",
    "content": "Contenu",
    "raw": "Contenu brut",
}
MEMBERS: Mapping[str, str] = {
    "family_name": "Nom de famille",
    "used_name": "Nom d’usage",
    "given_names": "Prénoms",
    "sex": "Sexe",
    "birth_date": "Date de naissance",
    "birth_date_declared": "Date déclarée",
    "birth_place": "Lieu de naissance",
    "birth_country": "Pays de naissance",
    "nationalities": "Nationalités",
    "ofpra_number": "Numéro Ofpra",
    "foreigner_number": "Numéro étranger (AGDREF)",
    "relation": "Lien avec la personne",
    "type": "Acte",
    "form": "Forme",
    "copies": "Exemplaires",
    "date": "Date de l’événement",
    "place": "Lieu de l’événement",
    "country": "Pays",
    "lines": "Adresse",
    "postcode": "Code postal",
    "town": "Ville",
    "organisation": "Organisme",
    "box": "Boîte",
    "email": "Courriel",
    "phone": "Téléphone",
    "language": "Langue",
    "comment": "Commentaire",
    "status": "Situation",
    "effective_date": "Date d’effet",
    "proofs": "Pièces justificatives",
    "size": "Taille en octets",
    "text": "Texte",
    "octets": "Premiers octets",
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "sex": {"F": "féminin", "M": "masculin", "X": "autre ou non précisé"},
    "relation": {
        "self": "la personne elle-même",
        "spouse": "conjoint",
        "ascendant": "ascendant",
        "descendant": "descendant",
        "legal_representative": "représentant légal",
    },
    "type": {"birth": "naissance", "marriage": "mariage", "death": "décès"},
    "form": {
        "full_copy": "copie intégrale",
        "extract_with_parentage": "extrait avec filiation",
        "extract": "extrait sans filiation",
    },
    "status": {"applicant": "demandeur d’asile", "protected": "personne protégée"},
    "birth_date_declared": {"true": "oui", "false": "non"},
}
HAPPENINGS: Mapping[str, str] = {
    "submitted": "Envoyée par la personne",
    "first_seen": "Vue sur le site",
    "stored": "Rangée ici",
    "verified": "Relue et contrôlée",
    "ack_sent": "Accusé envoyé au site",
    "acknowledged": "Accusée par le site",
    "closed": "Destruction sur le site prouvée",
    "expired": "Expirée sur le site",
    "received": "Enregistrée comme demande",
    "entered": "Saisie à la main",
    "read_again": "Formulaire relu par une version plus récente",
    "piece_refused": "Une pièce ne peut pas être lue",
    "piece_shown": "La pièce a pu être lue depuis",
    "held": "Conservation prolongée",
    "hold_released": "Fin de la conservation prolongée",
    "payload_purged": "Contenu envoyé purgé",
    "take": "Prise",
    "assign": "Attribuée",
    "hand_over": "Confiée à un autre service",
    "give_back": "Rendue",
    "ask_piece": "Pièce demandée",
    "ask_colleague": "Collègue consulté",
    "resume": "Reprise",
    "answer": "Réponse donnée",
    "close": "Close",
    "reopen": "Rouverte",
    "note": "Note ajoutée",
    "undo": "Action annulée",
    "receipt_sent": "Accusé de réception envoyé à la personne",
    "linked": "Rattachée à une personne connue",
    "asked_again": "La même chose a été demandée de nouveau",
    "case_linked": "Dite la même qu’une autre demande",
    "proposal_dismissed": "Rapprochement écarté",
}
"""What happened; a code word that stands nowhere here is written as it is: nothing that happened is hidden."""


def about(words: str) -> str:
    """What exactly was asked for: the code words of `CaseRow.about` in words."""
    return ", ".join(_ABOUT.get(word, word) for word in words.split())


def badges(flags: Badge) -> str:
    """Every badge that holds, in the order in which a row shows them."""
    return ", ".join(word for badge, word in BADGES.items() if badge in flags)
