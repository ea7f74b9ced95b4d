"""The keys that sign the journal's heads."""

from __future__ import annotations

from backoffice_gui.audit.heads import public_of
from backoffice_gui.storage.casebook import audit_keys, audit_log
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def test_the_newest_signs_and_all_prove(casebook: Casebook) -> None:
    """Its public half stands in the chain, its seed does not."""
    with casebook.transaction() as tx:
        assert audit_keys.seed(tx) is None
        start = audit_log.head(tx).n
        for seed in (bytes(32), bytes([1]) * 32):
            audit_keys.put(tx, MOMENT, seed)
        assert audit_keys.seed(tx) == bytes([1]) * 32
        assert audit_keys.publics(tx) == {public_of(bytes(32)), public_of(bytes([1]) * 32)}
        lines = audit_log.read(tx, start)
    assert [line.object for line in lines] == ["signing_key:1", "signing_key:2"]
    assert dict(lines[0].details) == {"public": public_of(bytes(32)).hex()}
