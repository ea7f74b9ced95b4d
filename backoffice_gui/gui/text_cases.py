"""The words of the desk: kinds, states, acts, badges, answers, and what a list of cases is cut by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.case_list import CaseColumn, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseAct, CaseKind, CaseState, Decision, Source
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = [
    "ABOUT", "ACTS", "ANSWERS", "BADGES", "COLUMNS", "DECISIONS", "FIELDS", "KINDS", "MARKS", "OPERATORS",
    "SOURCES", "STATES", "VIEWS", "about_text", "act_text", "answer_text", "badge_text", "case_kind_text",
    "column_text", "decision_text", "field_text", "operator_text", "short_kind_text", "source_text", "state_hint",
    "state_text", "verb_text", "view_text",
]  # fmt: skip

translate = QCoreApplication.translate

KINDS: dict[CaseKind, str] = {
    CaseKind.CERTIFICATE: QT_TRANSLATE_NOOP("Cases", "Copie d’acte"),
    CaseKind.CONTACT: QT_TRANSLATE_NOOP("Cases", "Coordonnées"),
    CaseKind.UNREAD: QT_TRANSLATE_NOOP("Cases", "Formulaire non lu"),
}

ABOUT: dict[str, str] = {
    "birth": QT_TRANSLATE_NOOP("Cases", "naissance"),
    "marriage": QT_TRANSLATE_NOOP("Cases", "mariage"),
    "death": QT_TRANSLATE_NOOP("Cases", "décès"),
    "address": QT_TRANSLATE_NOOP("Cases", "adresse"),
    "email": QT_TRANSLATE_NOOP("Cases", "courriel"),
    "phone": QT_TRANSLATE_NOOP("Cases", "téléphone"),
}
"""The code words of `CaseRow.about`, and the names of changed fields."""

STATES: dict[CaseState, tuple[str, str]] = {
    CaseState.NEW: (
        QT_TRANSLATE_NOOP("Cases", "Nouvelle"),
        QT_TRANSLATE_NOOP("Cases", "Personne ne l’a encore prise."),
    ),
    CaseState.TAKEN: (
        QT_TRANSLATE_NOOP("Cases", "Prise"),
        QT_TRANSLATE_NOOP("Cases", "Un agent la traite."),
    ),
    CaseState.WAITING_PIECE: (
        QT_TRANSLATE_NOOP("Cases", "À compléter"),
        QT_TRANSLATE_NOOP("Cases", "Une pièce a été demandée à la personne ; on attend sa réponse."),
    ),
    CaseState.WAITING_COLLEAGUE: (
        QT_TRANSLATE_NOOP("Cases", "Avis attendu"),
        QT_TRANSLATE_NOOP("Cases", "Un collègue a été consulté ; on attend son avis."),
    ),
    CaseState.ANSWERED: (
        QT_TRANSLATE_NOOP("Cases", "Réponse donnée"),
        QT_TRANSLATE_NOOP("Cases", "La réponse est décidée ; il reste à clore."),
    ),
    CaseState.CLOSED: (
        QT_TRANSLATE_NOOP("Cases", "Close"),
        QT_TRANSLATE_NOOP("Cases", "Il n’y a plus rien à faire."),
    ),
}
"""State → word, explanation."""

ACTS: dict[CaseAct, tuple[str, str]] = {
    CaseAct.TAKE: (QT_TRANSLATE_NOOP("Cases", "Prendre"), QT_TRANSLATE_NOOP("Cases", "Prise")),
    CaseAct.ASSIGN: (QT_TRANSLATE_NOOP("Cases", "Attribuer"), QT_TRANSLATE_NOOP("Cases", "Attribuée")),
    CaseAct.GIVE_BACK: (QT_TRANSLATE_NOOP("Cases", "Rendre"), QT_TRANSLATE_NOOP("Cases", "Rendue")),
    CaseAct.ASK_PIECE: (
        QT_TRANSLATE_NOOP("Cases", "Demander une pièce"),
        QT_TRANSLATE_NOOP("Cases", "Pièce demandée"),
    ),
    CaseAct.ASK_COLLEAGUE: (
        QT_TRANSLATE_NOOP("Cases", "Consulter un collègue"),
        QT_TRANSLATE_NOOP("Cases", "Collègue consulté"),
    ),
    CaseAct.RESUME: (QT_TRANSLATE_NOOP("Cases", "Reprendre"), QT_TRANSLATE_NOOP("Cases", "Reprise")),
    CaseAct.ANSWER: (QT_TRANSLATE_NOOP("Cases", "Terminer"), QT_TRANSLATE_NOOP("Cases", "Réponse donnée")),
    CaseAct.CLOSE: (QT_TRANSLATE_NOOP("Cases", "Clore"), QT_TRANSLATE_NOOP("Cases", "Close")),
    CaseAct.REOPEN: (QT_TRANSLATE_NOOP("Cases", "Rouvrir"), QT_TRANSLATE_NOOP("Cases", "Rouverte")),
}
"""Act → the verb on its button, what the timeline says of it."""

MARKS: dict[Mark, str] = {
    Mark.RECEIPT: QT_TRANSLATE_NOOP("Cases", "Accusé envoyé"),
    Mark.UNREAD: QT_TRANSLATE_NOOP("Cases", "Marquer non lue"),
}
"""What can be noted of a case → the words on its button."""

BADGES: dict[Badge, tuple[str, str]] = {
    Badge.NEWS: (
        QT_TRANSLATE_NOOP("Cases", "Du nouveau"),
        QT_TRANSLATE_NOOP("Cases", "Quelque chose est arrivé depuis la dernière lecture."),
    ),
    Badge.DUPLICATE: (
        QT_TRANSLATE_NOOP("Cases", "Doublon possible"),
        QT_TRANSLATE_NOOP("Cases", "Une autre demande lui ressemble ; rien n’est fusionné tout seul."),
    ),
    Badge.PIECE_REFUSED: (
        QT_TRANSLATE_NOOP("Cases", "Pièce illisible"),
        QT_TRANSLATE_NOOP(
            "Cases", "Une pièce ne peut pas être lue. Part quand elle est vue, redemandée, ou avec la réponse."
        ),
    ),
    Badge.REPEAT: (
        QT_TRANSLATE_NOOP("Cases", "Déjà demandé"),
        QT_TRANSLATE_NOOP("Cases", "La même personne a déjà demandé la même chose."),
    ),
    Badge.FORM_DOUBT: (
        QT_TRANSLATE_NOOP("Cases", "Saisie à vérifier"),
        QT_TRANSLATE_NOOP("Cases", "Un champ du formulaire porte un avertissement."),
    ),
    Badge.SHARED_CONTACT: (
        QT_TRANSLATE_NOOP("Cases", "Coordonnées partagées"),
        QT_TRANSLATE_NOOP(
            "Cases", "Une adresse, un téléphone ou un courriel est aussi celui d’une personne sans lien."
        ),
    ),
    Badge.SECOND_CHANGE: (
        QT_TRANSLATE_NOOP("Cases", "2e changement"),
        QT_TRANSLATE_NOOP("Cases", "Deuxième changement de coordonnées en 30 jours."),
    ),
    Badge.IN_FLIGHT: (
        QT_TRANSLATE_NOOP("Cases", "Courrier en route"),
        QT_TRANSLATE_NOOP("Cases", "Un courrier est en route vers l’ancienne adresse."),
    ),
    Badge.UNVERIFIED: (
        QT_TRANSLATE_NOOP("Cases", "Non accusée"),
        QT_TRANSLATE_NOOP("Cases", "Expirée sur le site avant d’avoir pu être accusée ; elle est entière ici."),
    ),
    Badge.TO_PURGE: (
        QT_TRANSLATE_NOOP("Cases", "À purger"),
        QT_TRANSLATE_NOOP(
            "Cases", "Sa durée de conservation est passée, rien ne la retient : la prochaine purge peut l’effacer."
        ),
    ),
}
"""Badge → word, the rule by which it appears; in the order in which a row shows the first two."""

ANSWERS: dict[Answer, str] = {
    Answer.ISSUED: QT_TRANSLATE_NOOP("Cases", "Délivré"),
    Answer.NOT_YET: QT_TRANSLATE_NOOP("Cases", "Pas encore établi"),
    Answer.NOT_HELD_NANTES: QT_TRANSLATE_NOOP("Cases", "Relève de Nantes (Service central d’état civil)"),
    Answer.NOT_HELD_TOWN_HALL: QT_TRANSLATE_NOOP("Cases", "Relève d’une mairie française"),
    Answer.NOT_HELD_EU: QT_TRANSLATE_NOOP("Cases", "Relève d’un État de l’Union européenne"),
    Answer.NO_MATCH: QT_TRANSLATE_NOOP("Cases", "Aucun dossier correspondant"),
    Answer.NOT_ENTITLED: QT_TRANSLATE_NOOP("Cases", "Demandeur sans qualité"),
}

DECISIONS: dict[Decision, str] = {
    Decision.ACCEPTED: QT_TRANSLATE_NOOP("Cases", "Accepté"),
    Decision.REFUSED: QT_TRANSLATE_NOOP("Cases", "Refusé"),
}

SOURCES: dict[Source, str] = {
    Source.SITE: QT_TRANSLATE_NOOP("Cases", "Site"),
    Source.POST: QT_TRANSLATE_NOOP("Cases", "Courrier"),
    Source.EMAIL: QT_TRANSLATE_NOOP("Cases", "Courriel"),
    Source.PRACTICE: QT_TRANSLATE_NOOP("Cases", "Exercice"),
}

COLUMNS: dict[CaseColumn, str] = {
    CaseColumn.STATE: QT_TRANSLATE_NOOP("Cases", "État"),
    CaseColumn.NUMBER: QT_TRANSLATE_NOOP("Cases", "Référence"),
    CaseColumn.KIND: QT_TRANSLATE_NOOP("Cases", "Type"),
    CaseColumn.APPLICANT: QT_TRANSLATE_NOOP("Cases", "Demandeur"),
    CaseColumn.RECEIVED: QT_TRANSLATE_NOOP("Cases", "Reçue"),
    CaseColumn.DUE: QT_TRANSLATE_NOOP("Cases", "Échéance"),
    CaseColumn.PARTS: QT_TRANSLATE_NOOP("Cases", "Pièces"),
    CaseColumn.AGENT: QT_TRANSLATE_NOOP("Cases", "Agent"),
    CaseColumn.BADGES: QT_TRANSLATE_NOOP("Cases", "À voir"),
    CaseColumn.OFPRA_NUMBER: QT_TRANSLATE_NOOP("Cases", "N° Ofpra"),
    CaseColumn.SOURCE: QT_TRANSLATE_NOOP("Cases", "Origine"),
    CaseColumn.CLOSED: QT_TRANSLATE_NOOP("Cases", "Close le"),
}

FIELDS: dict[Field, str] = {
    Field.STATE: QT_TRANSLATE_NOOP("Cases", "État"),
    Field.KIND: QT_TRANSLATE_NOOP("Cases", "Type"),
    Field.AGENT: QT_TRANSLATE_NOOP("Cases", "Agent"),
    Field.SOURCE: QT_TRANSLATE_NOOP("Cases", "Origine"),
    Field.RECEIVED: QT_TRANSLATE_NOOP("Cases", "Reçue"),
    Field.DUE: QT_TRANSLATE_NOOP("Cases", "Échéance"),
    Field.CLOSED: QT_TRANSLATE_NOOP("Cases", "Close le"),
    Field.BADGE: QT_TRANSLATE_NOOP("Cases", "À voir"),
    Field.PARTS: QT_TRANSLATE_NOOP("Cases", "Avec pièces"),
    Field.UNREAD: QT_TRANSLATE_NOOP("Cases", "Non lue"),
    Field.ANSWER: QT_TRANSLATE_NOOP("Cases", "Réponse"),
}

OPERATORS: dict[Operator, str] = {
    Operator.IS: QT_TRANSLATE_NOOP("Cases", "est"),
    Operator.IS_NOT: QT_TRANSLATE_NOOP("Cases", "n’est pas"),
    Operator.BEFORE: QT_TRANSLATE_NOOP("Cases", "avant"),
    Operator.AFTER: QT_TRANSLATE_NOOP("Cases", "à partir de"),
}

VIEWS: dict[str, str] = {
    "to_do": QT_TRANSLATE_NOOP("Cases", "À traiter"),
    "mine": QT_TRANSLATE_NOOP("Cases", "Mes demandes"),
    "due_soon": QT_TRANSLATE_NOOP("Cases", "Échéance < 2 j"),
    "waiting": QT_TRANSLATE_NOOP("Cases", "À compléter"),
    "done": QT_TRANSLATE_NOOP("Cases", "Traitées"),
    "all": QT_TRANSLATE_NOOP("Cases", "Toutes"),
}
"""The views that come with the program, in their order."""


def about_text(words: str) -> str:
    """What exactly was asked, in words; a code word nobody knows stays as it is."""
    return ", ".join(translate("Cases", ABOUT[word]) if word in ABOUT else word for word in words.split())


def case_kind_text(kind: CaseKind, about: str = "") -> str:
    """`Copie d’acte (naissance)`."""
    word = translate("Cases", KINDS[kind])
    return f"{word} ({about_text(about)})" if about else word


def short_kind_text(kind: CaseKind, about: str) -> str:
    """`Acte · naissance, mariage`, for a narrow column."""
    shorts = {CaseKind.CERTIFICATE: translate("Cases", "Acte"), CaseKind.CONTACT: translate("Cases", "Coord.")}
    if kind not in shorts or not about:
        return case_kind_text(kind)
    return f"{shorts[kind]} · {about_text(about)}"


def state_text(state: CaseState) -> str:
    """The state's word."""
    return translate("Cases", STATES[state][0])


