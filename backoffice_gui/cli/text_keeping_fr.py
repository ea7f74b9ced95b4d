"""What the console says in French of backups, of putting them back, and of keys that change."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_KEPT = "La base elle-même n’est pas touchée ; les sauvegardes déjà faites restent."

CIRCUMSTANCES = {
    "STO-014": (
        "La sauvegarde n’est pas possible, ou n’est pas sûre ({reason}) : {folder}.",
        _KEPT,
        "Corrigez ce qui est nommé, puis « backoffice backup » ; « backoffice doctor » dit où en sont les sauvegardes.",
    ),
}

REASONS = {
    "STO-014/gone": (
        "Le dossier des sauvegardes {folder} n’est pas là.",
        "Rebranchez le disque ou remontez le partage ; le programme ne crée jamais le chemin qui y mène.",
    ),
    "STO-014/unwritable": (
        "Le dossier des sauvegardes {folder} ne peut pas être écrit.",
        "Donnez-y le droit d’écrire au compte de ce programme, ou nommez un autre dossier : [backup] folder.",
    ),
    "STO-014/manifest": (
        "Ce qui est dans {folder} n’est pas une sauvegarde que ce programme sait lire.",
        "Nommez le dossier d’une sauvegarde (backup-…), entier ; sinon prenez la précédente.",
    ),
    "STO-014/content": (
        "Dans la sauvegarde {folder}, le fichier {file} n’est plus ce qui y avait été écrit.",
        "Elle est abîmée : prenez la précédente, et vérifiez le disque.",
    ),
    "STO-014/forged": (
        "La sauvegarde {folder} n’a pas été faite par ce programme avec cette clé.",
        "Ne passez pas outre : quelqu’un a pu l’écrire ; prévenez la personne chargée de la sécurité.",
    ),
    "STO-014/not-proven": (
        "La sauvegarde a été ouverte, et elle ne tient pas ({what}) : elle n’est pas retenue.",
        "Lancez « backoffice verify » sur la base ; si la base tient, vérifiez le disque des sauvegardes.",
    ),
    "STO-010/upkeep": (
        "Une sauvegarde ou un changement de clé est déjà en cours.",
        "Attendez sa fin, puis recommencez.",
    ),
    "STO-007/restore-key": (
        "Ni la clé de ce poste ni la clé de secours n’ouvrent cette sauvegarde.",
        "Donnez --recovery-key FICHIER ; avec un fichier de clé (key_file), remettez la copie de l’époque.",
    ),
    "STO-007/rekey-cut": (
        "Le changement de clé de la base de travail est en cours, ou a été coupé.",
        "S’il est en cours, attendez ; sinon relancez « backoffice store rekey » : il finit ce qui était commencé.",
    ),
    "STO-001/rekey-refused": (
        "Le changement de clé de la base de travail n’a pas abouti : le disque, ou un autre programme, l’a refusé.",
        "Vérifiez le disque, puis relancez « backoffice store rekey » : il finit ce qui était commencé.",
    ),
    "STO-010/copying": (
        "Un autre programme met la base à niveau, et la copie d’abord.",
        "Attendez sa fin, puis recommencez : une grande base prend quelques minutes.",
    ),
    "STO-001/not-migrated": (
        "La base n’est pas encore à niveau : elle est en {found}, ce programme travaille en {known}.",
        "Ce qui ne fait que regarder ne la met pas à niveau : démarrez la relève, ou la fenêtre.",
    ),
    "STO-010/in-use": (
        "La base de travail est ouverte ailleurs : sa clé ne peut pas changer.",
        "Fermez ou verrouillez la fenêtre (Ctrl+L) sur ce poste, puis recommencez. Rien n’a changé.",
    ),
    "STO-001/recovery-not-proven": (
        "La nouvelle clé de secours n’a pas tout ouvert : l’ancienne reste en usage.",
        "Recommencez avec le même fichier ; si cela dure, transmettez ce code.",
    ),
    "CFG-001/key-handed-over": (
        "La clé est remise par le gestionnaire de services ({name}) : lui seul peut en changer.",
        "Changez-la avec un fichier de clé (key_file) le temps de l’opération ; voir docs/administration.md.",
    ),
    "USE-001/no-backup-folder": (
        "Aucun dossier de sauvegarde n’est configuré.",
        "Nommez-le : --to DOSSIER, ou [backup] folder.",
    ),
    "USE-001/backup-none": ("Il n’y a pas de sauvegarde dans {folder}.", "Nommez le dossier de [backup] folder."),
    "USE-001/backup-several": (
        "Plusieurs bases ont leurs sauvegardes dans {folder}.",
        "Nommez le dossier de celle que vous voulez (backup-…).",
    ),
    "USE-001/epoch-mirror": (
        "La seconde copie ({folder}) tient {copies} dépôts que cette base n’a pas : l’époque en finirait les clés.",
        "Refaites la base depuis elle (store rebuild), ou nommez un dossier neuf (store mirror) ; puis relancez.",
    ),
    "USE-001/epoch-mirror-unnamed": (
        "Cette base a une seconde copie que la configuration ne nomme plus : ses clés finiraient. Rien n’est changé.",
        "Remettez [store] mirror. Si cette copie n’existe plus : backoffice store mirror --none ; puis relancez.",
    ),
    "USE-001/mirror-named": (
        "La configuration nomme une seconde copie, dans {folder} : rien n’est abandonné.",
        "Ôtez d’abord [store] mirror de la configuration, si cette copie n’existe plus.",
    ),
    "USE-001/restore-begun": (
        "Une autre sauvegarde, faite le {at}, est en train d’être remise dans {folder}.",
        "Relancez la même commande qu’alors ; elle finira.",
    ),
}

PHRASES = {
    "help.backup": "Copie les deux bases dans un dossier, et prouve la copie en l’ouvrant.",
    "help.backup.to": "Dossier des sauvegardes (défaut : [backup] folder).",
    "help.restore": "Remet une sauvegarde à la place d’une base perdue ; une base présente n’est jamais touchée.",
    "help.restore.from": "Une sauvegarde, ou le dossier des sauvegardes (la plus récente).",
    "help.restore.recovery": "Clé de secours, sur un poste neuf ou si la clé a changé depuis.",
    "help.restore.casebook": "Seulement la base de travail, à côté d’une base de réception qui est là.",
    "backup.done": "Sauvegarde faite et prouvée : {folder} ({submissions} demandes, {size} Mio).",
    "backup.pruned": "Anciennes sauvegardes retirées : {pruned}.",
    "restore.done": "La base est remise dans {folder}, telle qu’au {made_at}, sous un nouveau nom ({store_id}).",
    "restore.lost": "Ce qui a été accusé depuis n’y est pas : c’est perdu pour nous, le site ne l’a plus. Un incident"
    " le dit ; la prochaine relève nommera chaque demande d’après le registre du site (« missing »).",
    "restore.casebook": "La base de travail est remise dans {folder}, telle qu’au {made_at}.",
    "restore.casebook_lost": "Ce que les agents ont fait depuis est perdu ; les demandes relevées depuis sont là et"
    " seront reprises à l’ouverture. Un incident le dit.",
    "restore.stale": "Attention : cette sauvegarde a {days} jours, plus que la plus courte durée de conservation."
    " Ce qui a été effacé depuis est revenu : refaites ces effacements.",
    "restore.key_saved": "La clé retrouvée est rangée sur ce poste.",
    "restore.mirror": "Une seconde copie existe peut-être dans {folder} : elle va plus loin. Pour tout retrouver :"
    " « backoffice store rebuild --from », puis « backoffice restore --casebook --from ».",
    "help.mirror.none": "Il n’y a plus de seconde copie : les clés peuvent changer sans elle.",
    "mirror.given_up": "La seconde copie est abandonnée : elle ne rendra plus rien. Détruisez son dossier.",
    "mirror.none": "Cette base n’a pas de seconde copie.",
    "help.epoch": "Change toutes les clés après les purges du mois : rien n’ouvre plus ce qui a été purgé.",
    "help.epoch.recovery_key": "Fichier neuf pour une nouvelle clé de secours.",
    "epoch.done": "Toutes les clés sont changées : {kept} clés refaites et essayées ; {run_keys} clés de passage et"
    " {private_keys} clés privées détruites. Ce qui a été purgé ne s’ouvre plus avec aucune clé d’ici. Faites une"
    " sauvegarde maintenant, puis détruisez les précédentes.",
    "epoch.left": "{left} dépôts, ou notes d’un verrouillage, d’une autre base ou abîmés gardent leur clé d’avant.",
    "epoch.recovery_old": "La clé de secours n’a pas changé : avec elle, les sauvegardes d’avant s’ouvrent encore.",
    "epoch.recovery_new": "Nouvelle clé de secours dans {file} : mettez-la à l’abri et détruisez l’ancienne.",
    "help.rekey": "Change la clé de la base de travail ; personne ne doit l’avoir ouverte.",
    "help.new_keys": "Change la paire de clés de la base de réception ; ce qui est là reste lisible.",
    "help.recovery_key": "Fait une nouvelle clé de secours, l’essaie, puis retire l’ancienne.",
    "help.recovery_key.to": "Fichier neuf où l’écrire.",
    "rekey.done": "La base de travail a une nouvelle clé, essayée ; l’ancienne n’ouvre plus rien ici. Les sauvegardes"
    " déjà faites s’ouvrent avec la clé de secours, ou avec la copie du fichier de clé d’alors : gardez-la jusqu’à"
    " leur fin. Avec un fichier de clé, gardez aussi une copie du nouveau. Faites une sauvegarde maintenant.",
    "new_keys.done": "Nouvelle paire de clés (génération {generation}, {fingerprint}). La relève en cours la prend"
    " dans l’heure ; tout de suite avec « systemctl reload ». Faites une sauvegarde maintenant.",
    "recovery_key.done": "Nouvelle clé de secours dans {file}, essayée sur tout ({tried} clés de passage) ; l’ancienne"
    " n’ouvre plus rien ici, mais encore les sauvegardes et la seconde copie faites avant. Mettez-la à l’abri, loin"
    " de ce poste. Si l’ancienne a pu être vue : « backoffice store rekey » et « backoffice store new-keys » aussi.",
    "cause.certificate_gone": "le certificat client ne peut pas être lu",
    "cause.list_ahead": "la dernière liste est datée d’une heure à venir : une horloge a été, ou est, déréglée",
    "cause.nobody": "personne ne relève",
    "cause.certificate_week": "le certificat client finit dans moins d’une semaine",
    "cause.certificate_day": "le certificat client finit dans moins d’un jour",
    "cause.certificate_ended": "le certificat client est fini",
    "doctor.says.certificate_month": "{subject}, jusqu’au {until} : moins de trente jours, demandez le suivant",
    "doctor.says.certificate_week": "{subject}, jusqu’au {until} : moins d’une semaine, il faut le suivant",
    "doctor.says.certificate_day": "{subject}, jusqu’au {until} : moins d’un jour, puis plus rien n’est relevé",
    "doctor.says.certificate_ended": "{subject}, fini le {until} : plus rien n’est relevé",
    "cause.anchor": "la tête du journal n’a pas pu être déposée ailleurs",
    "cause.canary_unopened": "depuis des jours aucun poste n’a ouvert ce qui arrive : déverrouillez-en un",
    "cause.lead_silent": "le poste qui relève ne donne plus signe de vie : redémarrez-le",
    "cause.intake": "ce qui a été relevé ne devient plus une demande : le journal du poste dit pourquoi",
    "cause.backup": "les sauvegardes manquent ou échouent",
    "cause.credential": "un certificat est refusé, le nôtre ou celui du site",
    "cause.not_reloaded": "les certificats ou clés en place sont inutilisables : la relève vit des précédents",
    "cause.redirect": "le site renvoie ailleurs",
    "cause.deadline_blocked": "le site fait attendre plus longtemps qu’il ne reste",
    "cause.disk_full": "plus assez de place",
    "cause.clock_skew": "l’horloge du poste et celle du site diffèrent",
    "cause.locked": "la base reste verrouillée",
    "cause.server_clock": "l’horloge du serveur et celle du poste diffèrent de plus d’un jour",
    "cause.upkeep": "le serveur n’a pas pu juger d’anciennes copies",
    "cause.front_unreachable": "le site ne répond plus",
    "cause.key_not_proven": "la clé n’a pas pu être prouvée",
    "cause.not_ready": "la relève n’accuse rien pour l’instant",
    "doctor.backup": "Sauvegardes",
    "doctor.says.epoch_due": "{days} jours depuis une purge sans changement de clés : backoffice store epoch",
    "doctor.says.no_backup": "aucune n’est configurée ([backup] folder)",
    "doctor.says.backup": "{folder} : {count}, la dernière le {newest}",
    "doctor.says.backup_none": "{folder} : aucune encore",
    "doctor.says.backup_overdue": "{folder} : en retard ; la dernière le {newest}",
    "doctor.says.backup_failed": "{folder} : la dernière a échoué ({detail}) ; la dernière bonne le {newest}",
    "doctor.says.backup_stale": "{folder} : {stale} plus anciennes que la plus courte conservation ({days} jours) ;"
    " retirez-les",
    "doctor.says.backup_same_disk": "{folder} est sur le même disque que la base : une panne emporterait les deux"
    " ({count}, la dernière le {newest})",
    "status.backup": "Sauvegardes : {count}, la dernière {age}.",
    "status.backup_trouble": "Sauvegardes : {trouble} ; {count}, la dernière {age}.",
    "trouble.overdue": "en retard",
    "trouble.gone": "dossier absent",
    "trouble.hung": "dossier qui ne répond pas",
}
