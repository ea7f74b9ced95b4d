"""Ce que la console dit d'une base d'équipe, en français."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_KEPT = "Ce qui est rangé sur le serveur y reste ; ce qui n’est pas accusé réception est encore sur le site."

CIRCUMSTANCES = {
    "STO-015": (
        "Le serveur de la base d’équipe ne répond pas, ou la liaison avec lui est tombée ({reason}).",
        _KEPT,
        "La relève réessaie d’elle-même. Si cela dure, prévenez l’équipe qui tient le serveur PostgreSQL.",
    ),
}

REASONS = {
    "STO-015/connect": (
        "Aucune liaison avec le serveur de la base d’équipe : adresse, réseau, certificat, rôle ou nom de base.",
        "Vérifiez [store] server, le certificat du serveur (sslrootcert) et le fichier des mots de passe (passfile).",
    ),
    "STO-015/starting": (
        "Le serveur de la base d’équipe démarre ou s’arrête.",
        "Patientez : la relève reprend d’elle-même.",
    ),
    "STO-001/server-too-old": (
        "Le serveur est un PostgreSQL {found} : il en faut un 15 ou plus récent.",
        "Demandez sa mise à niveau à l’équipe qui le tient.",
    ),
    "STO-001/unsafe-server": (
        "Le serveur pourrait perdre ce qu’il dit avoir enregistré : {setting} y vaut {found}.",
        "Ce qu’il faut de chaque réglage est dit sous STO-001, dans docs/troubleshooting.md.",
    ),
    "STO-001/server-standby": (
        "Ce serveur n’est qu’un serveur de secours : il ne fait que suivre, et rien ne s’y enregistre.",
        "Mettez dans [store] server l’adresse de celui qui mène, ou faites promouvoir celui-ci s’il est tombé.",
    ),
    "STO-001/collation": (
        "La base trie ses textes selon une langue ({found}) : cet ordre change d’une version du système à l’autre.",
        "Faites-la créer avec : createdb --template=template0 --encoding=UTF8 --locale=C NOM",
    ),
    "STO-001/schema-older": (
        "Le schéma de la base d’équipe ({found}) est plus ancien que celui de ce programme ({known}).",
        "Une fois la base sauvegardée par son serveur, lancez « backoffice store migrate », avec le rôle propriétaire.",
    ),
    "STO-001/not-permitted": (
        "Le serveur refuse cela au rôle de ce programme.",
        "Vérifiez le rôle de [store] server ; « store init » et « store migrate » demandent le rôle propriétaire.",
    ),
    "STO-001/roles": (
        "Les rôles de groupe de ce programme manquent sur le serveur, et ce rôle-ci n’a pas le droit de les créer.",
        "Faites exécuter ceci, une fois, par l’équipe qui tient le serveur : {sql}",
    ),
    "STO-002/database": (
        "La base nommée dans [store] server n’existe pas sur le serveur.",
        "Faites-la créer avec : createdb --template=template0 --encoding=UTF8 --locale=C NOM",
    ),
    "STO-006/tables": (
        "La base du serveur n’a pas encore les tables de ce programme.",
        "Lancez « backoffice store init » avec la même configuration.",
    ),
    "STO-010/contended": (
        "Un autre programme changeait la même chose au même moment : rien n’a été changé ici.",
        "Réessayez.",
    ),
    "USE-001/store-address": (
        "Ce n’est pas l’adresse d’une base d’équipe ({what}).",
        "Elle a la forme postgresql+psycopg://ROLE@SERVEUR/BASE, puis les options de docs/team.md.",
    ),
    "USE-001/store-address-password": (
        "Un mot de passe est écrit dans l’adresse de la base : il n’a pas été utilisé.",
        "Ôtez-le, et changez-le : il a pu être lu. Sa place est le fichier passfile (mode 600), ou un certificat.",
    ),
    "USE-001/store-address-insecure": (
        "Par le réseau, le serveur doit prouver qui il est : sslmode=verify-full, et rien de moins.",
        "Ôtez sslmode de l’adresse et nommez l’autorité du serveur : sslrootcert=FICHIER.",
    ),
    "USE-001/no-server": (
        "Aucune base d’équipe n’est configurée.",
        "Nommez-la : [store] server, ou --store ADRESSE.",
    ),
    "USE-001/team-no-copy": (
        "Une base d’équipe est sauvegardée et remise en place par son serveur, pas par ce programme.",
        "Voyez docs/team.md : pg_basebackup et l’archivage des journaux.",
    ),
    "STO-012/away": (
        "Cette base a été déplacée : elle vit maintenant à {to}.",
        "Ici, elle se lit encore (status, list, verify, extract) ; pour travailler, mettez cette adresse dans [store].",
    ),
    "STO-011/moved": (
        "Ce qui a été recopié ne tient pas ({what}, {where}) : la base n’a pas été déplacée, et reste où elle était.",
        "Lancez « backoffice verify » : si la base elle-même a ce défaut, réparez-le d’abord ; sinon, recommencez.",
    ),
    "STO-006/arriving": (
        "Un déplacement vers cet endroit a été coupé : ce qui s’y trouve n’est pas encore une base.",
        "Relancez le même « backoffice store move » : il reprend, ou recommence.",
    ),
    "USE-001/move-to-server": (
        "Une base de ce poste se déplace vers une base d’équipe : --to postgresql+psycopg://ROLE@SERVEUR/BASE.",
        "D’un dossier à un autre, c’est « backoffice backup », puis « backoffice restore ».",
    ),
    "USE-001/move-to-folder": (
        "Une base d’équipe se déplace vers un nouveau dossier de ce poste : --to DOSSIER.",
        "D’un serveur à un autre, c’est l’affaire de PostgreSQL (docs/operations.md).",
    ),
    "USE-001/move-cancelled": ("Le déplacement a été arrêté : tout est resté comme avant.", ""),
    "STO-007/not-admitted": (
        "Ce poste a demandé à être admis dans l’équipe : personne ne l’a encore admis. Empreinte : {fingerprint}.",
        "Lisez cette empreinte à un responsable, qui l’admet (backoffice team admit), puis recommencez.",
    ),
    "STO-007/key-elsewhere": (
        "Vous avez été admis avec la clé d’un autre poste ({fingerprint}) : elle n’est pas ici.",
        "Travaillez sur ce poste-là, ou demandez à un responsable de mettre fin à cet accès, puis recommencez ici.",
    ),
    "STO-007/team-key": (
        "La clé de l’équipe que ce poste a reçue n’ouvre pas la base, ou a été abîmée.",
        "Demandez à un responsable de mettre fin à votre accès et de vous admettre de nouveau.",
    ),
    "STO-001/may-not-collect": (
        "Le rôle de ce poste ne relève pas : d’autres relèvent pour l’équipe.",
        "Pour relever ici, connectez-vous avec un rôle du groupe backoffice_collector (docs/team.md).",
    ),
    "STO-001/clock": (
        "L’horloge du serveur et celle de ce poste diffèrent de plus d’un jour : son journal refuse la ligne.",
        "Mettez-les à l’heure toutes deux (NTP ; « SELECT now() » dit celle du serveur), puis recommencez.",
    ),
    "STO-001/led": (
        "Une relève d’une version antérieure est en cours ({holder} sur {host}, rôle {login}) : rien n’a été migré.",
        "Arrêtez-la, avec celles qui lui succéderaient ; migrez ; puis lancez celles de cette version.",
    ),
    "STO-001/pooled": (
        (
            "Un relais de connexions prête les sessions du serveur (PgBouncer, mode transaction) : personne ne "
            "peut y mener la relève."
        ),
        "Donnez à la relève l’adresse du serveur lui-même, ou un relais en mode session. Les postes peuvent le garder.",
    ),
    "STO-001/other-login": (
        "Le serveur n’a pas reçu le nom de votre compte : un relais de connexions l’a remplacé par « {found} ».",
        "Chacun doit y entrer sous son propre nom : faites régler ce relais, ou donnez l’adresse du serveur lui-même.",
    ),
    "STO-010/locked-by": (
        "Une connexion de « {login} » empêche les autres d’enregistrer depuis plus de 5 s.",
        "Réessayez ; si cela dure, demandez-lui de fermer ce qu’il a ouvert, ou faites mettre fin à cette connexion.",
    ),
    "STO-010/locked-standby": (
        "Un enregistrement attend le serveur de secours, qui ne répond pas : rien d’autre ne s’enregistre d’ici là.",
        "Prévenez l’équipe qui tient le serveur PostgreSQL ; tout reprend tout seul dès que le secours suit.",
    ),
    "STO-001/owner": (
        "Ce programme est entré avec le compte « {login} », à qui appartiennent les tables : rien ne le retiendrait.",
        (
            "Mettez dans [store] server le compte de qui travaille ici : « backoffice team add » en fait un "
            "(docs/team.md)."
        ),
    ),
    "USE-001/may-not-take-in": (
        "Seul qui voit tous les services de l’équipe enregistre ce qui arrive.",
        "Cela se fait de soi-même dès qu’un tel poste est ouvert.",
    ),
    "USE-001/team-no-rekey": (
        "La clé d’une équipe n’est pas celle d’un fichier : elle change quand l’accès d’un agent prend fin.",
        "Voyez docs/team.md. Les clés de réception se changent comme ailleurs : « backoffice store new-keys ».",
    ),
    "USE-001/team-no-epoch": (
        "Une base d’équipe n’a pas d’époque de purge : ses vieilles sauvegardes s’ouvrent avec la clé de chaque poste.",
        (
            "« backoffice store new-keys », puis « backoffice team renew » changent ce qui se change d’ici ; le reste "
            "finit avec les sauvegardes du serveur (docs/team.md)."
        ),
    ),
    "USE-001/team-no-recover": (
        "La clé de secours d’une équipe ne sert pas dans la fenêtre.",
        (
            "Demandez d’abord à être admis. S’il ne reste personne : « backoffice store recover », avec le compte d’un "
            "responsable ou d’un administrateur."
        ),
    ),
    "USE-001/team-no-casebook": (
        "La base de travail d’une équipe est sur son serveur : elle n’est pas refaite d’ici.",
        (
            "Perdue, elle revient d’une sauvegarde du serveur (docs/operations.md). Plus personne n’est admis : "
            "« backoffice store recover », sans --new-casebook."
        ),
    ),
    "USE-001/may-not-recover": (
        "Le compte {member} n’est ni responsable ni administrateur : la clé de secours n’admet pas son poste.",
        "Mettez dans [store] server le compte d’un responsable ou d’un administrateur, puis recommencez.",
    ),
    "USE-001/recovery-wordless": (
        (
            "C’est la bonne clé de secours, mais le serveur ne sait pas la reconnaître : la base est plus ancienne, ou "
            "a été déplacée."
        ),
        (
            "Recommencez avec le compte propriétaire des tables, admettez un administrateur, puis qu’il fasse une "
            "autre clé : « backoffice store recovery-key --to FICHIER »."
        ),
    ),
    "USE-001/member-last": (
        "{member} est le seul membre encore admis : sans lui, plus personne n’aurait la clé de l’équipe.",
        "Admettez d’abord quelqu’un d’autre ; si son poste est perdu, « backoffice store recover » sur un autre.",
    ),
    "STO-007/recovery-unvouched": (
        "Aucun détenteur de la clé de l’équipe ne s’est porté garant de la clé de secours : rien n’a été refait.",
        "Faites une autre clé de secours, « backoffice store recovery-key --to FICHIER », puis recommencez.",
    ),
    "STO-015/refused": (
        (
            "Le serveur de la base d’équipe répond, et refuse ce compte : accès retiré, mot de passe changé, "
            "certificat ou ligne de pg_hba.conf."
        ),
        "Demandez à un administrateur de l’équipe si l’accès de ce compte a pris fin ; sinon, vérifiez passfile.",
    ),
}

PHRASES = {
    "help.move": "déplacer la base vers une base d’équipe, ou d’une base d’équipe vers un nouveau dossier",
    "help.move.to": "où : postgresql+psycopg://ROLE@SERVEUR/BASE, ou un dossier sans base",
    "move.copied": "… {rows} lignes recopiées",
    "move.cases": "… {rows} lignes de la base de travail recopiées",
    "move.verified": "… {rows} lignes relues",
    "move.proven": "… {rows} copies et reçus vérifiés",
    "move.stopped": "Arrêté : tout est resté comme avant.",
    "move.done": "La base vit maintenant à {where}, sous le nom {store_id} ({rows} lignes, relues une à une).",
    "move.checked": "Vérifié à l’arrivée : {checked}.",
    "move.of.chunks": "morceaux scellés {number}",
    "move.of.receipts": "reçus {number}",
    "move.of.ledger": "registre {number}",
    "move.of.inbox_audit": "journal de la relève {number}",
    "move.of.cases": "demandes {number}",
    "move.of.casebook_audit": "journal des demandes {number}",
    "move.next": "L’ancienne est marquée et ne relève plus. Mettez la nouvelle adresse dans [store] de chaque poste.",
    "move.recovery": "Faites-y une autre clé de secours (« backoffice store recovery-key --to FICHIER ») : celle "
    "d’avant n’y sert qu’au compte propriétaire.",
    "health.server": "Serveur : PostgreSQL {version}, base {database}, {size} Mio, synchronous_commit {waits}.",
    "health.leader": "La relève y est menée depuis {since}, sous le compte {login}.",
    "health.programs": "Connectés : version {version}, {connections} liaisons, {roles} rôles.",
    "health.notices": "Avis de changement : reçus à l’instant.",
    "health.polling": "Avis de changement : ne passent pas (un relais de connexions ?) ; on regarde de soi-même.",
    "health.no_standby": "Serveur de secours : aucun.",
    "health.standby": "Serveur de secours {name} : {state}, {sync}, {behind} Mio de retard.",
    "health.oldest": "Plus ancienne transaction ouverte : {seconds} s.",
    "health.unmonitored": "Ce rôle ne voit des autres que leur nom (GRANT pg_monitor lui en montrerait davantage).",
    "health.archived": "Dernier journal archivé : {at}.",
    "health.backup": "Dernière sauvegarde notée : {at}.",
    "health.no_backup": "Aucune sauvegarde n’est notée sur le serveur (docs/operations.md).",
    "health.audited": "Ce qui est lu sur le serveur sans ce programme est noté dans son journal (pgaudit).",
    "health.unaudited": "Rien ne note ce qui est lu sur le serveur sans ce programme (pgaudit absent ou inactif).",
    "health.no_checksums": "Les pages du serveur n’ont pas de somme de contrôle (initdb --data-checksums).",
    "health.schema": "Schéma {name} : {found} (ce programme : {known}).",
    "health.trouble.standby_missing": "ATTENTION : le serveur de secours attendu ne suit pas : rien ne s’enregistre.",
    "health.trouble.standby_unwaited": "ATTENTION : le secours n’est pas attendu : une bascule peut perdre du reçu.",
    "health.trouble.standby_late": "ATTENTION : un serveur de secours est en retard.",
    "health.trouble.old_transaction": "ATTENTION : une transaction est ouverte depuis plus d’une heure.",
    "health.trouble.archiving": "ATTENTION : le dernier journal n’a pas pu être archivé.",
    "health.trouble.archive_off": "ATTENTION : ni archivage des journaux ni serveur de secours attendu.",
    "health.trouble.server_backup": "ATTENTION : la dernière sauvegarde notée a plus de deux jours.",
    "health.trouble.schema_older": "ATTENTION : un schéma est plus ancien que ce programme (backoffice store migrate).",
    "health.trouble.pooled": "ATTENTION : un relais de connexions prête les sessions : personne ne peut y mener la "
    "relève.",
    "health.trouble.lead_held": "ATTENTION : ce compte ne relève pas, et empêche toute relève : mettez fin à sa "
    "connexion.",
    "cause.standby_missing": "serveur de secours absent",
    "cause.standby_unwaited": "serveur de secours non attendu",
    "cause.standby_late": "serveur de secours en retard",
    "cause.old_transaction": "transaction ouverte depuis plus d’une heure",
    "cause.archiving": "archivage des journaux en échec",
    "cause.archive_off": "journaux du serveur non archivés",
    "cause.server_backup": "sauvegarde du serveur trop ancienne",
    "cause.schema_older": "schéma à migrer",
    "cause.pooled": "relais de connexions en mode transaction",
    "cause.lead_held": "relève empêchée par un compte qui ne relève pas",
    "status.lock_held.lead": "ATTENTION : le compte « {login} » a empêché toute relève, sans être celui d’un "
    "collecteur.",
    "status.lock_held.write": "ATTENTION : le compte « {login} » a empêché les autres d’enregistrer pendant plus "
    "d’une minute.",
    "status.moved": "Cette base a été déplacée : elle vit maintenant à {to}. Ici, elle ne fait plus que se lire.",
    "help.store.address": "la base d’équipe : postgresql+psycopg://ROLE@SERVEUR/BASE (sinon celle de la configuration)",
    "help.migrate": "mettre le schéma de la base d’équipe à la version de ce programme",
    "init.team": "La base d’équipe est prête sur {server} (nom {store_id}). Ce poste garde sa clé dans {folder}.",
    "init.copy_team": "Il n’y a pas encore de clé de secours : faites-en une maintenant, « backoffice store "
    "recovery-key --to FICHIER », et mettez-la à l’abri. Sans elle, la perte de tous les postes admis est sans retour.",
    "init.server": "À faire maintenant : mettez dans [store] server de chaque poste cette adresse, avec le compte de "
    "chacun, et copiez-y le dossier pins ; ajoutez un administrateur et un responsable (« backoffice team add LOGIN "
    "--role … --password ») ; à leur première ouverture, leur poste affiche une empreinte : admettez-les (« backoffice "
    "team admit LOGIN »). Ensuite, le compte propriétaire ne sert plus qu’à « store migrate ».",
    "recover.team": "Ce poste ({agent}, empreinte {fingerprint}) est admis dans l’équipe par la clé de secours "
    "{recovery} ; le journal le dit.",
    "recover.team_others": "À faire maintenant. Membres encore inscrits avec leur poste d’avant : {others}. "
    "Chacun d’eux, sur son nouveau poste et avec son compte, lance « backoffice team ask » et vous lit l’empreinte.",
    "recover.team_admit": "Admettez chacun, une fois l’empreinte comparée : « backoffice team admit LOGIN "
    "--fingerprint … ».",
    "recover.team_leave": "Qui ne revient pas : « backoffice team disable LOGIN », par un administrateur. Puis "
    "« backoffice team renew » : ce que gardent les postes perdus n’ouvre plus rien ici.",
    "recover.team_keys": "Cette clé de secours a servi : faites-en une autre, « backoffice store recovery-key --to "
    "FICHIER », et détruisez celle-ci. Si des postes ont pu être volés, « backoffice store new-keys » aussi.",
    "migrate.done": "Le schéma de {server} est à la version {version}.",
}
