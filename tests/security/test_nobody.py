"""A certificate that no authority knows: shown to a server, and trusted by none that was not told to."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.security.nobody import nobodys, showing


def _certificate(pem: bytes) -> str:
    return pem[pem.index(b"-----BEGIN CERT") :].decode()


def _server(own: Path, trusted: bytes) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(own)
    made.verify_mode = ssl.CERT_REQUIRED
    made.load_verify_locations(cadata=_certificate(trusted))
    return made


def _shaken(client: ssl.SSLContext, server: ssl.SSLContext) -> ssl.SSLObject:
    """The server's end of a handshake in memory; raises what either side makes of the other."""
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (client.wrap_bio(down, up), server.wrap_bio(up, down, server_side=True))
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ends[1]


def test_it_is_shown_and_refused_by_who_looks(tmp_path: Path) -> None:
    """A server that trusts its own authority alone does not let it in; one that was told to trust it has seen it."""
    now = SystemClock().now()
    pem, own = nobodys(now), nobodys(now)
    (tmp_path / "server.pem").write_bytes(own)
    client = showing(pem, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    client.check_hostname = False
    client.load_verify_locations(cadata=_certificate(own))
    with pytest.raises(ssl.SSLError, match="certificate verify failed"):
        _shaken(client, _server(tmp_path / "server.pem", own))
    seen = _shaken(client, _server(tmp_path / "server.pem", pem)).getpeercert(binary_form=True)
    assert seen == ssl.PEM_cert_to_DER_cert(_certificate(pem))
