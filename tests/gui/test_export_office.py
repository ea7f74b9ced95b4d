"""What the window may ask to take out of the house."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.gui.export_office import ExportOffice
from backoffice_gui.wiring.case_exports import CaseExports

_ASKED = [name for name in vars(ExportOffice) if not name.startswith("_")]


@pytest.mark.parametrize("name", _ASKED)
def test_the_wiring_keeps_the_protocol(name: str) -> None:
    """Each method is there, with the parameters asked for."""
    asked, given = inspect.signature(getattr(ExportOffice, name)), inspect.signature(getattr(CaseExports, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]
