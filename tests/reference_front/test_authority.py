"""Certificates of a demonstration folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.verification import PolicyBuilder, Store

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.reference_front.authority import Authority, Pair

_CLOCK = SystemClock()


def _own(folder: Path) -> Pair:
    return Pair(folder / "ca.pem", folder / "ca.key")


def _read(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def test_both_sides_verify_strictly(tmp_path: Path) -> None:
    """The chains hold under the rules of the web's own verifier, for every loopback name."""
    authority = Authority(_own(tmp_path), _CLOCK)
    server, client = Pair(tmp_path / "s.pem", tmp_path / "s.key"), Pair(tmp_path / "c.pem", tmp_path / "c.key")
    authority.server(server)
    authority.client(client, "collector-1")
    policy = PolicyBuilder().store(Store([_read(tmp_path / "ca.pem")])).time(_CLOCK.now())
    for name in (x509.DNSName("localhost"),):
        policy.build_server_verifier(name).verify(_read(server.certificate), [])
    policy.build_client_verifier().verify(_read(client.certificate), [])
    assert _read(client.certificate).subject.rfc4514_string() == "CN=collector-1"
    names = _read(server.certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(each) for each in names.get_values_for_type(x509.IPAddress)} == {"127.0.0.1", "::1"}


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    """A second start issues nothing anew, and signs with the same key."""
    pair = Pair(tmp_path / "c.pem", tmp_path / "c.key")
    Authority(_own(tmp_path), _CLOCK).client(pair, "collector-1")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    again = Authority(_own(tmp_path), _CLOCK)
    again.client(pair, "collector-1")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    other = Pair(tmp_path / "d.pem", tmp_path / "d.key")
    again.client(other, "collector-2")
    _read(other.certificate).verify_directly_issued_by(_read(tmp_path / "ca.pem"))


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Each key file is 0600."""
    pair = Pair(tmp_path / "c.pem", tmp_path / "c.key")
    Authority(_own(tmp_path), _CLOCK).client(pair, "collector-1")
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.glob("*.key")} == {
        "ca.key": "0o600",
        "c.key": "0o600",
    }


def test_a_folder_that_lost_half_of_it_is_refused_by_name(tmp_path: Path) -> None:
    """A key without its certificate, and a key of another kind, are configuration errors."""
    own = _own(tmp_path)
    Authority(own, _CLOCK)
    own.certificate.unlink()
    with pytest.raises(ConfigurationError):
        Authority(own, _CLOCK)
    own.key.unlink()
    Authority(own, _CLOCK)
    odd = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    own.key.write_bytes(odd)
    with pytest.raises(ConfigurationError):
        Authority(own, _CLOCK)
