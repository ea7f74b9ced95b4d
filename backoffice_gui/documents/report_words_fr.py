"""The conformity report's phrases in French."""

from __future__ import annotations

__all__ = ["PHRASES"]

PHRASES = {
    "office": "Office français de protection des réfugiés et apatrides · demandes en ligne",
    "title": "Rapport de conformité : {period}",
    "subtitle": "Durée de vie des dépôts sur le site public et preuve de leur destruction. Heures de Paris.",
    "subtitle.provisional": "PROVISOIRE : la période n’est pas terminée ; chiffres arrêtés au {as_of}.",
    "watermark": "PROVISOIRE",
    "period": "du {first} au {last}",
    "page": "Page",
    "of": "sur",
    "footer": "{period} · état au {as_of}",
    "verdict.none": "Aucun dépôt n’a été reçu par le site pendant cette période.",
    "verdict.kept": (
        "La promesse de 30 minutes a été tenue : aucun dépôt n’est resté plus longtemps sur le site, aucun n’a été "
        "perdu, aucun n’a été servi après sa destruction."
    ),
    "verdict.broken": "La promesse n’a pas été tenue pour tous : {causes}.",
    "cause.next": " ; ",
    "cause.over": "dépôts restés plus de 30 minutes : {count}",
    "cause.lost": "dépôts perdus ou introuvables chez nous : {count}",
    "cause.served": "copies encore servies après accusé : {count}",
    "verdict.unended": " Sort encore inconnu pour : {count}.",
    "card.received": "Reçus par le site",
    "card.median": "Durée médiane",
    "card.p95": "95 % en moins de",
    "card.p99": "99 % en moins de",
    "card.longest": "Maximum",
    "card.over": "Plus de 30 min",
    "card.lost": "Jamais collectés",
    "card.proven": "Destruction prouvée",
    "figure.days": "Durée maximale, jour par jour",
    "figure.days.caption": (
        "Barre : la plus longue vie d’une copie déposée ce jour. Trait : 95 % des copies ont vécu moins longtemps. "
        "Tireté : les 30 minutes promises."
    ),
    "figure.days.alt": (
        "Diagramme en barres de la durée maximale sur le site, par jour, avec la ligne des 30 minutes. Plus haute "
        "barre : {longest}, le {day}. Le tableau « Jour par jour » donne toutes les valeurs."
    ),
    "figure.none.alt": "Diagramme sans barre : aucune durée n’a pu être mesurée.",
    "figure.minutes": "Répartition des durées",
    "figure.minutes.caption": (
        "Nombre de dépôts par minute de vie sur le site (échelle logarithmique) ; à droite, au-delà des 30 minutes."
    ),
    "figure.minutes.alt": (
        "Histogramme des durées de vie sur le site, par minute. Moins d’une minute : {first} sur {count}. Au-delà de "
        "30 minutes : {over}."
    ),
    "limit": "30 min",
    "minutes": "{n} min",
    "section.lives": "Durées de vie sur le site",
    "lives.text": (
        "Du dépôt (submitted_at, signé par le site) à l’inscription de sa destruction (at du reçu, ou de "
        "l’expiration au registre). Les deux heures sont celles du site : l’horloge de ce poste n’intervient pas. "
        "Le site doit avoir tout effacé au plus tard 60 secondes après l’inscription."
    ),
    "lives.measured": "Durées mesurées",
    "lives.over": "Plus de {mark} min",
    "lives.untimed": "Terminés sans heure de dépôt lisible (non mesurés)",
    "lives.unended": "Ni reçu ni expiration connus à ce jour",
    "section.fates": "Ce que sont devenus les dépôts",
    "stage.CLOSED": "Collectés, vérifiés ; destruction prouvée par le registre du site",
    "stage.ACKNOWLEDGED": "Collectés, vérifiés ; reçu signé, inscription au registre pas encore lue",
    "stage.STORED_EXPIRED": "Stockés chez nous, mais expirés sur le site avant l’accusé",
    "stage.FOREIGN": "Pris en charge par une autre base",
    "stage.QUARANTINED": "En quarantaine : stockés scellés, jamais accusés",
    "stage.VERIFIED": "Stockés et vérifiés, pas encore accusés",
    "stage.STORED": "Stockés, pas encore vérifiés",
    "stage.OFFERED": "Proposés par le site, pas encore stockés",
    "stage.DISPUTED": "Contestés : le site se contredit",
    "stage.LOST": "Perdus : expirés sur le site sans copie chez nous (violation de disponibilité)",
    "stage.MISSING": "Manquants : accusés en notre nom, introuvables chez nous",
    "section.proofs": "Reçus, registre et sondages",
    "proof.ours": "Reçus valides à notre nom (signature vérifiée à l’arrivée)",
    "proof.peers": "Reçus valides au nom d’une base sœur",
    "proof.strangers": "Reçus valides au nom d’une base inconnue",
    "proof.proven": "Reçus retrouvés au registre, chaîne intacte",
    "proof.probes": "Sondages faits (copie redemandée 90 secondes après l’accusé)",
    "proof.gone": "dont refusés par le site, comme il se doit",
    "proof.served": "dont encore servis (incident)",
    "proof.waiting": "Sondages encore attendus",
    "proof.unaccounted": "Numéros ni détenus ni inscrits au registre",
    "section.incidents": "Incidents et délai de 72 heures",
    "incidents.text": (
        "RGPD, article 33 : une violation est notifiée à la CNIL dans les 72 heures qui suivent sa connaissance, "
        "sauf si elle ne risque pas d’engendrer de risque pour les personnes. La connaissance est l’heure "
        "d’ouverture ; la clôture par une personne, motivée, met fin au décompte."
    ),
    "incidents.none": "Aucun incident n’était ouvert pendant cette période.",
    "section.coverage": "Surveillance du site et empêchements de la relève",
    "coverage.none": "Aucun empêchement n’a été enregistré.",
    "coverage.silences": (
        "Périodes de plus de 10 minutes sans liste lue sur le site : {count}, dont plus de 30 minutes : {lapses}."
    ),
    "coverage.watched": "Aucune période de plus de 10 minutes sans liste lue sur le site.",
    "section.days": "Jour par jour",
    "section.ground": "Ce qui établit ces chiffres",
    "ground.store": "Base (pseudonyme)",
    "ground.head": "Chaîne d’audit, dernière ligne",
    "ground.digest": "Empreinte SHA-256 de cette ligne",
    "ground.program": "Programme",
    "ground.text": (
        "Calculé d’après les faits et reçus conservés dans la boîte d’arrivée, sans ouvrir aucun dépôt ; ce rapport "
        "ne contient aucune donnée personnelle. Le même état de la base donne le même fichier, octet pour octet. "
        "« backoffice verify » vérifie la chaîne jusqu’à l’empreinte ci-dessus. Centiles au rang le plus proche ; un "
        "dépôt compte le jour où le site l’a reçu."
    ),
    "column.what": "Quoi",
    "column.count": "Nombre",
    "column.share": "Part",
    "column.value": "Valeur",
    "column.day": "Jour",
    "column.received": "Reçus",
    "column.measured": "Mesurés",
    "column.median": "Médiane",
    "column.p95": "95 %",
    "column.p99": "99 %",
    "column.longest": "Maximum",
    "column.over": "> 30 min",
    "column.lost": "Perdus",
    "column.number": "N°",
    "column.kind": "Incident",
    "column.breach": "Violation présumée",
    "column.opened": "Connu le",
    "column.due": "À notifier avant le",
    "column.closed": "Clos le",
    "column.state": "Délai",
    "column.since": "Depuis",
    "column.until": "Jusqu’au",
    "column.obstacle": "Empêchement",
    "csv.seconds": "{name} (s)",
    "csv.over": "Plus de {mark} min",
    "incident.lost": "Dépôt perdu",
    "incident.missing": "Dépôt introuvable chez nous",
    "incident.stranger": "Accusé par une base inconnue",
    "incident.not_destroyed": "Copie du site non détruite",
    "incident.ledger_broken": "Registre du site rompu",
    "incident.epoch_changed": "Registre du site recommencé",
    "incident.disputed": "Réponses contradictoires du site",
    "incident.receipt_invalid": "Reçu invalide",
    "incident.page_unreadable": "Liste illisible",
    "incident.offered_after_purge": "Dépôt purgé proposé de nouveau",
    "incident.canary_failed": "Clé qui n’ouvre pas",
    "incident.id_reuse": "Identifiant réemployé",
    "incident.restored": "Base restaurée d’une sauvegarde",
    "incident.casebook_lost": "Base de travail perdue et refaite",
    "breach.availability": "Disponibilité",
    "breach.confidentiality": "Confidentialité",
    "breach.none": "Aucune",
    "clock.running": "En cours",
    "clock.overdue": "Dépassé",
    "clock.in_time": "Clos dans le délai",
    "clock.late": "Clos hors délai",
    "clock.none": "Sans objet",
    "alarm.credential": "Certificat refusé",
    "alarm.redirect": "Redirection du site",
    "alarm.deadline_blocked": "Échéance en danger",
    "alarm.disk_full": "Disque plein",
    "alarm.clock_skew": "Horloge décalée",
    "alarm.locked": "Base verrouillée par un autre programme",
    "alarm.front_unreachable": "Site injoignable",
    "alarm.key_not_proven": "Clé non prouvée",
    "alarm.mirror": "Seconde copie indisponible",
    "alarm.backup": "Sauvegarde en échec",
    "silence": "Aucune liste lue",
    "still": "dure encore",
    "notified": "{at}, réf. {reference} ({capacity})",
    "capacity.dpo": "délégué à la protection des données",
    "capacity.controller": "responsable du traitement",
    "capacity.mandated": "personne mandatée",
    "column.notified": "Notifié à la CNIL le",
    "column.reference": "Référence de la CNIL",
    "column.capacity": "En qualité de",
    "csv.minutes": "Durée (min)",
    "csv.lapse": "Une copie a pu expirer",
    "yes": "oui",
    "no": "non",
    "clock.notified": "Notifié dans le délai",
    "clock.notified_late": "Notifié hors délai",
    "alarm.anchor": "Ancrage du journal en échec",
    "coverage.unknown": "La base n’enregistrait pas encore quand le site a été lu.",
    "coverage.part": "Listes du site lues sans interruption de plus de 10 minutes : {part} du temps depuis le {since}.",
    "lapse": "Aucune liste lue pendant plus de 30 minutes : une copie a pu naître et expirer sans être vue",
}
