"""Where the front end is, and how both sides prove who they are: one `ssl.SSLContext`, made once.

Only the CA file of the configuration is trusted, never the system's store; TLS 1.2 or later;
the host name is checked against the subject's alternative names alone (protocol §1). One `*` as
a whole left-most label stands for one label (RFC 9525 §6.3): the authority is our own, and whom it
lets answer for a whole zone is its decision.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import Settings, check_url
from backoffice_gui.transfer.jws import KeySet

__all__ = ["Endpoint", "load_endpoint", "tls_context"]

_CIPHERS = "@SECLEVEL=2:ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL:!eNULL"
"""For TLS 1.2: forward secrecy and authenticated encryption, as all of TLS 1.3's are.

The level is named because the system's own may be lower: a Python built for its system's suites, or
an `openssl.cnf`, would let SHA-1 signatures and RSA of 1024 bits pass. Level 2 asks for 112 bits.
"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The front end as the configuration names it.

    `url` is the base (`https://front.example/transfer/v1`); `context` is nothing only for plain
    `http` to a loopback address; `version` is ours, for `User-Agent`.
    """

    url: str
    context: ssl.SSLContext | None
    keys: KeySet
    version: str


def load_endpoint(settings: Settings, version: str) -> Endpoint:
    """The endpoint of `[transfer]`; raises `ConfigurationError` naming the file or key."""
    transfer = settings.transfer
    if not transfer.url:
        raise ConfigurationError("absent", key="transfer.url")
    check_url(transfer.url)
    keys = KeySet.load(settings.path(transfer.front_end_keys))
    context = None
    if urlsplit(transfer.url).scheme == "https":
        context = tls_context(
            settings.path(transfer.ca_file), settings.path(transfer.client_cert), settings.path(transfer.client_key)
        )
    return Endpoint(transfer.url.rstrip("/"), context, keys, version)


def tls_context(ca_file: Path, certificate: Path | None, key: Path | None) -> ssl.SSLContext:
    """A client context that trusts `ca_file` alone and presents `certificate`.

    Raises `ConfigurationError` with reason `ca-file`, `client-cert` or `client-key`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_CIPHERS)
    context.hostname_checks_common_name = False
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    try:
        context.load_verify_locations(cafile=str(ca_file))
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError("ca-file", file=str(ca_file)) from error
    if certificate is None or key is None:
        return context
    for reason, file in (("client-cert", certificate), ("client-key", key)):
        if not file.is_file():
            raise ConfigurationError(reason, file=str(file))
    try:
        context.load_cert_chain(str(certificate), str(key), password=_no_passphrase)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError("client-key", file=str(key)) from error
    return context


def _no_passphrase() -> str:
    """An encrypted key is an error, never a question on a terminal."""
    return ""