def state_hint(state: CaseState) -> str:
    """What the state means, in a sentence."""
    return translate("Cases", STATES[state][1])


def verb_text(act: CaseAct | Mark) -> str:
    """The verb on an act's or a mark's button."""
    return translate("Cases", MARKS[act] if isinstance(act, Mark) else ACTS[act][0])


def act_text(act: CaseAct) -> str:
    """What the timeline says of an act."""
    return translate("Cases", ACTS[act][1])


def badge_text(badge: Badge) -> tuple[str, str]:
    """A badge's word, and the rule by which it is there."""
    word, rule = BADGES[badge]
    return translate("Cases", word), translate("Cases", rule)


def answer_text(answer: Answer) -> str:
    """What became of a certificate."""
    return translate("Cases", ANSWERS[answer])


def decision_text(decision: Decision) -> str:
    """What became of a contact detail."""
    return translate("Cases", DECISIONS[decision])


def source_text(source: Source) -> str:
    """How it came in."""
    return translate("Cases", SOURCES[source])


def column_text(column: CaseColumn) -> str:
    """The column's header."""
    return translate("Cases", COLUMNS[column])


def field_text(field: Field) -> str:
    """What a condition speaks of."""
    return translate("Cases", FIELDS[field])


def operator_text(operator: Operator) -> str:
    """How a condition compares."""
    return translate("Cases", OPERATORS[operator])


def view_text(view_id: str, name: str) -> str:
    """A view's name: a word of ours for those that come with the program, else the name it was given."""
    known = VIEWS.get(view_id)
    return translate("Cases", known) if known is not None else name
