"""The words of the trade: stages, kinds, columns, bands, alarms, incidents, what failed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.listing import Column
from backoffice_gui.domain.monitor import Band
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = [
    "ALARMS", "BANDS", "COLUMNS", "INCIDENTS", "KINDS", "MOMENTS", "STAGES", "TROUBLES",
    "alarm_text", "band_text", "column_text", "incident_text", "kind_text", "moment_text",
    "stage_hint", "stage_text", "trouble_text",
]  # fmt: skip

translate = QCoreApplication.translate

STAGES: dict[Stage, tuple[str, str]] = {
    Stage.OFFERED: (
        QT_TRANSLATE_NOOP("Words", "Proposée"),
        QT_TRANSLATE_NOOP("Words", "Encore sur le site seulement ; le téléchargement est en cours ou va commencer."),
    ),
    Stage.STORED: (
        QT_TRANSLATE_NOOP("Words", "Rangée ici"),
        QT_TRANSLATE_NOOP("Words", "Rangée ici, pas encore relue ; la copie du site existe toujours."),
    ),
    Stage.VERIFIED: (
        QT_TRANSLATE_NOOP("Words", "Vérifiée"),
        QT_TRANSLATE_NOOP("Words", "Rangée, relue et contrôlée ici ; l’accusé de réception est en route."),
    ),
    Stage.ACKNOWLEDGED: (
        QT_TRANSLATE_NOOP("Words", "Accusée"),
        QT_TRANSLATE_NOOP("Words", "Le site a donné son reçu ; la preuve de destruction suit dans son registre."),
    ),
    Stage.CLOSED: (
        QT_TRANSLATE_NOOP("Words", "Destruction prouvée"),
        QT_TRANSLATE_NOOP("Words", "Ici seulement : le registre du site prouve la destruction de sa copie."),
    ),
    Stage.QUARANTINED: (
        QT_TRANSLATE_NOOP("Words", "En quarantaine"),
        QT_TRANSLATE_NOOP(
            "Words", "Gardée ici sous scellés, mais non vérifiée : jamais accusée, une personne doit juger."
        ),
    ),
    Stage.STORED_EXPIRED: (
        QT_TRANSLATE_NOOP("Words", "Rangée ici, expirée sur le site"),
        QT_TRANSLATE_NOOP("Words", "Rangée ici ; la copie du site a été détruite à son échéance."),
    ),
    Stage.FOREIGN: (
        QT_TRANSLATE_NOOP("Words", "Prise par une autre base"),
        QT_TRANSLATE_NOOP("Words", "Le reçu du site nomme une autre base que celle-ci."),
    ),
    Stage.DISPUTED: (
        QT_TRANSLATE_NOOP("Words", "Contestée"),
        QT_TRANSLATE_NOOP("Words", "Le site se contredit ; ce que nous avons est gardé."),
    ),
    Stage.LOST: (
        QT_TRANSLATE_NOOP("Words", "Perdue"),
        QT_TRANSLATE_NOOP("Words", "Expirée sur le site sans avoir été rangée ici : à examiner sous 72 heures."),
    ),
    Stage.MISSING: (
        QT_TRANSLATE_NOOP("Words", "Introuvable ici"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Le site dit que nous l’avons ; nous ne l’avons pas (sauvegarde restaurée, poste cloné, certificat volé).",
        ),
    ),
}
"""Stage → word, explanation."""

KINDS: dict[str, str] = {
    "certificate_request": QT_TRANSLATE_NOOP("Words", "Copie d’acte"),
    "contact_change": QT_TRANSLATE_NOOP("Words", "Changement de coordonnées"),
    "unknown": QT_TRANSLATE_NOOP("Words", "Type inconnu"),
}

COLUMNS: dict[Column, str] = {
    Column.SEQ: QT_TRANSLATE_NOOP("Words", "N°"),
    Column.RECEIVED: QT_TRANSLATE_NOOP("Words", "Reçue"),
    Column.KIND: QT_TRANSLATE_NOOP("Words", "Type"),
    Column.STAGE: QT_TRANSLATE_NOOP("Words", "Étape"),
    Column.SIZE: QT_TRANSLATE_NOOP("Words", "Taille"),
    Column.PARTS: QT_TRANSLATE_NOOP("Words", "Pièces"),
}

BANDS: dict[Band, str] = {
    Band.NORMAL: QT_TRANSLATE_NOOP("Words", "normal"),
    Band.WATCH: QT_TRANSLATE_NOOP("Words", "à surveiller"),
    Band.URGENT: QT_TRANSLATE_NOOP("Words", "urgent"),
    Band.CRITICAL: QT_TRANSLATE_NOOP("Words", "critique"),
}

ALARMS: dict[AlarmKind, str] = {
    AlarmKind.CREDENTIAL: QT_TRANSLATE_NOOP("Words", "Certificat refusé, par le site ou par ce poste"),
    AlarmKind.NOT_RELOADED: QT_TRANSLATE_NOOP(
        "Words", "Les certificats ou clés en place sont inutilisables : la relève vit encore des précédents"
    ),
    AlarmKind.REDIRECT: QT_TRANSLATE_NOOP("Words", "Le site renvoie vers une autre adresse"),
    AlarmKind.DEADLINE_BLOCKED: QT_TRANSLATE_NOOP("Words", "Le site demande d’attendre plus longtemps que l’échéance"),
    AlarmKind.DISK_FULL: QT_TRANSLATE_NOOP("Words", "Disque plein : plus de téléchargement"),
    AlarmKind.CLOCK_SKEW: QT_TRANSLATE_NOOP(
        "Words", "L’horloge du poste s’écarte de celle du site (les échéances n’en dépendent pas)"
    ),
    AlarmKind.SERVER_CLOCK: QT_TRANSLATE_NOOP(
        "Words",
        "L’horloge du serveur et celle du poste diffèrent de plus d’un jour : rien n’est rangé tant que cela dure",
    ),
    AlarmKind.LOCKED: QT_TRANSLATE_NOOP("Words", "La base est occupée par un autre programme"),
    AlarmKind.UPKEEP: QT_TRANSLATE_NOOP("Words", "Le serveur n’a pas pu juger d’anciennes copies : elles restent"),
    AlarmKind.LEAD_SILENT: QT_TRANSLATE_NOOP(
        "Words", "Le poste qui relève ne donne plus signe de vie : redémarrez-le, un autre prendra la relève"
    ),
    AlarmKind.FRONT_UNREACHABLE: QT_TRANSLATE_NOOP("Words", "Le site est injoignable"),
    AlarmKind.KEY_NOT_PROVEN: QT_TRANSLATE_NOOP(
        "Words", "Clé non prouvée : les demandes sont rangées, mais pas accusées"
    ),
    AlarmKind.CANARY_UNOPENED: QT_TRANSLATE_NOOP(
        "Words",
        "Depuis des jours, aucun poste n’a ouvert ce qui arrive : déverrouillez-en un, ou voyez la clé de secours",
    ),
    AlarmKind.MIRROR: QT_TRANSLATE_NOOP("Words", "La seconde copie ne peut pas être écrite"),
    AlarmKind.ANCHOR: QT_TRANSLATE_NOOP("Words", "La tête du journal ne peut pas être déposée ailleurs"),
    AlarmKind.BACKUP: QT_TRANSLATE_NOOP("Words", "La sauvegarde a échoué ou est en retard"),
    AlarmKind.INTAKE: QT_TRANSLATE_NOOP(
        "Words", "Ce qui a été relevé ne devient plus une demande : rien n’est perdu, prévenez votre administrateur"
    ),
}

INCIDENTS: dict[IncidentKind, tuple[str, str]] = {
    IncidentKind.LOST: (
        QT_TRANSLATE_NOOP("Words", "Demande perdue"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Expirée sur le site et absente d’ici : violation de disponibilité à évaluer sous 72 heures (RGPD).",
        ),
    ),
    IncidentKind.MISSING: (
        QT_TRANSLATE_NOOP("Words", "Demande introuvable ici"),
        QT_TRANSLATE_NOOP("Words", "Le registre du site nomme notre base pour une demande que nous n’avons pas."),
    ),
    IncidentKind.STRANGER: (
        QT_TRANSLATE_NOOP("Words", "Accusée par une base inconnue"),
        QT_TRANSLATE_NOOP(
            "Words", "Une base qui n’est pas des nôtres a pris la demande ; ce que nous en avons est gardé."
        ),
    ),
    IncidentKind.NOT_DESTROYED: (
        QT_TRANSLATE_NOOP("Words", "Copie du site non détruite"),
        QT_TRANSLATE_NOOP("Words", "Le site sert encore une demande dont il a donné le reçu."),
    ),
    IncidentKind.LEDGER_BROKEN: (
        QT_TRANSLATE_NOOP("Words", "Registre du site rompu"),
        QT_TRANSLATE_NOOP("Words", "La chaîne du registre ne se suit plus : elle ne prouve plus rien à partir de là."),
    ),
    IncidentKind.EPOCH_CHANGED: (
        QT_TRANSLATE_NOOP("Words", "Base du site remplacée"),
        QT_TRANSLATE_NOOP("Words", "Le site a recommencé avec une autre base de données."),
    ),
    IncidentKind.DISPUTED: (
        QT_TRANSLATE_NOOP("Words", "Demande contestée"),
        QT_TRANSLATE_NOOP("Words", "Les réponses du site se contredisent ; la demande est gardée ici."),
    ),
    IncidentKind.RECEIPT_INVALID: (
        QT_TRANSLATE_NOOP("Words", "Reçu non valable"),
        QT_TRANSLATE_NOOP("Words", "Le site a répondu à un accusé de réception sans donner de reçu valable."),
    ),
    IncidentKind.PAGE_UNREADABLE: (
        QT_TRANSLATE_NOOP("Words", "Liste du site illisible"),
        QT_TRANSLATE_NOOP("Words", "Une page de la liste n’a pas pu être lue ; les autres demandes sont relevées."),
    ),
    IncidentKind.OFFERED_AFTER_PURGE: (
        QT_TRANSLATE_NOOP("Words", "Le site propose ce qui a été effacé"),
        QT_TRANSLATE_NOOP("Words", "La demande a été effacée ici ; elle n’est ni relevée ni accusée de nouveau."),
    ),
    IncidentKind.CANARY_FAILED: (
        QT_TRANSLATE_NOOP("Words", "Épreuve de clé manquée"),
        QT_TRANSLATE_NOOP(
            "Words", "Ce qui est scellé ici ne se rouvre pas avec la clé du coffre ; plus rien n’est accusé."
        ),
    ),
    IncidentKind.ID_REUSE: (
        QT_TRANSLATE_NOOP("Words", "Identifiant réutilisé"),
        QT_TRANSLATE_NOOP("Words", "Deux demandes différentes portent le même identifiant ; les deux sont gardées."),
    ),
    IncidentKind.RESTORED: (
        QT_TRANSLATE_NOOP("Words", "Base remise depuis une sauvegarde"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Ce qui a été accusé après cette sauvegarde n’est plus ici : violation de disponibilité à évaluer sous "
            "72 heures (RGPD). La relève nomme chaque demande qui manque.",
        ),
    ),
    IncidentKind.CASEBOOK_LOST: (
        QT_TRANSLATE_NOOP("Words", "Base de travail perdue, et refaite"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Les demandes relevées sont revenues, comme neuves. Ce que les agents avaient fait est perdu : violation "
            "de disponibilité à évaluer sous 72 heures (RGPD).",
        ),
    ),
    IncidentKind.UNPROVEN: (
        QT_TRANSLATE_NOOP("Words", "Dépôt en quarantaine, expiré sur le site"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Notre copie, sous scellés, est la seule. Elle devient une demande à traiter dès que les clés du site la "
            "disent valable ; sinon une personne la retient, dans « Dépôts ».",
        ),
    ),
    IncidentKind.LOCK_HELD: (
        QT_TRANSLATE_NOOP("Words", "Base bloquée par un compte"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Ce compte a empêché les autres de relever ou d’enregistrer. Demandez à qui l’utilise pourquoi ; si cela "
            "dure, votre administrateur met fin à sa connexion.",
        ),
    ),
    IncidentKind.UNREADABLE: (
        QT_TRANSLATE_NOOP("Words", "Demande illisible sur le disque"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Elle a été relevée, mais le disque ne la rend plus en entier : violation de disponibilité à évaluer sous "
            "72 heures (RGPD). Elle est relue à chaque essai ; votre administrateur cherche la seconde copie ou une "
            "sauvegarde.",
        ),
    ),
}
"""Kind → title, explanation."""

TROUBLES: dict[str, str] = {
    "TRF-001": QT_TRANSLATE_NOOP("Words", "échange impossible"),
    "TRF-002": QT_TRANSLATE_NOOP("Words", "site injoignable"),
    "TRF-003": QT_TRANSLATE_NOOP("Words", "certificat refusé"),
    "TRF-004": QT_TRANSLATE_NOOP("Words", "certificat du site non reconnu"),
    "TRF-005": QT_TRANSLATE_NOOP("Words", "renvoi refusé"),
    "TRF-006": QT_TRANSLATE_NOOP("Words", "le site demande d’attendre"),
    "TRF-007": QT_TRANSLATE_NOOP("Words", "réponse incomprise : non accusée"),
    "TRF-008": QT_TRANSLATE_NOOP("Words", "problème signalé par le site"),
    "STO-009": QT_TRANSLATE_NOOP("Words", "disque plein"),
    "STO-010": QT_TRANSLATE_NOOP("Words", "base occupée"),
    "digest": QT_TRANSLATE_NOOP("Words", "empreinte différente : non accusée"),
    "size": QT_TRANSLATE_NOOP("Words", "taille différente : non accusée"),
    "signature": QT_TRANSLATE_NOOP("Words", "signature non valable"),
}
"""What failed last, by its code; one without a word of its own is shown as it is."""

MOMENTS: dict[str, str] = {
    "submitted": QT_TRANSLATE_NOOP("Words", "Déposée sur le site"),
    "first_seen": QT_TRANSLATE_NOOP("Words", "Vue dans la liste du site"),
    "started": QT_TRANSLATE_NOOP("Words", "Téléchargement commencé"),
    "stored": QT_TRANSLATE_NOOP("Words", "Rangée ici"),
    "verified": QT_TRANSLATE_NOOP("Words", "Relue et vérifiée"),
    "ack_sent": QT_TRANSLATE_NOOP("Words", "Accusé de réception envoyé"),
    "acknowledged": QT_TRANSLATE_NOOP("Words", "Reçu du site"),
    "closed": QT_TRANSLATE_NOOP("Words", "Destruction de la copie du site prouvée"),
    "expires": QT_TRANSLATE_NOOP("Words", "Échéance sur le site"),
    "expired": QT_TRANSLATE_NOOP("Words", "Expirée sur le site"),
    "quarantined": QT_TRANSLATE_NOOP("Words", "Mise en quarantaine"),
    "released": QT_TRANSLATE_NOOP("Words", "Sortie de quarantaine"),
    "set_aside": QT_TRANSLATE_NOOP("Words", "Tentative écartée"),
    "foreign": QT_TRANSLATE_NOOP("Words", "Prise par une autre base"),
    "disputed": QT_TRANSLATE_NOOP("Words", "Contestée"),
    "lost": QT_TRANSLATE_NOOP("Words", "Perdue"),
    "missing": QT_TRANSLATE_NOOP("Words", "Constatée introuvable"),
    "erased": QT_TRANSLATE_NOOP("Words", "Effacée"),
}


def stage_text(stage: Stage) -> str:
    """The stage's word."""
    return translate("Words", STAGES[stage][0])


