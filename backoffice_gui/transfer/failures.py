"""Foreign failures become ours here, once: which of them is nobody's fault, and which needs a person.

Under TLS 1.3 a refused client certificate shows only after the handshake, as an alert while the
answer is read; under TLS 1.2 during the handshake (reliability.md §2.3). So the alert decides,
wherever in the chain of causes it stands. A server on asyncio closes without sending its alert
[measured, Python 3.11]: that can't be told from a cut, and is `Unreachable` (`cut`; `tls` under 1.2).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from backoffice_gui.errors import BadAnswer, CredentialRefused, FrontEndError, ServerNotTrusted, Unreachable
from backoffice_gui.transfer.connection import Interrupted

__all__ = ["failure_of"]

_VERIFY_REASONS = {
    9: "not-yet-valid",
    10: "expired",
    18: "unknown-ca",
    19: "unknown-ca",
    20: "unknown-ca",
    21: "unknown-ca",
    23: "revoked",
    26: "purpose",
    47: "name-constraint",
    48: "name-constraint",
    62: "hostname",
    64: "hostname",
    66: "weak",
    67: "weak",
    68: "weak",
    79: "invalid-ca",
}
"""X509_V_ERR_* of OpenSSL's x509_vfy.h."""

_CREDENTIAL_ALERTS = (
    "HANDSHAKE_FAILURE",
    "NO_CERTIFICATE",
    "BAD_CERTIFICATE",
    "UNSUPPORTED_CERTIFICATE",
    "CERTIFICATE_REVOKED",
    "CERTIFICATE_EXPIRED",
    "CERTIFICATE_UNKNOWN",
    "UNKNOWN_CA",
    "ACCESS_DENIED",
    "DECRYPT_ERROR",
    "CERTIFICATE_REQUIRED",
    "INSUFFICIENT_SECURITY",
)
"""Alerts by which a server says no to our certificate; the others speak of versions or mishaps."""

_NETWORK = (
    (socket.gaierror, "name"),
    (UnicodeError, "name"),
    (ConnectionRefusedError, "refused"),
    (httpx.TimeoutException, "time-out"),
    (TimeoutError, "time-out"),
    (ConnectionError, "reset"),
)


def failure_of(error: httpx.TransportError) -> FrontEndError:
    """Ours for a transport's failure; raise it `from` that."""
    if isinstance(error, Interrupted):
        return Unreachable("interrupted")
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ServerNotTrusted(_VERIFY_REASONS.get(cause.verify_code, "other"))
        if isinstance(cause, ssl.SSLError) and (alert := _alert(cause)):
            return CredentialRefused(alert)
    if isinstance(error, httpx.ReadTimeout) and str(error) == "deadline":
        return Unreachable("deadline")
    if isinstance(error, httpx.RemoteProtocolError):
        return _protocol(str(error))
    for kind, reason in _NETWORK:
        if any(isinstance(cause, kind) for cause in chain):
            return Unreachable(reason)
    return Unreachable("tls" if any(isinstance(cause, ssl.SSLError) for cause in chain) else "network")


def _protocol(words: str) -> FrontEndError:
    """A cut answer is the network's doing; anything else is an answer that isn't HTTP as we take it."""
    if words == "cut":
        return Unreachable("cut")
    return BadAnswer("length" if words == "framing" else "headers")


def _alert(error: ssl.SSLError) -> str:
    """The alert's name in lower case, where it refuses our certificate (`SSLV3_ALERT_…`, `TLSV13_ALERT_…`)."""
    _, found, name = (error.reason or "").partition("_ALERT_")
    return name.lower().replace("_", "-") if found and name in _CREDENTIAL_ALERTS else ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The failure and what caused it, nearest first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
