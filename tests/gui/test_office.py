"""What the window asks is what the office offers."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.gui.office import Office
from tests.support.office import MemoryOffice

_ASKED = [name for name in vars(Office) if not name.startswith("_")]


@pytest.mark.parametrize("name", _ASKED)
def test_the_office_of_the_tests_keeps_the_protocol(name: str) -> None:
    """Each method is there, with the parameters asked for."""
    asked = inspect.signature(getattr(Office, name))
    given = inspect.signature(getattr(MemoryOffice, name))
    assert len(asked.parameters) == len(given.parameters)


@pytest.mark.parametrize("name", _ASKED)
def test_the_real_office_keeps_the_protocol(name: str) -> None:
    """The one that wiring makes has each method too, with the same parameters."""
    wiring = pytest.importorskip("backoffice_gui.wiring")
    asked = inspect.signature(getattr(Office, name))
    given = inspect.signature(getattr(wiring.Office, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]