def stage_hint(stage: Stage) -> str:
    """What the stage means for the copies, in a sentence."""
    return translate("Words", STAGES[stage][1])


def kind_text(kind: str) -> str:
    """The kind's name; one this version doesn't know keeps its code word."""
    known = KINDS.get(kind)
    if known is not None:
        return translate("Words", known)
    return translate("Words", "{kind} (type inconnu)").format(kind=kind)


def column_text(column: Column) -> str:
    """The column's header."""
    return translate("Words", COLUMNS[column])


def band_text(band: Band) -> str:
    """The band's word."""
    return translate("Words", BANDS[band])


def alarm_text(kind: AlarmKind) -> str:
    """What is wrong, in words."""
    return translate("Words", ALARMS[kind])


def incident_text(kind: IncidentKind) -> tuple[str, str]:
    """The incident's title and what it means."""
    title, meaning = INCIDENTS[kind]
    return translate("Words", title), translate("Words", meaning)


def trouble_text(code: str) -> str:
    """What failed last; an unknown code word stays as it is."""
    known = TROUBLES.get(code)
    return translate("Words", known) if known is not None else code


def moment_text(name: str) -> str:
    """A line of the timeline; stage names are understood too."""
    known = MOMENTS.get(name.lower())
    return translate("Words", known) if known is not None else name
