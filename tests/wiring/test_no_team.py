"""A store of one's own has no team."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.no_team import NoTeam


def test_nobody_is_in_it_and_nothing_can_be_changed() -> None:
    """Each way says that there is no server."""
    none = NoTeam()
    assert none.members() == ()
    assert none.services() == ()
    with pytest.raises(UsageError, match="no-server"):
        none.admit("a", "b")
    with pytest.raises(UsageError, match="no-server"):
        none.change("a", Wanted(frozenset()), Wanted(frozenset()))
    with pytest.raises(UsageError, match="no-server"):
        none.disable("a")
