"""What the console says in French of locking and opening: passphrases, and the way back by the recovery code."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

_WORDS = "Choisissez quatre ou cinq mots sans lien entre eux (12 caractères au moins)."
_CODE = "« backoffice store recover » ouvre la base avec le code de secours."
_LOST = (
    "Avec une sauvegarde : « backoffice restore --casebook --from ». Sans sauvegarde : « backoffice store recover"
    " --new-casebook », avec la clé de secours."
)

CIRCUMSTANCES = {
    "KEY-002": (
        "La base de travail reste fermée ({reason}).",
        "Rien n’a été montré ni modifié ; la relève continue.",
        "Phrase oubliée : " + _CODE,
    ),
}

REASONS = {
    "KEY-002/passphrase-needed": (
        "Une phrase de passe est demandée pour ouvrir la base de travail.",
        "Lancez la commande dans un terminal, ou donnez la phrase en première ligne de l’entrée standard.",
    ),
    "KEY-002/passphrase-wrong": (
        "Ce n’est pas la bonne phrase de passe ; attente avant le prochain essai : {seconds} s.",
        "Vérifiez les majuscules et la langue du clavier. Phrase oubliée : " + _CODE,
    ),
    "KEY-002/wait": (
        "Trop de phrases fausses ({tries}) : il faut attendre {seconds} s avant un nouvel essai.",
        "Attendez, puis recommencez. Phrase oubliée : " + _CODE,
    ),
    "KEY-002/passphrase-choose": (
        "La configuration demande une phrase de passe ([security] passphrase), et il n’y en a pas encore.",
        "« backoffice store passphrase » en choisit une.",
    ),
    "KEY-002/memory": (
        "Il manque de la mémoire pour essayer la phrase de passe ({mebibytes} Mio).",
        "Fermez d’autres programmes, puis recommencez.",
    ),
    "STO-007/no-half": (
        "Le trousseau ne garde pas sa moitié de la clé de cette base ; la phrase de passe seule n’ouvre rien.",
        "Ouvrez la session de l’agent de ce poste ; sinon, " + _CODE,
    ),
    "STO-007/wrap-damaged": (
        "Le fichier master.wrap, à côté de la base, a été changé ou abîmé.",
        "Restaurez-le depuis une sauvegarde ; sinon, " + _CODE,
    ),
    "STO-002/casebook": (
        "La base de travail (casebook.db) manque dans {folder} ; la base de réception est là.",
        _LOST,
    ),
    "STO-006/casebook": (
        "La base de travail (casebook.db) dans {folder} est vide ou n’a jamais été terminée.",
        _LOST,
    ),
    "STO-007/not-recovered": (
        "C’est la bonne clé de secours, mais elle n’ouvre pas la base de travail, qui est abîmée, ou d’une autre base.",
        _LOST,
    ),
    "STO-007/recover-cut": (
        "Une nouvelle base de travail est en train d’être faite, ou cela a été coupé.",
        "Si c’est en cours, attendez ; sinon relancez « backoffice store recover --new-casebook », qui finira.",
    ),
    "USE-001/casebook-opens": (
        "La base de travail est là et s’ouvre : elle n’est pas remplacée.",
        "Sans --new-casebook, la clé de secours l’ouvre et range sa clé sur ce poste.",
    ),
    "USE-001/recovery-opens-nothing": (
        "Cette clé de secours n’ouvre aucune clé de passage de cette base.",
        "Rien n’a été modifié. Cherchez la clé de secours la plus récente, ou une sauvegarde.",
    ),
    "STO-007/locked": ("La base de travail a été refermée pendant l’opération.", "Ouvrez-la, puis recommencez."),
    "USE-001/passphrase-short": ("Une phrase de passe a au moins 12 caractères.", _WORDS),
    "USE-001/passphrase-simple": (
        "Cette phrase serait devinée trop vite (répétitions, suites du clavier, mots courants).",
        _WORDS,
    ),
    "USE-001/passphrase-long": ("Une phrase de passe a au plus 1 024 caractères.", _WORDS),
    "USE-001/passphrase-differs": ("Les deux saisies de la nouvelle phrase diffèrent.", "Recommencez."),
    "USE-001/passphrase-required": (
        "La configuration demande une phrase de passe ([security] passphrase) : elle ne peut pas être retirée.",
        "Changez-la sans --remove.",
    ),
    "USE-001/passphrase-key-file": (
        "La clé de cette base est dans un fichier (key_file) : une phrase de passe n’y ajoute rien.",
        "Le fichier lui-même est la clé : gardez-le comme telle.",
    ),
    "USE-001/recovery-none": (
        "Cette base a été créée sans clé de secours.",
        "La copie du fichier de clé, gardée par l’administrateur, est la seule autre voie.",
    ),
    "USE-001/code-differs": (
        "Le code saisi n’est pas le code de secours attendu.",
        "Vérifiez-le groupe par groupe ; espaces et tirets ne comptent pas.",
    ),
}

PHRASES = {
    "help.passphrase": "Choisit, change ou retire la phrase de passe qui ouvre la base avec le trousseau.",
    "help.passphrase.remove": "La retire : le trousseau seul ouvrira la base.",
    "help.recover": "Rouvre la base avec la clé de secours : trousseau perdu, phrase oubliée.",
    "help.recover.file": "Fichier de la clé de secours ; sans lui, le code est demandé.",
    "help.recover.passphrase": "Choisit en même temps une nouvelle phrase de passe.",
    "help.recover.casebook": "Refait la base de travail, disparue ou abîmée et sans sauvegarde : les demandes"
    " reviennent, le travail des agents non.",
    "recover.casebook": "Une nouvelle base de travail est faite : {kept} copies se rouvrent, {cases} demandes y sont"
    " (dont {unread} illisibles).",
    "recover.casebook_lost": "Les demandes relevées reviennent comme neuves, sous de nouveaux numéros. Perdu : états,"
    " notes, réponses, rattachements, demandes saisies à la main, suspensions, vues, et le journal de l’ancienne base."
    " Ce qui a été effacé reste effacé. Un incident le dit.",
    "recover.casebook_left": "{left} copies ne s’ouvrent pas avec cette clé de secours et restent scellées.",
    "recover.casebook_aside": "L’ancienne base est gardée dans {aside}. Quand elle ne sert plus : « backoffice store"
    " rekey », puis détruisez ce dossier.",
    "recover.casebook_phrase": "La nouvelle phrase de passe est en place.",
    "recover.casebook_next": "La clé de secours reste valable ; si elle a pu être vue : « backoffice store recovery-key"
    " --to ». Lancez « backoffice verify », puis faites une sauvegarde.",
    "ask.passphrase": "Phrase de passe : ",
    "ask.new": "Nouvelle phrase de passe : ",
    "ask.again": "La même encore une fois : ",
    "ask.code": "Code de secours (14 groupes) : ",
    "passphrase.set": "La phrase de passe est en place : elle sera demandée avec le trousseau à chaque ouverture.\n"
    "Elle n’est écrite nulle part ; le code de secours est la seule voie si elle est oubliée.",
    "passphrase.removed": "La phrase de passe est retirée : le trousseau seul ouvre la base.",
    "recover.done": "La base est rouverte et la clé est de nouveau dans le trousseau.",
    "recover.passphrase": "La base est rouverte, avec une nouvelle phrase de passe.",
    "doctor.passphrase": "Phrase de passe",
    "doctor.says.wrapped": "oui : trousseau et phrase de passe ensemble ouvrent la base de travail",
    "doctor.says.unwrapped": "non : le trousseau seul ouvre ; « backoffice store passphrase » en ajoute une",
    "doctor.says.passphrase_missing": "demandée par la configuration, absente : lancez « backoffice store passphrase »",
    "doctor.says.passphrase_wait": "oui ; après {tries} phrases fausses, attendre {seconds} s",
    "doctor.says.passphrase_file": "sans objet : un fichier de clé ouvre la base",
    "doctor.says.casebook_locked": "fermée par la phrase de passe ; pas ouverte par ce contrôle",
    "status.wrapped": "La base de travail s’ouvre avec le trousseau et une phrase de passe ; la relève s’en passe.",
    "status.passphrase_missing": "Phrase de passe demandée et absente : lancez « backoffice store passphrase ».",
}
