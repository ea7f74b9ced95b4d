"""What stands behind a database: both kinds have all of it."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.storage.backing import Backing
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.team.backing import TeamBacking


@pytest.mark.parametrize("kind", [FileBacking, TeamBacking])
def test_each_kind_has_all_that_a_database_asks_for(kind: type[FileBacking | TeamBacking]) -> None:
    """By the same names, with the same parameters."""
    wanted = {name: member for name, member in vars(Backing).items() if inspect.isfunction(member) and name[0] != "_"}
    assert len(wanted) > 10
    for name, member in wanted.items():
        there = inspect.signature(getattr(kind, name)).parameters
        assert list(there) == list(inspect.signature(member).parameters), name
