"""What the console says in French of the machine it runs on: its policy, its service, updates."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "CFG-001/demo-not-apart": (
        "La démonstration doit rester à part, et un réglage désigne ce qui n’est pas à elle ({key}).",
        "Rien de réel n’a été ouvert : retirez ce réglage, ou lancez la démonstration sans lui.",
    ),
    "CFG-001/front-real": (
        "Dans ce dossier, {file} désigne un vrai site : un site de démonstration y changerait l’adresse et les clés.",
        "Rien n’a changé : nommez un autre dossier (--dir).",
    ),
    "CFG-001/policy-broken": (
        "La politique de ce poste ({file}) ne peut pas être lue.",
        "Elle n’est jamais ignorée : un administrateur doit la corriger (TOML, UTF-8) ou la retirer.",
    ),
    "CFG-001/policy-writable": (
        "La politique de ce poste ({file}) peut être écrite par d’autres que l’administrateur.",
        "Rendez fichier et dossier à root (ou aux Administrateurs), sans droit d’écriture pour personne d’autre.",
    ),
    "CFG-001/policy-unknown-key": (
        "Dans la politique de ce poste ({file}), {key} n’est pas une clé connue.",
        "Elle n’est jamais ignorée : un administrateur doit corriger son nom ou la retirer.",
    ),
    "CFG-001/policy-value": (
        "Dans la politique de ce poste ({file}), la valeur de {key} n’est pas permise.",
        "Elle n’est jamais ignorée : un administrateur doit la corriger ; voir docs/administration.md.",
    ),
}

PHRASES = {
    "doctor.policy": "Politique du poste",
    "doctor.version": "Version",
    "doctor.says.no_policy": "aucune",
    "doctor.says.policy": "{source} ; clés fixées : {keys}",
    "doctor.says.version": "{version}",
    "doctor.says.update_needed": "{version} ; la politique du poste demande {wanted} : mettez ce programme à jour",
    "update.needed": (
        "Mise à jour nécessaire : ce programme est en version {version}, la politique du poste demande {wanted}."
    ),
    "reloaded": "Certificats et clés relus.",
    "not_reloaded": "Les nouveaux fichiers sont inutilisables ({code} {reason}) : les précédents restent en usage.",
    "service.starting": "ouverture de la base",
    "service.collecting": "relève ; {stored} demandes rangées depuis le début",
    "service.waiting": "en attente : une autre relève mène, ou le serveur ne répond pas",
    "service.unusable": "en attente ; certificats ou clés inutilisables ({why})",
    "service.stopping": "arrêt",
    "doctor.sound": "Rien n’empêche la relève ; points d’attention : {warned}.",
    "doctor.ended": "Points à régler : {failed}, avec ce qu’il faut faire ci-dessus ; points d’attention : {warned}.",
}
