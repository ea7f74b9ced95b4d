"""Certificates made on the spot: an authority, servers and clients, in every condition a test wants."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["Authority", "Credential", "lowered_ssl", "server_context", "signed_with_sha1"]

_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Credential:
    """A certificate and its key, as PEM."""

    certificate: bytes
    key: bytes

    def write(self, folder: Path, name: str) -> tuple[Path, Path]:
        """Put both into `folder`: `name.pem` and `name.key` (0600)."""
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        certificate.write_bytes(self.certificate)
        key.touch(mode=0o600)
        key.write_bytes(self.key)
        return certificate, key


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _subtree(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_network(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


class Authority:
    """A certificate authority of the tests.

    `parent` makes it an intermediate one, `key` another certificate of an authority there is
    already; `permitted` limits it to the names of a zone, or to one address.
    """

    def __init__(
        self,
        name: str = "Autorité EXEMPLE",
        *,
        is_ca: bool = True,
        parent: Authority | None = None,
        key: _Key | None = None,
        permitted: str | None = None,
    ) -> None:
        self._key = key or ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signer = parent or self
        now = dt.datetime.now(dt.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(self._name)
            .issuer_name(signer._name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 3650 * _DAY)
            .not_valid_after(now + 3650 * _DAY)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
        )
        if permitted is not None:
            limits = x509.NameConstraints([_subtree(permitted)], None)
            builder = builder.add_extension(limits, critical=True)
        self.certificate = builder.sign(signer._key, hashes.SHA256())

    @property
    def key(self) -> _Key:
        """The authority's key, for another certificate of the same authority (cross-signing)."""
        return self._key

    @property
    def pem(self) -> bytes:
        """The authority's certificate."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def write(self, path: Path) -> Path:
        """Put the certificate into a file, as a CA file."""
        path.write_bytes(self.pem)
        return path

    def server(
        self,
        *names: str,
        common_name: str = "front end",
        starts: dt.timedelta = -_DAY,
        ends: dt.timedelta = _DAY,
        usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        key: _Key | None = None,
    ) -> Credential:
        """A server's certificate for `names` (host names or addresses)."""
        chosen = key or ec.generate_private_key(ec.SECP256R1())
        return self._issue(common_name, names, (starts, ends), usage, chosen)

    def client(
        self,
        common_name: str = "collector-1",
        *,
        starts: dt.timedelta = -_DAY,
        ends: dt.timedelta = _DAY,
        usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.CLIENT_AUTH,
    ) -> Credential:
        """A client's certificate."""
        return self._issue(common_name, (), (starts, ends), usage, ec.generate_private_key(ec.SECP256R1()))

    def revoking(self, *revoked: Credential) -> bytes:
        """A list of revoked certificates, signed now."""
        now = dt.datetime.now(dt.UTC)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self._name)
        builder = builder.last_update(now - _DAY).next_update(now + _DAY)
        for credential in revoked:
            serial = x509.load_pem_x509_certificate(credential.certificate).serial_number
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now - _DAY).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def _issue(
        self,
        common_name: str,
        names: tuple[str, ...],
        valid: tuple[dt.timedelta, dt.timedelta],
        usage: x509.ObjectIdentifier,
        key: _Key,
    ) -> Credential:
        now = dt.datetime.now(dt.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)]))
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + valid[0])
            .not_valid_after(now + valid[1])
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if names:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False
            )
        certificate = builder.sign(self._key, hashes.SHA256())
        return Credential(certificate.public_bytes(serialization.Encoding.PEM), _pem(key))


def server_context(
    folder: Path, credential: Credential, client_ca: bytes | None, *, version: ssl.TLSVersion | None = None
) -> ssl.SSLContext:
    """A server's context; with `client_ca`, clients must show a certificate of that authority.

    It takes any key and speaks any version it is told to: refusing them is the client's duty.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    certificate, key = credential.write(folder, "server")
    context.load_cert_chain(certificate, key)
    if version is not None:
        context.minimum_version = context.maximum_version = version
    if client_ca is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=client_ca.decode("ascii"))
    return context


_WITH_SHA256 = bytes.fromhex("06092a864886f70d01010b0500")
_WITH_SHA1 = bytes.fromhex("06092a864886f70d0101050500")


def signed_with_sha1(credential: Credential, issuer: Authority) -> Credential:
    """The same certificate, signed by an authority with an RSA key as nobody signs any more.

    No library of today makes one: the algorithm's name is replaced in its two places, which keeps
    every length, and what is to be signed is signed anew.
    """
    certificate = x509.load_pem_x509_certificate(credential.certificate)
    key = issuer.key
    assert isinstance(key, rsa.RSAPrivateKey)
    to_sign = certificate.tbs_certificate_bytes.replace(_WITH_SHA256, _WITH_SHA1)
    signature = key.sign(to_sign, padding.PKCS1v15(), hashes.SHA1())
    octets = certificate.public_bytes(serialization.Encoding.DER)
    octets = octets.replace(certificate.tbs_certificate_bytes, to_sign).replace(_WITH_SHA256, _WITH_SHA1)
    made = x509.load_der_x509_certificate(octets.replace(certificate.signature, signature))
    return Credential(made.public_bytes(serialization.Encoding.PEM), credential.key)


class _Lowered(ssl.SSLContext):
    """A context as a Python makes it that takes its system's suites, where the system lets anything pass."""

    def __new__(cls, protocol: int = ssl.PROTOCOL_TLS_CLIENT, *_more: object) -> Self:
        made = super().__new__(cls, protocol)
        made.set_ciphers("ALL:@SECLEVEL=0")
        return made


def lowered_ssl() -> Any:
    """The module `ssl` of such a Python, to be put in the place of a module's own."""
    return SimpleNamespace(
        **{name: value for name, value in vars(ssl).items() if name != "SSLContext"}, SSLContext=_Lowered
    )
