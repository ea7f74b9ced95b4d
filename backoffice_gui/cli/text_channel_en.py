"""What the console says in English of a channel to the front end that did not come about, by reason."""

from __future__ import annotations

__all__ = ["CHANNEL"]

_NOT_ADMITTED = (
    "This machine's certificate is valid, but the site does not admit it.",
    "Ask the site's team to admit the name in the certificate; “backoffice doctor” gives it.",
)

CHANNEL = {
    "TRF-002/protocol-version": (
        "The site speaks no recent enough version of TLS; nothing was sent to it.",
        "The site's team must switch on TLS 1.2 or 1.3; this machine accepts nothing older.",
    ),
    "TRF-002/tls": (
        "Whatever answers at the site's address sets up no encrypted connection, or breaks it at once.",
        "Check the site's address and port; a portal or a proxy may be answering in its place.",
    ),
    "TRF-003/access-denied": _NOT_ADMITTED,
    "TRF-003/bad": (
        "The site refuses this machine's certificate without saying what is wrong with it.",
        "Check its dates with “backoffice doctor”: it may not be valid yet; if they are right, ask the site's team.",
    ),
    "TRF-003/expired": (
        "The site refuses this machine's certificate: it has expired.",
        "Have it renewed without delay, then replace client_cert and client_key; one try a minute is made by itself.",
    ),
    "TRF-003/handshake": (
        (
            "The site broke off before it admitted this machine: it saw no certificate, or has no cipher in "
            "common with this machine."
        ),
        "Check client_cert and client_key, then ask the site's team what its log says.",
    ),
    "TRF-003/missing": (
        "The site received no certificate from this machine, or none of a kind it takes.",
        (
            "Check client_cert and client_key; if they are right, ask the site's team what kind of certificate "
            "it expects."
        ),
    ),
    "TRF-003/purpose": (
        "The site refuses this machine's certificate: it was not issued for a client.",
        "Have one issued for a client (clientAuth), then replace client_cert and client_key.",
    ),
    "TRF-003/revoked": (
        "The site refuses this machine's certificate: it was revoked.",
        "Ask the person in charge of security why, before you have another one made.",
    ),
    "TRF-003/status-401": (
        "The connection is safe, but the site did not see this machine's certificate.",
        "The site's team must check that whatever takes its connections hands the certificate on to the site.",
    ),
    "TRF-003/status-403": _NOT_ADMITTED,
    "TRF-003/unknown-ca": (
        "This machine's certificate is signed by an authority that the site does not know.",
        "Check that client_cert is the one issued for this site; if it is, the site's team must admit its authority.",
    ),
    "TRF-004/chain": (
        (
            "Nothing ties the site's certificate to this machine's authority (ca_file): a link is missing, or it "
            "is another one."
        ),
        "The site's team must send the intermediate certificates too; compare the authority and ca_file with it.",
    ),
    "TRF-004/expired": (
        "The site's certificate, or that of its authority, has expired.",
        "Check this machine's date; if it is right, the site's team must renew its certificate without delay.",
    ),
    "TRF-004/hostname": (
        "Whatever answers shows a certificate that is not made out for the configured address.",
        (
            "Check [transfer] url letter by letter; if it is right, the site's certificate must bear that "
            "address (subjectAltName)."
        ),
    ),
    "TRF-004/invalid-ca": (
        "The certificate of whatever answers is signed by another one that is no authority's.",
        "Do not go around this: tell the person in charge of security and the site's team.",
    ),
    "TRF-004/name-constraint": (
        "The authority that signed this certificate has no right to sign for this address.",
        "Do not go around this: have the site's team find out who asked for this certificate, and of which authority.",
    ),
    "TRF-004/not-yet-valid": (
        "The site's certificate begins later than now.",
        "This machine's clock may be slow: set it; if it is right, tell the site's team.",
    ),
    "TRF-004/purpose": (
        "Whatever answers shows a certificate that was not issued for a server.",
        "The site's team must install a certificate issued for a server (serverAuth).",
    ),
    "TRF-004/self-signed": (
        "Whatever answers shows a certificate signed by itself, without any authority.",
        "Do not go around this: it is probably not the site, or it was badly installed; call its team.",
    ),
    "TRF-004/unknown-ca": (
        "The certificate of whatever answers is signed by another authority than this machine's (ca_file).",
        (
            "Do not go around this: most often a device of the network decrypts what passes, and the site must "
            "be exempted from it."
        ),
    ),
    "TRF-004/weak-key": (
        "The key of the site's certificate, or of its authority, is too short to be safe.",
        "The site's team must have its certificate made anew: RSA of at least 2048 bits, or P-256.",
    ),
    "TRF-004/weak-signature": (
        "The site's certificate is signed in a way that no longer protects (SHA-1, MD5).",
        "The site's team must have it signed again, with SHA-256 or better.",
    ),
}
"""Code and reason → what happened, what to do: one for all that an administrator would mend alike."""
