"""A server over the network with TLS, and what an address of ours lets be told to it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import connect
from tests.support.certificates import Authority
from tests.support.postgres import Server
from tests.support.real_windows import tls_server

_MEMORY = Path("/dev/shm")
Reached = tuple[Server, str, Path]


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    """It asks everybody for a password."""
    short = (_MEMORY if os.access(_MEMORY, os.W_OK) else Path("/tmp")) / f"tls{secrets.token_hex(3)}"
    with tls_server(short, tmp_path_factory.mktemp("tls")) as found:
        yield found


def _address(reached: Reached, authority: Path, more: str = "") -> Address:
    server, host, _ = reached
    said = f"passfile={server.passfile}&sslrootcert={authority}{more}"
    return Address.read(f"postgresql+psycopg://backoffice@{host}/postgres?{said}")


def test_a_server_of_another_authority_is_told_nothing(reached: Reached, tmp_path: Path) -> None:
    """The certificate is looked at before anything is said of who asks."""
    _, _, authority = reached
    with closing(connect(_address(reached, authority), "inbox")) as raw:
        assert raw.pgconn.used_password
    other = Authority("Autre autorité EXEMPLE").write(tmp_path / "other.pem")
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        connect(_address(reached, other), "inbox")


def test_where_a_certificate_proves_who_asks_no_password_is_told(reached: Reached, tmp_path: Path) -> None:
    """One that asks for it all the same gets none, and refuses so: it is no absence. Who means both says so."""
    _, _, authority = reached
    certificate, key = Authority("Autorité EXEMPLE").server("localhost").write(tmp_path, "mine")
    mine = f"&sslcert={certificate}&sslkey={key}"
    with pytest.raises(StoreUnreachable, match="refused"):
        connect(_address(reached, authority, mine), "inbox")
    with closing(connect(_address(reached, authority, f"{mine}&channel_binding=require"), "inbox")) as raw:
        assert raw.pgconn.used_password


def test_a_service_file_does_not_say_how_a_password_is_told(
    reached: Reached, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does the environment: it is bound to the channel, or not told."""
    server, host, authority = reached
    (tmp_path / "services").write_text(
        f"[ofpra]\nhost={host}\ndbname=postgres\nuser=backoffice\npassfile={server.passfile}\nsslrootcert={authority}\n"
        "channel_binding=disable\nrequire_auth=password\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    monkeypatch.setenv("PGCHANNELBINDING", "disable")
    with closing(connect(Address.read("postgresql+psycopg://?service=ofpra"), "inbox")) as raw:
        said = {option.keyword: option.val for option in raw.pgconn.info}
        assert (said[b"channel_binding"], said[b"require_auth"]) == (b"require", b"scram-sha-256")
