"""What is laid by until the desk is open."""

from __future__ import annotations

from backoffice_gui.storage.inbox import last_words
from tests.support.stores import World


def test_it_lies_there_in_order_until_it_is_forgotten(world: World) -> None:
    """And its octets are in no representation."""
    with world.inbox.transaction() as tx:
        last_words.lay(tx, 1, b"un")
        last_words.lay(tx, 1, b"deux")
        first, second = last_words.laid(tx)
        assert (first.sealed, second.sealed, first.generation) == (b"un", b"deux", 1)
        last_words.forget(tx, first.n)
        assert last_words.laid(tx) == [second]
    assert "deux" not in repr(second)
