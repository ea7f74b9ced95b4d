"""A certificate authority for one demonstration folder: itself, the server, the collectors.

Keys are P-256 and 0600. Nothing here is for production: the web team has its own authority.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from backoffice_gui.clock import Clock
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.files import write_private, write_whole

__all__ = ["Authority", "Pair"]

_DAY = timedelta(days=1)
_AUTHORITY_DAYS = 3650
_LEAF_DAYS = 825


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a certificate and its key lie."""

    certificate: Path
    key: Path


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


class Authority:
    """Issues certificates for this folder; made with its first use, kept afterwards."""

    def __init__(self, own: Pair, clock: Clock) -> None:
        self._own = own
        self._now = clock.now()
        if not own.key.exists():
            self._make()
        try:
            key = load_pem_private_key(own.key.read_bytes(), password=None)
            self._certificate = x509.load_pem_x509_certificate(own.certificate.read_bytes())
        except (OSError, ValueError) as error:
            raise ConfigurationError("authority", file=str(own.certificate)) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ConfigurationError("authority", file=str(own.key))
        self._key = key

    def _make(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("DÉMO transfer authority")
        usage = _usage(signs_certificates=True)
        made = (
            self._builder(name, name, key, self._now + _AUTHORITY_DAYS * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(key, SHA256())
        )
        write_whole(self._own.certificate, made.public_bytes(Encoding.PEM))
        write_private(self._own.key, _private_pem(key))

    def _builder(
        self, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - _DAY)
            .not_valid_after(until)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )

    def server(self, pair: Pair) -> None:
        """A certificate for this machine's loopback names, kept if it is there."""
        names = [
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
            x509.IPAddress(ipaddress.ip_address("::1")),
        ]
        self._leaf(
            pair, "localhost", ExtendedKeyUsageOID.SERVER_AUTH, x509.SubjectAlternativeName(names), _LEAF_DAYS * _DAY
        )

    def client(self, pair: Pair, common_name: str, valid: timedelta = _LEAF_DAYS * _DAY) -> None:
        """A client certificate with the subject `CN=common_name`, kept if it is there."""
        names = x509.SubjectAlternativeName([x509.DNSName(f"{common_name}.demo.ofpra.example")])
        self._leaf(pair, common_name, ExtendedKeyUsageOID.CLIENT_AUTH, names, valid)

    def _leaf(
        self,
        pair: Pair,
        common_name: str,
        purpose: x509.ObjectIdentifier,
        names: x509.SubjectAlternativeName,
        valid: timedelta,
    ) -> None:
        if pair.key.exists() and pair.certificate.exists():
            return
        key = ec.generate_private_key(ec.SECP256R1())
        made = (
            self._builder(_name(common_name), self._certificate.subject, key, self._now + valid)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(names, critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, SHA256())
        )
        write_private(pair.key, _private_pem(key))
        write_whole(pair.certificate, made.public_bytes(Encoding.PEM))


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
