"""Addresses of a team's store: said aloud, so without a secret; a server far away proves who it is."""

from __future__ import annotations

import pytest

from backoffice_gui.errors import UsageError
from backoffice_gui.storage.team.address import Address


def test_an_address_is_a_url_and_what_libpq_is_given() -> None:
    """Over a network the server's name is verified, though nobody said so."""
    found = Address.read("postgresql+psycopg://agent@db.example:5433/ofpra?sslrootcert=/etc/ofpra/ca.pem")
    assert found.parameters == {
        "host": "db.example",
        "port": "5433",
        "user": "agent",
        "dbname": "ofpra",
        "sslrootcert": "/etc/ofpra/ca.pem",
        "sslmode": "verify-full",
        "channel_binding": "require",
        "require_auth": "scram-sha-256",
        "ssl_min_protocol_version": "TLSv1.3",
        "gssencmode": "disable",
    }
    assert str(found) == found.url
    assert found.database == "ofpra"


@pytest.mark.parametrize("host", ["/run/postgresql", "127.0.0.1", "localhost", "::1"])
def test_this_machine_needs_no_certificate(host: str) -> None:
    """A socket, or loopback."""
    assert "sslmode" not in Address.read(f"postgresql+psycopg:///ofpra?host={host}").parameters


def test_a_service_of_libpqs_says_where() -> None:
    """Its name is enough; who it is is verified all the same."""
    found = Address.read("postgresql+psycopg://?service=ofpra")
    assert found.database == "ofpra"
    assert found.parameters["sslmode"] == "verify-full"
    assert found.parameters["channel_binding"] == "require"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("postgresql+psycopg://agent:EXEMPLE@db.example/ofpra", "store-address-password"),
        ("postgresql+psycopg://agent@db.example/ofpra?password=EXEMPLE", "store-address-password"),
        ("postgresql+psycopg://agent@db.example/ofpra?sslmode=require", "store-address-insecure"),
        ("postgresql+psycopg:///ofpra?host=/run/pg,db.example&sslmode=prefer", "store-address-insecure"),
        ("postgresql+psycopg:///ofpra?host=db.example,localhost&sslmode=require", "store-address-insecure"),
        ("postgresql+psycopg://agent@db.example/ofpra?channel_binding=disable", "store-address-insecure"),
        ("postgresql+psycopg://agent@db.example/ofpra?channel_binding=prefer", "store-address-insecure"),
        ("postgresql+psycopg://agent@db.example/", "store-address"),
        ("postgresql://agent@db.example/ofpra", "store-address"),
        ("sqlite:///ofpra", "store-address"),
        ("postgresql+psycopg://agent@db.example/ofpra?options=-c%20fsync%3Doff", "store-address"),
        ("postgresql+psycopg://db.example/ofpra?host=other.example", "store-address"),
        ("postgresql+psycopg://db.example:EXEMPLE/ofpra", "store-address"),
        ("EXEMPLE", "store-address"),
    ],
)
def test_what_is_no_address_of_ours_is_refused_by_name(words: str, reason: str) -> None:
    """The refusal repeats nothing of what was said: a password could be in it."""
    with pytest.raises(UsageError) as caught:
        Address.read(words)
    assert caught.value.reason == reason
    assert "EXEMPLE" not in f"{caught.value} {caught.value.__cause__}"


def test_somebody_who_means_a_server_is_understood() -> None:
    """A folder is none."""
    assert Address.is_one("postgres://db.example/ofpra")
    assert Address.is_one("postgresql+psycopg:///ofpra")
    assert not Address.is_one("/var/lib/ofpra")
    assert not Address.is_one("C:\\Store")


def test_a_certificate_goes_without_a_password() -> None:
    """It proves who asks; whoever has both says so, and his password is bound to the channel."""
    found = Address.read("postgresql+psycopg://ofpra@db.example/ofpra?sslcert=/etc/c.pem&sslkey=/etc/k.pem")
    assert found.parameters["require_auth"] == "none"
    said = Address.read(f"{found.url}&channel_binding=require")
    assert (said.parameters["channel_binding"], said.parameters["require_auth"]) == ("require", "scram-sha-256")


@pytest.mark.parametrize("host", ["/run/pg,db.example", "localhost,db.example", "db.example,127.0.0.1", "/run/pg,"])
def test_every_host_of_a_list_is_judged(host: str) -> None:
    """One that is far away makes all of them prove who they are; an empty one is whatever the environment says."""
    found = Address.read(f"postgresql+psycopg:///ofpra?host={host}")
    assert found.parameters["sslmode"] == "verify-full"
    assert found.parameters["gssencmode"] == "disable"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("postgresql+psycopg:///ofpra", "PGHOST"),
        ("postgresql+psycopg:///ofpra?host=localhost", "PGHOSTADDR"),
        ("postgresql+psycopg:///ofpra?host=localhost", "PGSERVICE"),
        ("postgresql+psycopg://?service=ofpra", "PGHOSTADDR"),
    ],
)
def test_the_environment_does_not_say_where(words: str, name: str) -> None:
    """It would lead to another server than the one that was judged; what decides nothing may stand there."""
    with pytest.raises(UsageError) as caught:
        Address.read(words).alone({name: "192.0.2.1"})
    assert caught.value.reason == "store-address"
    Address.read("postgresql+psycopg:///ofpra?host=localhost").alone({"PGHOST": "192.0.2.1", "PGHOSTADDR": ""})
