"""The recovery keys to which something is sealed, and what a server makes of a word."""

from __future__ import annotations

from hashlib import sha256

import pytest

from backoffice_gui.errors import StoreError
from backoffice_gui.sealing import generate
from backoffice_gui.sealing.team_keys import recovery_word
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team import agent_keys, recoveries
from tests.support.stores import MOMENT


def test_the_newest_comes_first_and_one_that_was_dropped_is_none(team_casebook: Casebook) -> None:
    """Vouched for or not: who reads judges the code."""
    first, second, own = generate(), generate(), generate().public()
    with team_casebook.transaction() as tx:
        assert recoveries.living(tx) == ()
        one = keys.put_recovery(tx, first.public(), b"EXEMPLE 1", MOMENT)
        two = keys.put_recovery(tx, second.public(), b"EXEMPLE 2", MOMENT)
        recoveries.vouch(tx, one, b"code", sha256(recovery_word(first)).digest())
        found = recoveries.living(tx)
    assert [(each.n, each.public, each.code) for each in found] == [
        (two, second.public(), b""),
        (one, first.public(), b"code"),
    ]
    with team_casebook.transaction() as tx:
        recoveries.vouch(tx, two, b"code", b"another word")
    with pytest.raises(StoreError, match="not-permitted"), team_casebook.transaction() as tx:
        recoveries.admit(tx, own, b"EXEMPLE", MOMENT, code=b"", word=recovery_word(second))
    with team_casebook.transaction() as tx:
        recoveries.admit(tx, own, b"EXEMPLE", MOMENT, code=b"vouched", word=recovery_word(first))
        mine = agent_keys.mine(tx)
    assert mine is not None
    assert (mine.public, mine.vouched, mine.admitted_by) == (own, b"vouched", "backoffice")
    with team_casebook.transaction() as tx:
        keys.drop_recoveries(tx, MOMENT)
        assert [each.n for each in recoveries.living(tx)] == [two]
