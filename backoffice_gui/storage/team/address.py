"""Where a team's store is: a URL of ours, `postgresql+psycopg://user@host/database?sslrootcert=…`, without a secret.

Over a network the server proves who it is (`sslmode=verify-full`) or is not spoken to; on this machine, through a
socket or loopback, it needs no certificate. A password is proven to that very server (channel binding), or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from backoffice_gui.errors import UsageError

__all__ = ["SCHEME", "Address"]

SCHEME = "postgresql+psycopg"
_OPTIONS = frozenset({"channel_binding", "host", "passfile", "service", "sslcert", "sslkey", "sslmode", "sslrootcert"})
"""What may stand after the question mark: where files lie, never what is in them."""
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server: may be shown, logged and configured, for it holds no secret.

    `parameters` are what libpq is given beside it.
    """

    url: str
    database: str
    parameters: Mapping[str, str] = field(repr=False)

    def __str__(self) -> str:
        return self.url

    @classmethod
    def read(cls, words: str) -> Self:
        """An address from its words.

        Raises `UsageError`: `store-address` (no such URL; the fact `what` says what is off), `store-address-password`
        (one stands in it), `store-address-insecure` (over a network, with less than `sslmode=verify-full`).
        """
        try:
            url = make_url(words)
        except (ArgumentError, ValueError):
            raise UsageError("store-address", what="url") from None  # its words may hold a password
        if url.password is not None or "password" in url.query:
            raise UsageError("store-address-password")
        return cls(str(url), *_parts(url))

    def alone(self, environment: Mapping[str, str]) -> None:
        """Let no variable of libpq's decide where this leads; raises `UsageError("store-address")`, naming it."""
        said = self.parameters.keys()
        deciding = {"PGHOSTADDR": False, "PGSERVICE": "service" in said, "PGHOST": bool(said & {"host", "service"})}
        for name, harmless in deciding.items():
            if environment.get(name) and not harmless:
                raise UsageError("store-address", what=name)

    @staticmethod
    def is_one(words: str) -> bool:
        """Whether somebody means a server by these words, whatever else is off with them."""
        return words.partition("://")[0].partition("+")[0] in {"postgresql", "postgres"} and "://" in words


def _parts(url: URL) -> tuple[str, dict[str, str]]:
    if url.drivername != SCHEME:
        raise UsageError("store-address", what="scheme")
    if unknown := sorted(url.query.keys() - _OPTIONS):
        raise UsageError("store-address", what=unknown[0])
    parameters = {name: value for name, value in url.query.items() if isinstance(value, str)}
    if len(parameters) != len(url.query) or (url.host and "host" in parameters):
        raise UsageError("store-address", what="twice")
    named = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
    parameters |= {name: str(value) for name, value in named.items() if value}
    if "service" not in parameters and "dbname" not in parameters:
        raise UsageError("store-address", what="database")
    return parameters.get("dbname", parameters.get("service", "")), parameters | _trust(parameters)


def _trust(parameters: Mapping[str, str]) -> dict[str, str]:
    """What makes sure of the server; GSSAPI would go before TLS, and proves another thing.

    A password is proven to this very server or not at all, and where a certificate proves who asks, no password is
    told to anybody: `require_auth` says so to libpq, past whatever the environment or a service file says of it.

    Without a host nothing but a socket is meant: a variable of the environment (`PGHOST`) does not decide.
    """
    hosts = parameters.get("host", "").split(",")
    if hosts == [""] and "service" not in parameters:
        return {"gssencmode": "disable"}
    if all(host.startswith("/") or host in _HERE for host in hosts):
        return {"gssencmode": "disable"}
    if parameters.get("sslmode", "verify-full") != "verify-full":
        raise UsageError("store-address-insecure")
    if parameters.get("channel_binding", "require") != "require":
        raise UsageError("store-address-insecure")
    proven = {"sslmode": "verify-full", "ssl_min_protocol_version": "TLSv1.3", "gssencmode": "disable"}
    if "sslcert" in parameters and "channel_binding" not in parameters:
        return proven | {"channel_binding": "disable", "require_auth": "none"}
    return proven | {"channel_binding": "require", "require_auth": "scram-sha-256"}
