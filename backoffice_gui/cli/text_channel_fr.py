"""What the console says in French of a channel to the front end that did not come about, by reason."""

from __future__ import annotations

__all__ = ["CHANNEL"]

_NOT_ADMITTED = (
    "Le certificat de ce poste est valable, mais le site ne l’admet pas.",
    "Demandez à l’équipe du site d’admettre le nom que porte le certificat ; « backoffice doctor » le donne.",
)

CHANNEL = {
    "TRF-002/protocol-version": (
        "Le site ne parle aucune version de TLS assez récente ; rien ne lui a été envoyé.",
        "L’équipe du site doit activer TLS 1.2 ou 1.3 ; ce poste n’accepte rien de plus ancien.",
    ),
    "TRF-002/tls": (
        "Ce qui répond à l’adresse du site n’établit pas de connexion chiffrée, ou la rompt aussitôt.",
        "Vérifiez l’adresse et le port du site ; un portail ou un mandataire répond peut-être à sa place.",
    ),
    "TRF-003/access-denied": _NOT_ADMITTED,
    "TRF-003/bad": (
        "Le site refuse le certificat de ce poste sans dire lequel de ses défauts le gêne.",
        (
            "Vérifiez ses dates avec « backoffice doctor » : il n’est peut-être pas encore valable ; sinon, "
            "demandez à l’équipe du site."
        ),
    ),
    "TRF-003/expired": (
        "Le site refuse le certificat de ce poste : il est expiré.",
        (
            "Faites-le renouveler sans attendre, puis remplacez client_cert et client_key ; un essai par minute "
            "a lieu tout seul."
        ),
    ),
    "TRF-003/handshake": (
        (
            "Le site a rompu avant d’admettre ce poste : il n’a pas vu de certificat, ou n’a pas de chiffrement "
            "commun avec ce poste."
        ),
        "Vérifiez client_cert et client_key, puis demandez à l’équipe du site ce que dit son journal.",
    ),
    "TRF-003/missing": (
        "Le site n’a reçu aucun certificat de ce poste, ou aucun d’une sorte qu’il accepte.",
        (
            "Vérifiez client_cert et client_key ; s’ils sont justes, demandez à l’équipe du site quelle sorte de "
            "certificat elle attend."
        ),
    ),
    "TRF-003/purpose": (
        "Le site refuse le certificat de ce poste : il n’a pas été émis pour un client.",
        "Faites-en émettre un pour un client (clientAuth), puis remplacez client_cert et client_key.",
    ),
    "TRF-003/revoked": (
        "Le site refuse le certificat de ce poste : il a été révoqué.",
        "Demandez pourquoi à la personne chargée de la sécurité avant d’en faire faire un autre.",
    ),
    "TRF-003/status-401": (
        "La connexion est sûre, mais le site n’a pas vu le certificat de ce poste.",
        "L’équipe du site doit vérifier que ce qui reçoit les connexions transmet bien le certificat au site.",
    ),
    "TRF-003/status-403": _NOT_ADMITTED,
    "TRF-003/unknown-ca": (
        "Le certificat de ce poste est signé par une autorité que le site ne connaît pas.",
        (
            "Vérifiez que client_cert est bien celui qui a été remis pour ce site ; sinon, l’équipe du site doit "
            "admettre son autorité."
        ),
    ),
    "TRF-004/chain": (
        (
            "Rien ne relie le certificat du site à l’autorité de ce poste (ca_file) : il manque un maillon, ou "
            "elle est une autre."
        ),
        (
            "L’équipe du site doit envoyer aussi les certificats intermédiaires ; comparez avec elle l’autorité "
            "et ca_file."
        ),
    ),
    "TRF-004/expired": (
        "Le certificat du site, ou celui de son autorité, est expiré.",
        (
            "Vérifiez la date de ce poste ; si elle est juste, l’équipe du site doit renouveler son certificat, "
            "sans attendre."
        ),
    ),
    "TRF-004/hostname": (
        "Ce qui répond montre un certificat qui n’est pas établi pour l’adresse configurée.",
        (
            "Vérifiez [transfer] url lettre par lettre ; si elle est juste, le certificat du site doit porter "
            "cette adresse (subjectAltName)."
        ),
    ),
    "TRF-004/invalid-ca": (
        "Le certificat de ce qui répond est signé par un autre qui n’est pas celui d’une autorité.",
        "Ne passez pas outre : prévenez la personne chargée de la sécurité et l’équipe du site.",
    ),
    "TRF-004/name-constraint": (
        "L’autorité qui a signé ce certificat n’a pas le droit d’en signer pour cette adresse.",
        (
            "Ne passez pas outre : faites vérifier par l’équipe du site qui a demandé ce certificat, et à quelle "
            "autorité."
        ),
    ),
    "TRF-004/not-yet-valid": (
        "Le certificat du site commence plus tard que maintenant.",
        "L’horloge de ce poste retarde peut-être : réglez-la ; si elle est juste, prévenez l’équipe du site.",
    ),
    "TRF-004/purpose": (
        "Ce qui répond montre un certificat qui n’a pas été émis pour un serveur.",
        "L’équipe du site doit installer un certificat émis pour un serveur (serverAuth).",
    ),
    "TRF-004/self-signed": (
        "Ce qui répond montre un certificat signé par lui-même, sans autorité.",
        "Ne passez pas outre : ce n’est sans doute pas le site, ou il a été mal installé ; appelez son équipe.",
    ),
    "TRF-004/unknown-ca": (
        "Le certificat de ce qui répond est signé par une autre autorité que celle de ce poste (ca_file).",
        (
            "Ne passez pas outre : le plus souvent, un équipement du réseau déchiffre les échanges, et le site "
            "doit en être exempté."
        ),
    ),
    "TRF-004/weak-key": (
        "La clé du certificat du site, ou celle de son autorité, est trop courte pour être sûre.",
        "L’équipe du site doit faire refaire son certificat : RSA d’au moins 2048 bits, ou P-256.",
    ),
    "TRF-004/weak-signature": (
        "Le certificat du site est signé par un procédé qui ne protège plus (SHA-1, MD5).",
        "L’équipe du site doit le faire signer de nouveau, avec SHA-256 ou mieux.",
    ),
}
"""Code and reason → what happened, what to do: one for all that an administrator would mend alike."""
