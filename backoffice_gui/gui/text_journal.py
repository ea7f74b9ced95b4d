"""The words of the journal: what was done as plain French, what it was done to, and what came of it.

A code word nobody has words for is shown as it is: nothing that happened is hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.gui import formats
from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_cases import act_text, state_text

if TYPE_CHECKING:
    from backoffice_gui.domain.journal import JournalLine, Walked

__all__ = ["ACTIONS", "GROUPS", "action_text", "group_text", "object_text", "result_text", "role_text", "walked_text"]

translate = QCoreApplication.translate

ACTIONS: dict[str, str] = {
    "store_made": QT_TRANSLATE_NOOP("Journal", "Coffre créé"),
    "store_renewed": QT_TRANSLATE_NOOP("Journal", "Coffre renommé (copié ou restauré)"),
    "admission_asked": QT_TRANSLATE_NOOP("Journal", "Admission dans l’équipe demandée"),
    "agent_admitted": QT_TRANSLATE_NOOP("Journal", "Agent admis dans l’équipe"),
    "store_moved": QT_TRANSLATE_NOOP("Journal", "Coffre arrivé d’ailleurs (déplacé)"),
    "store_moved_away": QT_TRANSLATE_NOOP("Journal", "Coffre déplacé ailleurs"),
    "key_made": QT_TRANSLATE_NOOP("Journal", "Clé de la boîte créée"),
    "recovery_made": QT_TRANSLATE_NOOP("Journal", "Clé de secours créée"),
    "run_key_made": QT_TRANSLATE_NOOP("Journal", "Clé de session du collecteur créée"),
    "store_linked": QT_TRANSLATE_NOOP("Journal", "Boîte rattachée au coffre"),
    "migrated": QT_TRANSLATE_NOOP("Journal", "Base mise à niveau"),
    "offered": QT_TRANSLATE_NOOP("Journal", "Dépôt proposé par le site"),
    "stored": QT_TRANSLATE_NOOP("Journal", "Dépôt rangé"),
    "verified": QT_TRANSLATE_NOOP("Journal", "Dépôt relu et vérifié"),
    "acknowledged": QT_TRANSLATE_NOOP("Journal", "Réception accusée au site"),
    "foreign": QT_TRANSLATE_NOOP("Journal", "Dépôt accusé par un autre collecteur"),
    "closed": QT_TRANSLATE_NOOP("Journal", "Destruction sur le site prouvée"),
    "expired": QT_TRANSLATE_NOOP("Journal", "Dépôt expiré sur le site"),
    "stored_expired": QT_TRANSLATE_NOOP("Journal", "Dépôt rangé, expiré sur le site"),
    "quarantined": QT_TRANSLATE_NOOP("Journal", "Dépôt mis en quarantaine"),
    "released": QT_TRANSLATE_NOOP("Journal", "Dépôt sorti de quarantaine"),
    "disputed": QT_TRANSLATE_NOOP("Journal", "Reçu contesté"),
    "lost": QT_TRANSLATE_NOOP("Journal", "Dépôt perdu"),
    "missing": QT_TRANSLATE_NOOP("Journal", "Dépôt manquant"),
    "erased": QT_TRANSLATE_NOOP("Journal", "Contenu du dépôt détruit"),
    "attempt_set_aside": QT_TRANSLATE_NOOP("Journal", "Exemplaire écarté"),
    "attempt_removed": QT_TRANSLATE_NOOP("Journal", "Exemplaire retiré"),
    "incident_opened": QT_TRANSLATE_NOOP("Journal", "Incident ouvert"),
    "incident_closed": QT_TRANSLATE_NOOP("Journal", "Incident clos"),
    "incident_notified": QT_TRANSLATE_NOOP("Journal", "Incident notifié à la CNIL"),
    "alarm_raised": QT_TRANSLATE_NOOP("Journal", "Alarme levée"),
    "alarm_ended": QT_TRANSLATE_NOOP("Journal", "Fin d’alarme"),
    "ledger_pinned": QT_TRANSLATE_NOOP("Journal", "Registre du site épinglé"),
    "probed": QT_TRANSLATE_NOOP("Journal", "Destruction contrôlée sur le site"),
    "canary_opened": QT_TRANSLATE_NOOP("Journal", "Témoin de clé ouvert"),
    "canary_failed": QT_TRANSLATE_NOOP("Journal", "Témoin de clé illisible"),
    "detail_opened": QT_TRANSLATE_NOOP("Journal", "Dépôt ouvert"),
    "extracted": QT_TRANSLATE_NOOP("Journal", "Dépôt extrait vers un dossier"),
    "submission_retained": QT_TRANSLATE_NOOP("Journal", "Dépôt retenu comme demande"),
    "mirror_begun": QT_TRANSLATE_NOOP("Journal", "Seconde copie commencée"),
    "mirror_given_up": QT_TRANSLATE_NOOP("Journal", "Seconde copie abandonnée"),
    "mirrored": QT_TRANSLATE_NOOP("Journal", "Dépôt copié une seconde fois"),
    "rebuilt": QT_TRANSLATE_NOOP("Journal", "Boîte reconstruite"),
    "case_received": QT_TRANSLATE_NOOP("Journal", "Demande enregistrée"),
    "case_read_again": QT_TRANSLATE_NOOP("Journal", "Formulaire relu par le programme"),
    "case_entered": QT_TRANSLATE_NOOP("Journal", "Demande saisie"),
    "case_treated": QT_TRANSLATE_NOOP("Journal", "Demande traitée"),
    "case_undone": QT_TRANSLATE_NOOP("Journal", "Action annulée"),
    "note_written": QT_TRANSLATE_NOOP("Journal", "Note écrite"),
    "receipt_sent": QT_TRANSLATE_NOOP("Journal", "Accusé à la personne noté"),
    "persons_joined": QT_TRANSLATE_NOOP("Journal", "Demande rattachée à une personne"),
    "cases_linked": QT_TRANSLATE_NOOP("Journal", "Demandes reliées"),
    "proposal_dismissed": QT_TRANSLATE_NOOP("Journal", "Rapprochement écarté"),
    "practice_made": QT_TRANSLATE_NOOP("Journal", "Demandes d’exercice créées"),
    "case_opened": QT_TRANSLATE_NOOP("Journal", "Demande ouverte"),
    "searched": QT_TRANSLATE_NOOP("Journal", "Recherche faite"),
    "cases_listed": QT_TRANSLATE_NOOP("Journal", "Liste consultée"),
    "part_previewed": QT_TRANSLATE_NOOP("Journal", "Pièce regardée"),
    "part_refused": QT_TRANSLATE_NOOP("Journal", "Pièce illisible"),
    "part_shown": QT_TRANSLATE_NOOP("Journal", "Pièce illisible, lue depuis"),
    "part_saved": QT_TRANSLATE_NOOP("Journal", "Copie d’une pièce enregistrée"),
    "exported": QT_TRANSLATE_NOOP("Journal", "Export commencé"),
    "export_ended": QT_TRANSLATE_NOOP("Journal", "Export terminé"),
    "desk_unlocked": QT_TRANSLATE_NOOP("Journal", "Poste déverrouillé"),
    "desk_locked": QT_TRANSLATE_NOOP("Journal", "Poste verrouillé"),
    "unlock_refused": QT_TRANSLATE_NOOP("Journal", "Déverrouillage refusé"),
    "phrase_set": QT_TRANSLATE_NOOP("Journal", "Phrase de passe choisie"),
    "phrase_removed": QT_TRANSLATE_NOOP("Journal", "Phrase de passe retirée"),
    "recovered": QT_TRANSLATE_NOOP("Journal", "Ouvert avec la clé de secours"),
    "backup_made": QT_TRANSLATE_NOOP("Journal", "Sauvegarde faite"),
    "store_restored": QT_TRANSLATE_NOOP("Journal", "Coffre restauré"),
    "casebook_rekeyed": QT_TRANSLATE_NOOP("Journal", "Clé du dossier renouvelée"),
    "epoch_begun": QT_TRANSLATE_NOOP("Journal", "Renouvellement de toutes les clés commencé"),
    "epoch_ended": QT_TRANSLATE_NOOP("Journal", "Renouvellement de toutes les clés terminé"),
    "recovery_dropped": QT_TRANSLATE_NOOP("Journal", "Clé de secours retirée"),
    "view_saved": QT_TRANSLATE_NOOP("Journal", "Vue enregistrée"),
    "view_deleted": QT_TRANSLATE_NOOP("Journal", "Vue supprimée"),
    "journal_read": QT_TRANSLATE_NOOP("Journal", "Journal consulté"),
    "journal_verified": QT_TRANSLATE_NOOP("Journal", "Chaîne vérifiée"),
    "journal_purged": QT_TRANSLATE_NOOP("Journal", "Journal purgé"),
    "inbox_head": QT_TRANSLATE_NOOP("Journal", "Tête de la boîte recopiée"),
    "casebook_head": QT_TRANSLATE_NOOP("Journal", "Tête de la base de travail recopiée"),
    "signing_key_made": QT_TRANSLATE_NOOP("Journal", "Clé de signature créée"),
    "head_signed": QT_TRANSLATE_NOOP("Journal", "Tête du journal signée"),
    "settings_changed": QT_TRANSLATE_NOOP("Journal", "Réglage modifié"),
    "preference_changed": QT_TRANSLATE_NOOP("Journal", "Affichage du poste modifié"),
    "hold_placed": QT_TRANSLATE_NOOP("Journal", "Conservation prolongée"),
    "hold_released": QT_TRANSLATE_NOOP("Journal", "Fin de conservation prolongée"),
    "purge_listed": QT_TRANSLATE_NOOP("Journal", "Échéances de conservation consultées"),
    "purge_requested": QT_TRANSLATE_NOOP("Journal", "Purge demandée"),
    "purge_approved": QT_TRANSLATE_NOOP("Journal", "Purge approuvée"),
    "purge_withdrawn": QT_TRANSLATE_NOOP("Journal", "Purge retirée"),
    "purge_started": QT_TRANSLATE_NOOP("Journal", "Purge commencée"),
    "purged": QT_TRANSLATE_NOOP("Journal", "Purgé"),
    "purge_ended": QT_TRANSLATE_NOOP("Journal", "Purge terminée"),
    "purge_certified": QT_TRANSLATE_NOOP("Journal", "Certificat de purge enregistré"),
    "member_added": QT_TRANSLATE_NOOP("Journal", "Membre ajouté à l’équipe"),
    "member_changed": QT_TRANSLATE_NOOP("Journal", "Rôles ou services d’un membre changés"),
    "member_disabled": QT_TRANSLATE_NOOP("Journal", "Accès d’un membre fermé"),
    "member_enabled": QT_TRANSLATE_NOOP("Journal", "Accès d’un membre rouvert"),
    "team_key_renewed": QT_TRANSLATE_NOOP("Journal", "Clé de l’équipe refaite"),
    "service_added": QT_TRANSLATE_NOOP("Journal", "Service ajouté"),
    "service_routed": QT_TRANSLATE_NOOP("Journal", "Arrivées dirigées vers un service"),
    "case_handed_over": QT_TRANSLATE_NOOP("Journal", "Demande confiée à un autre service"),
}
"""What was done, by the verb of the chain."""

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "read": (
        QT_TRANSLATE_NOOP("Journal", "Consultations"),
        ("case_opened", "detail_opened", "searched", "cases_listed", "part_previewed"),
    ),
    "taken": (
        QT_TRANSLATE_NOOP("Journal", "Sorties : copies, exports, impressions"),
        ("part_saved", "exported", "export_ended", "extracted"),
    ),
    "changed": (
        QT_TRANSLATE_NOOP("Journal", "Changements"),
        (
            "case_received",
            "case_read_again",
            "case_entered",
            "submission_retained",
            "part_refused",
            "part_shown",
            "case_treated",
            "case_undone",
            "note_written",
            "receipt_sent",
            "persons_joined",
            "cases_linked",
            "proposal_dismissed",
            "incident_closed",
            "incident_notified",
        ),
    ),
    "retention": (
        QT_TRANSLATE_NOOP("Journal", "Conservation et purges"),
        (
            "hold_placed",
            "hold_released",
            "purge_listed",
            "purge_requested",
            "purge_approved",
            "purge_withdrawn",
            "purge_started",
            "purged",
            "purge_ended",
            "purge_certified",
            "erased",
        ),
    ),
    "door": (
        QT_TRANSLATE_NOOP("Journal", "Verrou : ouvertures, fermetures, refus"),
        ("desk_unlocked", "desk_locked", "unlock_refused", "phrase_set", "phrase_removed", "recovered"),
    ),
    "journal": (
        QT_TRANSLATE_NOOP("Journal", "Journal, clés et réglages"),
        (
            "journal_read",
            "journal_verified",
            "journal_purged",
            "inbox_head",
            "casebook_head",
            "signing_key_made",
            "head_signed",
            "settings_changed",
            "preference_changed",
            "backup_made",
            "store_restored",
            "casebook_rekeyed",
            "epoch_begun",
            "epoch_ended",
            "recovery_dropped",
            "key_made",
            "recovery_made",
            "store_linked",
            "migrated",
        ),
    ),
    "team": (
        QT_TRANSLATE_NOOP("Journal", "Équipe et services"),
        (
            "member_added",
            "member_changed",
            "member_disabled",
            "member_enabled",
            "team_key_renewed",
            "service_added",
            "service_routed",
            "case_handed_over",
        ),
    ),
}
"""What the journal can be narrowed to at once: a name, and its verbs."""

_OBJECTS: dict[str, str] = {
    "case": QT_TRANSLATE_NOOP("Journal", "Demande {n}"),
    "submission": QT_TRANSLATE_NOOP("Journal", "Dépôt {n}"),
    "incident": QT_TRANSLATE_NOOP("Journal", "Incident {n}"),
    "purge": QT_TRANSLATE_NOOP("Journal", "Purge {n}"),
    "store": QT_TRANSLATE_NOOP("Journal", "Coffre"),
    "view": QT_TRANSLATE_NOOP("Journal", "Vue {n}"),
    "cases": QT_TRANSLATE_NOOP("Journal", "Demandes"),
    "journal": QT_TRANSLATE_NOOP("Journal", "Journal"),
    "settings": QT_TRANSLATE_NOOP("Journal", "Réglages"),
    "practice": QT_TRANSLATE_NOOP("Journal", "Exercice"),
    "private_key": QT_TRANSLATE_NOOP("Journal", "Clé de la boîte {n}"),
    "recovery_key": QT_TRANSLATE_NOOP("Journal", "Clé de secours {n}"),
    "run_key": QT_TRANSLATE_NOOP("Journal", "Clé de session {n}"),
    "epoch": QT_TRANSLATE_NOOP("Journal", "Registre du site {n}"),
    "mirror": QT_TRANSLATE_NOOP("Journal", "Seconde copie {n}"),
    "alarm": QT_TRANSLATE_NOOP("Journal", "Alarme : {n}"),
    "desk": QT_TRANSLATE_NOOP("Journal", "Poste"),
    "signing_key": QT_TRANSLATE_NOOP("Journal", "Clé de signature {n}"),
    "casebook": QT_TRANSLATE_NOOP("Journal", "Dossier chiffré"),
    "inbox": QT_TRANSLATE_NOOP("Journal", "Boîte"),
}

_ROLES: dict[str, str] = {
    "collector": QT_TRANSLATE_NOOP("Journal", "le collecteur"),
    "desk": QT_TRANSLATE_NOOP("Journal", "un agent"),
    "administrator": QT_TRANSLATE_NOOP("Journal", "l’administrateur"),
    "program": QT_TRANSLATE_NOOP("Journal", "le programme"),
}

_RESULTS: dict[str, str] = {
    "items": QT_TRANSLATE_NOOP("Journal", "éléments : {value}"),
    "done": QT_TRANSLATE_NOOP("Journal", "purgés : {value}"),
    "until": QT_TRANSLATE_NOOP("Journal", "jusqu’au {value}"),
    "found": QT_TRANSLATE_NOOP("Journal", "trouvées : {value}"),
    "rows": QT_TRANSLATE_NOOP("Journal", "lignes : {value}"),
    "events": QT_TRANSLATE_NOOP("Journal", "événements : {value}"),
    "most": QT_TRANSLATE_NOOP("Journal", "au plus {value}"),
    "format": QT_TRANSLATE_NOOP("Journal", "{value}"),
    "purpose": QT_TRANSLATE_NOOP("Journal", "motif : {value}"),
    "reason": QT_TRANSLATE_NOOP("Journal", "motif : {value}"),
    "failed": QT_TRANSLATE_NOOP("Journal", "échec : {value}"),
    "part": QT_TRANSLATE_NOOP("Journal", "pièce {value}"),
    "act": QT_TRANSLATE_NOOP("Journal", "{value}"),
    "state": QT_TRANSLATE_NOOP("Journal", "{value}"),
    "undone": QT_TRANSLATE_NOOP("Journal", "annulé : {value}"),
    "key": QT_TRANSLATE_NOOP("Journal", "{value}"),
    "broken": QT_TRANSLATE_NOOP("Journal", "rompue au n° {value}"),
    "upto": QT_TRANSLATE_NOOP("Journal", "jusqu’au n° {value}"),
    "attempt": QT_TRANSLATE_NOOP("Journal", "exemplaire {value}"),
    "by": QT_TRANSLATE_NOOP("Journal", "agent : {value}"),
    "cause": QT_TRANSLATE_NOOP("Journal", "cause : {value}"),
    "how": QT_TRANSLATE_NOOP("Journal", "par : {value}"),
    "changed": QT_TRANSLATE_NOOP("Journal", "modifié : {value}"),
    "tries": QT_TRANSLATE_NOOP("Journal", "essais : {value}"),
    "to": QT_TRANSLATE_NOOP("Journal", "désormais : {value}"),
    "from": QT_TRANSLATE_NOOP("Journal", "avant : {value}"),
}
"""What is said of an event in the list; everything else stands in its tooltip and in an export."""

_WORDS: dict[str, str] = {
    "asked": QT_TRANSLATE_NOOP("Journal", "à la demande"),
    "closed": QT_TRANSLATE_NOOP("Journal", "fermeture"),
    "ended": QT_TRANSLATE_NOOP("Journal", "accès terminé"),
    "key_file": QT_TRANSLATE_NOOP("Journal", "le fichier de clé"),
    "keyring": QT_TRANSLATE_NOOP("Journal", "le trousseau"),
    "passphrase": QT_TRANSLATE_NOOP("Journal", "la phrase de passe"),
    "recovery": QT_TRANSLATE_NOOP("Journal", "la clé de secours"),
}
"""How the desk was opened, and why it was closed."""

_BREAKS: dict[str, str] = {
    "gap": QT_TRANSLATE_NOOP("Journal", "un événement manque, ou un autre est à sa place"),
    "link": QT_TRANSLATE_NOOP("Journal", "l’événement a été modifié : son empreinte n’est plus la sienne"),
    "rewritten": QT_TRANSLATE_NOOP("Journal", "la chaîne a été réécrite : une tête notée ailleurs dit autre chose"),
    "cut": QT_TRANSLATE_NOOP("Journal", "la fin a été coupée : une tête notée ailleurs va plus loin"),
    "purge": QT_TRANSLATE_NOOP("Journal", "le début manque sans qu’une purge soit inscrite"),
    "rolled-back": QT_TRANSLATE_NOOP("Journal", "la base a été remise à un état antérieur"),
    "signature": QT_TRANSLATE_NOOP("Journal", "une tête notée ailleurs n’est pas signée par ce coffre"),
}


def action_text(verb: str) -> str:
    """What was done."""
    known = ACTIONS.get(verb)
    return one_line(verb) if known is None else translate("Journal", known)


def group_text(group: str) -> str:
    """A group of actions."""
    return translate("Journal", GROUPS[group][0])


def role_text(role: str) -> str:
    """Who acts, where no person is named."""
    known = _ROLES.get(role)
    return one_line(role) if known is None else translate("Journal", known)


def object_text(line: JournalLine) -> str:
    """What it was done to, by the number that people know."""
    kind, _, number = line.object.partition(":")
    known = _OBJECTS.get(kind)
    return one_line(line.object) if known is None else translate("Journal", known).format(n=line.reference or number)


def result_text(line: JournalLine) -> str:
    """What came of it, in a few words."""
    said = [
        translate("Journal", _RESULTS[name]).format(value=_value(name, value))
        for name, value in line.details
        if name in _RESULTS and value != ""
    ]
    return " · ".join(said)


def _value(name: str, value: str | int) -> str:
    """A value in words where it is one of ours; what somebody wrote is isolated."""
    if isinstance(value, int):
        return formats.number(value)
    acts, states = {act.value: act for act in CaseAct}, {state.value: state for state in CaseState}
    if name in {"act", "undone"} and value in acts:
        return act_text(acts[value])
    if name == "state" and value in states:
        return state_text(states[value])
    if name == "format":
        return value.upper()
    known = _WORDS.get(value) if name in {"cause", "how"} else None
    return one_line(value) if known is None else translate("Journal", known)


def walked_text(found: Walked) -> str:
    """What a verification found: to where the chain holds, or where it does not, and how."""
    last = formats.number(found.last_good)
    at = "—" if found.last_good_at is None else formats.full_moment(found.last_good_at, seconds=True)
    if found.broken is None:
        holds = translate("Journal", "La chaîne tient : du n° {first} au n° {last}, dernier événement le {at}.").format(
            first=formats.number(found.first), last=last, at=at
        )
        alone = translate("Journal", "Elle n’a pas pu être comparée à toutes les têtes gardées ailleurs.")
        return f"{holds} {alone}" if found.alone else holds
    known = _BREAKS.get(found.reason)
    why = one_line(found.reason) if known is None else translate("Journal", known)
    return translate(
        "Journal", "La chaîne est rompue au n° {broken} : {why}. Dernier événement sûr : n° {last}, le {at}."
    ).format(broken=formats.number(found.broken), why=why, last=last, at=at)
