"""Secrets under another team's key."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.errors import WrongKey
from backoffice_gui.storage.casebook import audit_keys, keys, purges
from backoffice_gui.storage.casebook.resealing import seal_secrets_anew
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.stores import MOMENT

NEW = bytes(range(1, 33))


def test_every_secret_opens_under_the_new_key_only(team_casebook: Casebook, tmp_path: Path) -> None:
    """Private keys, signing keys, what marks and searches are hashed under: the same as before."""
    with team_casebook.transaction() as tx:
        audit_keys.put(tx, MOMENT, b"g" * 32)
        purges.keep_search_key(tx, b"h" * 32, MOMENT)
        private = keys.privates(tx)
        assert seal_secrets_anew(tx, NEW) == 3
    for read in (keys.privates, audit_keys.seed, purges.search_key):
        with team_casebook.reading() as connection, pytest.raises(WrongKey, match="team-key"):
            read(connection)
    again = open_casebook(team_casebook._backing.address, tmp_path, NEW)  # type: ignore[attr-defined]
    with again.reading() as connection:
        assert keys.privates(connection) == private
        assert (audit_keys.seed(connection), purges.search_key(connection)) == (b"g" * 32, b"h" * 32)
    again.close()
