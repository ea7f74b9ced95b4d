"""Where the front end is, read from the configuration; every file that is wrong is named."""

from __future__ import annotations

import json
import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import Settings, load
from backoffice_gui.transfer import endpoint
from backoffice_gui.transfer.endpoint import load_endpoint, tls_context
from tests.support.certificates import Authority, lowered_ssl
from tests.support.signing import Signer, b64url


@pytest.fixture
def settings(authority: Authority, tmp_path: Path) -> Settings:
    """A configuration whose files are all there."""
    authority.write(tmp_path / "ca.pem")
    authority.client().write(tmp_path, "client")
    jwk = {"kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": b64url(Signer("k1").public)}
    (tmp_path / "front-end.jwks.json").write_text(json.dumps({"keys": [jwk]}), "utf-8")
    (tmp_path / "config.toml").write_text('[transfer]\nurl = "https://front.example/transfer/v1/"\n', "utf-8")
    return load(tmp_path / "config.toml", {})


def test_configuration_becomes_an_endpoint(settings: Settings) -> None:
    """Address without its last slash, keys, and a context that checks names and trusts one file."""
    endpoint = load_endpoint(settings, "1.2.3")
    assert (endpoint.url, endpoint.version) == ("https://front.example/transfer/v1", "1.2.3")
    assert endpoint.keys.kids == {"k1"}
    context = endpoint.context
    assert context is not None
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert not context.hostname_checks_common_name
    assert len(context.get_ca_certs()) == 1
    usual = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).options | ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    assert context.options & usual == usual


def test_loopback_without_tls_needs_no_certificates(settings: Settings) -> None:
    """Plain http is only ever loopback's (the settings refuse others)."""
    (settings.folder / "ca.pem").unlink()
    plain = load(settings.file, {"BACKOFFICE_TRANSFER__URL": "http://127.0.0.1:8000/transfer/v1"})
    assert load_endpoint(plain, "1").context is None


def test_absent_address_is_named(settings: Settings) -> None:
    """Without an address there is nothing to ask."""
    with pytest.raises(ConfigurationError) as refused:
        load_endpoint(load(settings.file, {"BACKOFFICE_TRANSFER__URL": ""}), "1")
    assert (refused.value.reason, refused.value.facts) == ("absent", {"key": "transfer.url"})


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("ca.pem", None, "ca-file"),
        ("ca.pem", b"", "ca-file"),
        ("ca.pem", b"not a certificate", "ca-file"),
        ("client.pem", None, "client-cert"),
        ("client.key", None, "client-key"),
        ("client.key", b"not a key", "client-key"),
        ("front-end.jwks.json", None, "unreadable"),
    ],
)
def test_file_that_is_absent_or_wrong_is_named(
    settings: Settings, file: str, content: bytes | None, reason: str
) -> None:
    """The message names the file, never what is in it."""
    path = settings.folder / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        load_endpoint(settings, "1")
    assert (refused.value.reason, refused.value.facts["file"]) == (reason, str(path))


def test_key_of_another_certificate_is_refused(settings: Settings, authority: Authority) -> None:
    """A pair that doesn't belong together is found at the start, not at the first handshake."""
    (settings.folder / "client.key").write_bytes(authority.client().key)
    with pytest.raises(ConfigurationError) as refused:
        load_endpoint(settings, "1")
    assert refused.value.reason == "client-key"


def test_encrypted_key_is_an_error_and_no_question(authority: Authority, tmp_path: Path) -> None:
    """Nothing waits at a terminal that nobody sits at."""
    credential = authority.client()
    certificate, key = credential.write(tmp_path, "client")
    private = serialization.load_pem_private_key(credential.key, None)
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"EXEMPLE"),
        )
    )
    with pytest.raises(ConfigurationError) as refused:
        tls_context(authority.write(tmp_path / "ca.pem"), certificate, key)
    assert refused.value.reason == "client-key"


def test_the_system_cannot_lower_what_we_ask_of_a_certificate(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a Python takes its system's suites, and those let anything pass, our context does not."""
    monkeypatch.setattr(endpoint, "ssl", lowered_ssl())
    ours = tls_context(authority.write(tmp_path / "ca.pem"), None, None)
    assert (lowered_ssl().SSLContext(ssl.PROTOCOL_TLS_CLIENT).security_level, ours.security_level) == (0, 2)
    assert ours.minimum_version is ssl.TLSVersion.TLSv1_2
    names = [cipher["name"] for cipher in ours.get_ciphers()]
    assert names
    assert all("GCM" in name or "CHACHA20" in name for name in names)
    assert all(name.startswith(("TLS_", "ECDHE-", "DHE-")) for name in names)
