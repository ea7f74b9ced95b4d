"""A certificate that no authority knows, made for one run: a server must refuse it as it refuses none at all."""

from __future__ import annotations

import ssl
import tempfile  # noqa: TID251  # a certificate is read from a file only; this one is nobody's, and goes with its folder
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

__all__ = ["nobodys", "showing"]

_DAY = timedelta(days=1)


def nobodys(now: datetime) -> bytes:
    """A key and a certificate that it signed itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "collector-1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - _DAY, now + _DAY)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + made.sign(key, SHA256()).public_bytes(Encoding.PEM)


def showing(pem: bytes, context: ssl.SSLContext) -> ssl.SSLContext:
    """A client's context, which shows this certificate from now on."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nobody.pem"
        file.touch(mode=0o600)
        file.write_bytes(pem)
        context.load_cert_chain(file)
    return context
