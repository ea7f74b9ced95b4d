"""Signatures, checked with nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.jose import MANIFEST, RECEIPT, Signer, payload_of


def _decoded(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def test_a_signature_verifies_under_the_published_key(tmp_path: Path) -> None:
    """Header, payload and signature are those of RFC 7515, with the key of the JWKS file."""
    signer = Signer.kept_in(tmp_path / "signing.pem")
    header, payload, signature = signer.sign(b'{"a":1}', MANIFEST).split(".")
    (key,) = json.loads(signer.key_set())["keys"]
    assert json.loads(_decoded(header)) == {"alg": "Ed25519", "kid": key["kid"], "typ": "transfer-manifest"}
    assert _decoded(payload) == b'{"a":1}'
    public = Ed25519PublicKey.from_public_bytes(_decoded(key["x"]))
    public.verify(_decoded(signature), f"{header}.{payload}".encode())
    with pytest.raises(InvalidSignature):
        public.verify(_decoded(signature), f"{header}.{payload}x".encode())


def test_the_key_id_is_the_thumbprint(tmp_path: Path) -> None:
    """`kid` is the thumbprint of RFC 7638, so that two keys never share one."""
    signer = Signer.kept_in(tmp_path / "signing.pem")
    (key,) = json.loads(signer.key_set())["keys"]
    members = json.dumps({name: key[name] for name in ("crv", "kty", "x")}, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(members.encode()).digest()
    assert key["kid"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == signer.kid


def test_the_key_is_kept_and_private(tmp_path: Path) -> None:
    """A second start signs with the same key; its file is for its owner alone."""
    file = tmp_path / "signing.pem"
    assert Signer.kept_in(file).kid == Signer.kept_in(file).kid
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_holds_no_signing_key_is_refused_by_name(tmp_path: Path) -> None:
    """Nonsense, and a key of another kind, are configuration errors that name the file."""
    file = tmp_path / "signing.pem"
    other = ec.generate_private_key(ec.SECP256R1())
    for octets in (b"nonsense", other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())):
        file.write_bytes(octets)
        with pytest.raises(ConfigurationError) as caught:
            Signer.kept_in(file)
        assert caught.value.facts == {"file": str(file)}


def test_a_payload_of_its_own_is_read_again(tmp_path: Path) -> None:
    """What was signed can be read back for the truth file."""
    signer = Signer.kept_in(tmp_path / "signing.pem")
    assert payload_of(signer.sign('{"id":"é"}'.encode(), RECEIPT)) == {"id": "é"}
