"""What a team's server does to a desk, in sentences."""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["TEAM"]

TEAM: dict[str, tuple[str, str, str, str]] = {
    "STO-015": (
        QT_TRANSLATE_NOOP("Failures", "Base d’équipe injoignable"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le serveur de la base d’équipe ne répond pas, ou la liaison avec lui est tombée."
        ),
        QT_TRANSLATE_NOOP("Failures", "Ce qui est rangé sur le serveur y reste."),
        QT_TRANSLATE_NOOP(
            "Failures", "Patientez un instant, puis réessayez ; si cela dure, prévenez votre administrateur."
        ),
    ),
    "STO-001:outbox-unknown": (
        QT_TRANSLATE_NOOP("Failures", "Modification peut-être gardée"),
        QT_TRANSLATE_NOOP("Failures", "Le disque de ce poste n’a pas dit si la modification a pu être gardée."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé sur le serveur de l’équipe."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Regardez « En attente » (F7) avant de la refaire ; si cela se répète, prévenez votre administrateur.",
        ),
    ),
    "STO-001:clock": (
        QT_TRANSLATE_NOOP("Failures", "Horloges en désaccord"),
        QT_TRANSLATE_NOOP("Failures", "L’horloge du serveur et celle de ce poste diffèrent de plus d’un jour."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé sur le serveur ; ce qui attend sur le site y reste."),
        QT_TRANSLATE_NOOP("Failures", "Demandez à votre administrateur de les mettre à l’heure, puis réessayez."),
    ),
    "STO-001:pooled": (
        QT_TRANSLATE_NOOP("Failures", "Pas de relève à travers ce relais"),
        QT_TRANSLATE_NOOP(
            "Failures", "Un relais de connexions prête les sessions du serveur : personne ne peut y mener la relève."
        ),
        QT_TRANSLATE_NOOP("Failures", "Ce qui est rangé sur le serveur y reste ; les demandes peuvent être traitées."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à votre administrateur l’adresse du serveur lui-même, ou un relais en mode session."
        ),
    ),
    "STO-001:owner": (
        QT_TRANSLATE_NOOP("Failures", "Ce poste est entré comme propriétaire de la base"),
        QT_TRANSLATE_NOOP("Failures", "Aucune règle du serveur ne retient ce compte : on ne travaille pas avec lui."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé dans la base de l’équipe."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à votre administrateur de configurer votre propre compte sur ce poste."
        ),
    ),
    "STO-001:other-login": (
        QT_TRANSLATE_NOOP("Failures", "Le serveur vous prend pour un autre"),
        QT_TRANSLATE_NOOP("Failures", "Un relais de connexions a mis « {found} » à la place de votre nom."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé dans la base de l’équipe."),
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur : chacun doit y entrer sous son propre nom."),
    ),
    "STO-010:locked-by": (
        QT_TRANSLATE_NOOP("Failures", "Base occupée par un autre compte"),
        QT_TRANSLATE_NOOP(
            "Failures", "Une connexion de « {login} » empêche les autres d’enregistrer depuis plus de 5 secondes."
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’est perdu : rien n’a été changé."),
        QT_TRANSLATE_NOOP("Failures", "Réessayez ; si cela dure, dites ce nom à votre administrateur."),
    ),
    "STO-010:locked-standby": (
        QT_TRANSLATE_NOOP("Failures", "Serveur de secours attendu"),
        QT_TRANSLATE_NOOP(
            "Failures", "Un enregistrement attend le serveur de secours, qui ne répond pas : rien d’autre n’est changé."
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’est perdu : tout reprend dès que le serveur de secours suit."),
        QT_TRANSLATE_NOOP("Failures", "Prévenez votre administrateur, et réessayez plus tard."),
    ),
    "STO-007:not-admitted": (
        QT_TRANSLATE_NOOP("Failures", "Ce poste attend d’être admis dans l’équipe"),
        QT_TRANSLATE_NOOP(
            "Failures", "Il a demandé à l’être, et personne ne l’a encore admis. Son empreinte : {fingerprint}"
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé dans la base de l’équipe."),
        QT_TRANSLATE_NOOP(
            "Failures", "Lisez cette empreinte à un responsable : il la compare et vous admet, puis réessayez."
        ),
    ),
    "STO-007:key-elsewhere": (
        QT_TRANSLATE_NOOP("Failures", "Vous avez été admis sur un autre poste"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "La clé avec laquelle vous l’avez été ({fingerprint}) est celle d’un autre poste : elle n’est pas ici.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé dans la base de l’équipe."),
        QT_TRANSLATE_NOOP(
            "Failures", "Travaillez sur ce poste-là, ou demandez à un responsable de mettre fin à cet accès."
        ),
    ),
    "STO-007:team-key": (
        QT_TRANSLATE_NOOP("Failures", "La clé de l’équipe n’ouvre pas la base"),
        QT_TRANSLATE_NOOP("Failures", "Celle que ce poste a reçue est une autre, ou a été abîmée."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé dans la base de l’équipe."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à un responsable de mettre fin à votre accès et de vous admettre de nouveau."
        ),
    ),
    "USE-001:team-no-recover": (
        QT_TRANSLATE_NOOP("Failures", "Pas de clé de secours dans la fenêtre d’une équipe"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "La clé de secours d’une équipe s’utilise à la console, par un responsable ou un administrateur.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Rien n’a été changé."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Rouvrez sans elle : ce poste demande à être admis. S’il ne reste personne : "
            "« backoffice store recover », par un responsable ou un administrateur.",
        ),
    ),
    "STO-015:refused": (
        QT_TRANSLATE_NOOP("Failures", "Le serveur de l’équipe n’admet pas votre compte"),
        QT_TRANSLATE_NOOP(
            "Failures", "Il répond, et refuse ce compte : votre accès a pris fin, ou votre mot de passe a changé."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Ce qui est rangé sur le serveur y reste ; ce qui n’était pas parti reste scellé sur ce poste."
        ),
        QT_TRANSLATE_NOOP("Failures", "Demandez à un administrateur de l’équipe si votre accès a pris fin."),
    ),
    "STO-007:recovery-unvouched": (
        QT_TRANSLATE_NOOP("Failures", "Clé de secours sans garant"),
        QT_TRANSLATE_NOOP(
            "Failures", "Aucun détenteur de la clé de l’équipe ne s’est porté garant de la clé de secours."
        ),
        QT_TRANSLATE_NOOP("Failures", "La clé de l’équipe est restée la même, et rien n’est perdu."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Qu’un administrateur fasse, à la console, une autre clé de secours (« backoffice store "
            "recovery-key »), puis « backoffice team renew ».",
        ),
    ),
    "STO-012:away": (
        QT_TRANSLATE_NOOP("Failures", "Base déplacée"),
        QT_TRANSLATE_NOOP("Failures", "Cette base a été déplacée ailleurs : ici, on ne travaille plus."),
        QT_TRANSLATE_NOOP("Failures", "Rien n’est perdu : tout a été recopié, puis relu."),
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez à votre administrateur de configurer la nouvelle adresse sur ce poste."
        ),
    ),
    "STO-015:offline": (
        QT_TRANSLATE_NOOP("Failures", "Indisponible hors ligne"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Le serveur de l’équipe est injoignable, et ceci ne peut ni être lu d’ici ni attendre son retour.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ce qui est rangé sur le serveur y reste ; ce que vous faites d’une demande attend sur ce poste.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Recommencez une fois le poste de nouveau relié au serveur ; si cela dure, prévenez votre administrateur.",
        ),
    ),
}
"""`code` or `code:reason` → title, what happened, what is safe, what to do."""
