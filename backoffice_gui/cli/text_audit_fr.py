"""What the console says in French of the journal."""

from __future__ import annotations

__all__ = ["PHRASES", "REASONS"]

REASONS = {
    "USE-001/chain-unknown": ("Il n’y a pas de tel journal.", "Choisissez : {chains}."),
    "USE-001/journal-cancelled": ("La vérification a été arrêtée.", "Relancez-la quand vous voulez."),
    "STO-011/audit-broken": (
        "Le journal ne tient pas à l’événement {event} : rien n’en a été purgé.",
        "Gardez le coffre tel quel et lancez « backoffice audit verify » ; c’est peut-être une preuve.",
    ),
}

PHRASES = {
    "help.audit": "Le journal : qui a fait quoi, qui a regardé quoi ; le vérifier, l’exporter, le purger.",
    "help.audit.list": "Les événements, les plus récents d’abord ; les consulter s’inscrit au journal.",
    "help.audit.who": "Qui a ouvert une demande, et qui y a fait quoi.",
    "help.audit.verify": "Vérifie les deux chaînes, et les têtes déposées ailleurs ; 1 si quelque chose ne tient pas.",
    "help.audit.export": "Écrit les événements dans un fichier CSV, ODS ou XLSX, avec son manifeste et sa signature.",
    "help.audit.purge": "Purge ce qui est plus ancien que [audit] months, par segments entiers.",
    "help.audit.chain": "casebook (ce que font les agents) ou inbox (ce que fait le collecteur).",
    "help.audit.agent": "Seulement cet agent.",
    "help.audit.verb": "Seulement cette action (docs/audit.md) ; peut être répété.",
    "help.audit.since": "Depuis ce jour (AAAA-MM-JJ, à Paris).",
    "help.audit.until": "Jusqu’à ce jour compris.",
    "help.audit.limit": "Au plus tant d’événements.",
    "help.audit.anchors": "Le dossier où les têtes sont déposées, au lieu de [audit] anchor.",
    "help.audit.to": "Le fichier à écrire.",
    "audit.none": "Aucun événement.",
    "audit.role.collector": "le collecteur",
    "audit.role.desk": "un agent",
    "audit.role.administrator": "l’administrateur",
    "audit.role.program": "le programme",
    "audit.chain.casebook": "des dossiers",
    "audit.chain.inbox": "de la relève",
    "audit.holds": "Chaîne {chain} : elle tient, du n° {first} au n° {last} ({at}).",
    "audit.broken": "Chaîne {chain} : rompue au n° {broken} ({why}). Dernier événement sûr : n° {last}.",
    "audit.break.gap": "un événement manque, ou un autre est à sa place",
    "audit.break.link": "l’événement a été modifié",
    "audit.break.rewritten": "la chaîne a été réécrite : une tête notée ailleurs dit autre chose",
    "audit.break.cut": "la fin a été coupée : une tête notée ailleurs va plus loin",
    "audit.break.purge": "le début manque sans qu’une purge soit inscrite",
    "audit.break.rolled-back": "la base a été remise à un état antérieur",
    "audit.break.signature": "une tête déposée n’est pas signée par ce coffre",
    "audit.anchored": "  Têtes déposées ailleurs : {anchors}, jusqu’au n° {anchored_to} ; depuis : {unanchored}.",
    "audit.no_anchors": "  Aucune tête de ce coffre dans ce dossier : elles ont été effacées, ou jamais déposées.",
    "audit.gaps": "  Il manque {count} tête(s) signée(s) dans ce dossier, la première au n° {first}.",
    "audit.unreadable": "  {count} ligne(s) de ce fichier ne sont pas des têtes.",
    "audit.exported": "{rows} événement(s) écrits dans {file} (SHA-256 {sha256}).",
    "audit.purged": "{count} événement(s) purgés ; {months} mois sont gardés.",
    "doctor.anchor": "Têtes du journal",
    "doctor.says.no_anchor": "déposées nulle part ailleurs ([audit] anchor, syslog)",
    "doctor.says.anchor_absent": "le dossier {folder} n’est pas là",
    "doctor.says.anchor_failed": "le dernier dépôt a échoué ({detail})",
    "doctor.says.anchored": "déposées ailleurs ({folder})",
}
