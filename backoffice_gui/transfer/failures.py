"""Foreign failures become ours here, once: which of them is nobody's fault, and which needs a person.

Under TLS 1.3 a refused client certificate shows only after the handshake, as an alert while the
answer is read; under TLS 1.2 during the handshake (reliability.md §2.3). So the alert decides,
wherever in the chain of causes it stands. What an administrator would mend differently has a
reason of its own, and with it a sentence of its own at the rim. A server on asyncio closes without sending its alert
[measured, Python 3.11]: that can't be told from a cut, and is `Unreachable` (`cut`; `tls` under 1.2).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping

import httpx

from backoffice_gui.errors import BadAnswer, CredentialRefused, FrontEndError, ServerNotTrusted, Unreachable
from backoffice_gui.transfer.connection import Interrupted

__all__ = ["REASONS", "failure_of"]

_VERIFY_REASONS = {
    2: "chain",
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "unknown-ca",
    20: "chain",
    21: "chain",
    25: "invalid-ca",
    26: "purpose",
    32: "invalid-ca",
    47: "name-constraint",
    48: "name-constraint",
    62: "hostname",
    64: "hostname",
    66: "weak-key",
    67: "weak-key",
    68: "weak-signature",
    79: "invalid-ca",
}
"""X509_V_ERR_* of OpenSSL's x509_vfy.h.

A chain that ends nowhere (`chain`) may lack a link or be another authority's: OpenSSL says the
same of both. Only where the server shows its root is it known for another's (`unknown-ca`).
"""

_CREDENTIAL_ALERTS = {
    "CERTIFICATE_REQUIRED": "missing",
    "NO_CERTIFICATE": "missing",
    "HANDSHAKE_FAILURE": "handshake",
    "INSUFFICIENT_SECURITY": "handshake",
    "UNKNOWN_CA": "unknown-ca",
    "CERTIFICATE_EXPIRED": "expired",
    "CERTIFICATE_REVOKED": "revoked",
    "UNSUPPORTED_CERTIFICATE": "purpose",
    "ACCESS_DENIED": "access-denied",
    "BAD_CERTIFICATE": "bad",
    "CERTIFICATE_UNKNOWN": "bad",
    "DECRYPT_ERROR": "bad",
}
"""Alerts by which a server says no to our certificate; the others speak of versions or mishaps.

Under TLS 1.2 a server that was shown none says `handshake_failure`, as it does without a common
cipher (RFC 5246 §7.4.6); one that says more precisely what it lacks is TLS 1.3's.
"""

_VERSION = frozenset({"TLSV1_ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "VERSION_TOO_LOW", "WRONG_SSL_VERSION"})
"""How OpenSSL says that the two sides have no version of TLS in common."""

REASONS: Mapping[type[FrontEndError], frozenset[str]] = {
    ServerNotTrusted: frozenset({*_VERIFY_REASONS.values(), "other"}),
    CredentialRefused: frozenset(_CREDENTIAL_ALERTS.values()),
    Unreachable: frozenset({"tls", "protocol-version"}),
}
"""The reasons that a handshake can give: the rim has a sentence for each but `other`."""

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
    said = [cause.reason for cause in chain if isinstance(cause, ssl.SSLError)]
    if any(reason in _VERSION for reason in said):
        return Unreachable("protocol-version")
    return Unreachable("tls" if said else "network")


def _protocol(words: str) -> FrontEndError:
    """A cut answer is the network's doing; anything else is an answer that isn't HTTP as we take it."""
    if words == "cut":
        return Unreachable("cut")
    return BadAnswer("length" if words == "framing" else "headers")


def _alert(error: ssl.SSLError) -> str:
    """The reason an alert gives for refusing our certificate (`SSLV3_ALERT_…`, `TLSV13_ALERT_…`), else nothing."""
    return _CREDENTIAL_ALERTS.get((error.reason or "").partition("_ALERT_")[2], "")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The failure and what caused it, nearest first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
