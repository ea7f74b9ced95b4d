"""Private keys, the recovery key's public half, and the stores a casebook belongs to."""

from __future__ import annotations

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import audit_log, keys
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def test_private_keys_are_kept_by_fingerprint(casebook: Casebook) -> None:
    """All generations, oldest first, each once; audited without a secret."""
    private = generate()
    with casebook.transaction() as tx:
        first = list(keys.privates(tx))
        for _ in range(2):
            keys.put_private(tx, private, MOMENT)
        assert list(keys.privates(tx)) == [*first, private.public().fingerprint]
        assert keys.privates(tx)[private.public().fingerprint] == private
        lines = audit_log.read(tx)
        assert [line.verb for line in lines] == ["key_made", "key_made"]
        assert private.seed.hex() not in str(lines)
        assert audit_log.verify(tx, [audit_log.head(tx)]).ok


def test_a_recovery_key_is_optional(casebook: Casebook) -> None:
    """The newest counts."""
    with casebook.transaction() as tx:
        assert keys.recovery(tx) is None
        for master in (b"one", b"two"):
            public = generate().public()
            keys.put_recovery(tx, public, master, MOMENT)
        assert keys.recovery(tx) == (public, b"two")


def test_stores_are_linked_once(casebook: Casebook) -> None:
    """By every name they had."""
    with casebook.transaction() as tx:
        for name in ("a", "b", "a"):
            keys.link(tx, StoreId(name), MOMENT)
        assert keys.links(tx) == {"a", "b"}
        assert [line.verb for line in audit_log.read(tx)].count("store_linked") == 2
