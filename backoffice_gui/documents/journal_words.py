"""The words of the journal in files that leave the house: French, whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COLUMNS", "VERBS", "action"]

COLUMNS = ("N°", "Date et heure", "Agent", "Rôle", "Action", "Objet", "Référence", "Détails", "Poste", "Code")
VERBS: Mapping[str, str] = {
    "store_made": "Coffre créé",
    "store_renewed": "Coffre renommé (copié ou restauré)",
    "key_made": "Clé de la boîte créée",
    "recovery_made": "Clé de secours créée",
    "run_key_made": "Clé de session du collecteur créée",
    "store_linked": "Boîte rattachée au coffre",
    "migrated": "Base mise à niveau",
    "offered": "Dépôt proposé par le site",
    "stored": "Dépôt rangé",
    "verified": "Dépôt relu et vérifié",
    "acknowledged": "Réception accusée au site",
    "foreign": "Dépôt accusé par un autre collecteur",
    "closed": "Destruction sur le site prouvée",
    "expired": "Dépôt expiré sur le site",
    "stored_expired": "Dépôt rangé, expiré sur le site",
    "quarantined": "Dépôt mis en quarantaine",
    "released": "Dépôt sorti de quarantaine",
    "disputed": "Reçu contesté",
    "lost": "Dépôt perdu",
    "missing": "Dépôt manquant",
    "erased": "Contenu du dépôt détruit",
    "attempt_set_aside": "Exemplaire écarté",
    "attempt_removed": "Exemplaire retiré",
    "incident_opened": "Incident ouvert",
    "incident_closed": "Incident clos",
    "alarm_raised": "Alarme levée",
    "alarm_ended": "Fin d’alarme",
    "ledger_pinned": "Registre du site épinglé",
    "probed": "Destruction contrôlée sur le site",
    "canary_opened": "Témoin de clé ouvert",
    "canary_failed": "Témoin de clé illisible",
    "detail_opened": "Dépôt ouvert",
    "extracted": "Dépôt extrait vers un dossier",
    "mirror_begun": "Seconde copie commencée",
    "mirrored": "Dépôt copié une seconde fois",
    "rebuilt": "Boîte reconstruite",
    "case_received": "Demande enregistrée",
    "case_read_again": "Formulaire relu par le programme",
    "case_entered": "Demande saisie",
    "case_treated": "Demande traitée",
    "case_undone": "Action annulée",
    "note_written": "Note écrite",
    "receipt_sent": "Accusé à la personne noté",
    "persons_joined": "Demande rattachée à une personne",
    "cases_linked": "Demandes reliées",
    "proposal_dismissed": "Rapprochement écarté",
    "practice_made": "Demandes d’exercice créées",
    "case_opened": "Demande ouverte",
    "searched": "Recherche faite",
    "cases_listed": "Liste consultée",
    "part_previewed": "Pièce regardée",
    "part_saved": "Copie d’une pièce enregistrée",
    "exported": "Export commencé",
    "export_ended": "Export terminé",
    "view_saved": "Vue enregistrée",
    "view_deleted": "Vue supprimée",
    "journal_read": "Journal consulté",
    "journal_verified": "Chaîne vérifiée",
    "journal_purged": "Journal purgé",
    "inbox_head": "Tête de la boîte recopiée",
    "signing_key_made": "Clé de signature créée",
    "head_signed": "Tête du journal signée",
    "settings_changed": "Réglage modifié",
}


def action(verb: str) -> str:
    """What was done, in French; a verb of a newer version stands as it is."""
    return VERBS.get(verb, verb)
