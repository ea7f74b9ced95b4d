"""What is taken away again goes by the rules, whatever it is asked with."""

from __future__ import annotations

import pytest

from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import attempts, removal
from tests.support.stores import World, invented


def test_an_attempt_goes_beside_a_verified_one_only(world: World) -> None:
    """The only one that is stored stays, and so do its chunks and its key."""
    one = invented(1)
    world.sight(one)
    first = world.begin(one)
    with pytest.raises(Defect), world.inbox.transaction() as tx:
        removal.forget_attempt(tx, first.attempt)
    with world.inbox.reading() as connection:
        (row,) = attempts.attempt_rows(connection, 1)
    assert row.id == first.attempt


def test_a_key_of_ours_is_not_destroyed(world: World) -> None:
    """Nobody has taken it over."""
    one = invented(1)
    world.sight(one)
    first = world.begin(one)
    with world.inbox.reading() as connection:
        (row,) = attempts.attempt_rows(connection, 1)
    with pytest.raises(Defect), world.inbox.transaction() as tx:
        removal.destroy_key(tx, first.attempt, len(row.wrapped_key))
