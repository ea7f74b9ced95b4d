"""Ce que la console dit des membres d'une équipe, en français."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "STO-001/member-refused": (
        "Le serveur ne laisse pas ce rôle-ci créer ou changer des rôles : rien n’a été changé.",
        "Faites exécuter ceci par l’équipe qui tient le serveur, puis relancez la commande : {sql}",
    ),
    "USE-001/member-name": (
        "« {member} » ne peut pas être le nom d’un rôle : des minuscules, des chiffres, . - _ ; 63 signes au plus.",
        "Prenez l’identifiant du poste, en minuscules.",
    ),
    "USE-001/member-roles": ("Un membre a au moins un rôle.", "Nommez-le : --role agent, par exemple."),
    "USE-001/member-collector": (
        "Qui relève lit tout ce qui est arrivé : {member} verrait par là ce que ses autres rôles lui cachent.",
        "Donnez collector seul, ou à qui voit toutes les demandes : lead, dpo, ou agent de tous les services.",
    ),
    "USE-001/member-there": (
        "{member} fait déjà partie de l’équipe.",
        "Pour changer ses rôles ou ses services : backoffice team change {member} --role …",
    ),
    "USE-001/member-changed": (
        "Quelqu’un d’autre vient de changer les droits de {member} : rien n’a été changé.",
        "backoffice team list dit ce qu’ils sont ; puis recommencez.",
    ),
    "USE-001/member-unknown": (
        "{member} ne fait pas partie de l’équipe.",
        "backoffice team list dit qui en fait partie.",
    ),
    "USE-001/member-oneself": (
        "Nul ne change ses propres rôles.",
        "Demandez-le à un autre administrateur.",
    ),
    "USE-001/member-password": ("Ce mot de passe est trop court : {least} signes au moins.", ""),
    "USE-001/role-unknown": (
        "« {role} » n’est pas un rôle.",
        "Les rôles : agent, lead, collector, auditor, dpo, admin.",
    ),
    "USE-001/service-unknown": ("Aucun service ne s’appelle « {service} ».", "backoffice team service list les nomme."),
    "USE-001/service-there": ("Un service s’appelle déjà « {service} ».", ""),
    "USE-001/service-name": ("Un service a un nom de 1 à 80 signes.", ""),
    "USE-001/service-same": ("Cette demande est déjà confiée à ce service.", ""),
    "USE-001/member-not-asking": (
        "{member} ne demande pas à être admis.",
        "Son poste le demande à son premier déverrouillage.",
    ),
    "USE-001/member-fingerprint": (
        "{member} a maintenant une autre clé : il n’est pas admis.",
        "Comparez l’empreinte de nouveau.",
    ),
    "USE-001/kind-unknown": (
        "« {kind} » n’est pas une sorte de demande.",
        "certificate_request (copie d’acte), contact_change (coordonnées) ou unread (formulaire non lu).",
    ),
}

PHRASES = {
    "help.team.ask": "demander à être admis sur ce poste, à la place de celui d’avant, qui est perdu",
    "team.asked": (
        "Demandé. Lisez cette empreinte à un responsable, qui vous admettra : {fingerprint}. "
        "Votre poste d’avant n’ouvre plus rien."
    ),
    "help.team.renew": "refaire la clé de l’équipe pour ceux qui sont admis : quelqu’un est parti",
    "team.renewed": (
        "La clé de l’équipe est refaite (membres : {count}) ; leurs postes ouverts la prennent d’eux-mêmes. Les clés "
        "de la boîte se renouvellent par « backoffice store new-keys »."
    ),
    "help.team.admit": "admettre un membre à la clé de l’équipe, une fois son empreinte comparée",
    "help.team.fingerprint": "l’empreinte que son poste affiche (sans elle : dire celle qu’il faut comparer)",
    "team.admitted": "{agent} est admis : son poste ouvre les dossiers à son prochain déverrouillage.",
    "team.compare": (
        "{agent} demande à être admis, avec l’empreinte\n"
        "    {fingerprint}\n"
        "Comparez-la avec celle que son poste affiche, de vive voix ; puis : --fingerprint suivi "
        "de cette empreinte."
    ),
    "cases.failed.service-same": "déjà confiée à ce service",
    "help.cases.hand_over": "confier des demandes à un autre service de l’équipe",
    "help.cases.service": "le service",
    "help.team": "l’équipe sur son serveur : membres, rôles, services",
    "help.team.list": "les membres, leurs rôles et leurs services",
    "help.team.matrix": "qui peut quoi, case par case",
    "help.team.add": "ajouter un membre : son rôle sur le serveur, ses rôles ici, ses services",
    "help.team.change": "donner à un membre d’autres rôles ou services ; ce qui n’est pas nommé reste",
    "help.team.disable": "fermer l’accès d’un membre, et refaire la clé de l’équipe pour les autres",
    "help.team.enable": "rouvrir l’accès d’un membre",
    "help.team.agent": "son rôle de connexion sur le serveur",
    "help.team.role": "agent (par défaut), lead, collector, auditor, dpo, admin ; plusieurs fois s’il en a plusieurs",
    "help.team.everywhere": "il voit désormais les demandes de tous les services",
    "help.team.roles.changed": "ses rôles désormais, et aucun autre ; sans cette option, ils restent",
    "help.team.services.changed": "ses services désormais, et aucun autre ; sans cette option, ils restent",
    "help.team.services": "un service dont il voit les demandes ; plusieurs fois possible ; sinon, il les voit tous",
    "help.team.password": "demander un mot de passe (12 signes au moins) ; sans cela, le rôle n’en a pas",
    "help.team.service": "les services, et ce qui leur est adressé",
    "help.team.service.list": "les services",
    "help.team.service.add": "ajouter un service",
    "help.team.service.route": "diriger une sorte de demande vers un service (sans nom : vers aucun)",
    "help.team.service.name": "son nom",
    "help.team.service.kind": "certificate_request (copie d’acte), contact_change (coordonnées), unread (non lu)",
    "help.team.service.to": "le service",
    "ask.member": "Mot de passe du nouveau rôle : ",
    "team.nobody": "Personne encore : backoffice team add LOGIN --role …",
    "team.no_services": "Aucun service : chacun voit toutes les demandes.",
    "team.all": "tous les services",
    "team.no_service": "aucun service",
    "team.added": "{agent} fait partie de l’équipe.",
    "team.added.password": "Mot de passe enregistré sous forme SCRAM ; {agent} peut le changer : \\password dans psql.",
    "team.added.login": (
        "Le rôle n’a pas de mot de passe. Qu’il se connecte par certificat (clientcert, nom {agent}), ou que "
        "quelqu’un qui le peut lui en donne un : \\password {agent} dans psql (docs/team.md)."
    ),
    "team.disabled": (
        "{agent} ne peut plus se connecter, et la copie de la clé de l’équipe scellée pour lui est supprimée."
    ),
    "team.disabled.keyless": "{agent} n’avait pas la clé de l’équipe : elle reste la même.",
    "team.disabled.left": (
        "La clé de l’équipe n’a pas été refaite, et {agent} a pu la garder : lancez « backoffice team renew », sur un "
        "poste d’administrateur qui est admis."
    ),
    "team.enabled": "{agent} peut se connecter de nouveau ; à son prochain déverrouillage il demandera à être admis.",
    "team.service": "{name} — reçoit : {kinds} — agents : {agents}",
    "team.service.added": "Le service « {name} » est ajouté.",
    "team.routed": "Ce qui arrive comme « {kind} » ira à « {name} ».",
    "team.routed.none": "Ce qui arrive comme « {kind} » n’ira à aucun service : ceux qui voient tout le verront.",
    "team.key.none": "n’a pas encore déverrouillé",
    "team.key.collector": "relève seulement, n’ouvre aucun poste",
    "team.seen.now": "connecté",
    "team.seen.at": "vu le {at}",
    "team.key.asked": "demande à être admis",
    "team.key.admitted": "admis",
    "team.key.ended": "accès terminé",
    "team.key.disabled": "ne peut pas se connecter",
    "team.may": "oui",
    "team.row.own": "siennes",
    "team.row.other": "autres",
    "team.role.agent": "agent",
    "team.role.lead": "responsable",
    "team.role.collector": "relève",
    "team.role.auditor": "auditeur",
    "team.role.dpo": "DPO",
    "team.role.admin": "admin.",
    "team.action.list": "lister, chercher",
    "team.action.open": "ouvrir",
    "team.action.take": "prendre, rendre, mettre en attente",
    "team.action.assign": "attribuer",
    "team.action.answer": "répondre",
    "team.action.close": "clore, rouvrir",
    "team.action.note": "écrire une note",
    "team.action.undo": "annuler",
    "team.action.link": "rapprocher des personnes",
    "team.action.hand_over": "confier à un autre service",
    "team.action.export": "exporter",
    "team.action.hold": "prolonger la conservation",
    "team.action.open_submission": "lire un dépôt et ses pièces",
    "team.action.keep_view": "garder ses vues",
    "team.action.share_view": "partager une vue",
    "team.action.enter": "saisir un courrier",
    "team.action.take_in": "faire des demandes de ce qui arrive",
    "team.action.request_purge": "demander une purge",
    "team.action.approve_purge": "approuver une purge",
    "team.action.run_purge": "exécuter une purge",
    "team.action.read_journal": "lire le journal",
    "team.action.export_journal": "exporter le journal",
    "team.action.note_journal": "inscrire au journal, sous son nom",
    "team.action.purge_journal": "purger les plus anciennes lignes",
    "team.action.rewrite_journal": "changer une ligne du journal",
    "team.action.read_inbox": "lire les faits de la boîte",
    "team.action.collect": "relever",
    "team.action.fill_facts": "compléter les faits",
    "team.action.remove_attempts": "retirer d’anciennes tentatives",
    "team.action.close_incident": "clore un incident",
    "team.action.notify_incident": "noter une notification",
    "team.action.ask_admission": "demander à être admis",
    "team.action.admit": "admettre un agent",
    "team.action.recover": "admettre son poste par la clé de secours",
    "team.action.end_access": "fermer un accès",
    "team.action.change_roles": "changer rôles et services",
    "team.action.renew_keys": "renouveler les clés",
    "team.action.migrate": "changer le schéma (propriétaire)",
}
