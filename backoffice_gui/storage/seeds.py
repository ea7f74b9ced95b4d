"""Secrets among the casebook's rows: as they are in an encrypted file, sealed under the team's key on a server.

A server's connection knows the key itself, so that nobody can forget it: without one nothing secret is written there.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from backoffice_gui.errors import Defect, WrongKey
from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.seeds import open_seed, seal_seed
from backoffice_gui.storage.dialect import is_postgresql

__all__ = ["closed", "keyed", "opened"]

_KEY = "backoffice_team_key"


def keyed(engine: Engine, key: bytearray | None) -> Engine:
    """The engine, whose connections seal and open with this key for as long as it is not overwritten."""
    if key is not None:
        engine.update_execution_options(**{_KEY: key})
    return engine


def _key_of(connection: Connection) -> bytes | None:
    if not is_postgresql(connection):
        return None
    key = connection.get_execution_options().get(_KEY)
    if key is None:
        raise Defect("a secret, and no key to seal it with")
    if not any(key):
        raise WrongKey("locked")
    return bytes(key)


def closed(connection: Connection, name: str, secret: bytes) -> bytes:
    """What is written of a secret; `name` says which it is, and is bound to it."""
    key = _key_of(connection)
    return secret if key is None else seal_seed(key, name, secret)


def opened(connection: Connection, name: str, octets: bytes) -> bytes:
    """The secret again; raises `WrongKey("team-key")` where it was sealed under another key, or is damaged."""
    key = _key_of(connection)
    if key is None:
        return octets
    try:
        return open_seed(key, name, octets)
    except SealBroken as error:
        raise WrongKey("team-key") from error
