"""Why there is no channel to the site, by reason: what an administrator would mend differently is said differently.

The reasons are those of `transfer.failures`, and the front end's own refusals (401, 403).
"""

from __future__ import annotations

from backoffice_gui.gui.marks import QT_TRANSLATE_NOOP

__all__ = ["CHANNEL", "SITE"]

SITE = QT_TRANSLATE_NOOP(
    "Failures", "Les demandes déjà relevées restent disponibles ; aucune n’est perdue sur ce poste."
)
_UNSENT = QT_TRANSLATE_NOOP(
    "Failures", "Rien n’a été envoyé à ce qui répond ; les demandes déjà relevées restent disponibles."
)
_NOT_ADMITTED = (
    QT_TRANSLATE_NOOP("Failures", "Le site n’admet pas ce poste"),
    QT_TRANSLATE_NOOP("Failures", "Le certificat de ce poste est valable, mais le site ne l’admet pas."),
    SITE,
    QT_TRANSLATE_NOOP(
        "Failures",
        "Demandez à l’équipe du site d’admettre le nom que porte le certificat ; « backoffice doctor » le donne.",
    ),
)

CHANNEL: dict[str, tuple[str, str, str, str]] = {
    "TRF-002:protocol-version": (
        QT_TRANSLATE_NOOP("Failures", "Le site parle une version de TLS trop ancienne"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le site ne parle aucune version de TLS assez récente ; rien ne lui a été envoyé."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "L’équipe du site doit activer TLS 1.2 ou 1.3 ; ce poste n’accepte rien de plus ancien."
        ),
    ),
    "TRF-002:tls": (
        QT_TRANSLATE_NOOP("Failures", "Pas de connexion chiffrée avec le site"),
        QT_TRANSLATE_NOOP(
            "Failures", "Ce qui répond à l’adresse du site n’établit pas de connexion chiffrée, ou la rompt aussitôt."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez l’adresse et le port du site ; un portail ou un mandataire répond peut-être à sa place.",
        ),
    ),
    "TRF-003:access-denied": _NOT_ADMITTED,
    "TRF-003:bad": (
        QT_TRANSLATE_NOOP("Failures", "Le site juge mauvais le certificat de ce poste"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le site refuse le certificat de ce poste sans dire lequel de ses défauts le gêne."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez ses dates avec « backoffice doctor » : il n’est peut-être pas encore valable ; sinon, "
            "demandez à l’équipe du site.",
        ),
    ),
    "TRF-003:expired": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat de ce poste est expiré"),
        QT_TRANSLATE_NOOP("Failures", "Le site refuse le certificat de ce poste : il est expiré."),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Faites-le renouveler sans attendre, puis remplacez client_cert et client_key ; un essai par minute "
            "a lieu tout seul.",
        ),
    ),
    "TRF-003:handshake": (
        QT_TRANSLATE_NOOP("Failures", "Le site a rompu l’ouverture de la connexion"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Le site a rompu avant d’admettre ce poste : il n’a pas vu de certificat, ou n’a pas de chiffrement "
            "commun avec ce poste.",
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "Vérifiez client_cert et client_key, puis demandez à l’équipe du site ce que dit son journal."
        ),
    ),
    "TRF-003:missing": (
        QT_TRANSLATE_NOOP("Failures", "Le site n’a reçu aucun certificat"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le site n’a reçu aucun certificat de ce poste, ou aucun d’une sorte qu’il accepte."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez client_cert et client_key ; s’ils sont justes, demandez à l’équipe du site quelle sorte de "
            "certificat elle attend.",
        ),
    ),
    "TRF-003:purpose": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat de ce poste n’est pas un certificat de client"),
        QT_TRANSLATE_NOOP("Failures", "Le site refuse le certificat de ce poste : il n’a pas été émis pour un client."),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "Faites-en émettre un pour un client (clientAuth), puis remplacez client_cert et client_key."
        ),
    ),
    "TRF-003:revoked": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat de ce poste est révoqué"),
        QT_TRANSLATE_NOOP("Failures", "Le site refuse le certificat de ce poste : il a été révoqué."),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures", "Demandez pourquoi à la personne chargée de la sécurité avant d’en faire faire un autre."
        ),
    ),
    "TRF-003:status-401": (
        QT_TRANSLATE_NOOP("Failures", "Le site n’a pas reconnu ce poste"),
        QT_TRANSLATE_NOOP("Failures", "La connexion est sûre, mais le site n’a pas vu le certificat de ce poste."),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "L’équipe du site doit vérifier que ce qui reçoit les connexions transmet bien le certificat au site.",
        ),
    ),
    "TRF-003:status-403": _NOT_ADMITTED,
    "TRF-003:unknown-ca": (
        QT_TRANSLATE_NOOP("Failures", "Le site ne connaît pas l’autorité de notre certificat"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le certificat de ce poste est signé par une autorité que le site ne connaît pas."
        ),
        SITE,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez que client_cert est bien celui qui a été remis pour ce site ; sinon, l’équipe du site doit "
            "admettre son autorité.",
        ),
    ),
    "TRF-004:chain": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site ne mène pas à notre autorité"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Rien ne relie le certificat du site à l’autorité de ce poste (ca_file) : il manque un maillon, ou "
            "elle est une autre.",
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "L’équipe du site doit envoyer aussi les certificats intermédiaires ; comparez avec elle l’autorité "
            "et ca_file.",
        ),
    ),
    "TRF-004:expired": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site est expiré"),
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site, ou celui de son autorité, est expiré."),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez la date de ce poste ; si elle est juste, l’équipe du site doit renouveler son certificat, "
            "sans attendre.",
        ),
    ),
    "TRF-004:hostname": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site est pour une autre adresse"),
        QT_TRANSLATE_NOOP(
            "Failures", "Ce qui répond montre un certificat qui n’est pas établi pour l’adresse configurée."
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Vérifiez [transfer] url lettre par lettre ; si elle est juste, le certificat du site doit porter "
            "cette adresse (subjectAltName).",
        ),
    ),
    "TRF-004:invalid-ca": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site est signé par qui n’en a pas le droit"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le certificat de ce qui répond est signé par un autre qui n’est pas celui d’une autorité."
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures", "Ne passez pas outre : prévenez la personne chargée de la sécurité et l’équipe du site."
        ),
    ),
    "TRF-004:name-constraint": (
        QT_TRANSLATE_NOOP("Failures", "L’autorité du site a signé hors de son domaine"),
        QT_TRANSLATE_NOOP(
            "Failures", "L’autorité qui a signé ce certificat n’a pas le droit d’en signer pour cette adresse."
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ne passez pas outre : faites vérifier par l’équipe du site qui a demandé ce certificat, et à quelle "
            "autorité.",
        ),
    ),
    "TRF-004:not-yet-valid": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site n’est pas encore valable"),
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site commence plus tard que maintenant."),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "L’horloge de ce poste retarde peut-être : réglez-la ; si elle est juste, prévenez l’équipe du site.",
        ),
    ),
    "TRF-004:purpose": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site n’est pas celui d’un serveur"),
        QT_TRANSLATE_NOOP("Failures", "Ce qui répond montre un certificat qui n’a pas été émis pour un serveur."),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures", "L’équipe du site doit installer un certificat émis pour un serveur (serverAuth)."
        ),
    ),
    "TRF-004:self-signed": (
        QT_TRANSLATE_NOOP("Failures", "Le certificat du site n’est signé par personne"),
        QT_TRANSLATE_NOOP("Failures", "Ce qui répond montre un certificat signé par lui-même, sans autorité."),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ne passez pas outre : ce n’est sans doute pas le site, ou il a été mal installé ; appelez son équipe.",
        ),
    ),
    "TRF-004:unknown-ca": (
        QT_TRANSLATE_NOOP("Failures", "Une autre autorité répond à la place de la nôtre"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Le certificat de ce qui répond est signé par une autre autorité que celle de ce poste (ca_file).",
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ne passez pas outre : le plus souvent, un équipement du réseau déchiffre les échanges, et le site "
            "doit en être exempté.",
        ),
    ),
    "TRF-004:weak-key": (
        QT_TRANSLATE_NOOP("Failures", "La clé du site est trop courte"),
        QT_TRANSLATE_NOOP(
            "Failures", "La clé du certificat du site, ou celle de son autorité, est trop courte pour être sûre."
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP(
            "Failures", "L’équipe du site doit faire refaire son certificat : RSA d’au moins 2048 bits, ou P-256."
        ),
    ),
    "TRF-004:weak-signature": (
        QT_TRANSLATE_NOOP("Failures", "La signature du certificat du site est dépassée"),
        QT_TRANSLATE_NOOP(
            "Failures", "Le certificat du site est signé par un procédé qui ne protège plus (SHA-1, MD5)."
        ),
        _UNSENT,
        QT_TRANSLATE_NOOP("Failures", "L’équipe du site doit le faire signer de nouveau, avec SHA-256 ou mieux."),
    ),
}
"""`code:reason` → title, what happened, what is safe, what to do."""
